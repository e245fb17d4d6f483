"""Lines that name their source before a colon: "AP: Harbour shut", "MAYOR: We will stay."."""

import re

from wellsourced.mark.drafts import Voice
from wellsourced.mark.syntax import Passage
from wellsourced.model import Span

_LEAD = re.compile(
    r"(?P<name>(?:[A-Z][\w.’'&-]*|[A-Z]{2,})(?: (?:[A-Z][\w.’'&-]*|of|the|for|and|de|al)){0,4}): +(?=[\"“‘'\w\[(])"
)
_TAIL = re.compile(r"[,:–—-] (?:says? )?(?P<name>[A-Z][\w.’'&-]*(?: [A-Z][\w.’'&-]*){0,3})\.?$")
_SPEECH = re.compile(r"\w+")
_NOT = frozenset(
    {
        "Update",
        "Note",
        "Details",
        "Related",
        "Photo",
        "Image",
        "Video",
        "Source",
        "Tags",
        "More",
        "Exit",
        "By",
        "Read",
        "Warning",
        "Correction",
        "Analysis",
    }
)


def heading(number: int, passage: Passage, text: str) -> Voice | None:
    """Give the attribution of a line that begins with a name and a colon.

    Example: "AP: Rebels leave the valley", with no cue of its own.
    """
    line = text[passage.start : passage.end]
    offset = 1 if line[:1] in '"“' else 0
    found = _LEAD.match(line, offset)
    if (
        found is None
        or found["name"].split()[0] in _NOT
        or len(_SPEECH.findall(line[found.end() :])) < 3
    ):
        return None
    start = passage.start + found.end()
    end = passage.start + len(line.rstrip(" \"”'’.,"))
    start += len(line[found.end() :]) - len(line[found.end() :].lstrip("\"“‘'"))
    if start >= end:
        return None
    source = Span(passage.start + found.start("name"), passage.start + found.end("name"))
    return Voice(
        passage=number,
        source=source,
        cue=None,
        content=(Span(start, end),),
        draft=None,
        speaker=found["name"],
    )
