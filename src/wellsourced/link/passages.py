"""Passages that two texts share, put together from the runs of words that are the same."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wellsourced.lang.shingles import Least, Run

LEAST = Least(row=10, all=14)
"""Words in a row that are no accident; and in all, where no row is that long."""

_GAP = 20  # words that may be changed between two runs of one passage
_DRIFT = 8  # words that may be put in or left out between them
_OVER = 4  # words by which two runs of one passage may overlap
_DENSE = 0.5  # share of the passage's words that are the same
_LOOK = 4  # words looked at on each side to carry a passage on over an edit


class Passage(NamedTuple):
    """Words [a0, a1) of one text that stand as [b0, b1) in the other."""

    a0: int
    a1: int
    b0: int
    b1: int
    same: int  # words that are the same


def passages(a: Sequence[str], b: Sequence[str], found: Sequence[Run]) -> tuple[Passage, ...]:
    """Join runs to passages; short accidents are left out.

    >>> text = "the mayor of lorne said on monday that the pier was closed".split()
    >>> [p[:4] for p in passages(text, ["but", *text], [Run(0, 1, 10)])]
    [(0, 12, 1, 13)]
    """
    whole = [_carried_on(a, b, _passage(c)) for c in _chains(found) if _tells(c)]
    return tuple(sorted(_apart(whole)))


def _chains(found: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs in order on both sides, with little between them."""
    chains: list[list[Run]] = []
    for run in sorted(found):
        near = [c for c in chains if _follows(c[-1], run)]
        if near:
            min(near, key=lambda c: (abs(_shift(c[-1], run)), -c[-1].a)).append(run)
        else:
            chains.append([run])
    yield from chains


def _follows(last: Run, run: Run) -> bool:
    ahead_a, ahead_b = run.a - last.a - last.words, run.b - last.b - last.words
    near = -_OVER <= ahead_a <= _GAP and -_OVER <= ahead_b <= _GAP
    return near and run.a > last.a and run.b > last.b and abs(_shift(last, run)) <= _DRIFT


def _shift(last: Run, run: Run) -> int:
    return (run.a - last.a) - (run.b - last.b)


def _tells(chain: Sequence[Run]) -> bool:
    """Whether a chain is no accident: long in a row, or long and dense."""
    if max(r.words for r in chain) >= LEAST.row:
        return True
    p = _passage(chain)
    return p.same >= LEAST.all and p.same >= _DENSE * max(p.a1 - p.a0, p.b1 - p.b0)


def _passage(chain: Sequence[Run]) -> Passage:
    first, last = chain[0], chain[-1]
    same, reached = 0, 0
    for run in chain:
        same += run.words - max(0, reached - run.a)
        reached = max(reached, run.a + run.words)
    return Passage(first.a, last.a + last.words, first.b, last.b + last.words, same)


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


_STEPS = sorted(
    ((x, y) for x in range(_LOOK) for y in range(_LOOK) if x or y), key=lambda s: (s[0] + s[1], s)
)


def _resumes(a: Sequence[str], b: Sequence[str]) -> tuple[int, int] | None:
    """The nearest place where two words in a row are the same again."""
    for x, y in _STEPS:
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
