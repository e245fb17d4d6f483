"""The records of a web archive (WARC), one after the other."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

from wellsourced.read.unpack import PackedError, Stream

_KINDS = ("response", "resource", "conversion")
_BROKEN = (OSError, ValueError, RuntimeError, EOFError, LookupError, AttributeError, TypeError)


class Record(NamedTuple):
    """A record that holds something fetched, and its bytes, head of HTTP included.

    `block` is None where there are more bytes than are kept of one record; `cut` tells that there
    are fewer than it says.
    """

    kind: str
    url: str | None
    fetched_at: datetime | None
    media_type: str
    block: bytes | None
    cut: bool = False


def records(stream: Stream, most: int) -> Iterator[Record]:
    """Give what was fetched; raises PackedError where the archive is broken.

    fastwarc reads it, or warcio where that is not installed; both are loaded on first use.
    """
    try:
        import fastwarc  # noqa: F401
    except ImportError:
        found = _slowly(stream, most)
    else:
        found = _quickly(stream, most)
    try:
        for record, length in found:
            yield record._replace(cut=_is_cut(record, length, stream))
            _check(record, length, stream)
    except PackedError:
        raise
    except _BROKEN as error:
        raise PackedError(f"not a sound WARC: {str(error)[:200]}") from error


def _is_cut(record: Record, length: int, stream: Stream) -> bool:
    return record.block is not None and len(record.block) < length and not stream.cut


def _check(record: Record, length: int, stream: Stream) -> None:
    """Raise PackedError for a record that is shorter than it says; the words it has are read."""
    if _is_cut(record, length, stream) and not stream.broken:
        had = f"{len(record.block or b''):,} of {length:,} bytes"
        raise PackedError(f"cut off: a record has {had}; {beginning(record)}")


def beginning(record: Record) -> str:
    """Say that the words a cut record has are read, and no more."""
    return f"of {record.url or 'a page'} only the beginning is read"


def _quickly(stream: Stream, most: int) -> Iterator[tuple[Record, int]]:
    """Give the records, each with the length that it tells."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    archive = ArchiveIterator(
        stream,  # type: ignore[arg-type]  # all it asks of a file is read()
        record_types=wanted,
        parse_http=False,
        quirks_mode=True,
        stream_detect=False,
    )
    for record in archive:
        head = record.headers
        found = Record(
            kind=(head.get("WARC-Type") or "").strip().lower(),
            url=_address(head.get("WARC-Target-URI")),
            fetched_at=moment_told(head.get("WARC-Date")),
            media_type=(head.get("Content-Type") or "").split(";")[0].strip().lower(),
            block=_block(record.reader, most),
        )
        yield found, _length(head.get("Content-Length"))


def _slowly(stream: Stream, most: int) -> Iterator[tuple[Record, int]]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(stream, no_record_parse=True):
            if record.rec_type in _KINDS:
                head = record.rec_headers
                found = Record(
                    kind=record.rec_type,
                    url=_address(head.get_header("WARC-Target-URI")),
                    fetched_at=moment_told(head.get_header("WARC-Date")),
                    media_type=(head.get_header("Content-Type") or "").split(";")[0].lower(),
                    block=_block(record.raw_stream, most),
                )
                yield found, _length(head.get_header("Content-Length"))
    except ArchiveLoadFailed as error:
        raise PackedError(f"not a sound WARC: {str(error)[:200]}") from error


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def _block(reader: _Readable, most: int) -> bytes | None:
    out: list[bytes] = []
    left = most + 1
    while left > 0 and (more := reader.read(min(left, 65_536))):
        out.append(more)
        left -= len(more)
    return b"".join(out) if left > 0 else None


def _length(told: str | None) -> int:
    return int(told) if told and told.isdecimal() and len(told) < 16 else 0


def _address(told: str | None) -> str | None:
    return (told or "").strip().strip("<>") or None


def moment_told(told: str | None) -> datetime | None:
    """Give the moment that an archive tells, with a zone; None if it is none."""
    try:
        at = datetime.fromisoformat((told or "").strip())
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
