"""What of the case bears on a bundle: its names, what takes its tellings back, its sums."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wellsourced.flow.shelves.columns import Places, Seals, packed, taken
from wellsourced.flow.shelves.heap import Rowed, cell
from wellsourced.flow.shelves.recalled import Recall, Recalls
from wellsourced.flow.shelves.survey import Survey
from wellsourced.flow.shelves.texts import Texts
from wellsourced.flow.shelves.told import TYPES, bearers
from wellsourced.model import CheckRow, ClaimType, digest
from wellsourced.store import cells
from wellsourced.weigh.apart import Taken
from wellsourced.weigh.propositions import name_words
from wellsourced.weigh.tellings import telling_words
from wellsourced.weigh.world import World

_BITS = 20  # of the number of a correction


class Known:
    """What the case knows of names, cut to some of them at a time."""

    def __init__(self, of: World, writers: Mapping[str, str]) -> None:
        self._of, self._writers = of, writers
        self._over = frozenset(h for held in of.holders.values() for h in held)

    def about(self, name: str) -> object:
        """Give all that is known of a name, to be sealed; None: nothing is."""
        of = self._of
        some = name in of.wholes or self._placed(name) or name in of.people
        if not some and name not in self._writers:
            return None
        near = (name, *of.over(name))
        world = [(of.wholes.get(n), self._held(n), n in of.people) for n in near]
        return near, world, self._writers.get(name)

    def only(self, names: Iterable[str]) -> World:
        """Give what `World.only` gives, without looking over the whole case."""
        of = self._of
        near = sorted({n for name in names for n in (name, *of.over(name))})
        return World(
            {},
            {n: of.wholes[n] for n in near if n in of.wholes},
            {n: held for n in near if (held := self._held(n)) is not None},
            frozenset(n for n in near if n in of.people),
        )

    def writers(self, names: Iterable[str]) -> dict[str, str]:
        """Give the outlets that some names speak as."""
        return {n: self._writers[n] for n in sorted(names) if n in self._writers}

    def _placed(self, name: str) -> bool:
        return name in self._of.holders or name in self._over

    def _held(self, name: str) -> tuple[str, ...] | None:
        return self._of.holders.get(name, ()) if self._placed(name) else None


class Pages:
    """Of what stands on some pages, what bears on the rows that are told there."""

    def __init__(self, told: Sequence[Path], survey: Survey, name: str) -> None:
        self._told, self._survey, self._name = told, survey, name

    def rows(self, of: Rowed, pages: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Give the rows that are told on some pages, each with its page."""
        wanted = np.unique(np.array(list(pages), np.int64))
        bounds = np.searchsorted(wanted, (0, *self._survey.ends.tolist()))
        for n in np.flatnonzero(np.diff(bounds)).tolist():
            found = cells.take(self._told[n], [f"{self._name} pages"])[0]
            own = np.frombuffer(found, np.int32) + self._survey.pages(n)[0]
            at = np.flatnonzero(np.isin(own, wanted))
            begin = of.of(n).start
            yield from zip((begin + at).tolist(), own[at].tolist(), strict=True)


def sums(of: Rowed, bundles: Places, survey: Survey, pages: Pages) -> dict[int, list[CheckRow]]:
    """Give for each bundle of counts the checks of its documents."""
    out: dict[int, set[int]] = defaultdict(set)
    if survey.checks:
        for row, page in pages.rows(of, map(survey.number, survey.checks)):
            out[int(bundles[row])].add(page)
    return {
        n: [c for page in sorted(found) for c in survey.checks[survey.ids[page]]]
        for n, found in out.items()
    }


class Near(NamedTuple):
    """The corrections that may bear on rows: `which` for each of `rows`, as often as there are."""

    rows: Places
    which: Places
    made: Sequence[Taken]
    seals: Seals

    def mark(self, of: Rowed) -> None:
        """Put them into the seals of the rows."""
        np.add.at(of.seals[:, 0], self.rows, self.seals[self.which])

    def on(self, own: "slice[int, int, None]") -> dict[int, tuple[int, ...]]:
        """Give those of the rows of a shelf, by their places on it."""
        first, after = np.searchsorted(self.rows, (own.start, own.stop)).tolist()
        out: dict[int, tuple[int, ...]] = {}
        for row, n in zip(
            self.rows[first:after].tolist(), self.which[first:after].tolist(), strict=True
        ):
            out[row - own.start] = (*out.get(row - own.start, ()), n)
        return out


class Corrected:
    """The corrections of a case, and which bundles they can bear on."""

    def __init__(self, told: Sequence[Path], survey: Survey) -> None:
        self._told = told
        found = [t for path in told for t in cell(path, "corrections", list[Taken])]
        self.made = sorted(found, key=_where)
        known = Known(survey.of, {})
        seals = [digest(packed((t, known.only(bearers_of([t]))))) for t in self.made]
        self._seals = np.array([int(s, 16) for s in seals], np.uint64)
        self._told_again = [_told_again(t) for t in self.made]
        self._means = functools.lru_cache(maxsize=1 << 18)(self._meant)
        self._pages: dict[int, list[int]] = defaultdict(list)
        for n, (c, _) in enumerate(self.made):
            self._pages[survey.number(c.document)].append(n)
        self._recalls = Recalls(
            Recall(n, c.outlet, c.day.toordinal(), frozenset(telling_words(c.words.quote)))
            for n, (c, _) in enumerate(self.made)
            if c.day is not None and c.outlet is not None and c.reader is None
        )

    def on_pages(self, of: Rowed, pages: Pages) -> "Near":
        """Give for rows what stands on the pages that they are told on."""
        return self._near(self._beside(of, pages))

    def about(self, of: Rowed, pages: Pages, texts: Texts) -> "Near":
        """Give for rows what can take them back: made beside them, or of the same."""
        return self._near(chain(self._beside(of, pages), self._alike(of, texts)))

    def _beside(self, of: Rowed, pages: Pages) -> Iterator[tuple[int, int]]:
        for row, page in pages.rows(of, self._pages) if self._pages else ():
            yield from ((row, n) for n in self._pages[page])

    def _alike(self, of: Rowed, texts: Texts) -> Iterator[tuple[int, int]]:
        for shelf, path in enumerate(self._told) if self._recalls else ():
            own = of.of(shelf)
            for row, n in self._by_words(path, _days(path, texts, of.nodes[own])):
                yield own.start + row, n

    def _near(self, pairs: Iterable[tuple[int, int]]) -> "Near":
        flat = np.fromiter((row << _BITS | n for row, n in pairs), np.int64)
        found = np.unique(flat)
        which = (found & ((1 << _BITS) - 1)).astype(np.int32)
        return Near((found >> _BITS).astype(np.int32), which, self.made, self._seals)

    def _meant(
        self, n: int, kind: int, actors: tuple[str, ...], recipients: tuple[str, ...]
    ) -> bool:
        """Whether a correction that tells again what is of this type tells it of these sides."""
        told = self._told_again[n].get(TYPES[kind])
        return told is None or any(
            all(not x or not y or _meet(x, y) for x, y in ((actors, own[0]), (recipients, own[1])))
            for own in told
        )

    def _by_words(self, path: Path, days: Places) -> Iterator[tuple[int, int]]:
        """Rows of a shelf, each with the corrections that may speak of it."""
        words = taken(path, "words")
        found = self._recalls.like(taken(path, "voices"), words, days)
        if not found:
            return
        names = ("apart", "actors", "recipients")
        whole, apart, *sides = (c.row() for c in (words, *(taken(path, n) for n in names)))
        kinds = np.frombuffer(cells.take(path, ["kinds"])[0], np.uint8)[::2].tolist()
        said = self._recalls.words
        for row, own in groupby(found, key=itemgetter(0)):
            beside = apart(row) or whole(row)
            actors, recipients = (tuple(side(row)) for side in sides)
            for _, n in own:
                if not said[n].isdisjoint(beside) and self._means(
                    n, kinds[row], actors, recipients
                ):
                    yield row, n


def _days(path: Path, texts: Texts, nodes: Places) -> Places:
    """When each row was said, as far as known; copies when the first was."""
    own = np.frombuffer(cells.take(path, ["days"])[0], np.int32)
    said = texts.said[nodes]
    return np.where(texts.known[nodes] & (said > 0), said, own).astype(np.int32)


def bearers_of(found: Iterable[Taken]) -> set[str]:
    """Give the names in what corrections tell again."""
    return {n for c in found for t in c.repeats for n in bearers(t)}


def _told_again(found: Taken) -> dict[ClaimType, list[tuple[Sequence[str], Sequence[str]]]]:
    """Of whom a correction tells, by the types of what it tells."""
    out: dict[ClaimType, list[tuple[Sequence[str], Sequence[str]]]] = defaultdict(list)
    for t in found.repeats:
        out[t.slots.type].append((sorted(t.slots.actor), sorted(t.slots.recipient)))
    return out


def _meet(names: Iterable[str], others: Sequence[str]) -> bool:
    return any(_one(n, o) for n in names for o in others)


@functools.lru_cache(maxsize=1 << 16)
def _one(name: str, other: str) -> bool:
    """Whether names may be one's, as `weigh.retractions` has it."""
    a, b = frozenset(name_words(name)), frozenset(name_words(other))
    return a <= b or b <= a


def _where(found: Taken) -> tuple[str, int, int]:
    c = found.correction
    return c.document, c.words.start, c.words.end
