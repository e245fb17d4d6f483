"""Propositions put together and compared step by step, as the quick way has to."""

from datetime import timedelta

from wellsourced.model import ClaimType
from wellsourced.weigh.propositions import (
    STATES,
    Proposition,
    finer,
    meet,
    named_words,
    numbers_fit,
    places_fit,
    shared_words,
    slack_of,
)

WORDED = frozenset(
    {
        ClaimType.DEMAND,
        ClaimType.REQUEST,
        ClaimType.ACCUSE,
        ClaimType.REJECT,
        ClaimType.THREATEN,
        ClaimType.AGREE,
        ClaimType.CONCEDE,
    }
)


def proposition(t):
    """Give what one telling claims."""
    return Proposition(t.slots, t.figure, t.words, t.day, t.day)


def joined(p, t, of):
    """Give the proposition with what a further telling adds to it."""
    a, b = p.slots, t.slots
    slots = a._replace(
        actor=a.actor or b.actor,
        recipient=a.recipient or b.recipient,
        place=finer(a.place, b.place, of),
        earliest=max((d for d in (a.earliest, b.earliest) if d), default=None),
        latest=min((d for d in (a.latest, b.latest) if d), default=None),
    )
    if slots.earliest and slots.latest and slots.earliest > slots.latest:
        slots = slots._replace(earliest=a.earliest, latest=a.latest)
    days = [d for d in (p.first, p.last, t.day) if d]
    first, last = (min(days), max(days)) if days else (None, None)
    words = p.words if t.words <= p.words else p.words | t.words
    return Proposition(slots, p.figure or t.figure, words, first, last)


def likeness(p, t, of):
    """Give how well a telling fits a proposition; None: it tells of something else.

    A slot that one of them leaves open fits when the rest and the words do.
    """
    a, b = p.slots, t.slots
    if a.type != b.type or a.polarity != b.polarity or not numbers_fit(p.figure, t.figure):
        return None
    if not (places_fit(a.place, b.place, of) and times_fit(p, t)):
        return None
    actor, recipient = _slot(a.actor, b.actor), _slot(a.recipient, b.recipient)
    if actor is None or recipient is None:
        return None
    place = 1.0 if a.place and b.place else 0.0
    if actor + recipient + place < 1 or (actor == 0.5 and a.type not in STATES):
        return None  # who speaks of "the attack" does not say who attacked
    words = shared_words(p.words, t.words, named_words(*a[1:4], *b[1:4]))
    return None if words < _needed(p, t, actor, recipient) else actor + recipient + place + words


def _slot(a, b):
    """1: the same names; 0.5: one is left open; 0: both are; None: others."""
    if not a or not b:
        return 0.5 if a or b else 0.0
    return 1.0 if a == b or len(a & b) / len(a | b) >= 0.5 else None


def _needed(p, t, actor, recipient):
    """The share of words that two tellings have to have in common, by what else they share."""
    kind = p.slots.type
    if kind is ClaimType.STATEMENT:
        return 0.7
    if kind in WORDED:
        return 0.4
    if kind in STATES:
        return _needed_of_state(p, t, actor, recipient)
    told = p.last is not None and t.day is not None and abs(p.last - t.day) <= timedelta(days=7)
    if actor == 1 and recipient == 1 and p.slots.place and t.slots.place and told:
        return 0.0
    close = actor == 1 and recipient == 1 and (told or p.figure is not None)
    return 0.1 if close else 0.3 if actor + recipient >= 1 else 0.5


def _needed_of_state(p, t, actor, recipient):
    """Who holds a place, or is no longer loyal, is told in many words."""
    one_place = bool(p.slots.place and t.slots.place)
    alone = p.slots.type in (ClaimType.ALLEGIANCE, ClaimType.STRENGTH) or one_place
    if actor == 1 and (recipient >= 0.5 or alone):
        return 0.0
    return 0.25 if actor + recipient >= 1 else 0.5


def times_fit(p, t):
    """Whether both can be of one time; what has no date is of about the time it is told."""
    a, b = p.slots, t.slots
    days, told = slack_of(a.type)
    if (a.earliest or a.latest) and (b.earliest or b.latest):
        return meet((a.earliest, a.latest), (b.earliest, b.latest), days)
    if t.day is None or p.first is None or p.last is None:
        return True
    return p.first - told <= t.day <= p.last + told


def order(t):
    """Sorts tellings, the most telling first."""
    s = t.slots
    dated = s.earliest is not None or s.latest is not None
    filled = bool(s.actor) + bool(s.recipient) + bool(s.place) + dated + (t.figure is not None)
    width = (s.latest - s.earliest).days if s.earliest and s.latest else 10**6
    return -filled, width, not t.flat, t.key
