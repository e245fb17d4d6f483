"""Which state has taken the place of an older one: he has moved on, the town has changed hands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from wellsourced.model import ClaimType, Polarity
from wellsourced.weigh.cues import Attitude
from wellsourced.weigh.groups import Group
from wellsourced.weigh.oppositions import Opposition
from wellsourced.weigh.tellings import Slots, Telling
from wellsourced.weigh.whereabouts import excludes, left
from wellsourced.weigh.world import World

_Key = tuple[str, int, int, str]
_LASTS = {
    ClaimType.WHEREABOUTS: timedelta(days=4),  # for which he is taken to stay
    ClaimType.CONTROL: timedelta(days=2),
}
_NONE = timedelta(0)


class Succession(NamedTuple):
    """The telling of a newer state, and the place of its group."""

    telling: Telling
    group: int


class _State(NamedTuple):
    """A group as a state: who says so outright, until when it was told, since when it holds."""

    number: int
    slots: Slots
    voices: frozenset[str]
    last: date | None  # None: never told as of its own day
    newest: Telling


def successions(
    found: Sequence[Group], taken: Collection[_Key], of: World
) -> dict[int, Succession]:
    """Give for each state the newest that excludes it, told of a later time by no worse sources.

    "The army holds Lorne", and three weeks later, by the same or as many with a name, "the Lake
    Guard holds Lorne". A late reprint was said when it was first said, and is not newer.
    """
    states = [s for n, g in enumerate(found) if (s := _state(n, g, taken))]
    out: dict[int, Succession] = {}
    for about in _questions(states).values():
        newest = sorted(about, key=lambda s: (_begins(s.newest), s.number), reverse=True)
        for old in about:
            new = _successor(old, newest, of)
            if new is not None and (old.number not in out or _later(new, out[old.number])):
                out[old.number] = Succession(new.newest, new.number)
    return out


def unchanged(group: Group, opposition: Opposition) -> Opposition:
    """Give what stands against a state, without what tells that it has ended since."""
    if group.proposition.slots.type not in _LASTS:
        return opposition
    own = [t for t in group.own if t.flat and not t.utterance.commenter] or group.own
    last = max((o.day for o in own if o.day), default=None)
    still = tuple(o for o in opposition.against if not changed(last, o.telling))
    return opposition._replace(against=still)


def changed(last: date | None, t: Telling) -> bool:
    """Whether a telling says that what others told last on a day has ended since.

    "The army holds Lorne", and a day later "the army no longer holds Lorne": that
    contradicts nobody.
    """
    if last is None or t.day is None or t.day <= last or t.attitude is Attitude.DENIES:
        return False
    ended = t.slots.polarity is Polarity.FAILS and left(t) and _undated(t.slots)
    return ended or _moved(t, last)


def _moved(t: Telling, last: date) -> bool:
    """Whether it tells of a day past, and later than the last on which the other was told."""
    begins = _begins(t)
    return t.day is not None and last < begins < t.day and not _undated(t.slots)


def _state(number: int, group: Group, taken: Collection[_Key]) -> _State | None:
    s = group.proposition.slots
    if s.type not in _LASTS or not s.place or not s.actor:
        return None
    told = [t for t in group.own if _outright(t) and t.key not in taken]
    if not told:
        return None
    newest = max(told, key=lambda t: (_begins(t), t.key))
    last = max((t.day for t in told if t.day and _present(t)), default=None)
    names = frozenset(t.utterance.origin.name for t in told if not t.utterance.origin.unnamed)
    return _State(number, s, names, last, newest)


def _outright(t: Telling) -> bool:
    """Whether somebody, no reader, says so of a time that is known."""
    told = t.flat and not t.utterance.commenter and t.day is not None
    retold = t.mark.background and _undated(t.slots)
    return told and not retold and t.mark.mode != "attempted" and not _doubting(t)


def _doubting(t: Telling) -> bool:
    return t.attitude in (Attitude.DENIES, Attitude.DOUBTS, Attitude.RETRACTS)


def _present(t: Telling) -> bool:
    """Whether it is told as it is on the day of telling, and not of a day past."""
    latest = t.slots.latest
    return latest is None or t.slots.vague or t.day is None or latest >= t.day


def _undated(s: Slots) -> bool:
    return s.vague or (s.earliest is None and s.latest is None)


def _begins(t: Telling) -> date:
    """From when on a state holds by a telling: the day named, else the day on which it is told."""
    own = None if t.slots.vague else t.slots.earliest or t.slots.latest
    return own or t.day or date.min


def _questions(states: Iterable[_State]) -> Mapping[tuple[str, ...], list[_State]]:
    """The states by what they answer: where somebody is, who holds a place."""
    out: dict[tuple[str, ...], list[_State]] = defaultdict(list)
    for s in states:
        for key in _asked(s.slots):
            out[key].append(s)
    return out


def _asked(s: Slots) -> Iterator[tuple[str, ...]]:
    if s.type is ClaimType.WHEREABOUTS:
        yield s.type, *sorted(s.actor)
    else:
        yield from ((s.type, place) for place in s.place)


def _successor(old: _State, newest: Sequence[_State], of: World) -> _State | None:
    """The newest state that takes the place of an older one; `newest` come first."""
    if old.last is None:
        return None
    for new in newest:
        if _begins(new.newest) <= old.last:
            return None
        if _replaces(new, old, old.last, of):
            return new
    return None


def _replaces(new: _State, old: _State, last: date, of: World) -> bool:
    t = new.newest
    fails = t.slots.polarity is Polarity.FAILS
    if fails and not left(t):
        return False  # "he is not in Norvia" denies that he ever was
    soon = _NONE if fails or _moved(t, last) else _LASTS[old.slots.type]
    if _begins(t) <= last + soon:
        return False
    good = len(new.voices) >= len(old.voices) or not new.voices.isdisjoint(old.voices)
    return good and _exclude(new.slots, old.slots, of)


def _exclude(a: Slots, b: Slots, of: World) -> bool:
    """Whether both cannot be at one time."""
    if a.type is ClaimType.WHEREABOUTS:
        return excludes(a, b, of)
    related = any(of.related(x, y) for x in a.actor for y in b.actor)
    if a.place != b.place or Polarity.HOLDS not in (a.polarity, b.polarity):
        return False
    return related if a.polarity is not b.polarity else not related


def _later(new: _State, other: Succession) -> bool:
    return (_begins(new.newest), new.number) > (_begins(other.telling), other.group)
