"""Where bytes differ from what they were: the one byte that was changed, put in or left out.

Nothing is guessed: what is told was tried, and the bytes without the damage have the seal that was
kept. Where no single byte explains it, the piece in which the first difference lies is told.
"""

import zlib
from collections.abc import Callable, Iterator

from msgspec import Struct

PIECE = 512  # bytes of an original that have a checksum of their own

Proof = Callable[[bytes], bool]


class Damage(Struct, frozen=True, kw_only=True):
    """Where bytes differ first, and how; `end`: it lies between `offset` and there."""

    offset: int
    words: str
    end: int | None = None


def checksums(content: bytes) -> str:
    """Give the checksum (CRC-32) of each piece, eight digits each.

    >>> checksums(b"The bridge fell.")
    'c2eb5bfe'
    """
    pieces = (content[n : n + PIECE] for n in range(0, len(content), PIECE))
    return "".join(f"{zlib.crc32(piece):08x}" for piece in pieces)


def damage(content: bytes, sums: str, size: int, proof: Proof) -> Damage:
    """Tell where an original of `size` bytes differs, by the checksums of its pieces."""
    bad = _first_bad(content, sums)
    at = size if bad is None else min(bad * PIECE, size)
    missing = size - len(content)
    if bad is None or at == size:
        words = (
            f"{-missing} bytes were put on at its end" if missing else "its checksums do not fit"
        )
        return Damage(offset=size, words=words)
    if at >= len(content):
        return Damage(offset=at, words=f"{missing} bytes are missing at its end")
    length = min(PIECE, size - at)
    kept, rest = int(sums[8 * bad : 8 * bad + 8], 16), content[at + length - missing :]
    for words, mended in _mendings(content[at : at + length + 1], length, missing):
        if zlib.crc32(mended) == kept and proof(content[:at] + mended + rest):
            return Damage(offset=at + differs(content[at:], mended), words=words)
    end = min(at + length, len(content))
    return Damage(offset=at, words=f"it differs first between bytes {at} and {end}", end=end)


def single(content: bytes, proof: Proof) -> Damage | None:
    """Give the one byte by which a short text without checksums differs; None: there is none."""
    for missing in (0, -1, 1):
        for words, mended in _mendings(content, len(content) + missing, missing):
            if proof(mended):
                return Damage(offset=differs(content, mended), words=words)
    return None


def differs(found: bytes, good: bytes) -> int:
    """Give the first byte at which two texts differ.

    >>> differs(b"the bridge", b"the ridge")
    4
    """
    pairs = enumerate(zip(found, good, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(found), len(good)))


def _first_bad(content: bytes, sums: str) -> int | None:
    """The first piece that has not the checksum it had; of what is at the end, what is missing."""
    now = checksums(content)
    pairs = range(0, max(len(now), len(sums)), 8)
    return next((n // 8 for n in pairs if now[n : n + 8] != sums[n : n + 8]), None)


def _mendings(window: bytes, length: int, missing: int) -> Iterator[tuple[str, bytes]]:
    """All texts of `length` bytes that the window was, if one byte of it was touched.

    `missing`: 0 for a changed byte, 1 for one that is gone, -1 for one that was put in.
    """
    if missing == 0:
        yield from _changed(window[:length])
    elif missing == 1:
        yield from _gone(window[: length - 1])
    elif missing == -1:
        for n in range(length + 1):
            yield f"{window[n : n + 1]!r} was put in", window[:n] + window[n + 1 :]


def _changed(piece: bytes) -> Iterator[tuple[str, bytes]]:
    for n, now in enumerate(piece):
        before, after = piece[:n], piece[n + 1 :]
        for value in range(256):
            if value != now:
                byte = bytes([value])
                yield f"{piece[n : n + 1]!r} stands for {byte!r}", before + byte + after


def _gone(piece: bytes) -> Iterator[tuple[str, bytes]]:
    for n in range(len(piece) + 1):
        for value in range(256):
            byte = bytes([value])
            yield f"{byte!r} is gone", piece[:n] + byte + piece[n:]
