"""Rival causes of one event: "The blast was caused by a bomb", "It was a gas leak"."""

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.model import ClaimType, Polarity
from wellsourced.weigh.propositions import places_fit
from wellsourced.weigh.spans import Spans, since, until
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.world import World

_DAYS = 7
_CAUSE = "cause"  # the mode of a claim whose actor is what happened, and whose recipient the cause

_Names = frozenset[str]


class _Class(Struct, frozen=True):
    within: str | None = None


class _List(Struct, frozen=True):
    causes: dict[str, _Class]


class Causes:
    """The tellings of groups that tell a cause, by what it caused."""

    def __init__(self, found: Sequence[Sequence[Telling]], of: World) -> None:
        self._of = of
        self._told: dict[_Names, list[tuple[int, Telling]]] = defaultdict(list)
        self._days: dict[_Names, Spans] = {}
        for n, own in enumerate(found):
            for t in own:
                if tells_cause(t):
                    self._told[t.slots.actor].append((n, t))
        for event, told in self._told.items():
            days = self._days[event] = Spans()
            for at, (_, t) in enumerate(told):
                days.add(since(t.day), until(t.day), at)

    def of(self, own: Sequence[Telling]) -> Iterator[int]:
        """Give the groups that tell another cause of the same, within a week of it."""
        if not self._told:
            return
        asked = {(t.slots, t.day, t.utterance.origin) for t in own if tells_cause(t)}
        for slots, day, origin in asked:
            told = self._told[slots.actor]
            spans = self._days[slots.actor]
            for at in spans.meeting(since(day) - _DAYS, until(day) + _DAYS):
                n, other = told[at]
                apart = excludes(slots.recipient, other.slots.recipient)
                there = places_fit(slots.place, other.slots.place, self._of)
                if apart and there and other.utterance.origin != origin:
                    yield n


def tells_cause(t: Telling) -> bool:
    """Whether a telling says what caused something, and not that it did not."""
    s = t.slots
    told = s.type is ClaimType.STATEMENT and s.polarity is Polarity.HOLDS
    return told and t.mark.mode == _CAUSE


def excludes(one: _Names, other: _Names) -> bool:
    """Whether of two causes one alone can be true; a bomb is an attack, and no accident.

    >>> excludes(frozenset({"bomb"}), frozenset({"accident"}))
    True
    >>> excludes(frozenset({"bomb"}), frozenset({"attack"}))
    False
    """
    pairs = ((a, b) for a in one for b in other)
    return bool(one and other) and not any(
        a == b or _within().get(a) == b or _within().get(b) == a for a, b in pairs
    )


@functools.cache
def _within() -> dict[str, str | None]:
    found: _List = read("en/causes.toml", _List)
    return {name: c.within for name, c in found.causes.items()}
