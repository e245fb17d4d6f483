"""What stands around quoted words, so that "30" or "he left" can be understood."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

_ENDS = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
_MOST = 110  # characters shown on either side
_REACH = 400  # and those looked at for the sentence's ends


def sentences(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[str, ...]]:
    """Give the sentences that hold the spans: plain and quoted words in turn, plain first.

    >>> told = "It burned. They took 30 men, 18 in Kell and 12 in Orm. Rain."
    >>> sentences(told, [(29, 31), (21, 27)])
    [('They took ', '30 men', ', ', '18', ' in Kell and 12 in Orm.')]
    """
    found: list[tuple[int, list[tuple[int, int]]]] = []  # where each ends, and its spans
    for start, end in sorted(set(spans)):
        if found and end <= found[-1][0] and start >= found[-1][1][-1][1]:
            found[-1][1].append((start, end))
        else:
            found.append((bounds(text, start, end)[1], [(start, end)]))
    return [_pieces(text, inside) for _, inside in found]


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The sentence cut at the spans; its far ends are cut at a word."""
    left, right = bounds(text, *spans[0])[0], bounds(text, *spans[-1])[1]
    before, after = text[left : spans[0][0]], text[spans[-1][1] : right]
    if len(before) > _MOST:
        before = f"... {before[-_MOST:].partition(' ')[2]}"
    if len(after) > _MOST:
        after = f"{after[:_MOST].rpartition(' ')[0]} ..."
    out = [before]
    for (start, end), (follows, _) in pairwise((*spans, (spans[-1][1], 0))):
        out += [text[start:end], text[end:follows]]
    return tuple(re.sub(r"\s+", " ", piece) for piece in (*out[:-1], after))


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Give where the sentence that holds a span begins and ends."""
    left, right = max(0, start - _REACH), min(len(text), end + _REACH)
    begins = [m.end() for m in _ENDS.finditer(text, left, start + 1) if m.end() <= start]
    stop = _ENDS.search(text, end, right)
    return begins[-1] if begins else left, stop.start() if stop else right
