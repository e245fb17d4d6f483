"""A case of many pages brought up to date: only shelves and bundles that changed are done anew."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wellsourced.flow.shelves.desk import Desk
from wellsourced.flow.shelves.heap import Texts
from wellsourced.flow.shelves.pages import Outputs, ShelfTask, names_on, packed
from wellsourced.flow.shelves.parted import number, parted
from wellsourced.flow.shelves.survey import Survey, survey
from wellsourced.flow.shelves.told import ToldTask
from wellsourced.flow.shelves.weighing import Weighing
from wellsourced.model import DocumentId

PAGES = 200
"""Pages on a shelf, at most: as many are looked at anew where one of them is new."""

Listed = Sequence[tuple[DocumentId, Outputs]]


class Made(NamedTuple):
    """The files that a record is put together from."""

    survey: Survey
    shelves: list[Path]
    told: list[Path]
    counts: list[Path]
    claims: list[Path]
    texts: Texts


def made(listed: Listed, added: Mapping[str, tuple[datetime, int]], on: Desk) -> Made:
    """Link and weigh pages, given in the order of their ids; what was done before is taken."""
    shelves = on.do("shelf", shelf_tasks(listed, on))
    known = survey(shelves, on.settings, added)
    told = on.do("told", _told_tasks(listed, known, on))
    texts = Texts(told)
    counts, claims = Weighing(known, told, texts, on).done()
    on.tidy({*shelves, *told, *counts, *claims})
    return Made(known, shelves, told, counts, claims, texts)


def shelf_tasks(listed: Listed, on: Desk) -> Iterator[ShelfTask]:
    """Give the tasks that put pages on shelves, in the order of their ids."""
    numbers = np.array([number(i) for i, _ in listed], np.uint64)
    for first, after in parted(numbers, np.ones(len(listed), np.int64), PAGES):
        own = listed[first:after]
        ids = [i for i, _ in own]
        sources = tuple(dict.fromkeys(s for _, s in own))
        output = on.named("shelf", *ids, *(s.marked for s in sources))
        yield ShelfTask(output.name, sources, frozenset(ids), on.folder, on.settings, output)


def _told_tasks(listed: Listed, of: Survey, on: Desk) -> Iterator[ToldTask]:
    marked = _Marked(listed)
    for n, shelf in enumerate(of.shelves):
        own = names_on(shelf)
        ids = list(own)
        others = of.beside(n, ids)
        far = [i for found in others.values() for i in found]
        named = {w for words in own.values() for w in words}
        for other, found in others.items():
            there = names_on(of.shelves[other])
            named.update(w for i in found for w in there[i])
        view = of.view(ids, far, named)
        what = (shelf.name, packed(view).hex(), *far, *map(marked.of, far))
        paths = tuple((of.shelves[k], found) for k, found in sorted(others.items()))
        yield ToldTask(shelf, paths, view, on.named("told", *what))


class _Marked:
    """By which output of marking a page is known."""

    def __init__(self, listed: Listed) -> None:
        self._listed = listed
        self._numbers = {i: n for n, (i, _) in enumerate(listed)}

    def of(self, name: DocumentId) -> str:
        """Give that of a page."""
        return self._listed[self._numbers[name]][1].marked
