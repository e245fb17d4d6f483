"""The lines that say who wrote a comment and when: "Ana on March 21, 2031 at 7:33 PM"."""

import re
from typing import NamedTuple

from wellsourced.read.lines import Line, sentence_like
from wellsourced.read.whens import whole

_BULLET = re.compile(r"^([•◦▪●‣∙·*■○](?![*_])|[-–+](?=\s))\s*")
_LEAD = r"^(?P<lead>#?\s?\d{1,5}[.):]?\s+)?"
_VERB = (
    r"(?P<verb>says|said|wrote|writes|commented|replied|responds|comments|sagte?|schrieb|schreibt|"
    r"meinte?|a dit|dit|a écrit|dijo|dice|escribió|ha scritto|ha detto|scrive|disse|escreveu|zegt|"
    r"zei|schreef|skrev|säger|pisze|napisała?|пишет|написала?|сказала?)"
)
_SAYS = re.compile(
    _LEAD + r"(?P<name>.{1,60}?)\s+" + _VERB + r"\s*"
    r"(?P<when>[,|(\-–—]?\s*(?:on|at|am|le|el|il|op|den|em)?\s*\x01[\s)]*)?(?P<mark>:|\.\.\.|…|\.|,|$)(?P<rest>.*)$",
    re.IGNORECASE,
)
_BUTTONS = (
    r"(?:permalink|permanent link|link|reply|quote|report(?: abuse| this)?|edit|flag|like|share|"
    r"#\s*\d*|\d{1,6})"
)
_DATED = re.compile(
    _LEAD
    + r"(?P<by>(?:(?:posted|comment(?:ed)?|submitted|left|written|sent|reply)(?:\s+by|\s+from)?"
    r"|by|from)\b\s*:?\s*)?(?P<name>[^\x01]{0,60}?)(?P<glue>\s*(?:[,|(@•·:\-–—]+\s*)?"
    r"(?:(?:posted|commented|wrote|said|says)\s+)?(?:(?:on|at)\b)?[\s:]*)\x01"
    rf"(?P<tail>(?:[\s()|\-–—•·.:]*{_BUTTONS}){{0,3}}\W*)$",
    re.IGNORECASE,
)
_DATED_FIRST = re.compile(
    r"^(?P<by>(?:posted|submitted|written|comment)?\s*(?:on|at)?\s*)\x01"
    r"(?P<glue>\s*[,|•·:\-–—]*\s*(?:posted\s+)?(?:by\b:?|from\b:?)?\s*)"
    rf"(?P<name>[^\x01]{{1,60}}?)(?:\s+{_VERB})?(?P<tail>\s*(?:\.\.\.|[:…|])*)$",
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
    >>> stamp(Line(0, 0, 0, 0, "Ana • 3 years ago"))[:3]
    ('Ana', None, 'N • D')
    """
    if len(line.text) > _LONGEST and not _SAYS.match(line.text[:90]):
        return None
    dot = bullet(line.text)
    words = line.text[dot:]
    start, end, at = whole(words[:_LONGEST]) or (0, 0, None)
    masked = words[:start] + "\x01" + words[end:] if end else words
    found = _said(masked, at, dated=bool(end)) or (_dated(masked, at) if end else None)
    if found is None:
        return None
    mark = "• " if dot else ""
    shift = dot + (end - start - 1 if end else 0)
    rest = None if found.rest is None else line.start + found.rest + shift
    return found._replace(shape=mark + found.shape, rest=rest)


def is_name(words: str) -> bool:
    """Whether the words can be a commenter's name, and no sentence.

    >>> is_name("marsh fox"), is_name("I doubt it."), is_name("Ana R.")
    (True, False, True)
    """
    return (
        0 < len(words) <= 45
        and words.count(" ") <= 5
        and not sentence_like(words)
        and not words.lower().startswith(("http:", "https:", "www."))
        and any(c.isalnum() for c in words)
    )


def _said(masked: str, at: str | None, *, dated: bool) -> Stamp | None:
    told = _SAYS.match(masked)
    if not told or not is_name(told["name"]) or "\x01" in told["name"]:
        return None
    rest = told["rest"].strip()
    if (dated and not told["when"]) or (rest and told["mark"] != ":"):
        return None
    shape = f"N {told['verb'].lower()}{' D' if dated else ''}{told['mark']}"
    begins = masked.index(rest, told.start("rest")) if rest else None
    return Stamp(told["name"].strip(), at, shape, leads=True, rest=begins)


def _dated(masked: str, at: str | None) -> Stamp | None:
    if told := _DATED.match(masked):
        name = told["name"].strip(" ,|-–—•·")
        if name and not _fits(name):
            return None
        shape = _shape(told["by"], "N" if name else "", told["glue"], "D", told["tail"])
        return Stamp(name or None, at, shape, leads=False)
    told = _DATED_FIRST.match(masked)
    if told and _fits(told["name"]):
        shape = _shape(told["by"], "D", told["glue"], "N", told["verb"], told["tail"])
        return Stamp(told["name"].strip(), at, shape, leads=bool(told["verb"]))
    return None


def _fits(name: str) -> bool:
    """Beside a date a name may be odder than alone, but is still no sentence."""
    return len(name) <= 60 and name.count(" ") <= 7 and not runs_on(name)


def runs_on(words: str) -> bool:
    """Whether a sentence ends within the words; a title or an initial ends none.

    >>> runs_on("It fell. He said"), runs_on("Prof. H. Quill")
    (True, False)
    """
    return re.search(r"(?:[a-zà-öø-ÿ]{4}\.|[!?;:])\s+\S+(?:\s|$)", words) is not None


def _shape(*words: str | None) -> str:
    joined = " ".join(w if w in ("N", "D") else (w or "").lower() for w in words)
    return re.sub(r"\d+", "0", " ".join(joined.split()))
