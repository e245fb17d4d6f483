"""Where a text's paragraphs begin and end."""

import re
from collections.abc import Iterator
from itertools import pairwise

_BREAK = re.compile(r"(?:[ \t\u00a0]*(?:\r\n|\r|\n|\u2028|\u2029))+[ \t\u00a0]*")
_BLANK = re.compile(r"(?:[ \t\u00a0]*(?:\r\n|\r|\n|\u2028|\u2029)){2,}[ \t\u00a0]*")
_LINE_ENDS = frozenset({"\n", "\r\n", "\r", "\u2028", "\u2029"})
_WRAPPED = range(55, 91)  # characters a line of mail and of wire copy is wrapped at


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    r"""Give the offsets of the paragraphs between start and end, without the white space around.

    Each line is a paragraph, unless the text is hard-wrapped: then blank lines part them. A line
    that goes on in small letters goes on with the sentence of the line before.

    >>> list(paragraphs("One.\n\nTwo.\nThree."))
    [(0, 4), (6, 10), (11, 17)]
    >>> list(paragraphs("Three soldiers were\nwounded."))
    [(0, 28)]
    """
    end = len(text) if end is None else end
    rule = _BLANK if _hard_wrapped(text[start:end]) else _BREAK
    at = start
    for gap in rule.finditer(text, start, end):
        if _goes_on(text, gap, end):
            continue
        yield from _trimmed(text, at, gap.start())
        at = gap.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    if words.strip():
        yield start + lead, start + len(words.rstrip())


def _goes_on(text: str, gap: re.Match[str], end: int) -> bool:
    """A sentence broken over two lines: "Three soldiers were / wounded"."""
    before, after = text[gap.start() - 1 : gap.start()], text[gap.end() : min(gap.end() + 1, end)]
    one = gap.group().strip(" \t\u00a0") in _LINE_ENDS
    return one and after.islower() and (before.isalnum() or before == ",")


def _hard_wrapped(text: str) -> bool:
    """Most lines that another follows at once are of one line's width, and break mid-sentence."""
    lines = text.splitlines()
    followed = [a for a, b in pairwise(lines) if a.strip() and b.strip()]
    wrapped = [a for a in followed if len(a) in _WRAPPED and a.rstrip()[-1] not in ".!?:\"”'"]
    return len(followed) >= 3 and len(wrapped) > 0.6 * len(followed)
