"""Bytes packed by zstd, unpacked a piece at a time; also by a dictionary of their own."""

import io

import zstandard

ZSTD = b"\x28\xb5\x2f\xfd"
DICTIONARY = b"\x5d\x2a\x4d\x18"  # a frame that is skipped; web archives put a dictionary there
_MOST_FRAMES = 500_000  # that are looked at
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


def is_whole(body: bytes) -> bool:
    """Whether the last frame of packed bytes is there to its end.

    >>> is_whole(zstandard.compress(b"It fell.")), is_whole(zstandard.compress(b"It fell.")[:-2])
    (True, False)
    """
    at = 0
    for _ in range(_MOST_FRAMES):
        if at >= len(body):
            return at == len(body)
        at = _after(body, at)
    return True


def _after(body: bytes, at: int) -> int:
    """Where the frame that begins there ends, by the lengths that it tells (RFC 8878)."""
    if body[at + 1 : at + 4] == DICTIONARY[1:]:  # one of those that are skipped
        return at + 8 + int.from_bytes(body[at + 4 : at + 8], "little")
    told = body[at + 4] if at + 4 < len(body) else 0
    alone = told >> 5 & 1
    size = (alone, 2, 4, 8)[told >> 6]
    at += 5 + (1 - alone) + (0, 1, 2, 4)[told & 3] + size
    last = 0
    while not last and at < len(body):
        head = int.from_bytes(body[at : at + 3], "little")
        last = head & 1
        at += 3 + (1 if head >> 1 & 3 == 1 else head >> 3)
    return at + (4 if told >> 2 & 1 else 0) if last else len(body) + 1


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
