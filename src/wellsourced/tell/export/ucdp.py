"""Deadly incidents as a table of the shape of the georeferenced event dataset of UCDP."""

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, Literal

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.model import Drawer, Exported, Losses, PlaceMark, Tally, Told
from wellsourced.tell.export import write
from wellsourced.tell.export.csv import Cell, grid
from wellsourced.tell.export.happened import Happened, Page, happened, pages, sides, spot, those

_TYPES = {"state-based": 1, "non-state": 2, "one-sided": 3}
_DAYS = ((1, 1), (6, 2), (7, 3), (31, 4))  # so many days at most, so precise
_LONGER = 5
_NEAR = 25  # kilometres that a place may reach to be "near" it
_POINT, _CLOSE, _FUZZY, _COUNTRY = 1, 2, 5, 6
_ID = 12  # hexadecimal digits of ours that make a number which every reader can hold
COLUMNS = (
    *("id", "relid", "year", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b"),
    *("number_of_sources", "source_article", "source_office", "source_date", "source_headline"),
    *("source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2"),
    *("latitude", "longitude", "geom_wkt", "country", "region", "event_clarity", "date_prec"),
    *("date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
    *("best", "high", "low"),
)
EXTRA = ("number_of_sources_high", "status", "background", "words", "claims", "counts")


class UcdpExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a row for each deadly incident; `background`: also those told only as past."""

    background: bool = False

    about: ClassVar[str] = "deadly incidents as CSV with the columns of UCDP's GED"
    loses: ClassVar[str] = "incidents without deaths, wounded, denials, chains, rivals"
    suffix: ClassVar[str] = ".ged.csv"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("events.ged.csv", lambda: self._lines(told))

    def _lines(self, told: Told) -> Iterator[bytes]:
        return (s.encode() for s in grid((*COLUMNS, *EXTRA), self.rows(told)))

    def rows(self, told: Told) -> Iterator[dict[str, Cell]]:
        """Give the rows; what is not known is not in them."""
        known, places = pages(told), told.places()
        for h in happened(told):
            killed = h.incident.killed
            if killed is None or (h.background and not self.background):
                continue
            if any((killed.low, killed.best, killed.high)):
                yield {
                    **_who(h),
                    **_sources(h, known),
                    **_where(h.incident.place, places),
                    **_when(h),
                    **_deaths(h, killed),
                }


def _who(h: Happened) -> dict[str, Cell]:
    a, b = ("; ".join(names) or None for names in sides(h))
    return {
        "id": int(h.incident.id[:_ID], 16),
        "relid": h.incident.id,
        "type_of_violence": _TYPES.get(h.commonest("ucdp") or ""),
        "dyad_name": f"{a} - {b}" if a and b else None,
        "side_a": a,
        "side_b": b,
        "status": h.incident.status.value,
        "background": h.background,
        "claims": "; ".join(h.incident.claims),
        "counts": "; ".join(h.incident.tallies),
        "words": "; ".join(f"{d} {start}-{end}" for d, start, end in h.quotes()),
    }


def _sources(h: Happened, known: Drawer[Page]) -> dict[str, Cell]:
    told = those(known, h.incident.documents)
    days = sorted(p.day.isoformat() for p in told if p.day)
    return {
        "number_of_sources": h.incident.origins.low,
        "number_of_sources_high": h.incident.origins.high,
        "source_article": "; ".join(_article(p) for p in told),
        "source_office": "; ".join(dict.fromkeys(p.outlet for p in told if p.outlet)),
        "source_date": "; ".join(days),
        "source_headline": "; ".join(p.title for p in told if p.title),
        "source_original": "; ".join(dict.fromkeys(s.name for s in h.sources())),
    }


def _article(page: Page) -> str:
    day = page.day.isoformat() if page.day else None
    words = (page.outlet, day, page.title or page.file, page.url)
    return ",".join(f'"{w}"' for w in words if w)


def _where(place: str | None, places: Mapping[str, PlaceMark]) -> dict[str, Cell]:
    found = spot(place, places)
    if found is None:
        return {"where_description": place}
    name, mark = found
    return {
        "where_prec": _precise(name, mark),
        "where_coordinates": name,
        "where_description": place,
        "latitude": mark.latitude,
        "longitude": mark.longitude,
        "geom_wkt": f"POINT ({mark.longitude} {mark.latitude})",
        "country": mark.country,
    }


def _precise(name: str, mark: PlaceMark) -> int:
    """How precise a place is: 1 is the point itself, 6 no more than the country."""
    if mark.country == name:
        return _COUNTRY
    if mark.area is None:
        return _POINT
    return _CLOSE if mark.area.radius <= _NEAR else _FUZZY


def _when(h: Happened) -> dict[str, Cell]:
    i, days = h.incident, h.days()
    if days is None or i.earliest is None or i.latest is None:
        return {}
    return {
        "year": i.earliest.year,
        "date_prec": next((prec for most, prec in _DAYS if days <= most), _LONGER),
        "date_start": i.earliest.isoformat(),
        "date_end": i.latest.isoformat(),
        "event_clarity": 1 if days == 1 else 2,
    }


def _deaths(h: Happened, killed: Losses) -> dict[str, Cell]:
    """The dead: by side where counts of a side are told, the rest of the best figure unknown."""
    did, suffered = sides(h)
    parts = {
        "deaths_a": _of(h.tallies, lambda group: group in did),
        "deaths_b": _of(h.tallies, lambda group: group in suffered and not _civil(group)),
        "deaths_civilians": _of(h.tallies, _civil),
    }
    known = sum(n for n in parts.values() if n is not None)
    if killed.best is not None and known > killed.best:
        parts, known = dict.fromkeys(parts), 0  # counts that do not fit into one sum
    return {
        **parts,
        "deaths_unknown": None if killed.best is None else killed.best - known,
        "best": killed.best,
        "high": killed.high,
        "low": killed.low,
    }


def _of(tallies: tuple[Tally, ...], of: Callable[[str], bool]) -> int | None:
    """The highest best figure of the counts of such a group: a part is no more of the sum."""
    found = [t.best for t in tallies if t.group and t.best is not None and of(t.group)]
    return max(found, default=None)


class _Side(Struct, frozen=True, forbid_unknown_fields=True):
    example: str
    words: tuple[str, ...]


@functools.cache
def _unarmed() -> frozenset[str]:
    lists = read("codes/ucdp.toml", dict[Literal["state", "group", "civilians"], _Side])
    return frozenset(lists["civilians"].words)


def _civil(group: str) -> bool:
    """Whether a group is of people who are not armed, by its last word.

    >>> _civil("nine villagers"), _civil("rebels")
    (True, False)
    """
    words = group.casefold().split()
    return bool(words) and words[-1] in _unarmed()
