"""Tables for spreadsheets: a row a record; what a record lists stands in one cell, or in a table.

Evidence is a table of its own, a row for each telling, with the id of what it tells.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import ClassVar

import msgspec
from msgspec import Struct

from wellsourced.model import Claim, Exported, OriginKind, Tally, Told
from wellsourced.tell.export.schemas import described
from wellsourced.tell.export.tables import Table, tables
from wellsourced.tell.export.write import pieces

_APART = "evidence"
_PLAIN = frozenset(',"\r\n#')  # signs without which a cell needs no quotes
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"((?<!\\)(?:\\\\)*\\u00)([0-9a-f]{2})")
_EVIDENCE = ("of", "document", "start", "end", "quote", "chain", "commitment", "stance")

_RANGE = "{low} to {high}"
_SHAPES = {
    frozenset({"low", "high"}): _RANGE,
    frozenset({"low", "best", "high"}): "{best} ({low} to {high})",
    frozenset({"name", "unnamed", "kind"}): "{name}",
    frozenset({"document", "start", "end", "quote"}): "“{quote}” ({document} {start}-{end})",
    frozenset({"earliest", "latest", "basis"}): "{earliest} to {latest} ({basis})",
    frozenset({"verdict", "why", "about"}): "{verdict}: {why}",
}

Cell = str | int | float | bool | None
Value = Cell | list["Value"] | tuple["Value", ...] | dict[str, "Value"]


class CsvExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a file a table, a record a row."""

    about: ClassVar[str] = "a folder of CSV files, a file a table: for spreadsheets"
    loses: ClassVar[str] = "the text of the pages; lists stand in one cell, in words"
    suffix: ClassVar[str] = ""

    def files(self, told: Told) -> Iterator[Exported]:
        """Give a file for each table, one for all evidence, and one that tells their columns."""
        for table in tables(told):
            yield _file(told, table.name, _sheet(table))
        yield _file(told, "evidence", lambda: _evidence(told))
        yield pieces("datapackage.json", lambda: (described(told),))


def _file(told: Told, name: str, found: Callable[[], Iterator[bytes]]) -> Exported:
    """A table at once where that can be, else row by row: the bytes are the same."""
    whole = told.lines(name)
    return Exported(f"{name}.csv", whole) if whole else pieces(f"{name}.csv", found)


def _evidence(told: Told) -> Iterator[bytes]:
    rows: Iterator[Struct] = chain(told.claims(), told.tallies())
    return (s.encode() for s in evidence(rows))


def _sheet(table: Table) -> Callable[[], Iterator[bytes]]:
    return lambda: (s.encode() for s in lines(table.kind, table.rows()))


def lines(kind: type[Struct], rows: Iterable[Struct]) -> Iterator[str]:
    r"""Give a line of heads and one for each row.

    >>> from wellsourced.model import Estimate
    >>> list(lines(Estimate, [Estimate(1, 2)]))
    ['low,high\r\n', '1,2\r\n']
    """
    return (_line(map(_guarded, row)) for row in rows_of(kind, rows))


def rows_of(kind: type[Struct], rows: Iterable[Struct]) -> Iterator[Sequence[Cell]]:
    """Give the heads and the rows as cells, with words as they are."""
    heads = [name for name in kind.__struct_fields__ if name != _APART]
    yield heads
    for row in rows:
        found: dict[str, Value] = msgspec.to_builtins(row)
        yield [_cell(found.get(h)) for h in heads]


def grid(heads: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> Iterator[str]:
    r"""Give a line of heads and one for each row; a cell that a row lacks is empty.

    >>> list(grid(["a", "b"], [{"b": "=1"}]))
    ['a,b\r\n', ",'=1\r\n"]
    """
    yield _line(map(_guarded, heads))
    for row in rows:
        yield _line([_guarded(row.get(h)) for h in heads])


def evidence(rows: Iterable[Struct]) -> Iterator[str]:
    """Give a line for each telling of the claims and tallies among the rows."""
    return (_line(map(_guarded, row)) for row in evidence_rows(rows))


def evidence_rows(rows: Iterable[Struct]) -> Iterator[Sequence[Cell]]:
    """Give the heads, and the cells of each telling of the claims and tallies among the rows."""
    yield _EVIDENCE
    for row in rows:
        if isinstance(row, Claim | Tally):
            for e in row.evidence:
                place = (e.document, e.start, e.end, e.quote)
                yield (row.id, *place, " <- ".join(e.chain), e.commitment.value, e.stance)


def _line(cells: Iterable[Cell]) -> str:
    return ",".join("" if c is None else _quoted(str(c)) for c in cells) + "\r\n"


def _quoted(words: str) -> str:
    """A cell as it is written; some readers take what follows "#" for a comment."""
    return words if _PLAIN.isdisjoint(words) else '"{}"'.format(words.replace('"', '""'))


def _cell(value: Value) -> Cell:
    """What stands in a cell: names joined, estimates as "1 to 2", anything deeper as JSON.

    Not "1-2", which spreadsheets take for a day.
    """
    if isinstance(value, list | tuple):
        return "; ".join(map(_item, value))
    return _item(value) if isinstance(value, dict) else value


def _item(value: Value) -> str:
    if not isinstance(value, dict):
        return value if isinstance(value, str) else _json(value)
    written = (_fill(value, _SHAPES[shape]) for shape in _SHAPES if shape == frozenset(value))
    return next(written, None) or _json(value)


def _json(value: Value) -> str:
    """A value as DuckDB writes it, too: with control characters in capital letters."""
    return _CONTROL.sub(lambda m: f"{m[1]}{m[2].upper()}", msgspec.json.encode(value).decode())


def _fill(value: dict[str, Value], shape: str) -> str:
    if shape == _RANGE and value["low"] == value["high"]:
        return str(value["low"])
    known = {k: "?" if v is None else v for k, v in value.items()}
    return shape.format(**known) + _what(value)


def _what(source: dict[str, Value]) -> str:
    """A mark on a source that has no name, or is a reader."""
    if source.get("kind") == OriginKind.COMMENTER:
        return " (reader)"
    return " (unnamed)" if source.get("unnamed") and source.get("name") != "unnamed" else ""


def _guarded(value: Cell) -> Cell:
    """A page's words are never a formula."""
    risky = isinstance(value, str) and len(value) > 1 and value.startswith(_RISKY)
    return f"'{value}" if risky else value
