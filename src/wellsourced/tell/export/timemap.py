"""Incidents as the layers of TimeMap: events, associations, sources and sites."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import ClassVar

from msgspec import Struct

from wellsourced.model import DocumentRow, Exported, Incident, Told
from wellsourced.tell.export import write
from wellsourced.tell.export.happened import Happened, happened, spot
from wellsourced.tell.export.linked import Json, Node, iri, listed
from wellsourced.tell.export.parties import each


class TimeMapExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes the files that a data server gives to TimeMap, under the names it asks for."""

    about: ClassVar[str] = "incidents for TimeMap: events, associations, sources, sites"
    loses: ClassVar[str] = "ranges as ranges (they stand in words), chains, denials, rivals"
    suffix: ClassVar[str] = ""

    def files(self, told: Told) -> Iterator[Exported]:
        """Give a file for each layer."""
        yield _listed("events", lambda: events(told))
        yield _listed("associations", lambda: associations(told))
        yield _listed("sources", lambda: sources(told))
        yield _listed("sites", lambda: sites(told))


def _listed(name: str, rows: Callable[[], Iterator[Node]]) -> Exported:
    return write.pieces(f"{name}.json", lambda: listed(rows()))


def events(told: Told) -> Iterator[Node]:
    """Give the incidents that have a day or a place: TimeMap takes none without both."""
    places = told.places()
    pages = told.drawer(bool)
    for d in told.documents():
        pages.put(d.id, thing=True)
    for h in happened(told):
        i = h.incident
        found = spot(i.place, places)
        if found is None and i.earliest is None:
            continue
        mark = found[1] if found else None
        about: list[Json] = [*(t.value for t in i.types), i.status.value]
        here: list[Json] = [d for d in i.documents if pages.get(d)]
        yield {
            "id": i.id,
            "description": i.text,
            "date": _day(i.earliest),
            "time": "",
            "time_precision": _precise(h),
            "time_display": _stretch(i),
            "location": found[0] if found else i.place or "",
            "latitude": "" if mark is None else str(mark.latitude),
            "longitude": "" if mark is None else str(mark.longitude),
            "type": i.types[0].value if i.types else "",
            "category": i.types[0].value if i.types else "",
            "associations": about,
            "sources": here,
            "comments": _comments(i),
        }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _precise(h: Happened) -> str:
    if not h.stated:
        return "the day it was first heard of"
    return "day" if h.single_day else "between two days"


def _stretch(i: Incident) -> str:
    first, last = _day(i.earliest), _day(i.latest)
    return first if first == last else f"{first} to {last}".strip()


def _comments(i: Incident) -> str:
    """What a layer has no field for, in words."""
    said = [f"{i.status.value}; {i.origins.low} to {i.origins.high} independent sources"]
    for name, found in (("killed", i.killed), ("wounded", i.wounded)):
        if found is not None:
            figures = ("?" if n is None else str(n) for n in (found.low, found.best, found.high))
            said.append(f"{name}: low {{}}, best {{}}, high {{}}".format(*figures))
    return "; ".join(said)


def associations(told: Told) -> Iterator[Node]:
    """Give what incidents can be filtered by: what happened, and how it stands."""
    types: set[str] = set()
    stands: set[str] = set()
    for h in happened(told):
        types |= {t.value for t in h.incident.types}
        stands.add(h.incident.status.value)
    for way, names in (("What", types), ("Status", stands)):
        for name in sorted(names):
            yield {
                "id": name,
                "title": name,
                "desc": "",
                "mode": "FILTER",
                "filter_paths": [way, name],
            }


def sources(told: Told) -> Iterator[Node]:
    """Give the pages."""
    return (_source(row) for row in told.pages() if not row.error)


def _source(row: DocumentRow) -> Node:
    address = iri(row.url) or ""
    return {
        "id": row.id,
        "title": row.title or row.file,
        "thumbnail": "",
        "paths": [address] if address else [],
        "type": "Article",
        "affil_s": [row.outlet] if row.outlet else [],
        "url": address,
        "description": row.file,
        "parent": "",
        "author": row.author or "",
        "date": _day(row.published.latest),
        "notes": row.published.basis,
    }


def sites(told: Told) -> Iterator[Node]:
    """Give the places that incidents are at."""
    places = told.places()
    names = {n for h in happened(told) for n in each(h.incident.place) if n in places}
    for name in sorted(names):
        mark = places[name]
        yield {
            "id": name,
            "description": mark.country or "",
            "site": name,
            "latitude": str(mark.latitude),
            "longitude": str(mark.longitude),
            "enabled": "1",
        }
