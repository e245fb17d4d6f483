"""Which groups can exclude each other: looked up by who, where and when, so that few are compared.

A group is kept under each of its slots, the places and the days it can be of; what can exclude
it shares one of its names, or one that is part of it, a place and a day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from wellsourced.model import ClaimType, Polarity
from wellsourced.weigh.cues import Attitude
from wellsourced.weigh.groups import Group
from wellsourced.weigh.propositions import STATES, Proposition, held, slack_of
from wellsourced.weigh.spans import Spans, since, until
from wellsourced.weigh.spots import Spots
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.whereabouts import told_since
from wellsourced.weigh.world import World, kin

_Filled = tuple[bool, bool]  # whether somebody acts, and whether somebody is acted on
_Key = tuple[ClaimType, Polarity, str, _Filled, str]
_Corner = tuple[str, str]  # the place, and by which clock the days are told
_BOTH, _ACTS, _SUFFERS, _NEITHER = (True, True), (True, False), (False, True), (False, False)
_CROSSED = {_BOTH: _NEITHER, _NEITHER: _BOTH, _ACTS: _SUFFERS, _SUFFERS: _ACTS}
_WHO, _WHOM, _WHERE = "who", "whom", "where"
_STAYS = 4  # days for which somebody is taken to stay where he is said to be
_OUSTED = 2


class Near:
    """The groups, by the keys under which they are found."""

    def __init__(self, found: Sequence[Group], of: World) -> None:
        self._found = found
        self._spots = Spots(of)
        self._kin = kin({n for g in found for n in _names(g)}, of)
        self._kept: dict[_Key, _Kept] = defaultdict(_Kept)
        self._stays: dict[frozenset[str], Spans] = defaultdict(Spans)
        self._held: dict[frozenset[str], Spans] = defaultdict(Spans)
        for n, g in enumerate(found):
            self._keep(n, g)

    def contrary(self, n: int) -> list[int]:
        """Give the groups whose slots can be those of the n-th, and that can exclude it."""
        mine = self._found[n]
        s = mine.proposition.slots
        out: set[int] = set()
        if s.type is ClaimType.WHEREABOUTS:
            first, last = stay(mine)
            out.update(self._stays[s.actor].meeting(first - _STAYS, last + _STAYS))
        else:
            self._seek(mine, out)
        if _holds_a_place(mine):
            first, last = _told_last(mine)
            out.update(self._held[s.place].meeting(first - _OUSTED, last + _OUSTED))
        return sorted(out - {n})

    def _keep(self, n: int, g: Group) -> None:
        s = g.proposition.slots
        if s.type is ClaimType.WHEREABOUTS:
            self._stays[s.actor].add(*_stays(g), n)
            return
        corners = [
            (spot, clock, first, last)
            for spot in self._spots.kept(s.place)
            for clock, first, last in _kept(g.proposition)
        ]
        for role, names in _roles(g):
            for name in names:
                self._kept[s.type, s.polarity, role, _filled(g), name].add(n, corners)
        if _holds_a_place(g):
            self._held[s.place].add(*_told_last(g), n)

    def _seek(self, mine: Group, out: set[int]) -> None:
        spots, clocks = self._spots.sought(mine.proposition.slots.place), _sought(mine.proposition)
        for kept in self._asked(mine):
            for spot in spots:
                for clock, first, last in clocks:
                    if found := kept.corners.get((spot, clock)):
                        out.update(found.meeting(first, last))

    def _asked(self, g: Group) -> Iterator["_Kept"]:
        """Where those are kept that can tell of the same who and whom.

        Where both tell both, either leads to them: the rarer is asked.
        """
        s, mine = g.proposition.slots, _filled(g)
        crossed = _CROSSED[mine]
        for role in (_WHO, _WHOM, _WHERE):
            yield from self._of(g, role, crossed, _names(g))
        if mine == _BOTH:
            who = list(self._of(g, _WHO, _BOTH, s.actor))
            whom = list(self._of(g, _WHOM, _BOTH, s.recipient))
            yield from min(who, whom, key=lambda kept: sum(k.size for k in kept))
        if mine in (_BOTH, _ACTS):
            yield from self._of(g, _WHO, _ACTS, s.actor)
        if mine in (_BOTH, _SUFFERS):
            yield from self._of(g, _WHOM, _SUFFERS, s.recipient)
        if mine == _ACTS:
            yield from self._of(g, _WHO, _BOTH, s.actor)
        if mine == _SUFFERS:
            yield from self._of(g, _WHOM, _BOTH, s.recipient)

    def _of(self, g: Group, role: str, filled: _Filled, names: Iterable[str]) -> Iterator["_Kept"]:
        s = g.proposition.slots
        other = Polarity.HOLDS if s.polarity is Polarity.FAILS else Polarity.FAILS
        for name in names:
            for near in self._kin[name]:
                if kept := self._kept.get((s.type, other, role, filled, near)):
                    yield kept


class _Kept:
    """The groups of one name in one role, by place and clock."""

    def __init__(self) -> None:
        self.corners: dict[_Corner, Spans] = {}
        self.size = 0

    def add(self, n: int, corners: Iterable[tuple[str, str, int, int]]) -> None:
        self.size += 1
        for spot, clock, first, last in corners:
            corner = self.corners.get((spot, clock))
            if corner is None:
                corner = self.corners[spot, clock] = Spans()
            corner.add(first, last, n)


def _names(g: Group) -> frozenset[str]:
    s = g.proposition.slots
    if s.type is ClaimType.CONTROL:
        return s.actor | s.recipient | s.place
    return s.actor | s.recipient or s.place


def _roles(g: Group) -> Iterator[tuple[str, frozenset[str]]]:
    """Under which names it is kept, by their roles; the place's where the place tells who."""
    s = g.proposition.slots
    yield _WHO, s.actor
    yield _WHOM, s.recipient
    if s.type is ClaimType.CONTROL or not (s.actor or s.recipient):
        yield _WHERE, s.place


def _filled(g: Group) -> _Filled:
    s = g.proposition.slots
    return bool(s.actor), bool(s.recipient)


_Days = tuple[str, int, int]


def _kept(p: Proposition) -> list[_Days]:
    """The days that it can be of, by each clock."""
    s = p.slots
    if s.type in STATES:
        return [("held", *_numbers(held(p)))]
    told = _numbers((p.first, p.last))
    if s.earliest or s.latest:
        return [("told", *told), ("days", *_numbers((s.earliest, s.latest)))]
    return [("told", *told), ("undated", *told)]


def _sought(p: Proposition) -> list[_Days]:
    """The days on which others can be of one time with it: what has a date, by its date."""
    s = p.slots
    apart, told_apart = (slack.days for slack in slack_of(s.type))
    if s.type in STATES:
        return [_widened("held", held(p), apart)]
    if s.earliest or s.latest:
        days = _widened("days", (s.earliest, s.latest), apart)
        return [days, _widened("undated", (p.first, p.last), told_apart)]
    return [_widened("told", (p.first, p.last), told_apart)]


def _widened(clock: str, days: tuple[date | None, date | None], apart: int) -> _Days:
    first, last = _numbers(days)
    return clock, first - apart, last + apart


def _numbers(days: tuple[date | None, date | None]) -> tuple[int, int]:
    return since(days[0]), until(days[1])


def stay(g: Group) -> tuple[int, int]:
    """From when to when a group has somebody where it has him."""
    p = g.proposition
    own = None if p.slots.vague else p.slots.earliest or p.slots.latest
    return since(own or told_first(g)), until(
        max((t.until for t in g.own if t.until), default=None)
    )


def told_stay(t: Telling) -> tuple[int, int]:
    """From when to when a telling has somebody where it has him."""
    own = None if t.slots.vague else t.slots.earliest or t.slots.latest
    return since(own or told_since(t)), until(t.until)


def _stays(g: Group) -> tuple[int, int]:
    told = [told_stay(t) for t in g.own]
    return min(first for first, _ in told), max(last for _, last in told)


def _holds_a_place(g: Group) -> bool:
    s = g.proposition.slots
    told = s.type is ClaimType.CONTROL and s.polarity is Polarity.HOLDS
    return told and bool(s.place and s.actor)


def told_first(g: Group) -> date | None:
    """Give the first day that it is told of; a denial goes back to what it answers."""
    return min((d for t in g.own if (d := told_since(t))), default=None)


def told_last(g: Group) -> date | None:
    """Give the last day on which it is told; who takes it back, or supposes it, tells it not."""
    told = [t for t in g.own if not t.unsaid and t.attitude is not Attitude.RETRACTS]
    return max((t.day for t in told or g.own if t.day), default=None)


def _told_last(g: Group) -> tuple[int, int]:
    day = told_last(g)
    return since(day), until(day)
