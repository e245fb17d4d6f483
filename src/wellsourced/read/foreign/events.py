"""Tables of events that others coded: each row is a page of one more outlet."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.errors import InputError
from wellsourced.model import Dated, Document, Page, Part, PartId, PartKind, Rejected
from wellsourced.read.foreign import boards
from wellsourced.read.foreign.mapping import BOARD, OUT, WHOLE, Mapped, of_media_type
from wellsourced.read.foreign.sheets import Row, rows
from wellsourced.read.origin import Origin, origin_of
from wellsourced.read.outlets import canonical

PREFIX = "row."
"""How the ids of a row's parts begin; after it stands what the part holds."""

PIECE = "/from line "
"""What stands between the name of a table and the first line of a piece of it."""

_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y", "%b %d, %Y")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_PLAIN = re.compile(r"\d{1,9}")
_ABOUT_A_WEEK = timedelta(days=3)
_REMEDY = "mend the row, or name its column with --map"


class _Unfit(Exception):  # noqa: N818  # no error of the program: it becomes a rejected row
    """Why a row cannot be used."""


class EventReader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Reads tables of events whose media type says which column holds what."""

    settings: Settings = Settings()

    def accepts(self, page: Page) -> bool:
        """Whether the page was handed in as a table of events."""
        return of_media_type(page.media_type) is not None

    def read(self, page: Page) -> Iterator[Document | Rejected]:
        """Give a document a row; a row that cannot be used is told with its line."""
        how = of_media_type(page.media_type)
        if how is None or how.sort == OUT:
            yield Rejected(stage="read", input=page.file, reason="taken out again", note=True)
            return
        if how.sort == WHOLE:
            reason = "kept as it came; it is read in pieces"
            yield Rejected(stage="read", input=page.file, reason=reason, note=True)
            return
        try:
            for row in boards.rows(page.body) if how.sort == BOARD else rows(page.body):
                yield self._document(page, row, how)
        except InputError as error:
            yield Rejected(stage="read", input=page.file, reason=error.problem)

    def _document(self, page: Page, row: Row, how: Mapped) -> Document | Rejected:
        row = row._replace(line=row.line + how.above)
        place = _place(page.file, row)
        if row.fault:
            return Rejected(stage="read", input=place, reason=f"{row.fault}; {_REMEDY}")
        try:
            return _told(_Cells(row, how), page, self.settings)
        except _Unfit as error:
            return Rejected(stage="read", input=place, reason=f"{error}; {_REMEDY}")


class _Cells(NamedTuple):
    """A row as it is read: its cells by what they hold."""

    row: Row
    how: Mapped

    def one(self, role: str) -> str:
        """The first column that is filled."""
        return next(iter(self.filled(role)), "")

    def filled(self, role: str) -> list[str]:
        """The columns that are filled, each once, on one line."""
        found = (" ".join(self.row.cells.get(h, "").split()) for h in self.how.heads(role))
        return list(dict.fromkeys(c for c in found if c))


def _told(cells: _Cells, page: Page, settings: Settings) -> Document:
    first, last = _days(cells)
    pieces = _pieces(cells, first, last)
    text, parts = _written(pieces)
    origin = _origin(page, cells)
    told = cells.one("published")
    return Document(
        id=origin.id,
        evidence=origin.evidence,
        file=origin.file,
        text=text,
        parts=parts,
        url=page.url,
        title=f"{cells.how.outlet} {cells.one('id') or f'row {cells.row.line}'}",
        outlet=canonical(cells.how.outlet, settings),
        published=_published(page.published, told, first),
    )


def _origin(page: Page, cells: _Cells) -> Origin:
    bare = origin_of(page)
    place = f"row {cells.row.line}"
    return Origin(evidence=bare.evidence, file=_place(page.file, cells.row), place=place)


def _place(file: str, row: Row) -> str:
    """The name of a row: of the table, whatever piece of it is read."""
    return f"{file.partition(PIECE)[0]}/{row.line}"


def _days(cells: _Cells) -> tuple[date | None, date | None]:
    told = cells.one("date")
    if not told and cells.how.sort == BOARD:
        return None, None  # evidence need not be of a day
    if not told:
        raise _Unfit("no date")
    first = day(told)
    until = cells.one("until")
    last = day(until) if until else first
    if first is None or last is None:
        problem = f"{told if first is None else until!r} is no date that can be read only one way"
        raise _Unfit(f"{problem}: write it as 2031-05-03")
    if last < first:
        raise _Unfit(f"it ends ({last}) before it begins ({first})")
    return _widened(first, last, cells.one("precision"))


def _widened(first: date, last: date, precision: str) -> tuple[date, date]:
    """The days that are meant, where a row is known to the week (2) or month (3) only."""
    if precision == "2":
        return first - _ABOUT_A_WEEK, last + _ABOUT_A_WEEK
    if precision == "3":
        after = (last.replace(day=28) + timedelta(days=4)).replace(day=1)
        return first.replace(day=1), after - timedelta(days=1)
    return first, last


def day(told: str) -> date | None:
    """Give the day that is written in a way which nobody can read otherwise.

    >>> day("03 May 2031"), day("2031-05-03 00:00:00.000"), day("3/5/2031")
    (datetime.date(2031, 5, 3), datetime.date(2031, 5, 3), None)
    """
    bare = _CLOCK.sub("", told.strip())
    for form in _FORMS:
        try:
            return datetime.strptime(bare, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def _published(given: date | None, told: str, first: date | None) -> Dated:
    """When the row could be read: as given, as it says; else not before what it tells of."""
    if given:
        return Dated(earliest=given, latest=given, basis="given")
    stated = _moment(told) if told.isdigit() else day(told)
    if stated:
        return Dated(earliest=stated, latest=stated, basis="stated")
    if first is None:
        return Dated()
    return Dated(earliest=first, basis="inferred: not before what it tells of")


def _moment(seconds: str) -> date | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (OverflowError, ValueError, OSError):
        return None


def _pieces(cells: _Cells, first: date | None, last: date | None) -> list[tuple[str, str, str]]:
    """What the text is written of: what a piece holds, its label, its words."""
    when = "" if first is None else f"{first}" if first == last else f"{first} to {last}"
    place = ", ".join(cells.filled("place"))
    coded = [
        ("date", "", when),
        ("place", "", place),
        ("at", "", _coordinates(cells) if place else ""),
        ("what", "", _what(cells)),
        ("actor", "by ", cells.one("actor")),
        ("recipient", "against ", cells.one("recipient")),
        ("killed", "killed: ", _toll(cells)),
    ]
    rest = [
        ("note", "\n\n", _note(cells)),
        ("source", "\n\nSource: ", "; ".join(cells.filled("source")[:1])),
        ("origin", "\n\nOriginal source: ", cells.one("origin")),
    ]
    if not any(words for role, _, words in (*coded, *rest) if role in ("what", "actor", "note")):
        raise _Unfit("it says neither what happened nor who did it")
    return [p for p in (*coded, *rest) if p[2]]


def _what(cells: _Cells) -> str:
    """What happened; a code is written beside the head of its column."""
    found = cells.filled("what")
    if found and found[0].isdigit():
        head = next(h for h in cells.how.heads("what") if cells.row.cells.get(h))
        return f"{head.replace('_', ' ')} {found[0]}"
    return ": ".join(reversed(found))


def _note(cells: _Cells) -> str:
    return cells.one("note")


def _coordinates(cells: _Cells) -> str:
    latitude, longitude = cells.one("latitude"), cells.one("longitude")
    if not latitude and not longitude:
        return ""
    try:
        here = float(latitude), float(longitude)
    except ValueError as error:
        raise _Unfit(f"{latitude!r}, {longitude!r} are no degrees") from error
    if not (abs(here[0]) <= 90 and abs(here[1]) <= 180):
        raise _Unfit(f"{latitude}, {longitude} is nowhere on the map")
    return f"{latitude}, {longitude}"


def _toll(cells: _Cells) -> str:
    """How many were killed: "7", "7 (5 to 9)", or "5 to 9"."""
    told = {role: cells.one(role) for role in ("killed", "low", "high")}
    for role, words in told.items():
        if words and not _PLAIN.fullmatch(words):
            raise _Unfit(f"{words!r} is no number ({role})")
    best, low, high = told.values()
    if low and high and int(low) > int(high):
        raise _Unfit(f"low ({low}) is above high ({high})")
    if not (low and high) or (low == high == best):
        return best
    return f"{best} ({low} to {high})" if best else f"{low} to {high}"


def _written(pieces: Sequence[tuple[str, str, str]]) -> tuple[str, tuple[Part, ...]]:
    """The text, and a part for each piece of it."""
    text, parts = "", []
    for role, label, words in pieces:
        between = " | " if text and not label.startswith("\n") else ""
        text += between + (label if text else label.lstrip())
        start = len(text)
        text += words
        part = Part(id=PartId(PREFIX + role), kind=PartKind.BODY, start=start, end=len(text))
        parts.append(part)
    return text, tuple(parts)
