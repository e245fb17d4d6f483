"""A proposition in the making: what a further telling adds to it, and how well one fits."""

from collections.abc import Iterable
from datetime import date

from wellsourced.weigh.frames import Fit, Frames
from wellsourced.weigh.propositions import Proposition, numbers_fit, shared_words
from wellsourced.weigh.spans import EVER, NEVER, since, until
from wellsourced.weigh.tellings import Slots, Telling
from wellsourced.weigh.world import World

_WEEK = 7  # days within which one act is told
Key = tuple[str, int, int, str]


class Seen:
    """A telling as it is put to others: its days are numbers, who does what to whom one frame."""

    __slots__ = (
        "dated",
        "day",
        "earliest",
        "flat",
        "frame",
        "key",
        "latest",
        "order",
        "place",
        "telling",
    )

    def __init__(self, t: Telling, frames: Frames) -> None:
        kind, actor, recipient, place, earliest, latest, sign = t.slots
        day = t.day
        self.telling, self.key, self.flat, self.place = t, t.key, t.flat, place
        self.frame = frames.of((kind, sign, actor, recipient))
        self.day = day.toordinal() if day else None
        self.dated = earliest is not None or latest is not None
        self.earliest, self.latest = since(earliest), until(latest)
        filled = bool(actor) + bool(recipient) + bool(place) + self.dated
        filled += t.figure is not None
        width = self.latest - self.earliest if earliest and latest else 10**6
        self.order = -filled, width, not self.flat, self.key


def in_order(found: Iterable[Telling], frames: Frames) -> list[Seen]:
    """Give tellings, the most telling first."""
    return sorted([Seen(t, frames) for t in found], key=_order)


def _order(seen: Seen) -> tuple[int, int, bool, Key]:
    return seen.order


class Growing:
    """The slots of a group of tellings, filled from all of them, and its number and words."""

    __slots__ = (
        "_frames",
        "dated",
        "earliest",
        "figure",
        "first",
        "frame",
        "last",
        "latest",
        "named",
        "place",
        "words",
    )

    def __init__(self, seen: Seen, frames: Frames) -> None:
        self._frames, self.frame, self.place = frames, seen.frame, seen.place
        self.named = seen.frame.named(seen.place)
        self.earliest, self.latest, self.dated = seen.earliest, seen.latest, seen.dated
        self.first = self.last = seen.day  # when it was told first and last
        self.words, self.figure = seen.telling.words, seen.telling.figure

    def add(self, seen: Seen) -> bool:
        """Add what a further telling tells; give whether that changes slots or days."""
        t = seen.telling
        if self.figure is None:
            self.figure = t.figure
        if not t.words <= self.words:
            self.words |= t.words
        named = self._filled(seen)
        narrower, longer = seen.dated and self._narrow(seen), self._lengthen(seen.day)
        return named or narrower or longer

    def _filled(self, seen: Seen) -> bool:
        """Fill the slots that it leaves open; of two places the finer is told."""
        frame, place = self.frame, self.place
        if seen.frame is not frame:
            self.frame = self._frames.joined(frame, seen.frame)
        if seen.place != place:
            self.place = self._frames.finer(place, seen.place)
        if self.frame is frame and self.place is place:
            return False
        self.named = self.frame.named(self.place)
        return True

    def _narrow(self, seen: Seen) -> bool:
        """Narrow its days to those that both tell of, if there are any."""
        earliest, latest = max(self.earliest, seen.earliest), min(self.latest, seen.latest)
        if earliest > latest or (earliest == self.earliest and latest == self.latest):
            return False
        self.earliest, self.latest, self.dated = earliest, latest, True
        return True

    def _lengthen(self, day: int | None) -> bool:
        """Lengthen the time in which it was told."""
        if day is None:
            return False
        if self.first is None or self.last is None:
            self.first = self.last = day
        elif day < self.first:
            self.first = day
        elif day > self.last:
            self.last = day
        else:
            return False
        return True

    def of_one_time(self, seen: Seen) -> bool:
        """Whether both can be of one time; what has no date is of about the time it is told."""
        if self.dated and seen.dated:
            apart = self.frame.apart
            return self.earliest <= seen.latest + apart and seen.earliest <= self.latest + apart
        day, told = seen.day, self.frame.told_apart
        if day is None or self.first is None or self.last is None:
            return True
        return self.first - told <= day <= self.last + told

    def of_one_place(self, seen: Seen) -> bool:
        """Whether both can be of one place."""
        a, b = self.place, seen.place
        return not a or not b or a == b or self._frames.one_place(a, b)

    def likeness(self, seen: Seen, fit: Fit) -> float | None:
        """Give how well a telling of one time and place fits; None: it tells of something else.

        `fit`: how well who does what to whom fits.

        A slot that one of them leaves open fits when the rest and the words do.
        """
        t, day, last = seen.telling, seen.day, self.last
        if not numbers_fit(self.figure, t.figure):
            return None
        placed = bool(self.place and seen.place)
        needed = fit.needed[placed]
        if needed is None:
            return None
        words = self._shared_words(seen)
        told = last is not None and day is not None and -_WEEK <= last - day <= _WEEK
        return (
            None if words < needed[told][self.figure is not None] else fit.score + placed + words
        )

    def _shared_words(self, seen: Seen) -> float:
        mine, theirs = self.named, seen.frame.named(seen.place)
        return shared_words(
            self.words, seen.telling.words, mine if theirs <= mine else mine | theirs
        )

    def proposition(self) -> Proposition:
        """Give what it has come to."""
        frame = self.frame
        earliest = None if self.earliest == NEVER else _day(self.earliest)
        latest = None if self.latest == EVER else _day(self.latest)
        who, whom = frame.actor, frame.recipient
        slots = Slots(frame.kind, who, whom, self.place, earliest, latest, frame.sign)
        return Proposition(slots, self.figure, self.words, _day(self.first), _day(self.last))


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(number)


def union(found: Iterable[Telling], of: World) -> Proposition:
    """Give the proposition of several tellings."""
    frames = Frames(of)
    first, *rest = in_order(found, frames)
    out = Growing(first, frames)
    for seen in rest:
        out.add(seen)
    return out.proposition()
