"""Which groups can answer one question: looked up by names, so that not all are compared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TypeVar

from wellsourced.model import ClaimType, Polarity
from wellsourced.weigh.groups import Group
from wellsourced.weigh.piles import lookups, posts
from wellsourced.weigh.propositions import STATES, name_words
from wellsourced.weigh.rivals import answers
from wellsourced.weigh.world import World

_Key = tuple[str, ...]
_When = tuple[str, int | str]
_Dated = tuple[_Key, _When]
_K = TypeVar("_K", _Key, _Dated)
_ALL: _When = "all", 0
_EITHER = (ClaimType.WHEREABOUTS, ClaimType.CONTROL)  # here places exclude each other, too


class Near:
    """The groups, by the keys under which they are found."""

    def __init__(self, found: Sequence[Group], of: World) -> None:
        self._found = found
        self._of = of
        self._by_name: dict[_Dated, list[int]] = defaultdict(list)
        self._by_answer: dict[_Key, list[int]] = defaultdict(list)
        for n, g in enumerate(found):
            for key in product(set(self._posts(g)), (_ALL, *_days(g))):
                self._by_name[key].append(n)
            for answer in _answers(g):
                self._by_answer[answer].append(n)

    def contrary(self, n: int) -> list[int]:
        """Give the groups whose slots can be those of the n-th, and that can exclude it."""
        mine = self._found[n]
        days = _asked_days(mine) or (_ALL,)
        return self._others(n, self._by_name, set(product(set(self._lookups(mine)), days)))

    def rivals(self, n: int) -> list[int]:
        """Give the groups that can be other answers of who did it, and why."""
        return self._others(n, self._by_answer, _answers(self._found[n]))

    def _others(self, n: int, index: Mapping[_K, list[int]], keys: Iterable[_K]) -> list[int]:
        return sorted({m for key in keys for m in index.get(key, ())} - {n})

    def _posts(self, g: Group) -> Iterator[_Key]:
        """A name is found by itself, by what it is part of, and by the shorter names in it."""
        kind, sign = g.proposition.slots.type, _sign(g, opposite=False)
        for name in self._names(g):
            yield kind, sign, "is", *name_words(name)
            yield from ((kind, sign, "is", *name_words(w)) for w in self._of.over(name))
            yield from ((kind, sign, "holds", *run) for run in _inner(name_words(name)))

    def _lookups(self, g: Group) -> Iterator[_Key]:
        kind, sign = g.proposition.slots.type, _sign(g, opposite=True)
        for name in self._names(g):
            words = name_words(name)
            yield from ((kind, sign, how, *words) for how in ("is", "holds"))
            yield from ((kind, sign, "is", *name_words(w)) for w in self._of.over(name))
            yield from ((kind, sign, "is", *run) for run in _inner(words))

    def _names(self, g: Group) -> frozenset[str]:
        s = g.proposition.slots
        if s.type is ClaimType.CONTROL:
            return s.actor | s.recipient | s.place
        return s.actor | s.recipient or s.place


def _days(g: Group) -> Sequence[_When]:
    """The stretches of days of an act; what lasts is looked for on any."""
    return () if g.proposition.slots.type in STATES else posts(g.proposition)


def _asked_days(g: Group) -> Sequence[_When]:
    return () if g.proposition.slots.type in STATES else lookups(g.proposition)


def _sign(g: Group, *, opposite: bool) -> str:
    """Only what holds excludes what does not, but where somebody is, and who holds a town."""
    s = g.proposition.slots
    if s.type in _EITHER:
        return ""
    fails = (s.polarity is Polarity.FAILS) != opposite
    return Polarity.FAILS if fails else Polarity.HOLDS


def _inner(words: _Key) -> Iterator[_Key]:
    """The shorter runs of words in a name."""
    for size in range(1, len(words)):
        for start in range(len(words) - size + 1):
            yield words[start : start + size]


def _answers(g: Group) -> set[_Key]:
    return {key for t in g.own for key in answers(t)}
