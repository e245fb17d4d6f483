"""Lines that name their source before a colon: "AP: Harbour shut", "MAYOR: We will stay."."""

import re
from collections.abc import Callable

from wellsourced.mark.drafts import Voice
from wellsourced.mark.inverted import speaks_after
from wellsourced.mark.speakers import is_outlet, speaks
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
Names = Callable[[Span], str | None]


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
    if speaks_after(name.split()[0]):
        return None
    known = names(source)
    voiced = (name.isupper() and len(name) > 2) or speaks(name) or is_outlet(name)
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


def signature(passage: Passage, end: int) -> Span | None:
    """Give the name that a quotation is signed with. Example: "They let us down." — Ada Brun."""
    found = _SIGNED.match(passage.text, end - passage.start)
    if found is None:
        return None
    return Span(passage.start + found.start("name"), passage.start + found.end("name"))
