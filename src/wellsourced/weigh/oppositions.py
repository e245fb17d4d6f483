"""Who stands against a claim, and how: denies it, disputes it, questions it."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from wellsourced.model import ClaimType, DocumentId, Polarity, Source
from wellsourced.weigh.cues import Attitude
from wellsourced.weigh.groups import Group
from wellsourced.weigh.nearness import Near, told_first, told_last
from wellsourced.weigh.propositions import Proposition, same_question
from wellsourced.weigh.rivals import Rivals
from wellsourced.weigh.tellings import Slots, Telling
from wellsourced.weigh.whereabouts import excludes, of_one_time
from wellsourced.weigh.world import World

Key = tuple[str, int, int, str]
_Story = tuple[DocumentId, Source]
_Where = tuple[frozenset[str], Polarity]
_OUSTED = timedelta(days=2)  # in which who holds a place may change


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


_NOTHING = Opposition((), (), ())


def oppositions(found: Sequence[Group], of: World) -> list[Opposition]:
    """Give for each group what stands against it, by the places of groups in the list."""
    near, rivals = Near(found, of), Rivals([g.own for g in found], of)
    sides, asked = _Sides(found), _Asked(of)
    return [
        _opposition(n, sides, (near.contrary(n), rivals.of(g.own) - {n}), asked)
        for n, g in enumerate(found)
    ]


class _Told(NamedTuple):
    """A telling of a group."""

    telling: Telling
    key: Key
    story: _Story
    supposed: bool


class _Side:
    """A group, and what is asked of it again and again: found when it is first asked."""

    __slots__ = ("_last", "_stories", "_told", "attempted", "days", "group")

    def __init__(self, group: Group) -> None:
        self.group = group
        self.attempted = False
        self.days: tuple[date | None, date | None] = (None, None)
        if group.proposition.slots.type is ClaimType.WHEREABOUTS:
            self.attempted = all(_attempt(t) for t in group.own)
            self.days = (
                told_first(group),
                max((t.until for t in group.own if t.until), default=None),
            )
        self._told: tuple[_Told, ...] | None = None
        self._stories: frozenset[_Story] | None = None
        self._last: tuple[date | None] | None = None

    @property
    def flat(self) -> bool:
        """Whether anybody tells it outright."""
        return any(t.flat for t in self.group.own)

    @property
    def told(self) -> tuple[_Told, ...]:
        """Its tellings."""
        if self._told is None:
            self._told = tuple([_Told(t, t.key, _story(t), _supposed(t)) for t in self.group.own])
        return self._told

    @property
    def stories(self) -> frozenset[_Story]:
        """Its pages, with the voices that tell it there."""
        if self._stories is None:
            self._stories = frozenset([_story(t) for t in self.group.own])
        return self._stories

    @property
    def last(self) -> date | None:
        """The last day on which it is told."""
        if self._last is None:
            self._last = (told_last(self.group),)
        return self._last[0]


class _Sides:
    """The groups, each looked at when it is first asked for."""

    def __init__(self, found: Sequence[Group]) -> None:
        self._found = found
        self._known: dict[int, _Side] = {}

    def proposition(self, n: int) -> Proposition:
        """What a group claims, without looking at it."""
        return self._found[n].proposition

    def __getitem__(self, n: int) -> _Side:
        known = self._known.get(n)
        if known is None:
            known = self._known[n] = _Side(self._found[n])
        return known


class _Asked:
    """What is asked of the names of the case again and again."""

    def __init__(self, of: World) -> None:
        self.of = of
        self._said: dict[tuple[str, str, frozenset[str]], bool] = {}
        self._apart: dict[tuple[_Where, _Where], bool] = {}

    def excludes(self, a: Slots, b: Slots) -> bool:
        """Whether nobody can be in both places."""
        key = (a.place, a.polarity), (b.place, b.polarity)
        known = self._apart.get(key)
        if known is None:
            known = self._apart[key] = excludes(a, b, self.of)
        return known

    def speaks(self, t: Telling, about: frozenset[str]) -> bool:
        """Whether a source speaks for one of those named."""
        who = t.utterance.described or t.utterance.origin.name
        known = self._said.get((who, t.role, about))
        if known is None:
            told = [words for words in (who, t.role) if words]
            known = any(self.of.speaks_for(words, name) for words in told for name in about)
            self._said[who, t.role, about] = known
        return known


def _opposition(
    n: int, sides: _Sides, near: tuple[Sequence[int], set[int]], asked: _Asked
) -> Opposition:
    found, answers = near
    if not found and not answers:
        return _NOTHING
    mine = sides[n]
    flat = mine.flat if answers else False
    contrary: dict[Key, Telling] = {}
    against: dict[Key, Opposing] = {}
    rivals = set(answers)
    for m in sorted({*found, *answers}):
        outright = flat and m in answers and sides[m].flat
        telling = sides[m].told if outright else _contrary(mine, m, sides, asked)
        telling = telling or _answers(mine, m, sides)
        for o in telling:
            contrary[o.key] = o.telling
            if not o.supposed and not _both(mine, o):
                stands = _stance(mine.group, o.telling, asked)
                against[o.key] = Opposing(o.telling, stands)
                if stands in (Stance.DENIES, Stance.DISPUTES):
                    rivals.add(m)
    return Opposition(
        tuple(against[k] for k in sorted(against)),
        tuple(contrary[k] for k in sorted(contrary)),
        tuple(sorted(rivals)),
    )


def _contrary(mine: _Side, m: int, sides: _Sides, asked: _Asked) -> Sequence[_Told]:
    """The tellings of another group that cannot be right if this one is."""
    p, q = mine.group.proposition, sides.proposition(m)
    if p.slots.type is ClaimType.WHEREABOUTS:
        apart = p.slots.actor == q.slots.actor and asked.excludes(p.slots, q.slots)
        return [o for o in sides[m].told if _moved(mine, o)] if apart else ()
    held = p.slots.type is ClaimType.CONTROL
    opposite = same_question(p, q, asked.of) or (held and _ousts(mine, sides[m], asked.of))
    return sides[m].told if opposite else ()


def _answers(mine: _Side, m: int, sides: _Sides) -> Sequence[_Told]:
    """The tellings of another group that say the contrary of what is told on their page.

    "Twelve people died, the mayor said. The army denied it": who is meant need not be told.
    """
    own = {t.about for t in mine.group.own if t.about}
    if not own or mine.group.proposition.slots.polarity == sides.proposition(m).slots.polarity:
        return ()
    return [o for o in sides[m].told if o.telling.about in own]


def _both(mine: _Side, o: _Told) -> bool:
    """Whether a voice that tells the claim tells this on the same page as well."""
    return o.story in mine.stories and o.telling.attitude is not Attitude.DENIES


def _supposed(t: Telling) -> bool:
    """Whether the contrary is only ordered, hoped for or supposed: that questions nothing."""
    doubts = t.attitude is Attitude.DOUBTS or t.mark.polarity is Polarity.FAILS
    return t.unsaid and not doubts and not t.context.rstrip('"”’)').endswith("?")


def _moved(mine: _Side, o: _Told) -> bool:
    """Whether a telling from elsewhere is of the group's time, and no later step of its story."""
    t, own = o.telling, mine.group.proposition
    if _tried(mine, t) or not of_one_time(own, t, mine.days):
        return False
    apart = t.slots.earliest and own.slots.latest and t.slots.earliest > own.slots.latest
    return not (apart and o.story in mine.stories)


def _tried(mine: _Side, t: Telling) -> bool:
    """Whether the one is a dated attempt and the other a stay that is not told of all its days.

    "He tried to return in June but turned back" denies no stay of one day in June.
    """
    here, there = mine.attempted, _attempt(t)
    if here == there:
        return False
    own = mine.group.proposition.slots
    attempt, stay = (own, t.slots) if here else (t.slots, own)
    if attempt.earliest is None or attempt.latest is None:
        return False
    if stay.earliest is None or stay.latest is None:
        return True
    return not (stay.earliest <= attempt.earliest and attempt.latest <= stay.latest)


def _attempt(t: Telling) -> bool:
    return t.mark.mode == "attempted"


def _story(t: Telling) -> _Story:
    """One voice on one page: "he left in May and returned in July"."""
    return t.quote.document, t.utterance.origin


def _ousts(mine: _Side, other: _Side, of: World) -> bool:
    """Whether two hold one place at one time, and neither is part of the other.

    As in "the army controls Lorne" and "the Lake Guard controls Lorne".
    """
    a, b = mine.group.proposition.slots, other.group.proposition.slots
    if a.type is not ClaimType.CONTROL or not (a.place and b.place and a.actor and b.actor):
        return False
    if a.polarity is not Polarity.HOLDS or b.polarity is not Polarity.HOLDS:
        return False
    if a.place != b.place or any(of.related(x, y) for x in a.actor for y in b.actor):
        return False
    return mine.last is None or other.last is None or abs(mine.last - other.last) <= _OUSTED


def _stance(mine: Group, t: Telling, asked: _Asked) -> Stance:
    """Give how a telling that excludes a claim stands to it.

    Doubts and hedges only question it. Who denies outright, or speaks for one whom the claim is
    about, denies it; anybody else disputes it.
    """
    if t.unsaid or not t.flat or t.attitude is Attitude.DOUBTS:
        return Stance.QUESTIONS
    if t.attitude is Attitude.DENIES:
        return Stance.DENIES
    s, first = mine.proposition.slots, mine.proposition.first
    later = first is None or t.day is None or t.day >= first
    if later and not t.utterance.commenter and asked.speaks(t, s.actor | s.recipient):
        return Stance.DENIES
    return Stance.DISPUTES
