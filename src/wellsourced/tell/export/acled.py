"""Incidents as a table of the shape of ACLED's, with what that has no column for beside it."""

import functools
from collections.abc import Iterator, Mapping
from typing import ClassVar

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.model import (
    Drawer,
    EntityKind,
    Exported,
    Losses,
    PlaceMark,
    Told,
)
from wellsourced.tell.export import write
from wellsourced.tell.export.csv import Cell, grid
from wellsourced.tell.export.happened import Happened, Page, happened, pages, sides, spot, those

_WEEK, _TOWN = 7, 50  # days; kilometres that a place may reach to be "near a town"
COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type"),
    *("sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2"),
    *("interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2"),
    *("admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale"),
    *("notes", "fatalities", "tags", "timestamp"),
)
EXTRA = (
    *("event_date_end", "event_date_basis", "fatalities_low", "fatalities_best"),
    *("fatalities_high", "independent_sources_low", "independent_sources_high", "status"),
    *("denied_by", "background", "pages", "words", "claims", "counts"),
)


class AcledExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a row for each incident; `background`: also those that are told only as past."""

    background: bool = False

    about: ClassVar[str] = "incidents as CSV with the columns of ACLED, and low, best, high"
    loses: ClassVar[str] = "who says what of it, chains, rivals; claims that are no incident"
    suffix: ClassVar[str] = ".acled.csv"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("events.acled.csv", lambda: self._lines(told))

    def _lines(self, told: Told) -> Iterator[bytes]:
        return (s.encode() for s in grid((*COLUMNS, *EXTRA), self.rows(told)))

    def rows(self, told: Told) -> Iterator[dict[str, Cell]]:
        """Give the rows; what is not known is not in them."""
        around = _Around(told)
        stamp = int(told.frame.at.timestamp())
        for h in happened(told):
            if self.background or not h.background:
                yield {**around.row(h), **_beside(h, around.pages), "timestamp": stamp}


class _Around:
    """What rows are made with: places, who is who, pages."""

    def __init__(self, told: Told) -> None:
        self.places, self.pages = told.places(), pages(told)
        self._kinds = _kinds(told)

    def row(self, h: Happened) -> dict[str, Cell]:
        i = h.incident
        code = h.commonest("acled", _book())
        disorder, event, sub = _book()[code] if code else (None, None, None)
        did, suffered = sides(h)
        return {
            "event_id_cnty": i.id,
            **_when(h),
            "disorder_type": disorder,
            "event_type": event,
            "sub_event_type": sub,
            **self._side("1", did),
            **self._side("2", suffered),
            **_where(i.place, self.places),
            "source": "; ".join(dict.fromkeys(s.name for s in h.sources())),
            "notes": i.text,
            **_fatalities(i.killed),
        }

    def _side(self, number: str, names: list[str]) -> dict[str, Cell]:
        return {
            f"actor{number}": names[0] if names else None,
            f"assoc_actor_{number}": "; ".join(names[1:]) or None,
            f"inter{number}": self._kinds.get(names[0]) if names else None,
        }


@functools.cache
def _book() -> dict[str, tuple[str, str, str]]:
    found: dict[str, tuple[str, str, str]] = read(
        "codes/acled.toml", dict[str, tuple[str, str, str]]
    )
    return found


def _kinds(told: Told) -> Drawer[str]:
    """What sort of actor a name is; only where the record knows it for sure."""
    drawer = told.drawer(str)
    for e in told.entities(ties=False):
        if e.kind is EntityKind.GOVERNMENT:
            drawer.put(e.name, "State forces")
    return drawer


def _when(h: Happened) -> dict[str, Cell]:
    """The day, where pages name one: 1 for a day, 2 for a week, 3 for longer."""
    i, days = h.incident, h.days()
    if not h.stated or i.earliest is None:
        return {}
    rough = 3 if days is None or days > _WEEK else 2
    return {
        "event_date": i.earliest.isoformat(),
        "year": i.earliest.year,
        "time_precision": 1 if days == 1 else rough,
        "event_date_end": i.latest.isoformat() if i.latest else None,
    }


def _where(place: str | None, places: Mapping[str, PlaceMark]) -> dict[str, Cell]:
    found = spot(place, places)
    if found is None:
        return {"location": place}
    name, mark = found
    reach = mark.area.radius if mark.area else 0
    return {
        "location": name,
        "country": mark.country,
        "latitude": mark.latitude,
        "longitude": mark.longitude,
        "geo_precision": 1 if not reach else 2 if reach <= _TOWN else 3,
    }


def _fatalities(killed: Losses | None) -> dict[str, Cell]:
    if killed is None:
        return {}
    return {
        "fatalities": killed.best,
        "fatalities_low": killed.low,
        "fatalities_best": killed.best,
        "fatalities_high": killed.high,
    }


def _beside(h: Happened, known: Drawer[Page]) -> dict[str, Cell]:
    i = h.incident
    against = dict.fromkeys(s.name for c in h.claims for s in (*c.denied_by, *c.disputed_by))
    told = those(known, i.documents)
    return {
        "event_date_basis": i.basis,
        "independent_sources_low": i.origins.low,
        "independent_sources_high": i.origins.high,
        "status": i.status.value,
        "denied_by": "; ".join(sorted(against)),
        "background": h.background,
        "pages": "; ".join(p.url or p.file for p in told),
        "words": "; ".join(f"{d} {start}-{end}" for d, start, end in h.quotes()),
        "claims": "; ".join(i.claims),
        "counts": "; ".join(i.tallies),
    }
