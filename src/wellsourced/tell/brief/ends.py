"""Where a sentence of a page begins and ends; "Sept." and "Mr." end none."""

import re

from wellsourced.tell.brief.words import words
from wellsourced.tell.context import bounds

_INITIAL = re.compile(r"(?<![\w.])(?:[A-Z]|[A-Z]\.[A-Z])\.\s*$")
_WORD = re.compile(r"(?<!\w)(\w+)\.\s*$")
_BACK = 10  # characters before an end that show whether it is one


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Give where the sentence that holds words begins and ends.

    >>> text = "It rained. On Sept. 21 Mr. Tam left Kell. It stopped."
    >>> text[slice(*whole(text, 34, 36))]
    'On Sept. 21 Mr. Tam left Kell.'
    """
    left, right = bounds(text, start, end)
    while left > 0 and _short(text, left):
        left = bounds(text, max(0, left - 3), left - 2)[0]
    while right < len(text) and _short(text, right):
        right = bounds(text, right + 1, right + 2)[1]
    return left, right


def _short(text: str, at: int) -> bool:
    """Whether what ends here is no sentence; what begins a line is one."""
    before = text[max(0, at - _BACK) : at]
    if "\n" in before[len(before.rstrip()) :]:
        return False
    word = _WORD.search(before)
    known = words().abbreviations.words
    return _INITIAL.search(before) is not None or (word is not None and word.group(1) in known)
