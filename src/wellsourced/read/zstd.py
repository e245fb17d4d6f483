"""Bytes packed by zstd, unpacked a piece at a time; also by a dictionary of their own."""

import io

import zstandard

ZSTD = b"\x28\xb5\x2f\xfd"
DICTIONARY = b"\x5d\x2a\x4d\x18"  # a frame that is skipped; web archives put a dictionary there
_MOST_DICTIONARY = 8_000_000  # bytes
_MOST_WINDOW = 1 << 26  # bytes that a frame may look back over


def is_packed(body: bytes) -> bool:
    """Whether bytes begin as those that zstd has packed.

    >>> is_packed(zstandard.compress(b"It fell.")), is_packed(b"It fell.")
    (True, False)
    """
    return body.startswith((ZSTD, DICTIONARY))


class Unpacked:
    """What packed bytes hold, frame after frame, read like a file; raises ValueError."""

    def __init__(self, body: bytes) -> None:
        start, words = _dictionary(body)
        unpack = zstandard.ZstdDecompressor(
            dict_data=zstandard.ZstdCompressionDict(words) if words else None,
            max_window_size=_MOST_WINDOW,
        )
        held = io.BytesIO(body)
        held.seek(start)
        self._reader = unpack.stream_reader(held, read_across_frames=True)

    def read(self, size: int) -> bytes:
        """Give some of the next bytes, at most so many; none at the end."""
        try:
            return self._reader.read(size)
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from error


def _dictionary(body: bytes) -> tuple[int, bytes]:
    """Where the frames begin, and the dictionary before them; it may be packed itself."""
    if not body.startswith(DICTIONARY):
        return 0, b""
    end = 8 + int.from_bytes(body[4:8], "little")
    words = body[8:end]
    if len(words) > _MOST_DICTIONARY:
        raise ValueError(f"a dictionary of more than {_MOST_DICTIONARY:,} bytes")
    if words.startswith(ZSTD):
        words = Unpacked(words).read(_MOST_DICTIONARY + 1)
        if len(words) > _MOST_DICTIONARY:
            raise ValueError(f"a dictionary of more than {_MOST_DICTIONARY:,} bytes")
    return end, words
