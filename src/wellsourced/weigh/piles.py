"""Where a telling's group is looked for: in few places, however great the crowd."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

from wellsourced.model import ClaimType, DocumentId, Polarity
from wellsourced.weigh.frames import Frame, Frames, Side
from wellsourced.weigh.growing import Growing, Seen
from wellsourced.weigh.rivals import explains_otherwise
from wellsourced.weigh.spans import EVER, NEVER
from wellsourced.weigh.spots import Spots
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.world import World

_Text = tuple[ClaimType, Polarity, str]
_When = int  # a stretch of days by one of the clocks: three times its number, and the clock's
_Spot = tuple[str, _When]
_TOLD, _DAYS, _UNDATED, _CLOCKS = 0, 1, 2, 3
_LEAST = 7  # days of a bucket
_WIDE = 6  # buckets from which a stretch of days is looked up as any day
_OPENED = (-(10**9),)  # the bucket of what is of any day
_FEW = 24  # groups of one side that are all asked: sooner done than to put them in order


class Pile:
    """A group in the making."""

    __slots__ = ("_doubts", "_names", "_tallies", "growing", "own")

    def __init__(self, seen: Seen, frames: Frames) -> None:
        self.growing = Growing(seen, frames)
        self.own = [seen]
        self._tallies: frozenset[str] = frozenset()
        self._names = {seen.frame.actor, seen.frame.recipient, seen.place}
        self._doubts: dict[DocumentId, list[Telling]] = {}
        self._note(seen)

    def take(self, seen: Seen) -> bool:
        """Add a telling; give whether that changes its slots or days."""
        self.own.append(seen)
        frame, growing = seen.frame, self.growing
        if frame is not growing.frame or seen.place != growing.place:
            self._names.update((frame.actor, frame.recipient, seen.place))
        self._note(seen)
        return growing.add(seen)

    def _note(self, seen: Seen) -> None:
        """Note of what it counts, and on which page it is doubted."""
        t = seen.telling
        if t.tally:
            self._tallies |= {t.tally}
        if not seen.flat:
            self._doubts.setdefault(t.quote.document, []).append(t)

    def fit(self, seen: Seen) -> float | None:
        """How well a telling fits that is no copy of what the group holds; None: not at all."""
        t, growing = seen.telling, self.growing
        if self._doubts and not seen.flat and self._otherwise(t):
            return None
        if t.tally and self._tallies:
            return 8.0 if t.tally in self._tallies else None
        if not (growing.of_one_time(seen) and growing.of_one_place(seen)):
            return None
        fit = growing.frame.fits(seen.frame)
        if fit is None or not (fit.named or self._names_one(seen)):
            return None
        return growing.likeness(seen, fit)

    def _names_one(self, seen: Seen) -> bool:
        """Whether a telling names anybody, or any place, that one of its own names."""
        names = {name for slot in self._names for name in slot}
        slots = seen.frame.actor, seen.frame.recipient, seen.place
        return any(not names.isdisjoint(slot) for slot in slots)

    def _otherwise(self, t: Telling) -> bool:
        """Whether the page that tells it explains it otherwise as well."""
        beside = self._doubts.get(t.quote.document, ())
        return any(explains_otherwise(t, o) for o in beside)


class _Shelf:
    """The groups of one side, by their numbers; where they are many, by place and when as well."""

    __slots__ = ("at", "found")

    def __init__(self) -> None:
        self.found: list[int] = []
        self.at: dict[_Spot, list[int]] | None = None

    def put(self, number: int, spots: Iterable[_Spot]) -> None:
        """Keep a group under some spots."""
        at = {} if self.at is None else self.at
        for spot in spots:
            at.setdefault(spot, []).append(number)
        self.at = at


class Piles:
    """The groups in the making, by what a telling has to share with them."""

    def __init__(self, frames: Frames, of: World) -> None:
        self.found: list[Pile] = []
        self._frames = frames
        self._spots = Spots(of)
        self._by_text: dict[_Text, int] = {}
        self._by_tally: dict[_Text, set[int]] = defaultdict(set)
        self._shelves: dict[Side, _Shelf] = defaultdict(_Shelf)
        self._kept: dict[Frame, list[_Shelf]] = {}
        self._asked: dict[Frame, list[_Shelf]] = {}
        self._posted: dict[int, set[_Spot]] = {}  # of groups that stand on a shelf in order

    def add(self, seen: Seen) -> None:
        """Put a telling to the group that it fits best, of equals the oldest; or open one."""
        t, kind, sign = seen.telling, seen.frame.kind, seen.frame.sign
        text = kind, sign, t.utterance.same
        tally = (kind, sign, t.tally) if t.tally else None
        about = (kind, sign, t.about) if t.about else text
        number = self._copied(seen, (text, about), tally)
        if number is None:
            number = self._best(seen, self._near(seen, tally))
        if number is None:
            number = self._opened(seen)
        else:
            self._taken(number, seen)
        self._by_text.setdefault(text, number)
        self._by_text.setdefault(about, number)
        if tally:
            self._by_tally[tally].add(number)

    def _copied(self, seen: Seen, texts: tuple[_Text, _Text], tally: _Text | None) -> int | None:
        """The oldest group that holds the same text, or counts the same: nothing fits better.

        `texts`: its own, and what it answers, or is answered on its page.
        """
        text, about = texts
        copied = self._by_text.get(text)
        if copied is None and tally is not None and seen.flat:
            copied = min(self._by_tally.get(tally, ()), default=None)
        return self._by_text.get(about) if copied is None else copied

    def _best(self, seen: Seen, near: Iterable[int]) -> int | None:
        """Of groups, given in the order of their age, the one that it fits best."""
        best, number = 0.0, None
        for n in near:
            score = self.found[n].fit(seen)
            if score is not None and (number is None or score > best):
                best, number = score, n
        return number

    def _near(self, seen: Seen, tally: _Text | None) -> Sequence[int]:
        """The groups that it can fit, in the order of their age."""
        asked = self._asked.get(seen.frame)
        if asked is None:
            asked = [self._shelves[side] for side in seen.frame.asked()]
            self._asked[seen.frame] = asked
        if len(asked) == 1 and tally is None and len(asked[0].found) <= _FEW:
            return asked[0].found
        near = set(self._by_tally.get(tally, ())) if tally else set()
        for shelf in asked:
            if len(shelf.found) <= _FEW:
                near.update(shelf.found)
            else:
                self._seek(seen, shelf, near)
        return sorted(near)

    def _seek(self, seen: Seen, shelf: _Shelf, near: set[int]) -> None:
        """Look for it among many, where it can be of any day."""
        whens = lookups(seen)
        if not whens:
            near.update(shelf.found)
            return
        at = shelf.at
        if at is None:
            at = self._in_order(shelf)
        for spot in product(self._spots.sought(seen.place), whens):
            if found := at.get(spot):
                near.update(found)

    def _in_order(self, shelf: _Shelf) -> dict[_Spot, list[int]]:
        """Put the groups of a shelf in order, by place and when."""
        shelf.at = {}
        for number in shelf.found:
            self._posted[number] = self._posted.get(number, set()) | self._places(number)
            shelf.put(number, self._posted[number])
        return shelf.at

    def _opened(self, seen: Seen) -> int:
        """The number of a new group."""
        number, pile = len(self.found), Pile(seen, self._frames)
        self.found.append(pile)
        self._put(number, self._shelves_of(pile.growing.frame), ())
        return number

    def _taken(self, number: int, seen: Seen) -> None:
        """Add a telling to a group; it is found under what that adds to its slots too."""
        pile = self.found[number]
        before = self._shelves_of(pile.growing.frame)
        if pile.take(seen):
            self._put(number, self._shelves_of(pile.growing.frame), before)

    def _shelves_of(self, frame: Frame) -> list[_Shelf]:
        known = self._kept.get(frame)
        if known is None:
            known = self._kept[frame] = [self._shelves[side] for side in frame.kept()]
        return known

    def _put(self, number: int, shelves: Sequence[_Shelf], known: Sequence[_Shelf]) -> None:
        """Keep a group on its shelves; `known`: those on which it stood before."""
        new = [s for s in shelves if s not in known] if known else shelves
        for shelf in new:
            insort(shelf.found, number)
        if not any(shelf.at is not None for shelf in shelves):
            return
        posted, now = self._posted.get(number, set()), self._places(number)
        self._posted[number] = posted | now
        for shelf in shelves:
            if shelf.at is not None:
                shelf.put(number, self._posted[number] if shelf in new else now - posted)

    def _places(self, number: int) -> set[_Spot]:
        """The spots under which a group is found."""
        growing = self.found[number].growing
        return set(product(self._spots.kept(growing.place), posts(growing)))


def posts(of: Growing) -> list[_When]:
    """Give the stretches of days under which a group is found."""
    told_in = _buckets(of.first, of.last, of.frame.told_apart)
    out = _by(_TOLD, told_in)
    if of.dated:
        return out + _by(_DAYS, _buckets(of.earliest, of.latest, of.frame.apart))
    return out + _by(_UNDATED, told_in)


def lookups(seen: Seen) -> list[_When]:
    """Give the stretches under which those stand that can be of one time; none: any."""
    days, told = seen.frame.apart, seen.frame.told_apart
    near = _buckets(seen.day, seen.day, told, told)
    if not seen.dated:
        return [] if near is _OPENED else _by(_TOLD, (*near, *_OPENED))
    dated = _buckets(seen.earliest, seen.latest, days, days)
    if near is _OPENED or dated is _OPENED:
        return []
    return _by(_DAYS, (*dated, *_OPENED)) + _by(_UNDATED, (*near, *_OPENED))


def _by(clock: int, buckets: Iterable[int]) -> list[_When]:
    return [_CLOCKS * bucket + clock for bucket in buckets]


def _buckets(first: int | None, last: int | None, width: int, slack: int = 0) -> Sequence[int]:
    """The numbered stretches that days fall in; those that are long, or unknown, are open."""
    if first in (None, NEVER) or last in (None, EVER):
        return _OPENED
    size = max(width, _LEAST)
    low, high = (first - slack) // size, (last + slack) // size
    return _OPENED if high - low > _WIDE else range(low, high + 1)
