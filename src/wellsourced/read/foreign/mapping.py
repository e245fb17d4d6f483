"""Which column of a table of events holds what, and how that travels with the table."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

from msgspec import Struct

from wellsourced.errors import InputError
from wellsourced.lexicon.reader import read

ROLES = (
    "id",
    "date",
    "until",
    "precision",
    "place",
    "latitude",
    "longitude",
    "what",
    "actor",
    "recipient",
    "killed",
    "low",
    "high",
    "note",
    "source",
    "origin",
    "published",
)
"""What a column of a table of events can hold."""

BOARD = "board"
"""The sort of a board of Open Synthesis, whose evidence is read as a table of events."""

WHOLE = "whole"
"""The sort of a long table that is kept as it came, and read in pieces."""

OUT = "none"
"""The sort of a table that was taken out of its case again."""


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """A known sort of table: whose it is, heads by which it is known, and its columns by role."""

    outlet: str
    signs: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]


class Tables(Struct, frozen=True, forbid_unknown_fields=True):
    """The known sorts, and words for what happened, by our type."""

    tables: dict[str, Table]
    types: dict[str, tuple[str, ...]]


class Mapped(Struct, frozen=True, kw_only=True):
    """How a table is read: its sort, the outlet it speaks as, and columns set by hand.

    `above`: how many lines of the table stand above this piece of it, beside the head.
    """

    sort: str
    outlet: str
    columns: dict[str, str] = {}
    above: int = 0

    def heads(self, role: str) -> tuple[str, ...]:
        """Give the columns that may hold something, best first."""
        own = self.columns.get(role)
        return (own,) if own else tables().tables[self.sort].columns.get(role, ())


def tables() -> Tables:
    """Give the known sorts of tables."""
    found: Tables = read("codes/eventtables.toml", Tables)
    return found


def sort_of(heads: Iterable[str]) -> str | None:
    """Tell the sort of a table by its heads; None: it may be one with columns set by hand.

    >>> sort_of(["event_id_cnty", "event_type", "sub_event_type", "notes"])
    'acled'
    """
    there = set(heads)
    known = tables().tables.items()
    return next((name for name, table in known if there.issuperset(table.signs)), None)


def mapped(sort: str, outlet: str | None, columns: Mapping[str, str]) -> Mapped:
    """Give how a table is read; raises InputError for what no table holds, or no outlet."""
    unknown = sorted(columns.keys() - set(ROLES))
    if unknown:
        problem = f"no table of events holds {', '.join(unknown)}"
        raise InputError(problem, hint=f"it can hold: {', '.join(ROLES)}")
    name = outlet or tables().tables[sort].outlet
    if not name:
        raise InputError("whose table is it?", hint="--outlet NAME says so")
    return Mapped(
        sort=sort,
        outlet=name,
        columns={role: head.strip().casefold() for role, head in sorted(columns.items())},
    )


def media_type(base: str, how: Mapped) -> str:
    """Write down how a table is read, as parameters of its media type.

    >>> media_type("text/csv", Mapped(sort="table", outlet="A; B", columns={"date": "day"}))
    'text/csv;rows=table;outlet=A%3B%20B;c.date=day'
    """
    told = {"rows": how.sort, "outlet": how.outlet}
    told |= {"above": str(how.above)} if how.above else {}
    told |= {f"c.{role}": head for role, head in how.columns.items()}
    return ";".join((base, *(f"{name}={quote(value, safe='')}" for name, value in told.items())))


def of_media_type(media_type: str) -> Mapped | None:
    """Give how a table is read, from its media type; None: it is no table of events.

    >>> of_media_type("text/csv;rows=acled;outlet=ACLED").outlet
    'ACLED'
    """
    _, *pairs = media_type.split(";")
    told = {n.strip(): unquote(v) for n, _, v in (p.partition("=") for p in pairs)}
    sort = told.get("rows", "")
    if sort not in (OUT, WHOLE) and sort not in tables().tables:
        return None
    columns = {n[2:]: v for n, v in told.items() if n.startswith("c.")}
    above = int(told.get("above", "0"))
    return Mapped(sort=sort, outlet=told.get("outlet", ""), columns=columns, above=above)
