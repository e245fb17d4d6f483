"""Which groups can exclude each other: looked up by who, where and when, so that few are compared.

A group is kept under each of its slots, the places and the days it can be of; what can exclude
it shares one of its names, or one that is part of it, a place and a day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_Side = tuple[ClaimType, Polarity]
_Key = tuple[str, _Filled, str]  # in which role, beside whom, and who
_There = Mapping[_Key, Sequence[int]]
_Corner = tuple[str, str]  # the place, and by which clock the days are told
_Kept = dict[_Corner, Spans]
_Kind = tuple[str, _Filled]  # in which role, and beside whom
_Way = tuple[_Kind, str]  # where others are kept, and by which of its own names they are sought
_BOTH, _ACTS, _SUFFERS, _NEITHER = (True, True), (True, False), (False, True), (False, False)
_CROSSED = {_BOTH: _NEITHER, _NEITHER: _BOTH, _ACTS: _SUFFERS, _SUFFERS: _ACTS}
_WHO, _WHOM, _WHERE = "who", "whom", "where"
_ANY = "any"  # of its names, whatever their role
_STAYS = 4  # days for which somebody is taken to stay where he is said to be
_OUSTED = 2
_FEW = 8  # groups of one name that are all compared: sooner done than to put them in order


class Near:
    """The groups, by the keys under which they are found."""

    def __init__(self, found: Sequence[Group], of: World) -> None:
        self._found = found
        self._spots = Spots(of)
        self._kin = kin({n for g in found for n in _names(g)}, of)
        self._named: dict[_Side, dict[_Key, list[int]]] = defaultdict(dict)
        self._kinds: set[tuple[_Side, _Kind]] = set()  # where anybody is kept at all
        self._ways: dict[tuple[_Side, _Filled], list[_Way]] = {}
        self._kept: dict[tuple[_Side, _Key], _Kept] = {}
        self._stays: dict[frozenset[str], Spans] = defaultdict(Spans)
        self._held: dict[frozenset[str], Spans] = defaultdict(Spans)
        self._about: dict[str, set[int]] = defaultdict(set)  # by what is answered on a page
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
        for about in {t.about for t in mine.own if t.about} if self._about else ():
            out.update(self._about[about])
        if _holds_a_place(mine):
            first, last = _told_last(mine)
            out.update(self._held[s.place].meeting(first - _OUSTED, last + _OUSTED))
        return sorted(out - {n})

    def _keep(self, n: int, g: Group) -> None:
        s = g.proposition.slots
        for t in g.own:
            if t.about:
                self._about[t.about].add(n)
        if s.type is ClaimType.WHEREABOUTS:
            self._stays[s.actor].add(*_stays(g), n)
            return
        side, filled = (s.type, s.polarity), _filled(g)
        named = self._named[side]
        for role, names in _roles(g):
            if names:
                self._kinds.add((side, (role, filled)))
            for name in names:
                named.setdefault((role, filled, name), []).append(n)
        if _holds_a_place(g):
            self._held[s.place].add(*_told_last(g), n)

    def _seek(self, mine: Group, out: set[int]) -> None:
        s = mine.proposition.slots
        side = s.type, Polarity.HOLDS if s.polarity is Polarity.FAILS else Polarity.FAILS
        there = self._named.get(side)
        asked = list(self._asked(mine, side, there)) if there else []
        many = []
        for key in asked:
            found = there[key] if there else ()
            if len(found) > _FEW:
                many.append(key)
            else:
                out.update(found)
        if many:
            self._seek_among(many, side, mine, out)

    def _seek_among(self, asked: Sequence[_Key], side: _Side, mine: Group, out: set[int]) -> None:
        """Of the many of some names, those of one place and time."""
        s = mine.proposition.slots
        spots, clocks = self._spots.sought(s.place), _sought(mine.proposition)
        for key in asked:
            kept = self._all_of(side, key)
            for spot in spots:
                for clock, first, last in clocks:
                    if found := kept.get((spot, clock)):
                        out.update(found.meeting(first, last))

    def _asked(self, g: Group, side: _Side, there: _There) -> Iterator[_Key]:
        """Where those are kept that can tell of the same who and whom.

        Where both tell both, either leads to them: the rarer is asked. Who arrested may be told of
        as "police" only.
        """
        s, mine = g.proposition.slots, _filled(g)
        if mine == _BOTH:
            who = list(self._of(side, (_WHO, _BOTH), s.actor))
            whom = list(self._of(side, (_WHOM, _BOTH), s.recipient))
            rarer = min(who, whom, key=lambda keys: sum(len(there[k]) for k in keys))
            yield from whom if s.type is ClaimType.ARREST else rarer
        for kind, which in self._ways_to(side, mine):
            names = s.actor if which == _WHO else s.recipient if which == _WHOM else _names(g)
            yield from self._of(side, kind, names)

    def _ways_to(self, side: _Side, mine: _Filled) -> list[_Way]:
        """The ways that lead to anybody: mostly there are none but by who and whom together."""
        known = self._ways.get((side, mine))
        if known is None:
            known = [way for way in _open(mine) if (side, way[0]) in self._kinds]
            self._ways[side, mine] = known
        return known

    def _of(self, side: _Side, kind: _Kind, names: Iterable[str]) -> Iterator[_Key]:
        there = self._named[side]
        for name in names:
            for near in self._kin[name]:
                if (*kind, near) in there:
                    yield *kind, near

    def _all_of(self, side: _Side, key: _Key) -> _Kept:
        """The groups of one name in one role, by place and clock: put in order when asked for."""
        known = self._kept.get((side, key))
        if known is None:
            known = self._kept[side, key] = defaultdict(Spans)
            for n in self._named[side][key]:
                p = self._found[n].proposition
                spots = self._spots.kept(p.slots.place)
                for clock, first, last in _kept(p):
                    for spot in spots:
                        known[spot, clock].add(first, last, n)
        return known


def _open(mine: _Filled) -> Iterator[_Way]:
    """Where others are sought that leave open what it tells, or tell what it leaves open."""
    for role in (_WHO, _WHOM, _WHERE):
        yield (role, _CROSSED[mine]), _ANY
    if mine in (_BOTH, _ACTS):
        yield (_WHO, _ACTS), _WHO
    if mine in (_BOTH, _SUFFERS):
        yield (_WHOM, _SUFFERS), _WHOM
    if mine == _ACTS:
        yield (_WHO, _BOTH), _WHO
    if mine == _SUFFERS:
        yield (_WHOM, _BOTH), _WHOM


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
