"""Claims as PLOVER events, one a line; the vocabulary is that of 2021."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

import msgspec
from msgspec import Struct

from wellsourced.model import Claim, DocumentId, Drawer, Exported, PlaceMark, Told
from wellsourced.tell.export import write
from wellsourced.tell.export.happened import Page, pages
from wellsourced.tell.export.linked import Json, Node, iri, known
from wellsourced.tell.export.parties import each

VOCABULARY = "PLOVER-2021"
_OURS = frozenset(
    {"arson", "rob", "loot", "neglect", "surrender", "capture", "release", "resign", "claimed"}
    | {"killed", "wounded", "supply", "sign", "apologize"}
)  # modes that the vocabulary has not


class PloverExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes an event a line; `background`: also those told as past ("historic")."""

    background: bool = True

    about: ClassVar[str] = "claims as PLOVER events (2021), one a line"
    loses: ClassVar[str] = "claims of states, counts, checks, chains; intensity, sectors, contexts"
    suffix: ClassVar[str] = ".plover.jsonl"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("events.plover.jsonl", lambda: self._lines(told))

    def _lines(self, told: Told) -> Iterator[bytes]:
        encode = msgspec.json.Encoder().encode
        return (encode(row) + b"\n" for row in self.events(told))

    def events(self, told: Told) -> Iterator[Node]:
        """Give the events."""
        of, places = pages(told), told.places()
        for c in told.claims():
            if "plover" in c.codes and (self.background or not c.background):
                yield _event(c, of, places)


def _event(c: Claim, of: Drawer[Page], places: Mapping[str, PlaceMark]) -> Node:
    event: Node = {
        "id": c.id,
        "vocabulary": VOCABULARY,
        "date": c.earliest.isoformat() if c.earliest else None,
        "date_end": c.latest.isoformat() if c.latest else None,
        "first_heard": c.first_heard.isoformat() if c.first_heard else None,
        "event": c.codes["plover"],
        "mode": c.mode if c.mode not in _OURS else None,
        "context": ["historic"] if c.background else [],
        "actor": _side(c.actor, c.codes.get("actor")),
        "target": _side(c.recipient, c.codes.get("recipient")),
        "eventLoc": [_place(p, places) for p in each(c.place)],
        "eventText": c.text,
    }
    return known(event) | {
        "holds": c.polarity.value == "+",
        "status": c.status.value,
        "independentSources": {"low": c.origins.low, "high": c.origins.high},
        "source": [s.name for s in c.said_by],
        "deniedBy": [s.name for s in c.denied_by],
        "textInfo": [_words(e.document, e.start, e.end, of) for e in dict.fromkeys(c.evidence)],
    }


def _side(names: str | None, codes: str | None) -> list[Json]:
    """Those on one side; their countries where it is told of which is which."""
    found, told = each(names), (codes or "").split(";") if codes else []
    lands = told if len(told) == len(found) else [None] * len(found)
    return [known({"name": n, "code": land}) for n, land in zip(found, lands, strict=True)]


def _place(name: str, places: Mapping[str, PlaceMark]) -> Node:
    mark = places.get(name)
    if mark is None:
        return {"name": name}
    return known(
        {
            "name": name,
            "latitude": mark.latitude,
            "longitude": mark.longitude,
            "country": mark.country,
            "geonamesId": mark.geonames_id,
            "precisionKm": mark.area.radius if mark.area else None,
        }
    )


def _words(document: DocumentId, start: int, end: int, of: Drawer[Page]) -> Node:
    page = of.get(document)
    where: Node = {"page": document, "start": start, "end": end}
    if page is None:
        return where
    day = page.day.isoformat() if page.day else None
    return known({**where, "url": iri(page.url), "publisher": page.outlet, "date": day})
