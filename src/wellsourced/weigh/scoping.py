"""Whether numbers can count the same: two of them, or all of two pools."""

import functools
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import product
from operator import itemgetter

from wellsourced.model import DocumentId, Source
from wellsourced.weigh.comparing import comparing
from wellsourced.weigh.counts import GROWING, Count
from wellsourced.weigh.propositions import meet
from wellsourced.weigh.spans import since, until
from wellsourced.weigh.tellings import telling_words
from wellsourced.weigh.world import World

SLACK = timedelta(days=3)
TOLD_APART = timedelta(days=10)
_Place = frozenset[str]
_Given = tuple[date | None, int, tuple[int | None, int | None]]


def one_scope(a: Count, b: Count, of: World) -> bool:
    """Whether two numbers can count the same.

    One voice on one page that gives two numbers counts two things, or tells how one has grown.
    """
    if a.quantity.outcome != b.quantity.outcome or a.quantity.per != b.quantity.per:
        return False
    if a.utterance.same == b.utterance.same:
        return True
    one_page = a.quote.document == b.quote.document
    one_voice = one_page and a.utterance.origin == b.utterance.origin
    if one_voice and not _history({_given(a), _given(b)}):
        return False
    return (
        _times_fit(a, b) and _groups_fit(a, b) and _sets_fit(a.by, b.by) and _places_fit(a, b, of)
    )


def _given(c: Count) -> _Given:
    """A number as a voice gives it, with the day by which it had come to that."""
    day = c.quantity.latest if c.so_far and c.quantity.outcome in GROWING else None
    return day, c.least, c.number


def _history(given: AbstractSet[_Given]) -> bool:
    """Whether numbers of one voice are one: the same, or a count that grows from day to day."""
    if len({number for _, _, number in given}) == 1:
        return True
    days = [day for day, _, _ in given if day is not None]
    if len(days) < len(given) or len(set(days)) < len(days):
        return False
    least = [number for _, number, _ in sorted(given, key=itemgetter(0, 1))]
    return least == sorted(least)


@functools.lru_cache(maxsize=1 << 12)
def anybody(group: str | None) -> bool:
    """Whether a group is no more than people: "14 men", "14 others"."""
    return group is not None and group.casefold() in comparing().anybody


def _groups_fit(a: Count, b: Count) -> bool:
    if a.group is None or b.group is None or a.group == b.group:
        return True
    return _group(a.group) == _group(b.group)


@functools.lru_cache(maxsize=1 << 12)
def _group(name: str) -> str:
    return "" if anybody(name) else name.casefold()


def _sets_fit(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or not a.isdisjoint(b)


def _places_fit(a: Count, b: Count, of: World) -> bool:
    """One place; a number for a town is none for its country, unless both sentences name it."""
    if not a.place or not b.place or a.place == b.place:
        return True
    finer = _finer(a.place, b.place, of)
    return bool(finer) and any(place_words(n) <= a.words & b.words for n in finer)


@functools.lru_cache(maxsize=1 << 14)
def place_words(name: str) -> frozenset[str]:
    """Give the words of a place's name, as those of sentences are compared."""
    return telling_words(name)


class Places:
    """Which places can be told of one count: each pair of them is asked for once."""

    def __init__(self, of: World) -> None:
        self._of = of
        self._fit: dict[tuple[_Place, _Place], bool] = {}

    def fit(self, a: Count, b: Count) -> bool:
        """Whether the places of two numbers may fit, by some words; those of one text do."""
        pair = a.place, b.place
        known = self._fit.get(pair)
        if known is None:
            apart = a.place and b.place and a.place != b.place
            known = self._fit[pair] = not apart or bool(_finer(a.place, b.place, self._of))
        return known or a.utterance.same == b.utterance.same


def _finer(a: _Place, b: _Place, of: World) -> list[str]:
    """The places of the one that lie in the other."""
    finer = [x for x in a for y in b if of.inside(x, y)]
    return finer + [y for x in a for y in b if of.inside(y, x)]


def _times_fit(a: Count, b: Count) -> bool:
    p, q = a.quantity, b.quantity
    if (p.earliest or p.latest) and (q.earliest or q.latest):
        return meet((p.earliest, p.latest), (q.earliest, q.latest), SLACK)
    if a.day is None or b.day is None:
        return True
    return abs(a.day - b.day) <= TOLD_APART


class Days:
    """The days of numbers that have a date, or of those that have none."""

    def __init__(self) -> None:
        self.latest_begin, self.earliest_end = since(None), until(None)
        self.first_told, self.last_told = until(None), since(None)

    def take(self, other: "Days") -> None:
        """Add those of others."""
        self.latest_begin = max(self.latest_begin, other.latest_begin)
        self.earliest_end = min(self.earliest_end, other.earliest_end)
        self.first_told = min(self.first_told, other.first_told)
        self.last_told = max(self.last_told, other.last_told)

    def meet(self, other: "Days") -> bool:
        """Whether all of them have days in common, or nearly."""
        slack = SLACK.days
        return (
            self.latest_begin <= other.earliest_end + slack
            and other.latest_begin <= self.earliest_end + slack
        )

    def near(self, other: "Days") -> bool:
        """Whether all of them are told on days near each other."""
        apart = TOLD_APART.days
        return (
            self.last_told - other.first_told <= apart
            and other.last_told - self.first_told <= apart
        )


class Pool:
    """Numbers that can all be one count, and what decides whether more can be.

    Two pools fit if each of the one fits each of the other; that is read off what they have in
    common, so that great pools cost no more than small ones.
    """

    def __init__(self, number: int, found: Sequence[Count], of: World) -> None:
        c = found[number]
        q = c.quantity
        self.members = [number]
        self._found, self._of = found, of
        self._texts = {c.utterance.same}
        self._pages: dict[tuple[DocumentId, Source], set[_Given]] = {
            (c.quote.document, c.utterance.origin): {_given(c)}
        }
        self._groups = set() if c.group is None else {_group(c.group)}
        self._by = {c.by} if c.by else set()
        self._places = {c.place: c.words} if c.place else {}
        self._dated, self._undated = Days(), Days()
        days = self._dated if q.earliest or q.latest else self._undated
        days.latest_begin, days.earliest_end = since(q.earliest), until(q.latest)
        if c.day is not None:
            days.first_told = days.last_told = c.day.toordinal()

    def take(self, other: "Pool") -> None:
        """Add the numbers of another pool."""
        self.members += other.members
        self._texts |= other._texts
        for page, numbers in other._pages.items():
            self._pages.setdefault(page, set()).update(numbers)
        self._groups |= other._groups
        self._by |= other._by
        for place, words in other._places.items():
            self._places[place] = self._places.get(place, words) & words
        self._dated.take(other._dated)
        self._undated.take(other._undated)

    def fits(self, other: "Pool") -> bool:
        """Whether each of its numbers can be one count with each of the other's."""
        if self._days_fit(other) and self._scopes_fit(other) and self._pages_fit(other):
            return True
        one = self._texts.isdisjoint(other._texts)
        return not one and self._all_fit(other)

    def _days_fit(self, other: "Pool") -> bool:
        return (
            self._dated.meet(other._dated)
            and self._dated.near(other._undated)
            and self._undated.near(other._dated)
            and self._undated.near(other._undated)
        )

    def _scopes_fit(self, other: "Pool") -> bool:
        if self._groups and other._groups and len(self._groups | other._groups) > 1:
            return False
        if any(a.isdisjoint(b) for a in self._by for b in other._by):
            return False
        mine, theirs = self._places.items(), other._places.items()
        apart = [(a, b) for a, b in product(mine, theirs) if a[0] != b[0]]
        return all(self._one_place(a, b) for a, b in apart)

    def _one_place(
        self, a: tuple[_Place, frozenset[str]], b: tuple[_Place, frozenset[str]]
    ) -> bool:
        """Whether all sentences name the finer of two places."""
        both = a[1] & b[1]
        return any(place_words(n) <= both for n in _finer(a[0], b[0], self._of))

    def _pages_fit(self, other: "Pool") -> bool:
        """Whether no voice gives two numbers on one page, but as one that grows."""
        less, more = sorted((self._pages, other._pages), key=len)
        shared = ((less[page], more[page]) for page in less if page in more)
        return all(_history(a | b) for a, b in shared)

    def _all_fit(self, other: "Pool") -> bool:
        """Two pools with copies of one text, which fit whatever they say, are looked through."""
        found = self._found
        pairs = product(self.members, other.members)
        return all(one_scope(found[n], found[m], self._of) for n, m in pairs)
