"""What is claimed, comparable: which tellings are of one thing, and which deny each other."""

import functools
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from wellsourced.model import ClaimType, Quantity
from wellsourced.weigh.tellings import Slots, Telling, telling_words
from wellsourced.weigh.world import World

STATES = frozenset(
    {
        ClaimType.WHEREABOUTS,
        ClaimType.CONTROL,
        ClaimType.STRENGTH,
        ClaimType.SUPPORT,
        ClaimType.ALLEGIANCE,
    }
)
_WORDED = frozenset(
    {
        ClaimType.STATEMENT,
        ClaimType.DEMAND,
        ClaimType.REQUEST,
        ClaimType.ACCUSE,
        ClaimType.REJECT,
        ClaimType.THREATEN,
        ClaimType.AGREE,
        ClaimType.CONCEDE,
    }
)
_STATE_APART = timedelta(days=60)  # a state told twice within it is told of one time
_TOLD_APART = timedelta(days=120)  # an undated state, told within it
_ACT_APART = timedelta(days=1)
_ACT_TOLD_APART = timedelta(days=30)


class Proposition(NamedTuple):
    """The slots of a group of tellings, filled from all of them, and its number."""

    slots: Slots
    figure: Quantity | None
    words: frozenset[str]
    first: date | None  # when it was told first
    last: date | None


def proposition(t: Telling) -> Proposition:
    """Give what one telling claims."""
    return Proposition(t.slots, t.figure, t.words, t.day, t.day)


def joined(p: Proposition, t: Telling, of: World) -> Proposition:
    """Give the proposition with what a further telling adds to it."""
    a, b = p.slots, t.slots
    if _adds_nothing(p, t):
        return p
    slots = a._replace(
        actor=a.actor or b.actor,
        recipient=a.recipient or b.recipient,
        place=_finer(a.place, b.place, of),
        earliest=max((d for d in (a.earliest, b.earliest) if d), default=None),
        latest=min((d for d in (a.latest, b.latest) if d), default=None),
    )
    if slots.earliest and slots.latest and slots.earliest > slots.latest:
        slots = slots._replace(earliest=a.earliest, latest=a.latest)
    days = [d for d in (p.first, p.last, t.day) if d]
    first, last = (min(days), max(days)) if days else (None, None)
    words = p.words if t.words <= p.words else p.words | t.words
    return Proposition(slots, p.figure or t.figure, words, first, last)


def _adds_nothing(p: Proposition, t: Telling) -> bool:
    """Whether a telling has what the proposition has: as all do that are told again and again."""
    day = t.day
    if day is None or p.first is None or p.last is None or not p.first <= day <= p.last:
        return False
    return p.slots == t.slots and t.words <= p.words and (t.figure is None or p.figure is not None)


def _finer(a: frozenset[str], b: frozenset[str], of: World) -> frozenset[str]:
    """The place that lies in the other."""
    finer = b and a and a != b and all(any(of.inside(x, y) for y in a) for x in b)
    return b if finer or not a else a


def likeness(p: Proposition, t: Telling, of: World) -> float | None:
    """Give how well a telling fits a proposition; None: it tells of something else.

    A slot that one of them leaves open fits when the rest and the words do.
    """
    a, b = p.slots, t.slots
    if a.type != b.type or a.polarity != b.polarity or not _numbers_fit(p.figure, t.figure):
        return None
    if not (_places_fit(a.place, b.place, of) and times_fit(p, t)):
        return None
    actor, recipient = _slot(a.actor, b.actor), _slot(a.recipient, b.recipient)
    if actor is None or recipient is None:
        return None
    place = 1.0 if a.place and b.place else 0.0
    if actor + recipient + place < 1 or (actor == 0.5 and a.type not in STATES):
        return None  # who speaks of "the attack" does not say who attacked
    words = shared_words(p.words, t.words, _both_named(a, b))
    return None if words < _needed(p, t, actor, recipient) else actor + recipient + place + words


def _slot(a: frozenset[str], b: frozenset[str]) -> float | None:
    """1: the same names; 0.5: one is left open; 0: both are; None: others."""
    if not a or not b:
        return 0.5 if a or b else 0.0
    return 1.0 if a == b or len(a & b) / len(a | b) >= 0.5 else None


def _needed(p: Proposition, t: Telling, actor: float, recipient: float) -> float:
    """The share of words that two tellings have to have in common, by what else they share."""
    kind = p.slots.type
    if kind is ClaimType.STATEMENT:
        return 0.7
    if kind in _WORDED:
        return 0.4
    if kind in STATES:
        return _needed_of_state(p, t, actor, recipient)
    told = p.last is not None and t.day is not None and abs(p.last - t.day) <= timedelta(days=7)
    if actor == 1 and recipient == 1 and p.slots.place and t.slots.place and told:
        return 0.0
    close = actor == 1 and recipient == 1 and (told or p.figure is not None)
    return 0.1 if close else 0.3 if actor + recipient >= 1 else 0.5


def _needed_of_state(p: Proposition, t: Telling, actor: float, recipient: float) -> float:
    """Who holds a place, or is no longer loyal, is told in many words."""
    one_place = bool(p.slots.place and t.slots.place)
    alone = p.slots.type in (ClaimType.ALLEGIANCE, ClaimType.STRENGTH) or one_place
    if actor == 1 and (recipient >= 0.5 or alone):
        return 0.0
    return 0.25 if actor + recipient >= 1 else 0.5


def _numbers_fit(a: Quantity | None, b: Quantity | None) -> bool:
    if a is None or b is None:
        return True
    return a.outcome == b.outcome and (a.low, a.high) == (b.low, b.high)


def _places_fit(a: frozenset[str], b: frozenset[str], of: World) -> bool:
    if not a or not b or a == b:
        return True
    return any(of.inside(x, y) or of.inside(y, x) for x in a for y in b)


def slack_of(kind: ClaimType) -> tuple[timedelta, timedelta]:
    """How far apart the days of one thing can be, and the days on which it is told."""
    return (_STATE_APART, _TOLD_APART) if kind in STATES else (_ACT_APART, _ACT_TOLD_APART)


def times_fit(p: Proposition, t: Telling) -> bool:
    """Whether both can be of one time; what has no date is of about the time it is told."""
    a, b = p.slots, t.slots
    days, told = slack_of(a.type)
    if (a.earliest or a.latest) and (b.earliest or b.latest):
        return meet((a.earliest, a.latest), (b.earliest, b.latest), days)
    if t.day is None or p.first is None or p.last is None:
        return True
    return p.first - told <= t.day <= p.last + told


def meet(
    a: tuple[date | None, date | None], b: tuple[date | None, date | None], slack: timedelta
) -> bool:
    """Whether two intervals, open where None, have a day in common, or nearly.

    >>> may = date(2031, 5, 1), date(2031, 5, 31)
    >>> meet(may, (date(2031, 6, 2), None), timedelta(0))
    False
    >>> meet(may, (None, date(2031, 5, 1)), timedelta(0))
    True
    """
    return (a[0] is None or b[1] is None or a[0] <= b[1] + slack) and (
        b[0] is None or a[1] is None or b[0] <= a[1] + slack
    )


def shared_words(a: frozenset[str], b: frozenset[str], names: frozenset[str]) -> float:
    """How much of what the shorter says, names apart, the longer says too."""
    x, y = a - names, b - names
    return len(x & y) / min(len(x), len(y)) if x and y else 0.0


def _named(slots: Slots) -> frozenset[str]:
    """The words of the names in the slots; they are compared as names."""
    return _words_of(slots.actor, slots.recipient, slots.place)


def _both_named(a: Slots, b: Slots) -> frozenset[str]:
    """The words of the names in the slots of two; most that are compared have the same names."""
    mine, theirs = _named(a), _named(b)
    return mine if mine is theirs else mine | theirs


@functools.lru_cache(maxsize=1 << 14)
def _words_of(*names: frozenset[str]) -> frozenset[str]:
    return frozenset(w for found in names for n in found for w in name_words(n))


@functools.lru_cache(maxsize=1 << 16)
def name_words(name: str) -> tuple[str, ...]:
    """Give a name's words in their order, as the words of a telling are compared."""
    found = (telling_words(w) for w in name.split())
    return tuple(w for words in found for w in sorted(words))


def same_question(p: Proposition, q: Proposition, of: World) -> bool:
    """Whether two propositions of opposite polarity speak of one thing.

    "The Lake Guard has split" and "there are no rogues in the Lake Guard" do.
    """
    a, b = p.slots, q.slots
    if a.type != b.type or a.polarity == b.polarity or not _places_fit(a.place, b.place, of):
        return False
    if not _windows(p, q) or not _numbers_fit(p.figure, q.figure):
        return False
    actor, recipient = _answers(a.actor, b.actor, of), _answers(a.recipient, b.recipient, of)
    if actor is None or recipient is None or actor + recipient < 1 or _his_own(a, b, of):
        return False
    needed = 0.0 if a.type in STATES and actor == 1 else 0.3
    needed = 0.15 if actor == 1 and recipient == 1 and needed else needed
    return shared_words(p.words, q.words, _both_named(a, b)) >= needed


def _his_own(a: Slots, b: Slots, of: World) -> bool:
    """Whether one tells of a man's loyalty and the other of his group's."""
    if a.type is not ClaimType.ALLEGIANCE or a.actor & b.actor:
        return False
    return any(name in of.people for name in a.actor | b.actor)


def _answers(a: frozenset[str], b: frozenset[str], of: World) -> float | None:
    if not a or not b:
        return 0.5 if a or b else 0.0
    return 1.0 if any(of.related(x, y) for x in a for y in b) else None


def _windows(p: Proposition, q: Proposition) -> bool:
    """States hold until they are told; acts have to be of one time."""
    a, b = p.slots, q.slots
    if a.type in STATES:
        return meet(held(p), held(q), _STATE_APART)
    dated = (a.earliest or a.latest) and (b.earliest or b.latest)
    if dated:
        return meet((a.earliest, a.latest), (b.earliest, b.latest), _ACT_APART)
    return meet((p.first, p.last), (q.first, q.last), _ACT_TOLD_APART)


def held(p: Proposition) -> tuple[date | None, date | None]:
    """Give from when to when a state is told to hold."""
    earliest = p.slots.earliest or p.first
    latest = max((d for d in (p.slots.latest, p.last) if d), default=None)
    return (min(earliest, latest) if earliest and latest else earliest), latest


def order(t: Telling) -> tuple[int, int, bool, tuple[str, int, int, str]]:
    """Sorts tellings, the most telling first."""
    s = t.slots
    dated = s.earliest is not None or s.latest is not None
    filled = bool(s.actor) + bool(s.recipient) + bool(s.place) + dated + (t.figure is not None)
    width = (s.latest - s.earliest).days if s.earliest and s.latest else 10**6
    return -filled, width, not t.flat, t.key


def union(found: Sequence[Telling], of: World) -> Proposition:
    """Give the proposition of several tellings."""
    ordered = sorted(found, key=order)
    out = proposition(ordered[0])
    for t in ordered[1:]:
        out = joined(out, t, of)
    return out
