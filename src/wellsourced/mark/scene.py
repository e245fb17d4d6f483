"""What has been found in a document so far, by where it stands."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from wellsourced.model import Attribution, Marks, Mention, PlaceMark, Quantity, TimeMark


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


M = TypeVar("M", bound=_Placed)


class Shelf(Generic[M]):
    """Marks of one layer, to be asked for by place."""

    def __init__(self, marks: Iterable[M]) -> None:
        self._marks: Sequence[M] = sorted(marks, key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._marks]
        self._widest = max((m.end - m.start for m in self._marks), default=0)

    def over(self, start: int, end: int) -> Iterator[M]:
        """Give the marks that share a character with the stretch, in order."""
        at = bisect_right(self._starts, start - self._widest - 1)
        for mark in self._marks[at:]:
            if mark.start >= end:
                return
            if mark.end > start:
                yield mark

    def all(self) -> Sequence[M]:
        """Give all marks, in order."""
        return self._marks

    def before(self, start: int) -> Iterator[M]:
        """Give the marks that begin before the place, the last first."""
        for i in range(bisect_right(self._starts, start - 1) - 1, -1, -1):
            yield self._marks[i]


@dataclass(frozen=True, slots=True)
class Content:
    """One stretch of what an attribution says."""

    start: int
    end: int
    said: Attribution


@dataclass(frozen=True, slots=True)
class Cue:
    """The words of saying of an attribution."""

    start: int
    end: int
    said: Attribution


@dataclass(frozen=True, slots=True)
class Scene:
    """The layers found before the claims."""

    mentions: Shelf[Mention]
    places: Shelf[PlaceMark]
    times: Shelf[TimeMark]
    quantities: Shelf[Quantity]
    contents: Shelf[Content]
    cues: Shelf[Cue]

    def said_at(self, start: int, end: int) -> Content | None:
        """Give the innermost content that holds the stretch."""
        over = [c for c in self.contents.over(start, end) if c.start <= start and end <= c.end]
        return min(over, key=lambda c: (c.end - c.start, c.said.id), default=None)

    def cue_at(self, start: int, end: int) -> Attribution | None:
        """Give the attribution whose cue stands here."""
        return next((c.said for c in self.cues.over(start, end)), None)

    def place_at(self, start: int, end: int) -> str | None:
        """Give the place that the words name."""
        found = next(iter(self.places.over(start, end)), None)
        if found:
            return found.name
        named = [m for m in self.mentions.over(start, end) if m.kind.value == "place"]
        return named[0].name if named else None


def scene(found: Marks) -> Scene:
    """Shelve what was found."""
    return Scene(
        mentions=Shelf(found.entities),
        places=Shelf(found.places),
        times=Shelf(found.times),
        quantities=Shelf(found.quantities),
        contents=Shelf(Content(s.start, s.end, a) for a in found.attributions for s in a.content),
        cues=Shelf(Cue(a.cue.start, a.cue.end, a) for a in found.attributions if a.cue),
    )
