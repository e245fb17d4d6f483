"""Lines that name their source before a colon: "AP: Harbour shut", "MAYOR: We will stay."."""

import functools
import re
from collections.abc import Callable

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.mark.drafts import Voice
from wellsourced.mark.inverted import speaks_after
from wellsourced.mark.speakers import is_outlet, speakers, speaks
from wellsourced.mark.syntax import Passage
from wellsourced.model import Span

_LEAD = re.compile(
    r"(?P<name>[A-Z][\w.’'&-]*(?: (?:[A-Z][\w.’'&-]*|of|the|for|and|de|al)){0,4}): +"
    r"(?=[\"“‘'\w\[(])"
)
_SIGNED = re.compile(
    r"\s*(?:[―—–]|--?) ?(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3})[ .,]*(?:$|,|\()"
)
_SPEECH = re.compile(r"\w+")
_SHOUTED = re.compile(r"^[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}: +", re.MULTILINE)
_COUNT = re.compile(r"(?: (?:\d+|[IVX]+))?(?: \(.*)?$")
_OPENING = 3  # passages in which a dateline may stand
Names = Callable[[Span], str | None]


class _Lines(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    example: str


class Labels(Struct, frozen=True, forbid_unknown_fields=True):
    """The word list (en/labels.toml)."""

    lines: _Lines


def heading(number: int, passage: Passage, text: str, names: Names) -> Voice | None:
    """Give the attribution of a line that begins with a name and a colon.

    Example: "AP: Rebels leave the valley", with no cue of its own. The name has to be a known
    one, a thing that speaks ("Poll: ..."), or in capitals, as in a transcript.
    """
    line = text[passage.start : passage.end]
    found = _LEAD.match(line, 1 if line[:1] in '"“' else 0)
    if found is None:
        return None
    words = len(_SPEECH.findall(line[found.end() :]))
    if words < 2 or (words == 2 and not speaks(found["name"])):
        return None
    source = Span(passage.start + found.start("name"), passage.start + found.end("name"))
    name = found["name"]
    if speaks_after(name.split()[0]) or labelled(name) or _dated(number, passage, text, found):
        return None
    known = names(source)
    voiced = (name.isupper() and len(name) > 2) or speaks(name) or is_outlet(name) or _role(name)
    if known is None and not voiced:
        return None
    said = line[found.end() :]
    start = passage.end - len(said.lstrip("\"“‘'"))
    end = passage.start + len(line.rstrip(" \"”’'.,"))
    if start >= end:
        return None
    return Voice(
        passage=number,
        source=source,
        cue=None,
        content=(Span(start, end),),
        draft=None,
        speaker=known or name,
    )


def labelled(name: str) -> bool:
    """Whether words before a colon say what a line is, and nobody's name.

    >>> labelled("UPDATE II"), labelled("Ada Brun")
    (True, False)
    """
    return _COUNT.sub("", name).replace("’", "'").lower() in _labels()


@functools.cache
def _labels() -> frozenset[str]:
    found: Labels = read("en/labels.toml", Labels)
    return frozenset(found.lines.words)


def _dated(number: int, passage: Passage, text: str, found: re.Match[str]) -> bool:
    """Whether capitals tell where a story was written: "DORVEL: Police held nine men"."""
    name = found["name"]
    if not name.isupper() or number >= _OPENING or found.end() >= len(passage.text):
        return False
    if speaks(name) or is_outlet(name):
        return False
    quoted = text[passage.start + found.end()] in "\"“‘'"
    return not quoted and len(_SHOUTED.findall(text)) == 1


def _role(name: str) -> bool:
    """Whether words tell somebody by his office: "Mayor of Dorvel"."""
    return name.split()[0].lower() in speakers().singular


def signature(passage: Passage, end: int) -> Span | None:
    """Give the name that a quotation is signed with. Example: "They let us down." — Ada Brun."""
    found = _SIGNED.match(passage.text, end - passage.start)
    if found is None:
        return None
    return Span(passage.start + found.start("name"), passage.start + found.end("name"))
