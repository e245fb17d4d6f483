"""Claims and counts on the map, as GeoJSON (RFC 7946)."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from tempfile import TemporaryFile
from typing import BinaryIO, ClassVar

from msgspec import Struct
from msgspec.json import encode

from wellsourced.model import Claim, Exported, PlaceMark, Tally, Told
from wellsourced.tell.export import write
from wellsourced.tell.export.linked import Json, Node, known, moment, pieces
from wellsourced.tell.export.parties import each

_PIECE = 1 << 20  # bytes
Row = Claim | Tally


class GeoJsonExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a feature for each claim and count whose place has coordinates."""

    about: ClassVar[str] = "claims and counts on the map, as GeoJSON"
    loses: ClassVar[str] = "what has no place (listed in it by id), chains, rivals, checks"
    suffix: ClassVar[str] = ".geojson"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("claims.geojson", lambda: self._pieces(told))

    def _pieces(self, told: Told) -> Iterator[bytes]:
        places = told.places()
        head: Node = {"type": "FeatureCollection", "name": told.frame.case}
        head["record"] = known(
            {
                "at": moment(told.frame.at),
                "as_of": told.frame.as_of.isoformat() if told.frame.as_of else None,
                "made_by": f"wellsourced {told.frame.version}",
            }
        )
        rows: Iterator[Row] = chain(told.claims(), told.tallies())
        with TemporaryFile() as claims, TemporaryFile() as counts:
            unplaced = Unplaced({"claims": claims, "counts": counts})
            found = unplaced.without(rows, places)
            yield from pieces(head, "features", found, lambda _: unplaced.told())


class Unplaced:
    """The ids of what has no place, in files: there may be as many as claims."""

    def __init__(self, files: Mapping[str, BinaryIO]) -> None:
        self._files = files

    def without(self, rows: Iterable[Row], places: Mapping[str, PlaceMark]) -> Iterator[Node]:
        """Give what has a place, and keep the ids of the rest."""
        for row in rows:
            found = feature(row, places)
            if found is not None:
                yield found
                continue
            file = self._files["claims" if isinstance(row, Claim) else "counts"]
            file.write(b",%s" % encode(row.id) if file.tell() else encode(row.id))

    def told(self) -> Iterator[bytes]:
        """Give the ids of claims and counts, as they are written."""
        yield b',"without_place":{'
        for n, (kind, file) in enumerate(self._files.items()):
            yield (b"," if n else b"") + encode(kind) + b":["
            file.seek(0)
            while piece := file.read(_PIECE):
                yield piece
            yield b"]"
        yield b"}"


def feature(row: Row, places: Mapping[str, PlaceMark]) -> Node | None:
    """Give a claim or a count where it is; None: it has no place with coordinates."""
    found = [(n, places[n]) for n in dict.fromkeys(each(row.place)) if n in places]
    points: list[Json] = [[m.longitude, m.latitude] for _, m in found]
    if not points:
        return None
    alone = len(points) == 1
    told = _claim(row) if isinstance(row, Claim) else _count(row)
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": {
            "type": "Point" if alone else "MultiPoint",
            "coordinates": points[0] if alone else points,
        },
        "properties": {
            **told,
            "place": row.place,
            "places": [n for n, _ in found],
            "precision_km": [m.area.radius if m.area else 0 for _, m in found],
            "placed_score": [m.score for _, m in found],
            "earliest": row.earliest.isoformat() if row.earliest else None,
            "latest": row.latest.isoformat() if row.latest else None,
            "status": row.status.value,
            "independent_sources_low": row.origins.low,
            "independent_sources_high": row.origins.high,
            "said_by": [s.name for s in row.said_by],
            "evidence": [
                {"page": e.document, "start": e.start, "end": e.end, "quote": e.quote}
                for e in dict.fromkeys(row.evidence)
            ],
        },
    }


def _claim(c: Claim) -> Node:
    return {
        "kind": "claim",
        "type": c.type.value,
        "text": c.text,
        "actor": c.actor,
        "recipient": c.recipient,
        "holds": c.polarity.value == "+",
        "background": c.background,
        "denied_by": [s.name for s in c.denied_by],
        "first_heard": c.first_heard.isoformat() if c.first_heard else None,
    }


def _count(t: Tally) -> Node:
    figures: Node = {"low": t.low, "best": t.best, "high": t.high}
    return {"kind": "count", "type": t.outcome.value, "group": t.group, "by": t.by, **figures}
