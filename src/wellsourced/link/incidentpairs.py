"""Which two pages may tell of one incident: how alike they are, and what they share."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import exp
from typing import NamedTuple

import numpy as np

from wellsourced.lang.grouping import Pair
from wellsourced.lang.names import fold
from wellsourced.link.incidentwords import Weights
from wellsourced.model import Document, DocumentId, EntityKind, Marks

_TELLING = 30  # words of a page by which others are looked for: those that count most
_BESIDE = 30  # pages with such a word that are looked at, the next ones in time
_SAME_DAY = 0.12  # likeness from which two pages of one day tell of one incident
_LATER = 0.35  # the same where years lie between them
_FADES = 20  # days in which most of that way is gone
_MEET = 1.3  # both name a day that has happened: a deed has one day
_MISS = 0.9  # both name days, and none is the same
_PERSON = 1.2  # both name a person whom few other pages name
_PERSONS = 2  # persons that are counted so
_KNOWN = 30  # pages from which a person is too well known to tell
_SLIGHT = 0.3  # score from which a pair is told: less says nothing on the average either
_WITHIN = 2500  # characters of a page whose days are taken for those of what it reports


class Sight(NamedTuple):
    """What is looked at of a page: its day, the days it tells of, the people whom it names."""

    id: DocumentId
    day: date | None
    days: frozenset[date]
    people: frozenset[str]


def sight(d: Document, m: Marks) -> Sight:
    """Give what is looked at of a page and its marks."""
    day = d.published.latest or d.published.earliest
    told = {t.earliest for t in m.times if t.start < _WITHIN and t.earliest == t.latest}
    days = frozenset(t for t in told if t is not None and (day is None or t <= day))
    people = (fold(e.name) for e in m.entities if e.kind is EntityKind.PERSON)
    return Sight(d.id, day, days, frozenset(p for p in people if " " in p))


def pairs(pages: Sequence[Sight], told: Weights) -> Iterator[Pair]:
    """Give the pairs that may tell of one incident, each once, in order.

    Only pages that share a telling word are looked at, and of many of these those near in time.
    """
    beside = _Beside(pages, told)
    renown = _renown(pages)
    dense = np.zeros(len(told.vocabulary))
    for n in range(len(pages)):
        words, values = told.row(n)
        dense[words] = values
        for other in beside.later(n):
            theirs, weight = told.row(other)
            alike = round(float(dense[theirs] @ weight), 9)
            score = (
                alike * _shared(pages[n], pages[other], renown) / _least(pages[n], pages[other])
            )
            if score > _SLIGHT:
                yield Pair(n, other, round(score, 6))
        dense[words] = 0.0


class _Beside:
    """The pages that share a word which tells of them, by time; and where each stands there."""

    def __init__(self, pages: Sequence[Sight], told: Weights) -> None:
        self._having: dict[int, array[int]] = defaultdict(lambda: array("i"))
        self._at = [array("i") for _ in pages]
        for n in sorted(range(len(pages)), key=lambda n: (pages[n].day or date.max, n)):
            words, values = told.row(n)
            for word in words[np.lexsort((words, -values))[:_TELLING]].tolist():
                own = self._having[word]
                self._at[n].extend((word, len(own)))
                own.append(n)

    def later(self, n: int) -> list[int]:
        """Give the pages of higher numbers that are beside one."""
        found: set[int] = set()
        at = self._at[n]
        for word, place in zip(at[::2], at[1::2], strict=True):
            found.update(self._having[word][max(0, place - _BESIDE) : place + 1 + _BESIDE])
        return sorted(other for other in found if other > n)


def _renown(pages: Iterable[Sight]) -> Mapping[str, int]:
    """By how many pages each person is named."""
    out: dict[str, int] = defaultdict(int)
    for page in pages:
        for person in page.people:
            out[person] += 1
    return out


def _shared(a: Sight, b: Sight, renown: Mapping[str, int]) -> float:
    """How much more, or less, words in common tell for the days and the people."""
    days = 1.0
    if a.days and b.days:
        days = _MEET if a.days & b.days else _MISS
    people = sum(renown[p] <= _KNOWN for p in a.people & b.people)
    return days * _PERSON ** min(people, _PERSONS)


def _least(a: Sight, b: Sight) -> float:
    """How alike two pages have to be: the more, the longer after each other they came.

    A day of the deed that both name makes up for it; where a date is not known, they may be years
    apart.
    """
    if a.days & b.days:
        return _SAME_DAY
    if a.day is None or b.day is None:
        return _LATER
    return _LATER - (_LATER - _SAME_DAY) * exp(-abs((a.day - b.day).days) / _FADES)
