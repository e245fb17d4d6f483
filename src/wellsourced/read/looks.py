"""The encoding that bytes look like, where nothing tells it."""

import re

_CODECS = (  # of letters that are not Latin
    *("cp1251", "koi8-r", "cp866", "cp1253", "cp1255", "cp1256", "cp874"),
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
)
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WIDE = re.compile(rb"[\x80-\xff]+")
_CROWDED = 1.5  # bytes above ASCII in a row, on average: Latin letters have neighbours in ASCII
_SAMPLE = 60_000
_MARKUP = re.compile(rb"<(?:script|style)\b.*?(?:</(?:script|style)|\Z)|<[^>]*>|\s+", re.I | re.S)


def looks_like(body: bytes) -> str | None:
    r"""Give the encoding of words in letters other than Latin; None if it is not plain to see.

    Western, Turkish and Polish pages differ in single letters only, from which nothing is plain.

    >>> looks_like("Старый мост обрушился утром".encode("cp1251")), looks_like(b"caf\xe9 na\xefve")
    ('cp1251', None)
    """
    words = _words(body)
    rows = _WIDE.findall(_UTF8.sub(b" ", words))
    if sum(map(len, rows)) <= _CROWDED * len(rows):
        return None
    from charset_normalizer import from_bytes  # takes a while, and few pages need it

    best = from_bytes(words, cp_isolation=list(_CODECS), enable_fallback=False).best()
    return best.encoding if best else None


def _words(body: bytes) -> bytes:
    """The start of the text, cut between two characters of whatever encoding."""
    words = _MARKUP.sub(b" ", body[: 4 * _SAMPLE])
    return words[:_SAMPLE].rpartition(b" ")[0] if len(words) > _SAMPLE else words
