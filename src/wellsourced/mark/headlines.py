"""Headlines that name their source last: "Bridge unsafe: engineers", "Tam dead, brother says"."""

import re

from wellsourced.mark.drafts import Voice
from wellsourced.mark.speakers import is_outlet, speaks, told_by_role
from wellsourced.mark.syntax import Passage
from wellsourced.model import Span

_WORD = re.compile(r"\w+")
_LAST = re.compile(
    r"(?P<said>[A-Z0-9“\"'‘].*\w[”\"'’]?)"
    r"(?:: | [-–—] |, (?=.* says?$))"
    r"(?P<name>[a-z]+(?: [a-z]+){0,2}?|[A-Z]\w*(?: [A-Z]\w*){0,2})(?: (?P<cue>says?))?$"
)
_LONGEST = 14  # words of a headline


def headline(number: int, passage: Passage, text: str) -> Voice | None:
    """Give the attribution of a line without a full stop that ends with its source.

    Examples: "Orsak dead: police", "Ten killed in raid - army", "Orsak dead, brother says".
    """
    line = text[passage.start : passage.end]
    found = _LAST.match(line)
    if found is None or len(_WORD.findall(line)) > _LONGEST:
        return None
    if len(_WORD.findall(found["said"])) < 2 or not _source(found["name"]):
        return None
    cue = found.span("cue") if found["cue"] else None
    start = passage.start
    return Voice(
        passage=number,
        source=Span(start + found.start("name"), start + found.end("name")),
        cue=None if cue is None else Span(start + cue[0], start + cue[1]),
        content=(Span(start + found.start("said"), start + found.end("said")),),
        draft=None,
        speaker=found["name"],
    )


def _source(name: str) -> bool:
    return is_outlet(name) if name[0].isupper() else speaks(name) or told_by_role(name)
