"""Values as FollowTheMoney keeps them, so that none is dropped or changed when it is read."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

Values = dict[str, list[str]]

_LONGEST = {"name": 384, "string": 1024, "text": 65_000, "address": 250}
# What FollowTheMoney takes out of all words that it reads, and what it makes a blank.
_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u061c\\u200b-\\u200f\\u2060-\\u2064\\ufeff]"
)
_BLANKS = re.compile("[\\u2000-\\u200a\\u2028\\u2029\\u0a00\\u1680\\u202f\\u205f\\u3000]")
_QUOTED = re.compile(r"^[\"'](.*)[\"']$")


class Thing(Struct, frozen=True, kw_only=True):
    """An entity of FollowTheMoney: a line of the export."""

    id: str
    schema: str
    properties: Values

    def line(self) -> bytes:
        """Give it as it is written; values stand in order, each once."""
        return msgspec.json.encode(self) + b"\n"


def thing(name: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> Thing:
    """Give an entity without the properties that have no value."""
    found = {p: sorted({v for v in values if v}) for p, values in sorted(properties.items())}
    return Thing(id=name, schema=schema, properties={p: v for p, v in found.items() if v})


def line(words: str | None, kind: str = "name") -> str:
    r"""Give words as a name or an address: in one line, not too long, without quotes around it.

    >>> line(" Selm,\n the old  town "), line("'Selm'")
    ('Selm, the old town', 'Selm')
    """
    found = cut(" ".join(_bare(words or "").split()), _LONGEST[kind])
    while _QUOTED.match(found):
        found = _QUOTED.sub(r"\1", found).strip()
    return found


def text(words: str | None, kind: str = "text") -> str:
    """Give words with their lines, without control characters."""
    return cut(_bare(words or "").strip(), _LONGEST[kind])


def cut(words: str, most: int) -> str:
    """Give words of at most so many characters; longer ones end in an ellipsis.

    >>> cut("a long name", 7)
    'a long…'
    """
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def url(address: str | None) -> str | None:
    """Give an address of the web as it is kept; None: it is none.

    >>> url("https://courier.example"), url("javascript:alert(1)"), url("http://a.example/b c")
    ('https://courier.example/', None, None)
    """
    found = (address or "").strip()
    if re.search(r"[\s\x00-\x1f\x7f]", found):
        return None
    try:
        parts = urlsplit(found)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return found if parts.path else parts._replace(path="/").geturl()


def day(first: date | None, last: date | None) -> str | None:
    """Give a day, a month or a year: as much as an interval of days is sure of.

    >>> day(date(2009, 8, 1), date(2009, 8, 31)), day(date(2008, 1, 1), date(2009, 1, 1))
    ('2009-08', None)
    """
    if first is None or last is None:
        return None
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first:%Y}" if first.year == last.year else None


def moment(at: str | datetime | None) -> str | None:
    """Give a moment to the second, without its zone, or a day; None: it is not written as one."""
    if at is None:
        return None
    try:
        found = at if isinstance(at, datetime) else datetime.fromisoformat(at)
    except ValueError:
        return None
    bare = isinstance(at, str) and len(at) == len("2009-08-14")
    return found.date().isoformat() if bare else found.strftime("%Y-%m-%dT%H:%M:%S")


def _bare(words: str) -> str:
    return _BLANKS.sub(" ", _UNSEEN.sub("", words))
