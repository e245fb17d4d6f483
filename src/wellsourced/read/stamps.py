"""The lines that say who wrote a comment and when: "Ana on March 21, 2031 at 7:33 PM"."""

import re
from typing import NamedTuple

from wellsourced.read.lines import Line, sentence_like
from wellsourced.read.moments import moment

_BULLET = re.compile(r"^([•◦▪●‣∙·*■○]|[-–+](?=\s))\s*")
_SAYS = re.compile(
    r"^(?P<lead>#?\d{1,4}[.):]?\s+)?(?P<name>.{1,60}?)\s+"
    r"(?P<verb>says|said|wrote|writes|commented|replied|responds|comments)\s*"
    r"(?P<when>[,|(\-–—]?\s*(?:on|at)?\s*\x01[\s)]*)?(?P<mark>:|\.\.\.|…|\.|,|$)(?P<rest>.*)$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"^(?P<lead>#?\d{1,4}[.):]?\s+)?"
    r"(?P<by>(?:(?:posted|comment(?:ed)?|submitted|left|written|sent|reply)(?:\s+by|\s+from)?|by|from)\b\s*:?\s*)?"
    r"(?P<name>[^\x01]{0,60}?)"
    r"(?P<glue>\s*(?:[,|(@•·:\-–—]+\s*)?(?:(?:posted|commented|wrote|said|says)\s+)?(?:(?:on|at)\b)?[\s:]*)\x01"
    r"(?P<tail>[\s)|\-–—•·.:]*(?:permalink|permanent link|link|reply|quote|report( abuse)?"
    r"|edit|#\s*\d*|\d{1,6})?"
    r"[\s)|\-–—•·.:]*(?:reply|quote|report( abuse)?|link|flag|#\s*\d*)?\W*)$",
    re.IGNORECASE,
)
_DATED_FIRST = re.compile(
    r"^\x01(?P<glue>\s*[,|•·:\-–—]*\s*(?:posted\s+)?(?:by\b:?|from\b:?)?\s*)(?P<name>[^\x01]{1,60}?)"
    r"(?P<verb>\s+(?:says|said|wrote|writes|commented))?(?P<tail>\s*[:.|]*)$",
    re.IGNORECASE,
)
_LONGEST = 160  # characters of a line that may be a stamp


class Stamp(NamedTuple):
    """Who and when, as a line says it. `shape`: the line with name, time and numbers left out.

    `rest`: where words of the comment itself begin on the same line, if they do.
    """

    name: str | None
    at: str | None
    shape: str
    leads: bool  # it can only stand before the comment: "Ana says:"
    rest: int | None = None


def bullet(words: str) -> int:
    """Give the characters of the bullet that opens a line: 0, there is none."""
    told = _BULLET.match(words)
    return told.end() if told else 0


def stamp(line: Line) -> Stamp | None:
    """Read a line as a stamp.

    >>> stamp(Line(0, 0, 0, 0, "Posted by: Ana on May 1, 2031 at 9:21 AM | PERMALINK"))[:3]
    ('Ana', '2031-05-01T09:21', 'posted by: N on D | permalink')
    >>> stamp(Line(0, 0, 2, 1, "• Ana says:"))[:3]
    ('Ana', None, '• N says:')
    """
    if len(line.text) > _LONGEST and not _SAYS.match(line.text[:90]):
        return None
    dot = bullet(line.text)
    words = line.text[dot:]
    when = moment(words[:_LONGEST])
    masked = words[: when.start] + "\x01" + words[when.end :] if when else words
    found = _said(masked, when.iso if when else None) or (
        _dated(masked, when.iso) if when else None
    )
    if found is None:
        return None
    mark = "• " if dot else ""
    rest = None
    if found.rest is not None:
        shift = when.end - when.start - 1 if when else 0
        rest = line.start + dot + found.rest + shift
    return found._replace(shape=mark + found.shape, rest=rest)


def is_name(words: str) -> bool:
    """Whether the words can be a commenter's name, and no sentence.

    >>> is_name("the nailgunner"), is_name("I doubt it."), is_name("Dan R.")
    (True, False, True)
    """
    return (
        0 < len(words) <= 45
        and words.count(" ") <= 5
        and not sentence_like(words)
        and not words.lower().startswith(("http:", "https:", "www."))
        and any(c.isalnum() for c in words)
    )


def _said(masked: str, at: str | None) -> Stamp | None:
    told = _SAYS.match(masked)
    if not told or not is_name(told["name"].replace("\x01", "")) or told["name"].endswith(","):
        return None
    dated = bool(told["when"])
    if at and not dated:
        return None
    rest = told["rest"].strip()
    if rest and told["mark"] not in (":",):
        return None
    shape = f"N {told['verb'].lower()}{' D' if dated else ''}{told['mark']}"
    begins = masked.index(rest, told.start("rest")) if rest else None
    return Stamp(told["name"].strip(), at if dated else None, shape, leads=True, rest=begins)


def _dated(masked: str, at: str) -> Stamp | None:
    told = _DATED.match(masked)
    if told:
        by, glue, tail = (_squeezed(told[k] or "") for k in ("by", "glue", "tail"))
        name = told["name"].strip(" ,|-–—•·")
        if name and not _fits(name):
            return None
        shape = f"{by}{' ' if by else ''}{'N' if name else ''} {glue} D {tail}"
        return Stamp(name or None, at, " ".join(shape.split()), leads=False)
    told = _DATED_FIRST.match(masked)
    if told and _fits(told["name"]):
        shape = (
            f"D {_squeezed(told['glue'])} N{_squeezed(told['verb'] or '')} {told['tail'].strip()}"
        )
        return Stamp(told["name"].strip(), at, " ".join(shape.split()), leads=bool(told["verb"]))
    return None


def _fits(name: str) -> bool:
    """Beside a date a name may be odder than alone, but is still no sentence."""
    return len(name) <= 60 and name.count(" ") <= 7 and not re.search(r"[.!?;:]\s+\S+\s", name)


def _squeezed(words: str) -> str:
    return re.sub(r"\d+", "0", " ".join(words.lower().split()))
