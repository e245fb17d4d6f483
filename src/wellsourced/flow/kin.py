"""Which pages may carry the same words: those are marked one after the other, and parsed once."""

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.model import PartKind
from wellsourced.store import tasks as files

_LONG = 60  # characters; what is shorter stands on pages that have nothing else in common
_STORY = frozenset({PartKind.BODY, PartKind.BLOCKQUOTE})


class _Part(Struct, frozen=True):
    kind: PartKind
    start: int
    end: int


class _Told(Struct, frozen=True):
    text: str
    parts: tuple[_Part, ...]


class _Row(Struct, frozen=True):
    """As much of a row of a reading task as is needed here."""

    document: _Told | None = None


def kin(source: Path) -> int:
    """Give a number that two pages have in common the more likely the more they share.

    It is the least of the sums of their paragraphs: of two pages that share half of all the
    paragraphs that they have, it is the same in half of all cases.
    """
    try:
        rows = files.take(source, _Row)
    except StoreError:
        return 0  # whoever marks the page will tell
    sums = (crc32(p.encode("utf-8", "replace")) for p in _paragraphs(rows))
    return min(sums, default=0)


def _paragraphs(rows: tuple[_Row, ...]) -> Iterator[str]:
    for told in (row.document for row in rows):
        for part in told.parts if told else ():
            if told and part.kind in _STORY:
                words = told.text[part.start : part.end].split("\n")
                yield from (w for w in map(str.strip, words) if len(w) >= _LONG)
