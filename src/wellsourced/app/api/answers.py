"""Answers of the API: a page of a list with the way to the next, and when nothing has changed."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, Struct

from wellsourced.app.api.question import Question
from wellsourced.errors import StoreError
from wellsourced.model import digest


class Paged(Struct, frozen=True, kw_only=True):
    """Some rows of a list: `total` is how many there are, `next` the cursor to go on, if any."""

    items: tuple[Struct, ...]
    total: int
    next: str | None


class Listed(NamedTuple):
    """A list of which only the rows are made that are asked for: so many after so many."""

    total: int
    cut: Callable[[int, int], Sequence[Struct]]


class _Cursor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a list goes on: of which record, of which question, after how many rows."""

    edition: str
    asked: str
    after: Annotated[int, Meta(ge=0)]


class OutdatedError(StoreError):
    """A cursor that goes on from another record, or question, than is asked now."""


def paged(rows: Sequence[Struct] | Listed, asked: Question, path: str, edition: str) -> Paged:
    """Give the rows that are asked for; raises OutdatedError for a cursor of another record.

    A cursor names the record that it was given for, so no row is ever missed or given twice.
    """
    of = _of(asked, path)
    start = _start(asked.cursor, of, edition)
    end = start + asked.limit
    total = rows.total if isinstance(rows, Listed) else len(rows)
    items = rows.cut(start, asked.limit) if isinstance(rows, Listed) else rows[start:end]
    after = _Cursor(edition=edition, asked=of, after=end) if end < total else None
    return Paged(items=tuple(items), total=total, next=None if after is None else _word(after))


def tag(edition: str, path: str, query: str, *kept: object) -> str:
    """Give the entity tag of an answer: another one, and the answer may be another."""
    return f'"{digest(edition, path, query, *map(str, kept))}"'


def known(header: str | None, tag: str) -> bool:
    """Whether an If-None-Match has the tag.

    >>> known('W/"a", "b"', '"a"'), known("*", '"a"'), known(None, '"a"')
    (True, True, False)
    """
    words = [w.strip().removeprefix("W/") for w in (header or "").split(",")]
    return tag in words or "*" in words


def _of(asked: Question, path: str) -> str:
    """Name a question, however many rows are asked for at a time."""
    bare = msgspec.structs.replace(asked, cursor=None, limit=1)
    return digest(path, msgspec.json.encode(bare).decode())


def _start(cursor: str | None, of: str, edition: str) -> int:
    if cursor is None:
        return 0
    try:
        found = msgspec.json.decode(base64.urlsafe_b64decode(cursor + "=="), type=_Cursor)
    except (msgspec.MsgspecError, binascii.Error, UnicodeDecodeError):
        raise _outdated("this cursor was not given here") from None
    if found.asked != of:
        raise _outdated("this cursor goes on from another question")
    if found.edition != edition:
        raise _outdated("this cursor is outdated: the record has changed since it was given")
    return found.after


def _outdated(told: str) -> OutdatedError:
    return OutdatedError(told, hint="ask again without a cursor, and begin anew")


def _word(cursor: _Cursor) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).decode().rstrip("=")
