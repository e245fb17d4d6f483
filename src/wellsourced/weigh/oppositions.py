"""Who stands against a claim, and how: denies it, disputes it, questions it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from wellsourced.model import ClaimType, Polarity
from wellsourced.weigh.cues import Attitude
from wellsourced.weigh.groups import Group
from wellsourced.weigh.nearness import Near
from wellsourced.weigh.propositions import same_question
from wellsourced.weigh.rivals import rival_answers
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.whereabouts import contradicts
from wellsourced.weigh.world import World


class Stance(StrEnum):
    """How a telling stands to a claim."""

    BACKS = "backs"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DISPUTES = "disputes"
    QUESTIONS = "questions"
    RETRACTS = "retracts"
    MENTIONS = "mentions"  # neither says nor denies it: an order, a condition


class Opposing(NamedTuple):
    """A telling that stands against a claim, and how."""

    telling: Telling
    stance: Stance


class Opposition(NamedTuple):
    """What stands against one claim, and the claims that it cannot be right beside.

    `contrary`: all tellings that say otherwise, also by a voice that told the claim itself; one
    that corrects itself is among these.
    """

    against: tuple[Opposing, ...]
    contrary: tuple[Telling, ...]
    rivals: tuple[int, ...]


def oppositions(found: Sequence[Group], of: World) -> list[Opposition]:
    """Give for each group what stands against it, by the places of groups in the list."""
    near = Near(found, of)
    return [_opposition(n, found, near, of) for n in range(len(found))]


def _opposition(n: int, found: Sequence[Group], near: Near, of: World) -> Opposition:
    mine = found[n]
    answers = {m for m in near.rivals(n) if rival_answers(mine.own, found[m].own)}
    contrary: dict[tuple[str, int, int, str], Telling] = {}
    against: dict[tuple[str, int, int, str], Opposing] = {}
    rivals = set(answers)
    for m in sorted({*near.contrary(n), *answers}):
        outright = m in answers and _flat(mine) and _flat(found[m])
        telling = list(found[m].own) if outright else _contrary(mine, found[m], of)
        contrary.update((t.key, t) for t in telling)
        stands = [t for t in telling if not _both(mine, t) and not _supposed(t)]
        opposing = [Opposing(t, stance(mine, t, of)) for t in stands]
        against.update((o.telling.key, o) for o in opposing)
        if any(o.stance in (Stance.DENIES, Stance.DISPUTES) for o in opposing):
            rivals.add(m)
    return Opposition(
        tuple(against[k] for k in sorted(against)),
        tuple(contrary[k] for k in sorted(contrary)),
        tuple(sorted(rivals)),
    )


def _flat(g: Group) -> bool:
    return any(t.flat for t in g.own)


def _contrary(mine: Group, other: Group, of: World) -> list[Telling]:
    """The tellings of another group that cannot be right if this one is."""
    p, q = mine.proposition, other.proposition
    if p.slots.type is ClaimType.WHEREABOUTS:
        until = max((t.until for t in mine.own if t.until), default=None)
        return [t for t in other.own if _moved(mine, t, until, of)]
    opposite = same_question(p, q, of) or _ousts(mine, other, of)
    return list(other.own) if opposite else []


def _both(mine: Group, t: Telling) -> bool:
    """Whether a voice that tells the claim tells this on the same page as well."""
    return any(_one_story(t, o) for o in mine.own) and t.attitude is not Attitude.DENIES


def _supposed(t: Telling) -> bool:
    """Whether the contrary is only ordered, hoped for or supposed: that questions nothing."""
    doubts = t.attitude is Attitude.DOUBTS or t.mark.polarity is Polarity.FAILS
    return t.unsaid and not doubts and not t.context.rstrip('"”’)').endswith("?")


def _moved(mine: Group, t: Telling, until: date | None, of: World) -> bool:
    """Whether a telling excludes where the group has him, and is no later step of its story."""
    if _tried(mine, t) or not contradicts(mine.proposition, t, of, until=until):
        return False
    s = t.slots
    own = mine.proposition.slots
    apart = s.earliest and own.latest and s.earliest > own.latest
    return not (apart and any(_one_story(t, o) for o in mine.own))


def _tried(mine: Group, t: Telling) -> bool:
    """Whether the one is a dated attempt and the other a stay that is not told of all its days.

    "He tried to return in June but turned back" denies no stay of one day in June.
    """
    here, there = all(_attempt(o) for o in mine.own), _attempt(t)
    if here == there:
        return False
    own = mine.proposition.slots
    attempt, stay = (own, t.slots) if here else (t.slots, own)
    if attempt.earliest is None or attempt.latest is None:
        return False
    if stay.earliest is None or stay.latest is None:
        return True
    return not (stay.earliest <= attempt.earliest and attempt.latest <= stay.latest)


def _attempt(t: Telling) -> bool:
    return t.mark.mode == "attempted"


def _one_story(t: Telling, o: Telling) -> bool:
    """Told by one voice on one page: "he left in May and returned in July"."""
    same_page = t.quote.document == o.quote.document
    return same_page and t.utterance.origin == o.utterance.origin


def _ousts(mine: Group, other: Group, of: World) -> bool:
    """Whether two hold one place at one time, and neither is part of the other.

    As in "the army controls Lorne" and "the Lake Guard controls Lorne".
    """
    a, b = mine.proposition.slots, other.proposition.slots
    if a.type is not ClaimType.CONTROL or not (a.place and b.place and a.actor and b.actor):
        return False
    if a.polarity is not Polarity.HOLDS or b.polarity is not Polarity.HOLDS:
        return False
    if a.place != b.place or any(of.related(x, y) for x in a.actor for y in b.actor):
        return False
    days = [t.day for t in mine.own if t.day], [t.day for t in other.own if t.day]
    return not (days[0] and days[1]) or abs((max(days[0]) - max(days[1])).days) <= 2


def stance(mine: Group, t: Telling, of: World) -> Stance:
    """Give how a telling that excludes a claim stands to it.

    Doubts and hedges only question it. Who denies outright, or speaks for one whom the claim is
    about, denies it; anybody else disputes it.
    """
    if t.unsaid or not t.flat or t.attitude is Attitude.DOUBTS:
        return Stance.QUESTIONS
    if t.attitude is Attitude.DENIES:
        return Stance.DENIES
    s = mine.proposition.slots
    who = t.utterance.described or t.utterance.origin.name
    about = any(
        of.speaks_for(told, name)
        for told in (who, t.role)
        if told
        for name in s.actor | s.recipient
    )
    first = mine.proposition.first
    later = first is None or t.day is None or t.day >= first
    if about and later and not t.utterance.commenter:
        return Stance.DENIES
    return Stance.DISPUTES
