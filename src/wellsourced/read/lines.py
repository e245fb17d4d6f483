"""The lines of a text dump, with where they stand and how they are set."""

import re
from typing import NamedTuple

_LINE = re.compile(
    r"([^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*)(\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]|$)"
)
_TAB = 4


class Line(NamedTuple):
    """A line with words on it: the span without white space, its indent, the blank lines above."""

    start: int
    end: int
    indent: int
    above: int
    text: str


def lines(text: str) -> tuple[Line, ...]:
    r"""Give the lines that have words.

    >>> [(line.start, line.indent, line.above, line.text) for line in lines("One\n\n  two \n")]
    [(0, 0, 0, 'One'), (7, 2, 1, 'two')]
    """
    found = []
    blank = 0
    for line in _LINE.finditer(text):
        raw = line.group(1)
        words = raw.strip()
        if not words:
            blank += 1
            continue
        lead = len(raw) - len(raw.lstrip())
        start = line.start() + lead
        indent = sum(_TAB if c == "\t" else 1 for c in raw[:lead])
        found.append(Line(start, start + len(words), indent, blank, words))
        blank = 0
    return tuple(found)


def sentence_like(words: str) -> bool:
    """Whether the words run on as prose does: long, or closed by a full stop and the like.

    >>> sentence_like("Who benefits?"), sentence_like("Dora K."), sentence_like("marsh fox")
    (True, False, False)
    """
    if len(words) > 60 or words.count(" ") > 6:
        return True
    last = words.rstrip("\"'”’)]»").rsplit(None, 1)[-1:] or [""]
    return last[0].endswith((".", "!", "?", "…", ":", ";", ",")) and not _INITIALS.fullmatch(
        last[0]
    )


_INITIALS = re.compile(r"(?:[A-Za-z]\.)+|[A-Z][a-z]{0,2}\.")  # "R.", "b.c.", "Jr."
