"""Tables of aliases and of places that people keep by hand."""

import re

from wellsourced.model import EntityKind
from wellsourced.read.foreign.found import Found, Things, kind_of
from wellsourced.read.foreign.sheets import Row, rows

_KINDS = "person, organisation, faction, force, government, outlet, place"
_SEVERAL = re.compile(r"\s*[;|]\s*")


def aliases(file: str, body: bytes) -> Found:
    """Give who and what a table names: name, alias, kind, part_of, code, from, to.

    A kind that one row of a name tells holds for all of its rows.

    >>> aliases("t.csv", b"name,alias,kind\\nRed Front,RF,force\\n").actors[0].aliases
    ('RF',)
    """
    things = Things(file)
    table = list(rows(body))
    told = {
        r.cells["name"].casefold(): kind
        for r in reversed(table)
        if r.cells.get("name") and (kind := kind_of(r.cells.get("kind", "")))
    }
    for row in table:
        things.rows += 1
        kind = told.get(row.cells.get("name", "").casefold())
        if reason := row.fault or _wrong(row, kind):
            things.reject(row.line, *reason.split("; ", 1) if "; " in reason else (reason, _MEND))
        elif kind is not None:
            _note(things, row, kind)
    return things.found()


_MEND = "mend the row and import the file again"


def _wrong(row: Row, kind: EntityKind | None) -> str | None:
    if not row.cells.get("name"):
        return "no name; fill the column `name`"
    word = row.cells.get("kind", "")
    if word and kind_of(word) is None:
        return f"{word!r} is no kind; write one of: {_KINDS}"
    return None if kind else f"no kind; fill the column `kind`: {_KINDS}"


def _note(things: Things, row: Row, kind: EntityKind) -> None:
    name = things.name(row.line, row.cells["name"], kind)
    if name is None:
        return
    span = [f"{w} {row.cells[w]}" for w in ("from", "to") if row.cells.get(w)]
    words = f" ({' '.join(span)})" if span else ""
    for alias in _SEVERAL.split(row.cells.get("alias", "") or row.cells.get("aliases", "")):
        things.alias(row.line, name, alias, words)
    if row.cells.get("part_of"):
        things.within.setdefault(name, row.cells["part_of"])
    if row.cells.get("code"):
        things.codes.setdefault(name, row.cells["code"])


def places(file: str, body: bytes) -> Found:
    """Give the places of a table: name, latitude, longitude, country, aliases, within.

    >>> places("t.csv", b"name,latitude,longitude\\nSelm,12.5,45\\n").places[0].longitude
    45.0
    """
    things = Things(file)
    for row in rows(body):
        things.rows += 1
        spot = _spot(row)
        if row.fault or not row.cells.get("name"):
            things.reject(row.line, row.fault or "no name", _MEND)
        elif spot is None:
            words = f"{row.cells.get('latitude', '')}, {row.cells.get('longitude', '')}"
            remedy = "write latitude and longitude as 33.31 and 44.37"
            things.reject(row.line, f"{words!r} is nowhere on the map", remedy)
        elif name := things.name(row.line, row.cells["name"], EntityKind.PLACE):
            things.spots.setdefault(name, spot)
            for alias in _SEVERAL.split(row.cells.get("aliases") or row.cells.get("alias", "")):
                things.alias(row.line, name, alias)
            _set(things, name, row)
    return things.found()


def _set(things: Things, name: str, row: Row) -> None:
    if row.cells.get("country"):
        things.codes.setdefault(name, row.cells["country"])
    if within := row.cells.get("within") or row.cells.get("part_of"):
        things.within.setdefault(name, within)


def _spot(row: Row) -> tuple[float, float] | None:
    told = [row.cells.get(a) or row.cells.get(b, "") for a, b in _DEGREES]
    try:
        latitude, longitude = map(float, told)
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


_DEGREES = (("latitude", "lat"), ("longitude", "lon"))
