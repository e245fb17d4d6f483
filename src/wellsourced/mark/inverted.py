"""Speakers after their verb, before a colon: 'Said Kost: "We were lucky."'."""

import re
from collections.abc import Sequence

from wellsourced.lang.quotes import Quotation
from wellsourced.mark.cues import cues
from wellsourced.mark.drafts import Voice
from wellsourced.mark.syntax import Passage
from wellsourced.model import Span

_OPENING = re.compile(
    r"(?:^|[.!?…][\"”’']?\s+)(?P<cue>[A-Z][a-z]+) "
    r"(?:the )?(?P<name>[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,4}):\s*$"
)
_FAR = 80  # characters before a quotation in which its speaker is named


def inverted(
    number: int, passage: Passage, marks: Sequence[Quotation], text: str
) -> tuple[Voice, ...]:
    """Give the voices of quotations that a verb and a name announce."""
    found = (_before(number, passage, mark, text) for mark in marks)
    return tuple(v for v in found if v is not None)


def _before(number: int, passage: Passage, mark: Quotation, text: str) -> Voice | None:
    first = max(passage.start, mark.outer_start - _FAR)
    said = _OPENING.search(text[first : mark.outer_start])
    if said is None or not speaks_after(said["cue"]):
        return None
    return Voice(
        passage=number,
        source=Span(first + said.start("name"), first + said.end("name")),
        cue=Span(first + said.start("cue"), first + said.end("cue")),
        content=(Span(mark.start, mark.end),),
        draft=None,
        speaker=said["name"],
    )


def speaks_after(word: str) -> bool:
    """Whether a verb of saying may stand before its speaker.

    >>> speaks_after("Added"), speaks_after("Monday")
    (True, False)
    """
    return word.lower() in cues().inverted
