"""Where a telling's group is looked for: in few places, however great the crowd."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product

from wellsourced.model import ClaimType, DocumentId, Polarity
from wellsourced.weigh.propositions import (
    STATES,
    Proposition,
    joined,
    likeness,
    proposition,
    slack_of,
)
from wellsourced.weigh.rivals import explains_otherwise
from wellsourced.weigh.spots import Spots
from wellsourced.weigh.tellings import Slots, Telling
from wellsourced.weigh.world import World

_Text = tuple[ClaimType, Polarity, str]
_Side = tuple[ClaimType, Polarity, str, str]  # who, and to whom
_When = int  # a stretch of days by one of the clocks: three times its number, and the clock's
_Index = dict[str, dict[_When, list[int]]]  # by place and when
_Told = tuple[bool, date | None, date | None, date | None]
_Place = frozenset[str]
_Posted = tuple[_Place, _Place, _Place, Sequence[_When]]  # actor, recipient, place, and when
_TOLD, _DAYS, _UNDATED, _CLOCKS = 0, 1, 2, 3
_ALL = ""  # whatever place and day
_ANY, _OPEN, _NO = "*", "-", ("-",)  # whatever stands in a slot; nothing does
_LEAST = 7  # days of a bucket
_WIDE = 6  # buckets from which a stretch of days is looked up as any day
_OPENED = (-(10**9),)  # the bucket of what is of any day


class Pile:
    """A group in the making."""

    __slots__ = ("_doubts", "_names", "_tallies", "own", "proposition")

    def __init__(self, t: Telling) -> None:
        self.proposition = proposition(t)
        self.own: list[Telling] = []
        self._tallies: set[str] = set()
        self._names: frozenset[str] = frozenset()
        self._doubts: dict[DocumentId, list[Telling]] = {}
        self._note(t)

    def take(self, t: Telling, of: World) -> None:
        """Add a telling."""
        self.proposition = joined(self.proposition, t, of)
        self._note(t)

    def _note(self, t: Telling) -> None:
        self.own.append(t)
        names = _names(t.slots)
        if not names <= self._names:
            self._names |= names
        if t.tally:
            self._tallies.add(t.tally)
        if not t.flat:
            self._doubts.setdefault(t.quote.document, []).append(t)

    def fit(self, t: Telling, of: World) -> float | None:
        """How well a telling fits that is no copy of what the group holds; None: not at all."""
        if self._doubts and not t.flat and self._otherwise(t):
            return None
        if t.tally and self._tallies:
            return 8.0 if t.tally in self._tallies else None
        if self._names.isdisjoint(_names(t.slots)):
            return None
        return likeness(self.proposition, t, of)

    def _otherwise(self, t: Telling) -> bool:
        """Whether the page that tells it explains it otherwise as well."""
        beside = self._doubts.get(t.quote.document, ())
        return any(explains_otherwise(t, o) for o in beside)


class Piles:
    """The groups in the making, by what a telling has to share with them."""

    def __init__(self, of: World) -> None:
        self.found: list[Pile] = []
        self._of = of
        self._spots = Spots(of)
        self._by_text: dict[_Text, int] = {}
        self._by_tally: dict[_Text, set[int]] = defaultdict(set)
        self._by_side: dict[_Side, _Index] = defaultdict(dict)
        self._sought: dict[_Told, list[_When]] = {}
        self._sought_at: dict[_Place, list[str]] = {}
        self._posted: list[_Posted] = []

    def add(self, t: Telling) -> None:
        """Put a telling to the group that it fits best, of equals the oldest; or open one."""
        kind, sign = t.slots.type, t.slots.polarity
        text = kind, sign, t.utterance.same
        tally = (kind, sign, t.tally) if t.tally else None
        about = (kind, sign, t.about) if t.about else text
        number = self._copied(t, text, tally)
        if number is None:
            number = self._by_text.get(about)
        if number is None:
            number = self._best(t, self._near(t, tally))
        if number is None:
            number = self._opened(t)
        else:
            self._taken(number, t)
        self._by_text.setdefault(text, number)
        self._by_text.setdefault(about, number)
        if tally:
            self._by_tally[tally].add(number)

    def _opened(self, t: Telling) -> int:
        """The number of a new group."""
        number, pile = len(self.found), Pile(t)
        self.found.append(pile)
        p = pile.proposition
        now = p.slots.actor, p.slots.recipient, p.slots.place, posts(p)
        self._posted.append(now)
        places, whens = self._spots.kept(now[2]), now[3]
        for side in _sides(p.slots):
            index = self._by_side[side]
            index.setdefault(_ALL, {}).setdefault(0, []).append(number)
            for place in places:
                kept = index.setdefault(place, {})
                for when in whens:
                    kept.setdefault(when, []).append(number)
        return number

    def _taken(self, number: int, t: Telling) -> None:
        """Add a telling to a group; it is found under what that adds to its slots too."""
        pile = self.found[number]
        before = pile.proposition
        pile.take(t, self._of)
        after = pile.proposition
        if after is not before and (after[0], after[3:]) != (before[0], before[3:]):
            self._post(number, before.slots, after)

    def _copied(self, t: Telling, text: _Text, tally: _Text | None) -> int | None:
        """The oldest group that holds the same text, or counts the same: nothing fits better."""
        copied = self._by_text.get(text)
        if copied is not None or tally is None or not t.flat:
            return copied
        return min(self._by_tally.get(tally, ()), default=None)

    def _best(self, t: Telling, near: Iterable[int]) -> int | None:
        """Of groups, given in the order of their age, the one that it fits best."""
        best, number = 0.0, None
        for n in near:
            score = self.found[n].fit(t, self._of)
            if score is not None and (number is None or score > best):
                best, number = score, n
        return number

    def _near(self, t: Telling, tally: _Text | None) -> list[int]:
        near = set(self._by_tally.get(tally, ())) if tally else set()
        for side in _asked_sides(t.slots):
            index = self._by_side.get(side)
            if index:
                self._seek(t, index, near)
        return sorted(near) if len(near) > 1 else list(near)

    def _seek(self, t: Telling, index: _Index, near: set[int]) -> None:
        """Look for it in all of its side, where it can be of any day."""
        whens = self._whens(t)
        if not whens:
            near.update(index[_ALL][0])
            return
        for place in self._places(t.slots.place):
            kept = index.get(place)
            if kept:
                for when in whens:
                    if when in kept:
                        near.update(kept[when])

    def _whens(self, t: Telling) -> list[_When]:
        s, day = t.slots, t.day
        told = s.type in STATES, s.earliest, s.latest, day
        known = self._sought.get(told)
        if known is None:
            known = self._sought[told] = lookups(s, day)
        return known

    def _places(self, place: _Place) -> list[str]:
        known = self._sought_at.get(place)
        if known is None:
            known = self._sought_at[place] = self._spots.sought(place)
        return known

    def _post(self, number: int, old: Slots, p: Proposition) -> None:
        """Keep a group also under what is new of its slots."""
        before = self._posted[number]
        now = p.slots.actor, p.slots.recipient, p.slots.place, posts(p)
        if now == before:
            return
        self._posted[number] = now
        sides, spots = set(_sides(old)), set(self._kept(before))
        for side in _sides(p.slots):
            index, known = self._by_side[side], side in sides
            for place, when in self._kept(now):
                if not (known and (place, when) in spots):
                    index.setdefault(place, {}).setdefault(when, []).append(number)

    def _kept(self, posted: _Posted) -> list[tuple[str, _When]]:
        return [(_ALL, 0), *product(self._spots.kept(posted[2]), posted[3])]


def _sides(s: Slots) -> list[_Side]:
    """Under whom a group is found; one who acts is never left open by another telling of it."""
    state = s.type in STATES
    actors = (
        (*s.actor, _ANY) if s.actor and state else s.actor or ((_OPEN, _ANY) if state else _NO)
    )
    recipients = (*s.recipient, _ANY) if s.recipient else (_OPEN, _ANY)
    return [(s.type, s.polarity, a, r) for a in actors for r in recipients]


def _asked_sides(s: Slots) -> list[_Side]:
    state = s.type in STATES
    actors = (*s.actor, _OPEN) if s.actor and state else s.actor or ((_ANY,) if state else _NO)
    recipients = (*s.recipient, _OPEN) if s.recipient else (_ANY,)
    return [(s.type, s.polarity, a, r) for a in actors for r in recipients]


def _names(s: Slots) -> frozenset[str]:
    return s.actor | s.recipient | s.place


def posts(p: Proposition) -> list[_When]:
    """Give the stretches of days under which a group is found."""
    s = p.slots
    days, told = slack_of(s.type)
    told_in = _buckets(p.first, p.last, told.days)
    out = _by(_TOLD, told_in)
    if s.earliest or s.latest:
        return out + _by(_DAYS, _buckets(s.earliest, s.latest, days.days))
    return out + _by(_UNDATED, told_in)


def lookups(s: Slots, day: date | None) -> list[_When]:
    """Give the stretches under which those stand that can be of one time; none: any."""
    days, told = (slack.days for slack in slack_of(s.type))
    near = _buckets(day, day, told, told)
    if not (s.earliest or s.latest):
        return [] if near is _OPENED else _by(_TOLD, (*near, *_OPENED))
    dated = _buckets(s.earliest, s.latest, days, days)
    if near is _OPENED or dated is _OPENED:
        return []
    return _by(_DAYS, (*dated, *_OPENED)) + _by(_UNDATED, (*near, *_OPENED))


def _by(clock: int, buckets: Iterable[int]) -> list[_When]:
    return [_CLOCKS * bucket + clock for bucket in buckets]


def _buckets(first: date | None, last: date | None, width: int, slack: int = 0) -> Sequence[int]:
    """The numbered stretches that days fall in; those that are long, or unknown, are open."""
    if first is None or last is None:
        return _OPENED
    size = max(width, _LEAST)
    low = (first.toordinal() - slack) // size
    high = (last.toordinal() + slack) // size
    return _OPENED if high - low > _WIDE else range(low, high + 1)
