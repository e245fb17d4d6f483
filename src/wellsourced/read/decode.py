"""The text that a page's bytes spell."""

import codecs
import re

from wellsourced.read.charsets import charset
from wellsourced.read.looks import looks_like

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}charset|<\?xml[^>]{0,100}encoding)\s*=\s*["']?\s*([\w.:\-]{2,30})""",
    re.IGNORECASE,
)
_HEAD = 16_384  # bytes within which a page declares its charset
_CONTROL = bytes(sorted({*range(32), 127} - set(b"\t\n\r\f\v\x1a\x1b")))
_MOST_CONTROL = 0.02  # share of control characters above which bytes are no text
_PIECE = re.compile(  # what is UTF-8, or bytes that are not
    rb"((?:[\x00-\x7f]+|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|"
    rb"[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|"
    rb"\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|"
    rb"\xf4[\x80-\x8f][\x80-\xbf]{2})+)|[\x80-\xff]"
)


def decoded(body: bytes, *, declares: bool = False, told: str = "") -> str | None:
    r"""Spell out the bytes; None if they are no text at all.

    A byte order mark counts most, then UTF-8 if the bytes are that without fault, then the charset
    that came with them (`told`: of the answer over HTTP), then what the page declares (`declares`:
    mark-up that can), then what the bytes look like, and last Windows-1252, which older pages of
    the West are in. A byte that a charset has not costs no more than itself.

    >>> decoded(b"caf\xe9 \x97 na\xc3\xafve")
    'café — naïve'
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").replace("\0", "\ufffd")
    if wide := _without_mark(body):
        return body.decode(wide, "replace").replace("\0", "\ufffd")
    sample = body[:65_536]
    if len(sample) - len(sample.translate(None, _CONTROL)) > _MOST_CONTROL * len(sample):
        return None
    return _narrow(body, charset(told) or (_declared(body) if declares else None)).replace(
        "\0", "\ufffd"
    )


def in_utf8(body: bytes, told: str) -> bytes:
    """Give the bytes in UTF-8, out of the charset that came with them; as they are if none did."""
    if charset(told) in (None, "utf-8"):
        return body
    text = decoded(body, told=told)
    return body if text is None else text.encode("utf-8", "replace")


def _narrow(body: bytes, name: str | None) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        if name is None:
            name = None if _mostly_utf8(body) else looks_like(body)
    return body.decode(name, "replace") if name and name != "utf-8" else _mixed(body)


def _declared(body: bytes) -> str | None:
    told = _DECLARED.search(body[:_HEAD])
    return charset(told[1].decode("ascii", "replace")) if told else None


def _mostly_utf8(body: bytes) -> bool:
    """A single broken byte in a long text does not make the rest another encoding."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    wide = sum(1 for c in text[:200_000] if c > "\x7f" and c != "\ufffd")
    return wide > 4 * broken


def _mixed(body: bytes) -> str:
    r"""Pages put together of two: what is UTF-8 as that, other bytes as Windows-1252.

    >>> _mixed("Příbor, ".encode() + "café”".encode("cp1252"))
    'Příbor, café”'
    """
    return "".join(
        m[0].decode("utf-8" if m[1] else "cp1252", "replace") for m in _PIECE.finditer(body)
    )


def _without_mark(body: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as a zero in every other byte of Latin text."""
    sample = body[:400]
    if len(sample) < 8:
        return None
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if odd > 0.4 * len(sample) and not even:
        return "utf-16-le"
    if even > 0.4 * len(sample) and not odd:
        return "utf-16-be"
    return None
