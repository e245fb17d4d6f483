"""The text that a page's bytes spell."""

import codecs
import re

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
_LATIN = {"iso-8859-1", "latin-1", "iso8859-1", "ascii"}  # browsers read these as Windows-1252


def decoded(body: bytes, *, declares: bool = False) -> str | None:
    r"""Spell out the bytes; None if they are no text at all.

    A byte order mark counts most, then UTF-8 if the bytes are that without fault, then what the
    page declares (`declares`: mark-up that can), then Windows-1252, which older pages are in.

    >>> decoded(b"caf\xe9 \x97 na\xc3\xafve")
    'café — naÃ¯ve'
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").replace("\0", "\ufffd")
    if wide := _without_mark(body):
        return body.decode(wide, "replace").replace("\0", "\ufffd")
    sample = body[:65_536]
    if len(sample) - len(sample.translate(None, _CONTROL)) > _MOST_CONTROL * len(sample):
        return None
    return _narrow(body, declares=declares).replace("\0", "\ufffd")


def _narrow(body: bytes, *, declares: bool) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        name = _declared(body) if declares else None
        if name == "utf-8" or (name is None and _mostly_utf8(body, fault.start)):
            return body.decode("utf-8", "replace")
    try:
        return body.decode(name or "cp1252")
    except UnicodeDecodeError:
        return body.decode("latin-1")


def _declared(body: bytes) -> str | None:
    told = _DECLARED.search(body[:_HEAD])
    name = told.group(1).decode("ascii", "replace").lower() if told else ""
    if name in _LATIN:
        return "cp1252"
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None


def _mostly_utf8(body: bytes, fault: int) -> bool:
    """A single broken byte in a long text does not make the rest another encoding."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    wide = sum(1 for c in text[:200_000] if c > "\x7f" and c != "\ufffd")
    return fault > 0 and wide > 4 * broken


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
