"""Packed bytes unpacked, never more of them than is allowed."""

import re
import zlib
from collections.abc import Mapping

from wellsourced.read.zstd import Unpacked, is_packed, is_whole

_GZIP = b"\x1f\x8b"
_STEP = 65_536
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")


class PackedError(ValueError):
    """Bytes that cannot be unpacked, or unpack to more than is allowed."""


class Stream:
    """A file that is unpacked while it is read, member by member if it is gzip or zstd.

    It ends at `most` bytes; `cut` tells that there would be more, `broken` that the packing is.
    """

    def __init__(self, body: bytes, most: int) -> None:
        self._body = body
        self._at = 0
        self._most = self._left = most
        self._inflate = zlib.decompressobj(31)
        self._ready = b""
        self.cut = self.broken = False
        self._within = self._full = False  # a member; with more to come without more to read
        self._step = self._inflated if body.startswith(_GZIP) else self._plain
        if is_packed(body):
            self._step = self._unzstd
            self._frames = self._opened()

    @property
    def given(self) -> int:
        """How many bytes were unpacked so far."""
        return self._most - self._left

    def tell(self) -> int:
        """Give how many bytes were read so far; fastwarc asks."""
        return self.given - len(self._ready)

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes, `size` of them if there are so many."""
        held, length = [self._ready], len(self._ready)
        while size < 0 or length < size:
            more = self._more()
            if not more:
                break
            held.append(more)
            length += len(more)
        whole = b"".join(held)
        end = length if size < 0 else size
        self._ready = whole[end:]
        return whole[:end]

    def _more(self) -> bytes:
        """Some more bytes; none at the end."""
        while (self._at < len(self._body) or self._full) and not (self.cut or self.broken):
            if self._left <= 0:
                self.cut = True
                break
            more = self._step()
            self._left -= len(more)
            if more:
                return more
        self.broken = self.broken or (self._within and not self.cut)
        return b""

    def _plain(self) -> bytes:
        more = self._body[self._at : self._at + min(_STEP, self._left)]
        self._at += len(more)
        return more

    def _opened(self) -> Unpacked | None:
        try:
            return Unpacked(self._body)
        except ValueError:
            self.broken = True
            return None

    def _unzstd(self) -> bytes:
        try:
            more = self._frames.read(min(_STEP, self._left)) if self._frames else b""
        except ValueError:
            self.broken = True
            return b""
        if not more:
            self._at = len(self._body)
            self.broken = not is_whole(self._body)
        return more

    def _inflated(self) -> bytes:
        packed, most = self._body[self._at : self._at + _STEP], min(_STEP, self._left)
        try:
            more = self._inflate.decompress(packed, most)
        except zlib.error:
            self.broken = True
            return b""
        rest = self._inflate.unconsumed_tail or self._inflate.unused_data
        self._at += len(packed) - len(rest)
        self._within = not self._inflate.eof
        self._full = self._within and len(more) == most
        if self._inflate.eof:
            self._inflate = zlib.decompressobj(31)
        return more


def payload(body: bytes, fields: Mapping[str, str], most: int) -> bytes:
    """Give the content of an HTTP message; crawlers may have unpacked it and kept the head.

    Raises PackedError if that cannot be done.
    """
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = unchunked(body)
    for how in reversed(fields.get("content-encoding", "").lower().split(",")):
        body = _unpacked(body, how.strip(), most)
    return body


def unchunked(body: bytes) -> bytes:
    r"""Join the chunks of a body; one that is not in chunks is left as it is.

    >>> unchunked(b"3\r\nIt \r\n5\r\nfell.\r\n0\r\n\r\n"), unchunked(b"It fell.")
    (b'It fell.', b'It fell.')
    """
    out = []
    at = 0
    while told := _CHUNK.match(body, at):
        size = int(told[1], 16)
        if not size:
            break
        out.append(body[told.end() : told.end() + size])
        at = told.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(out) if out else body


def _unpacked(body: bytes, how: str, most: int) -> bytes:
    if how in ("gzip", "x-gzip") and body.startswith(_GZIP):
        return _inflated(body, 31, most)
    if how == "deflate":
        zlibbed = body[:1] == b"\x78" and int.from_bytes(body[:2], "big") % 31 == 0
        return _inflated(body, 15 if zlibbed else -15, most)
    if how == "br":
        return _unbrotlied(body, most)
    if how == "zstd" and is_packed(body):
        return _unzstd(body, most)
    if how in ("", "identity", "none", "utf-8") or how.endswith(("gzip", "zstd")):
        return body
    raise PackedError(f"packed by {how[:20]!r}, which is not known")


def _inflated(body: bytes, bits: int, most: int) -> bytes:
    inflate = zlib.decompressobj(bits)
    try:
        out = inflate.decompress(body, most + 1)
    except zlib.error as error:
        raise PackedError("packing is broken") from error
    if len(out) > most:
        raise PackedError(f"unpacks to more than {most:,} bytes")
    return out


def _unzstd(body: bytes, most: int) -> bytes:
    stream = Stream(body, most + 1)
    out = stream.read()
    if stream.broken:
        raise PackedError("packing is broken")
    if len(out) > most:
        raise PackedError(f"unpacks to more than {most:,} bytes")
    return out


def _unbrotlied(body: bytes, most: int) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise PackedError("packed by br, which needs the package brotli") from error
    unpack = brotli.Decompressor()
    out: list[bytes] = []
    length = 0
    try:
        while not unpack.is_finished() and length <= most:
            more = unpack.process(b"" if out else body, output_buffer_limit=_STEP)
            out.append(more)
            length += len(more)
            if not more and unpack.can_accept_more_data():
                break
    except brotli.error as error:
        raise PackedError("packing is broken") from error
    if length > most:
        raise PackedError(f"unpacks to more than {most:,} bytes")
    return b"".join(out)
