"""Passages that two texts share, put together from the runs of words that match."""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wellsourced.lang.shingles import Match

_GAP = 24  # words that may be changed between two runs of one passage
_DRIFT = 8  # words that may be put in or left out between them
_VERBATIM = 10  # words in a row that are no accident
_EDITED = 14  # words in all that are no accident where no row is that long
_FEWEST = 3  # matches without which there can be neither
_DENSE = 0.5  # share of the passage's words that match
_LOOK = 4  # words looked at on each side to carry a passage on over an edit


class Passage(NamedTuple):
    """Words [a0, a1) of one text that stand as [b0, b1) in the other."""

    a0: int
    a1: int
    b0: int
    b1: int
    same: int  # words that are the same


def passages(
    a: Sequence[str], b: Sequence[str], found: Sequence[Match], size: int
) -> tuple[Passage, ...]:
    """Join matching runs of `size` words to passages; short accidents are left out.

    >>> text = "the mayor of lorne said on monday that the pier was closed".split()
    >>> [p[:4] for p in passages(text, ["but", *text], [Match(n, n + 1) for n in range(8)], 5)]
    [(0, 12, 1, 13)]
    """
    if len(found) < _FEWEST:
        return ()
    telling = [c for c in _chains(found) if _tells(c, size)]
    whole = [_carried_on(a, b, _passage(c, size)) for c in telling]
    return tuple(sorted(_apart(whole)))


def _chains(found: Sequence[Match]) -> Iterator[list[Match]]:
    """Matches in order on both sides, with little between them."""
    open_: list[list[Match]] = []
    for match in sorted(found):
        near = [c for c in open_ if _follows(c[-1], match)]
        if near:
            best = min(near, key=lambda c: (abs(_shift(c[-1], match)), -c[-1].a))
            best.append(match)
        else:
            open_.append([match])
    yield from open_


def _follows(last: Match, match: Match) -> bool:
    ahead = 0 <= match.a - last.a <= _GAP and 0 <= match.b - last.b <= _GAP
    return ahead and abs(_shift(last, match)) <= _DRIFT


def _shift(last: Match, match: Match) -> int:
    return (match.a - last.a) - (match.b - last.b)


def _tells(chain: Sequence[Match], size: int) -> bool:
    """Whether a chain is no accident: long in a row, or long and dense."""
    row = best = 1
    for last, match in itertools.pairwise(chain):
        row = row + 1 if (match.a, match.b) == (last.a + 1, last.b + 1) else 1
        best = max(best, row)
    if best + size - 1 >= _VERBATIM:
        return True
    passage = _passage(chain, size)
    length = max(passage.a1 - passage.a0, passage.b1 - passage.b0)
    return passage.same >= _EDITED and passage.same >= _DENSE * length


def _passage(chain: Sequence[Match], size: int) -> Passage:
    same = len({m.a + k for m in chain for k in range(size)})
    last = chain[-1]
    b1 = max(m.b for m in chain) + size
    return Passage(chain[0].a, last.a + size, min(m.b for m in chain), b1, same)


def _carried_on(a: Sequence[str], b: Sequence[str], passage: Passage) -> Passage:
    """The passage with what goes on before and after it, over single changed words."""
    ahead, more = _onward(a[passage.a1 :], b[passage.b1 :])
    back, less = _onward(a[: passage.a0][::-1], b[: passage.b0][::-1])
    return Passage(
        passage.a0 - back[0],
        passage.a1 + ahead[0],
        passage.b0 - back[1],
        passage.b1 + ahead[1],
        passage.same + more + less,
    )


def _onward(a: Sequence[str], b: Sequence[str]) -> tuple[tuple[int, int], int]:
    """How far two texts go on alike: the words passed on both sides, and those the same."""
    i = j = same = 0
    reached = (0, 0)
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            i, j, same = i + 1, j + 1, same + 1
            reached = (i, j)
            continue
        step = _resumes(a[i : i + _LOOK + 2], b[j : j + _LOOK + 2])
        if step is None:
            break
        i, j = i + step[0], j + step[1]
    return reached, same


def _resumes(a: Sequence[str], b: Sequence[str]) -> tuple[int, int] | None:
    """The nearest place where two words in a row are the same again."""
    steps = sorted(
        ((x, y) for x in range(_LOOK) for y in range(_LOOK) if x or y),
        key=lambda s: (s[0] + s[1], s),
    )
    for x, y in steps:
        if a[x : x + 2] == b[y : y + 2] and len(a[x : x + 2]) == 2:
            return x, y
    return None


def _apart(found: Sequence[Passage]) -> list[Passage]:
    """The longest first, and no words twice on either side."""
    kept: list[Passage] = []
    for p in sorted(found, key=lambda p: (-p.same, p)):
        if not any(_meet(p, q) for q in kept):
            kept.append(p)
    return kept


def _meet(p: Passage, q: Passage) -> bool:
    over_a = min(p.a1, q.a1) - max(p.a0, q.a0)
    over_b = min(p.b1, q.b1) - max(p.b0, q.b0)
    return max(over_a, over_b) > 2
