"""Where a telling's group is looked for: in few places, however great the crowd."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
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
_When = tuple[str, int | str]
_Spot = tuple[str, _When]
_Told = tuple[frozenset[str], ClaimType, date | None, date | None, date | None]
_ALL: _Spot = "all", ("all", 0)
_ANY, _OPEN, _NO = "*", "-", ("-",)  # whatever stands in a slot; nothing does
_LEAST = 7  # days of a bucket
_WIDE = 6  # buckets from which a stretch of days is looked up as any day


class Pile:
    """A group in the making."""

    def __init__(self, t: Telling) -> None:
        self.proposition = proposition(t)
        self.own: list[Telling] = []
        self._texts: set[str] = set()
        self._tallies: set[str] = set()
        self._names: set[str] = set()
        self._doubts: dict[DocumentId, list[Telling]] = defaultdict(list)
        self._note(t)

    def take(self, t: Telling, of: World) -> None:
        """Add a telling."""
        self.proposition = joined(self.proposition, t, of)
        self._note(t)

    def _note(self, t: Telling) -> None:
        self.own.append(t)
        self._texts.add(t.utterance.same)
        self._names |= _names(t.slots)
        if t.tally:
            self._tallies.add(t.tally)
        if not t.flat:
            self._doubts[t.quote.document].append(t)

    def fit(self, t: Telling, of: World) -> float | None:
        """How well a telling fits; None: not at all."""
        if t.utterance.same in self._texts:
            return 9.0
        if not t.flat and self._otherwise(t):
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
        self._by_text: dict[_Text, set[int]] = defaultdict(set)
        self._by_side: dict[_Side, dict[_Spot, list[int]]] = defaultdict(dict)
        self._sought: dict[_Told, list[_Spot]] = {}
        self._posted: list[tuple[list[_Side], list[_Spot]]] = []

    def add(self, t: Telling) -> None:
        """Put a telling to the group that it fits best, of equals the oldest; or open one."""
        texts = _texts(t)
        number = self._copied(t, texts)
        if number is None:
            best = max(self._fits(t, texts), default=None)
            number = len(self.found) if best is None else -best[1]
        if number == len(self.found):
            self.found.append(Pile(t))
            self._posted.append(([], []))
            self._post(number)
        else:
            p = self.found[number].proposition
            self.found[number].take(t, self._of)
            q = self.found[number].proposition
            if p is not q and (p.slots, p.first, p.last) != (q.slots, q.first, q.last):
                self._post(number)
        for text in texts:
            self._by_text[text].add(number)

    def _copied(self, t: Telling, texts: Sequence[_Text]) -> int | None:
        """The oldest group that holds the same text, or counts the same: nothing fits better."""
        text, *tally = (self._by_text.get(text) for text in texts)
        same = text or (next(iter(tally), None) if t.flat else None)
        return min(same) if same else None

    def _fits(self, t: Telling, texts: Sequence[_Text]) -> Iterator[tuple[float, int]]:
        for n in self._near(t, texts):
            score = self.found[n].fit(t, self._of)
            if score is not None:
                yield score, -n

    def _near(self, t: Telling, texts: Sequence[_Text]) -> set[int]:
        near = {n for text in texts for n in self._by_text.get(text, ())}
        spots: list[_Spot] = []
        for side in _asked_sides(t.slots):
            index = self._by_side.get(side)
            if index:
                spots = spots or self._asked(t)
                for spot in spots:
                    if spot in index:
                        near.update(index[spot])
        return near

    def _asked(self, t: Telling) -> list[_Spot]:
        """Where it is looked for: in all of its side, where it can be of any day."""
        s = t.slots
        told = s.place, s.type, s.earliest, s.latest, t.day
        known = self._sought.get(told)
        if known is None:
            when = lookups(proposition(t))
            known = [*product(self._spots.sought(s.place), when)] if when else [_ALL]
            self._sought[told] = known
        return known

    def _post(self, number: int) -> None:
        p = self.found[number].proposition
        now = _sides(p.slots), [_ALL, *product(self._spots.kept(p.slots.place), posts(p))]
        before = self._posted[number]
        if now == before:
            return
        self._posted[number] = now
        sides, spots = set(before[0]), set(before[1])
        for side in now[0]:
            index, known = self._by_side[side], side in sides
            for spot in now[1]:
                if not (known and spot in spots):
                    index.setdefault(spot, []).append(number)


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


def _texts(t: Telling) -> list[_Text]:
    """Copies of one text, and counts of one tally, are one whatever else they say."""
    s = t.slots
    found = [t.utterance.same, t.tally] if t.tally else [t.utterance.same]
    return [(s.type, s.polarity, text) for text in found]


def posts(p: Proposition) -> list[_When]:
    """Give the stretches of days under which a group is found."""
    s = p.slots
    days, told = slack_of(s.type)
    out: list[_When] = [("told", b) for b in _buckets((p.first, p.last), told)]
    if s.earliest or s.latest:
        return out + [("days", b) for b in _buckets((s.earliest, s.latest), days)]
    return out + [("undated", b) for _, b in out]


def lookups(p: Proposition) -> list[_When]:
    """Give the stretches under which those stand that can be of one time with it; none: any."""
    s = p.slots
    days, told = slack_of(s.type)
    near = _buckets((p.first, p.last), told, told)
    if not (s.earliest or s.latest):
        return [] if near == [_OPEN] else [("told", b) for b in (*near, _OPEN)]
    dated = _buckets((s.earliest, s.latest), days, days)
    if _OPEN in (*near, *dated):
        return []
    found: list[_When] = [("days", b) for b in (*dated, _OPEN)]
    return found + [("undated", b) for b in (*near, _OPEN)]


def _buckets(
    days: tuple[date | None, date | None], width: timedelta, slack: timedelta = timedelta(0)
) -> list[int | str]:
    """The numbered stretches that days fall in; those that are long, or unknown, are open."""
    first, last = days
    if first is None or last is None:
        return [_OPEN]
    size = max(width.days, _LEAST)
    low = (first.toordinal() - slack.days) // size
    high = (last.toordinal() + slack.days) // size
    return [_OPEN] if high - low > _WIDE else [*range(low, high + 1)]
