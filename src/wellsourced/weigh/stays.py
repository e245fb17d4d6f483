"""Which tellings of where somebody is are of one stay, or of one departure."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from wellsourced.model import Polarity
from wellsourced.weigh.propositions import meet
from wellsourced.weigh.spans import since, until
from wellsourced.weigh.tellings import Slots, Telling
from wellsourced.weigh.whereabouts import excludes
from wellsourced.weigh.world import World

_TOLD_APART = timedelta(days=14)  # without dates, tellings this near are of one time
_STAYS = timedelta(days=4)  # for which somebody is taken to stay where he is said to be
_NONE = timedelta(0)
_FEW = 64  # tellings whose days are compared one by one


def departures(found: Sequence[Telling], of: World) -> list[list[Telling]]:
    """Give the tellings in clusters that can be of one stay or one departure.

    All of a cluster fit each other: a vague telling does not tie two times together.
    """
    clusters: dict[frozenset[str], list[_Cluster]] = defaultdict(list)
    fitting = _Fitting(of)
    for t in found:
        near, seen = clusters[t.slots.actor], fitting.seen(t)
        fits = [c for c in near if c.fits(seen, fitting)]
        if fits:
            (max(fits, key=lambda c: c.overlap(t.slots)) if len(fits) > 1 else fits[0]).take(seen)
        else:
            near.append(_Cluster(seen))
    return [c.own for actor in sorted(clusters, key=sorted) for c in clusters[actor]]


class _Seen(NamedTuple):
    """A telling, and the numbers of when and where it has somebody."""

    telling: Telling
    when: int
    where: int
    first: int  # nothing told of days before, or after the last, is told of one time with it
    last: int


class _Fitting:
    """Whether two tellings can be of one stay: each pair of times, and of places, asked once."""

    def __init__(self, of: World) -> None:
        self._of = of
        self._times: dict[tuple[date | None, date | None, date | None], int] = {}
        self._places: dict[tuple[frozenset[str], Polarity], int] = {}
        self._when: list[Telling] = []
        self._where: list[Slots] = []
        self._one_time: dict[tuple[int, int], bool] = {}
        self._one_place: dict[tuple[int, int], bool] = {}

    def seen(self, t: Telling) -> _Seen:
        """Give a telling with the numbers of its time and place."""
        s, day = t.slots, t.day
        when = self._times.setdefault((s.earliest, s.latest, day), len(self._when))
        if when == len(self._when):
            self._when.append(t)
        where = self._places.setdefault((s.place, s.polarity), len(self._where))
        if where == len(self._where):
            self._where.append(s)
        return _Seen(t, when, where, *_around(t))

    def one_time(self, a: int, b: int) -> bool:
        """Whether two times are one."""
        known = self._one_time.get((a, b))
        if known is None:
            known = self._one_time[a, b] = _of_one_time(self._when[a], self._when[b])
        return known

    def one_place(self, a: int, b: int) -> bool:
        """Whether somebody can be in both places, or there and not there."""
        known = self._one_place.get((a, b))
        if known is None:
            known = not excludes(self._where[a], self._where[b], self._of)
            self._one_place[a, b] = known
        return known


class _Cluster:
    """Tellings of one stay, and what decides whether one more is of it."""

    def __init__(self, seen: _Seen) -> None:
        self._found: list[_Seen] = []
        self._texts: set[str] = set()
        self._where: dict[int, None] = {}
        self._when: dict[int, None] = {}
        self._days: Counter[tuple[date | None, date | None]] = Counter()
        self._first, self._last = seen.first, seen.last
        self.take(seen)

    @property
    def own(self) -> list[Telling]:
        """Its tellings."""
        return [seen.telling for seen in self._found]

    def take(self, seen: _Seen) -> None:
        """Add a telling."""
        s = seen.telling.slots
        self._found.append(seen)
        self._texts.add(seen.telling.utterance.same)
        self._where[seen.where] = self._when[seen.when] = None
        self._days[s.earliest, s.latest] += 1

    def fits(self, seen: _Seen, of: _Fitting) -> bool:
        """Whether a telling fits all of them; copies of one text do, whatever they say."""
        text = seen.telling.utterance.same
        copied = text in self._texts
        if not copied and (seen.first > self._last or seen.last < self._first):
            return False
        if all(of.one_place(seen.where, o) for o in self._where) and all(
            of.one_time(seen.when, o) for o in self._when
        ):
            return True
        return copied and all(
            o.telling.utterance.same == text
            or (of.one_time(seen.when, o.when) and of.one_place(seen.where, o.where))
            for o in self._found
        )

    def overlap(self, s: Slots) -> float:
        """How much of the days that it and a telling tell of are the same."""
        days = (s.earliest, s.latest)
        if len(self._found) <= _FEW:
            told = [o.telling.slots for o in self._found]
            return sum([_shared_days(days, (o.earliest, o.latest)) for o in told]) / len(told)
        shares = (count * _shared_days(days, other) for other, count in self._days.items())
        return sum(shares) / len(self._found)


_Days = tuple[date | None, date | None]


def _shared_days(a: _Days, b: _Days) -> float:
    if not (a[0] and a[1] and b[0] and b[1]):
        return 0.0
    both = (min(a[1], b[1]) - max(a[0], b[0])).days + 1
    either = (max(a[1], b[1]) - min(a[0], b[0])).days + 1
    return max(both, 0) / either


def _around(t: Telling) -> tuple[int, int]:
    """Days around all that can be told of one time with it."""
    s, day, apart = t.slots, t.day, _TOLD_APART.days // 2
    if day is None:
        return since(None), until(None)
    dated = s.earliest or s.latest
    first, last = (since(s.earliest), until(s.latest)) if dated else (since(day), until(day))
    return min(first, since(day)) - apart, max(last, until(day)) + apart


def _of_one_time(t: Telling, o: Telling) -> bool:
    """Whether both tell of days in common; what has no date, of about the day it is told."""
    a, b = t.slots, o.slots
    near = bool(t.day and o.day and abs(t.day - o.day) <= _TOLD_APART)
    if (a.earliest or a.latest) and (b.earliest or b.latest):
        return meet((a.earliest, a.latest), (b.earliest, b.latest), _STAYS if near else _NONE)
    if t.day is None or o.day is None or near:
        return True
    return (_short(a) or _short(b)) and meet(_span(t), _span(o), _STAYS)


def _short(s: Slots) -> bool:
    return bool(s.earliest and s.latest and s.latest - s.earliest <= _TOLD_APART)


def _span(t: Telling) -> tuple[date | None, date | None]:
    """The days it tells of, or, undated or dated vaguely, the day on which it is told."""
    if (t.slots.earliest or t.slots.latest) and not t.slots.vague:
        return t.slots.earliest or t.slots.latest, t.slots.latest or t.day
    return t.day, t.day
