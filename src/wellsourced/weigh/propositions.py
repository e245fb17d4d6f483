"""What is claimed, comparable: which tellings are of one thing, and which deny each other."""

import functools
from datetime import date, timedelta
from typing import NamedTuple

from wellsourced.model import ClaimType, Quantity
from wellsourced.weigh.comparing import only_arresters
from wellsourced.weigh.tellings import Slots, telling_words
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


def finer(a: frozenset[str], b: frozenset[str], of: World) -> frozenset[str]:
    """Give the place that lies in the other."""
    finer = b and a and a != b and all(any(of.inside(x, y) for y in a) for x in b)
    return b if finer or not a else a


def slot_fit(a: frozenset[str], b: frozenset[str]) -> float | None:
    """Give how well two slots fit; 1: the same names; 0.5: one is open; 0: both; None: others."""
    if not a or not b:
        return 0.5 if a or b else 0.0
    return 1.0 if a == b or len(a & b) / len(a | b) >= 0.5 else None


def needed(
    kind: ClaimType, actor: float, recipient: float, *, placed: bool, told: bool, counted: bool
) -> float:
    """Give the share of words that two have to have in common, by what else they share.

    `actor`, `recipient`: how well these fit. Whether both tell where (`placed`), within a week
    (`told`), and whether a number is told (`counted`).
    """
    if kind is ClaimType.STATEMENT:  # of two that name both what happened and its cause
        return 0.0 if actor == 1 and recipient == 1 and told else 0.7
    if kind in _WORDED:
        return 0.4
    both = actor == 1 and recipient == 1
    if kind in STATES:  # who holds a place, or is no longer loyal, is told in many words
        alone = kind in (ClaimType.ALLEGIANCE, ClaimType.STRENGTH) or placed
        enough = actor == 1 and (recipient >= 0.5 or alone)
        return 0.0 if enough else 0.25 if actor + recipient >= 1 else 0.5
    if both and placed and told:
        return 0.0
    close = both and (told or counted)
    return 0.1 if close else 0.3 if actor + recipient >= 1 else 0.5


def numbers_fit(a: Quantity | None, b: Quantity | None) -> bool:
    """Whether two numbers count the same as much; what tells no number fits any."""
    if a is None or b is None:
        return True
    return a.outcome == b.outcome and (a.low, a.high) == (b.low, b.high)


def places_fit(a: frozenset[str], b: frozenset[str], of: World) -> bool:
    """Whether one of two places lies in the other; what tells no place fits any."""
    if not a or not b or a == b:
        return True
    return any(of.inside(x, y) or of.inside(y, x) for x in a for y in b)


def slack_of(kind: ClaimType) -> tuple[timedelta, timedelta]:
    """How far apart the days of one thing can be, and the days on which it is told."""
    return (_STATE_APART, _TOLD_APART) if kind in STATES else (_ACT_APART, _ACT_TOLD_APART)


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


def _both_named(a: Slots, b: Slots) -> frozenset[str]:
    """The words of the names in the slots of two; most that are compared have the same names."""
    mine = named_words(a.actor, a.recipient, a.place)
    theirs = named_words(b.actor, b.recipient, b.place)
    return mine if mine is theirs else mine | theirs


@functools.lru_cache(maxsize=1 << 14)
def named_words(*names: frozenset[str]) -> frozenset[str]:
    """Give the words of the names in some slots; they are compared as names."""
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
    if a.type != b.type or a.polarity == b.polarity or not places_fit(a.place, b.place, of):
        return False
    if not _windows(p, q) or not numbers_fit(p.figure, q.figure):
        return False
    actor, recipient = _answers(a.actor, b.actor, of), _answers(a.recipient, b.recipient, of)
    if actor is None and a.type is ClaimType.ARREST:
        actor = 0.5 if only_arresters(a.actor) or only_arresters(b.actor) else None
    if actor is None or recipient is None or actor + recipient < 1 or _his_own(a, b, of):
        return False
    least = 0.0 if a.type in STATES and actor == 1 else 0.3
    least = 0.15 if actor == 1 and recipient == 1 and least else least
    return shared_words(p.words, q.words, _both_named(a, b)) >= least


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
