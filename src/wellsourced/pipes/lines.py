"""The lines of a pipe: rows, their documents, and why a line is none."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.errors import BrokenRecordError
from wellsourced.flow import work
from wellsourced.model import Document
from wellsourced.read.pipe import Row


class Refused(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line or a file that gave nothing; `id` is null where the line does not even tell that."""

    id: str | None
    error: str
    file: str | None = None


def rows(lines: Iterable[bytes]) -> Iterator[Row | Refused]:
    """Give the rows, and lines that are none; what `read` only notes of a file is passed over."""
    for line in lines:
        if line.strip() and (row := _row(line)):
            yield row


def _row(line: bytes) -> Row | Refused | None:
    try:
        return msgspec.json.decode(line, type=Row)
    except (msgspec.MsgspecError, UnicodeDecodeError, BrokenRecordError) as error:
        told = _told(line)
        if told.note and told.file:
            return None
        name = None if told.id is None else str(told.id)
        return Refused(id=name, file=told.file, error=told.error or str(error))


class _Told(Struct, frozen=True):
    """What a line that is no row tells: a row of `read` may be why a file gave nothing."""

    id: str | int | None = None
    file: str | None = None
    error: str | None = None
    note: str | None = None


def _told(line: bytes) -> _Told:
    try:
        return msgspec.json.decode(line, type=_Told)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return _Told()


def document(row: Row, settings: Settings) -> Document | Refused:
    """Give the document of a row, or why there is none."""
    read = work.document(row, settings)
    return read if isinstance(read, Document) else Refused(id=row.id, error=read.reason)
