"""Words in quotation marks, of every kind of mark, closed or not."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARK = re.compile(r"''|``|[\"“”„‟«»＂‘’‚‹›'`「」『』]")
_OPENS = {
    "“": "”",
    "„": "”“",
    "‟": "”",
    "«": "»",
    "‘": "’'",
    "‚": "’‘",
    "‹": "›",
    "``": "''",
    "`": "'",
    "「": "」",
    "『": "』",
}
_SPACED = "«"  # in French a blank stands inside the marks
_CORNERED = "「『"  # where they come from, no blanks stand between words
_ENDED = '.!?…”"’»'
_EITHER = {'"', "＂", "''", "'"}
_SINGLE = frozenset("‘’‚‹›'`")
_BEFORE = frozenset(' \t\n\r\u00a0([{—–-/:;,“"‘…')
_GAP = 20  # characters of white space between paragraphs, at most
_LONGEST = 6_000  # characters; a mark that stays open longer is a slip


class Quotation(NamedTuple):
    """Words between quotation marks: the words themselves, and the marks around them.

    `closed` is false where the paragraph ends before the mark does.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool = True


def quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Quotation, ...]:
    """Give the outermost quotations of one paragraph, in order; never fails on unbalanced marks.

    >>> text = "He said “it’s ‘over’ now” and left."
    >>> [text[q.start : q.end] for q in quotations(text)]
    ['it’s ‘over’ now']
    >>> [q.closed for q in quotations('"And so it goes')]
    [False]
    """
    return tuple(_paired(text, start, len(text) if end is None else end))


def _paired(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    first, unopened = True, False
    for mark in _MARK.finditer(text, start, end):
        if opened is None:
            if _can_open(text, mark, start, end):
                opened = mark
            elif first and _only_closes(text, mark, start, end):
                unopened = True
                yield Quotation(start, mark.start(), start, mark.end())
            first = first and mark[0] in _SINGLE
        elif _ends(text, opened, mark, end):
            if mark.start() > opened.end():
                yield _between(text, opened, mark)
            opened = None
        elif _starts_anew(text, opened, mark, start, end):
            opened = mark
    if opened is not None and (_left_open(text, opened, start, end) or unopened):
        yield Quotation(opened.end(), end, opened.start(), end, closed=False)


def _between(text: str, opened: re.Match[str], mark: re.Match[str]) -> Quotation:
    """Give what stands between two marks, without blanks at its edges."""
    words = text[opened.end() : mark.start()]
    lead = len(words) - len(words.lstrip())
    first = opened.end() + (lead if words.strip() else 0)
    last = opened.end() + (len(words.rstrip()) if words.strip() else len(words))
    return Quotation(first, last, opened.start(), mark.end())


def _only_closes(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """Whether a mark closes what the paragraph began: `The bridge is gone," said the mayor`."""
    before, after = text[start : mark.start()], text[mark.end() : end]
    if mark[0] not in '"”' or before[-1:] not in (",", "?", "!") or not after[:1].isspace():
        return False
    return " " in before and not re.search(r"[.!?…:;]\s", before)


def _can_open(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    sign = mark[0]
    after = text[mark.end()] if mark.end() < end else " "
    before = text[mark.start() - 1] if mark.start() > start else " "
    if after.isspace():
        inside = text[mark.end() : end].lstrip(" \u00a0\u202f")[:1]
        return sign in _SPACED and inside.isalnum()
    if sign in _CORNERED:
        return True
    if sign in _OPENS:
        return sign not in _SINGLE or before in _BEFORE
    return sign in _EITHER and before in _BEFORE


def _ends(text: str, opened: re.Match[str], mark: re.Match[str], end: int) -> bool:
    """Whether the mark closes what another opened: of its kind, and no apostrophe."""
    sign, first = mark[0], opened[0]
    partners = _OPENS.get(first, "")
    if not (sign == first and sign in _EITHER) and not (sign and sign in partners):
        return first in '“"' and sign in '”"' and not _can_open(text, mark, opened.end(), end)
    after = text[mark.end()] if mark.end() < end else " "
    before = text[mark.start() - 1]
    if first in _SINGLE:
        return not after.isalnum() and (not before.isspace()) and not _possessive(text, mark, end)
    return not (sign in _EITHER and after.isalnum() and before.isspace())


def _possessive(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a single mark after an s is an apostrophe: another closing mark follows later."""
    if text[mark.start() - 1] not in "sS":
        return False
    rest = text[mark.end() : min(end, mark.end() + 200)]
    later = re.search(r"[’'](?!\w)", rest)
    reopened = re.search(r"(?<!\w)[‘'](?=\w)", rest)
    return later is not None and (reopened is None or reopened.start() > later.start())


def _starts_anew(
    text: str, opened: re.Match[str], mark: re.Match[str], start: int, end: int
) -> bool:
    """Whether the first mark was never closed and this one opens another quotation."""
    if mark[0] != opened[0] or not _can_open(text, mark, start, end):
        return mark.start() - opened.end() > _LONGEST
    return True


def _left_open(text: str, opened: re.Match[str], start: int, end: int) -> bool:
    """Whether a quotation may run on: it began with the paragraph or after a colon.

    Begun later, it runs on where the next paragraph begins with the same mark.
    """
    if opened[0] in _SINGLE or opened.end() >= end:
        return False
    before = text[start : opened.start()].rstrip()
    if not before or before[-1] in ":,":
        return True
    return before[-1] in _ENDED and runs_on(text, opened[0], end)


def runs_on(text: str, mark: str, end: int) -> bool:
    """Whether the paragraph after one begins with the mark that opened a quotation in it.

    >>> runs_on("“It fell.\\n\\n“It was old.”", "“", 9)
    True
    """
    return text[end : end + _GAP].lstrip().startswith(mark)
