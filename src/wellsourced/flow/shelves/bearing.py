"""What of the case bears on a bundle: its names, what takes its tellings back, its sums."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from wellsourced.flow.shelves.heap import Rowed, cell
from wellsourced.flow.shelves.survey import Survey
from wellsourced.flow.shelves.told import Row
from wellsourced.lang.codes import Whole
from wellsourced.model import CheckRow, DocumentId
from wellsourced.weigh.apart import SHARED, Taken, inside
from wellsourced.weigh.tellings import Telling, telling_words


def on_shelves(
    of: Rowed, bundles: Whole, told: Sequence[Path]
) -> Iterator[tuple[Path, list[int]]]:
    """Give each shelf with the bundle of each of its rows."""
    begin = 0
    for path, end in zip(told, of.ends.tolist(), strict=True):
        yield path, bundles[begin:end].tolist()
        begin = end


def names(told: Sequence[Path], of: Rowed, bundles: Whole, where: str) -> dict[int, set[str]]:
    """Give for each bundle the names that it holds."""
    known: dict[str, str] = {}
    out: dict[int, set[str]] = defaultdict(set)
    for path, own in on_shelves(of, bundles, told):
        for bundle, found in zip(own, cell(path, where, list[list[str]]), strict=True):
            out[bundle].update(known.setdefault(n, n) for n in found)
    return out


def sums(
    told: Sequence[Path], of: Rowed, bundles: Whole, survey: Survey
) -> dict[int, list[CheckRow]]:
    """Give for each bundle of counts the checks of its documents."""
    out: dict[int, set[DocumentId]] = defaultdict(set)
    if survey.checks:
        for path, own in on_shelves(of, bundles, told):
            at = cell(path, "count at", list[tuple[DocumentId, int, int, str]])
            for bundle, key in zip(own, at, strict=True):
                if key[0] in survey.checks:
                    out[bundle].add(key[0])
    return {n: [c for d in sorted(found) for c in survey.checks[d]] for n, found in out.items()}


class Corrected:
    """The corrections of a case, and which bundles they can bear on."""

    def __init__(self, told: Sequence[Path], survey: Survey) -> None:
        self._told, self._survey = told, survey
        self._made = survey.corrections
        self._words = [telling_words(c.words.quote) for c in self._made]
        self._pages: dict[str, list[int]] = defaultdict(list)
        self._outlets: dict[str, list[int]] = defaultdict(list)
        for n, c in enumerate(self._made):
            self._pages[c.document].append(n)
            if c.outlet is not None and c.reader is None:
                self._outlets[c.outlet].append(n)

    def by_bundle(self, of: Rowed, bundles: Whole) -> dict[int, list[Taken]]:
        """Give for each bundle what can take back any of its tellings."""
        if not self._made:
            return {}
        near: dict[int, set[int]] = defaultdict(set)
        for path, own in on_shelves(of, bundles, self._told):
            voices, words = (
                cell(path, "voices", list[list[str]]),
                cell(path, "words", list[list[str]]),
            )
            pages = cell(path, "pages told", list[str])
            for bundle, who, said, page in zip(own, voices, words, pages, strict=True):
                near[bundle].update(self._pages.get(page, ()))
                near[bundle].update(self._by_words(who, said))
        taken = self._taken()
        return {
            bundle: [taken[n] for n in sorted(found)] for bundle, found in near.items() if found
        }

    def _by_words(self, voices: Iterable[str], words: Sequence[str]) -> Iterator[int]:
        for voice in voices:
            for n in self._outlets.get(voice, ()):
                if len(self._words[n].intersection(words)) >= SHARED:
                    yield n

    def _taken(self) -> list[Taken]:
        """Each correction, with what it tells again."""
        told: dict[str, list[Telling]] = {c.document: [] for c in self._made}
        for n in sorted({self._survey.shelf(c.document) for c in self._made}):
            pages = cell(self._told[n], "pages told", list[str])
            if told.keys().isdisjoint(pages):
                continue
            rows = cell(self._told[n], "claim rows", list[bytes])
            for page, row in zip(pages, rows, strict=True):
                if page in told:
                    told[page].append(msgspec.msgpack.decode(row, type=Row).telling)
        return [Taken(c, tuple(t for t in told[c.document] if inside(t, c))) for c in self._made]
