"""Tables for people, every row with the id that `show` takes."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from wellsourced.model import (
    DocumentRow,
    Estimate,
    OriginKind,
    RatedSource,
    Rejected,
    Source,
    SourceRow,
    Status,
)

_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_NAMED = 4  # of a list in a cell; the rest are counted
_KEPT = ("id", "status", "origins", "verdict")  # never broken
STYLES = {
    Status.DISPUTED: "bold yellow",
    Status.DENIED: "bold yellow",
    Status.RETRACTED: "red",
    Status.CORROBORATED: "green",
    Status.SINGLE_SOURCE: "",
    Status.SUPERSEDED: "dim",
    Status.UNSUPPORTED: "dim",
}


def print_sources(rows: Sequence[SourceRow], console: Console) -> None:
    """Print the origins that have a name, then those that have none."""
    for title, unnamed in (("named", False), ("unnamed", True)):
        found = table("source", "kind", "claims", "alone", "denied", "retracted", "pages")
        found.title = title
        for row in (r for r in rows if r.unnamed is unnamed):
            counts = (row.claims, row.alone, row.denied, row.retracted, row.documents)
            cells = (Text(str(n), justify="right") for n in counts)
            found.add_row(_graded(row), Text(row.kind), *cells)
        if found.rows:
            console.print(found)


def _graded(row: SourceRow) -> Text:
    """A source's name, with the reliability that an analyst gave it."""
    grade = row.reliability if isinstance(row, RatedSource) else None
    return plain(row.name).append(f" [{grade}]" if grade else "", "magenta")


def print_documents(rows: Sequence[DocumentRow], console: Console) -> None:
    """Print the pages, and what could not be read with the reason."""
    found = table("id", "published", "page", "readers")
    for row in rows:
        head = (row.title or "no title") if row.parts else row.file
        below = ", ".join(
            w for w in (row.outlet, row.file if row.parts else None, *row.same, row.note) if w
        )
        lines = [plain(head), Text.assemble((plain(below).plain, "dim")), plain(row.error or "")]
        lines[2].stylize("red")
        when = Text(interval(row.published.earliest, row.published.latest))
        page = Text("\n").join(line for line in lines if line.plain)
        found.add_row(short(row.id), when, page, Text(str(len(row.commenters) or "")))
    console.print(found)


def print_rejected(rows: Iterable[Rejected], console: Console) -> None:
    """Print what gave nothing and why."""
    for row in rows:
        what = "not marked: " if row.stage == "mark" else "not read: "
        kind = ("note: ", "dim") if row.note else (what, "red")
        line = Text.assemble(kind, plain(f"{row.input}: {row.reason}"))
        console.print(line, soft_wrap=True)


def table(*heads: str) -> Table:
    """Give an empty table."""
    found = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for head in heads:
        found.add_column(head, no_wrap=head in _KEPT, overflow="fold")
    return found


def short(name: str) -> Text:
    """Give the beginning of an id, which is enough for `show`."""
    return Text(name[:8], "cyan")


def named(source: Source) -> str:
    """Write a source as people do: one without a name is marked so, and so is a reader."""
    if source.kind is OriginKind.COMMENTER and "reader" not in source.name:
        return f"{source.name} (reader)"
    marked = source.unnamed and "unnamed" not in source.name
    return f"{source.name} (unnamed)" if marked else source.name


def names(sources: Iterable[Source]) -> Text:
    """Write sources as a list."""
    return listed(named(s) for s in sources)


def listed(found: Iterable[str]) -> Text:
    """Write the first names of a list, and count the rest."""
    each = list(dict.fromkeys(found))
    more = [f"{len(each) - _NAMED} more"] if len(each) > _NAMED else []
    return plain(", ".join([*each[:_NAMED], *more]))


def estimate(origins: Estimate) -> str:
    """Write a range as people do.

    >>> estimate(Estimate(1, 3)), estimate(Estimate(2, 2))
    ('1-3', '2')
    """
    same = origins.low == origins.high
    return str(origins.low) if same else f"{origins.low}-{origins.high}"


def interval(earliest: date | None, latest: date | None) -> str:
    """Write days as people do; a whole month or year by its name.

    >>> interval(date(2007, 2, 1), date(2007, 2, 3)), interval(None, None)
    ('2007-02-01 to 2007-02-03', '')
    >>> interval(date(2007, 2, 1), date(2007, 2, 28))
    '2007-02'
    """
    if earliest == latest:
        return str(earliest or "")
    if earliest and latest:
        return _whole(earliest, latest) or f"{earliest} to {latest}"
    return f"from {earliest}" if earliest else f"until {latest}"


def _whole(earliest: date, latest: date) -> str:
    if earliest.day != 1 or (latest + timedelta(days=1)).day != 1 or earliest.year != latest.year:
        return ""
    if (earliest.month, latest.month) == (1, 12):
        return f"{earliest:%Y}"
    return f"{earliest:%Y-%m}" if earliest.month == latest.month else ""


def plain(words: str) -> Text:
    """Give a page's words as one line that does nothing to the terminal."""
    return Text(" ".join(_HIDDEN.sub(" ", words).split()))
