"""A case of many pages brought up to date: only shelves and bundles that changed are done anew."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wellsourced.flow.shelves.desk import Desk
from wellsourced.flow.shelves.pages import Outputs, ShelfTask
from wellsourced.flow.shelves.parted import number, parted
from wellsourced.flow.shelves.survey import Survey, survey
from wellsourced.flow.shelves.telling import Telling
from wellsourced.flow.shelves.texts import Texts
from wellsourced.flow.shelves.weighing import Said, Weighing
from wellsourced.model import DocumentId
from wellsourced.store.evidence import Came

PAGES = 100
"""Pages on a shelf, at most: as many are looked at anew where one of them is new."""

Listed = Sequence[tuple[DocumentId, Outputs]]


class Made(NamedTuple):
    """The files that a record is put together from."""

    survey: Survey
    shelves: list[Path]
    told: list[Path]
    counts: list[Path]
    claims: list[Path]
    said: Said


def made(listed: Listed, added: Mapping[str, Came], on: Desk) -> Made:
    """Link and weigh pages, given in the order of their ids; what was done before is taken."""
    shelves = on.do("shelf", shelf_tasks(listed, on))
    known = survey(shelves, [i for i, _ in listed], on, added)
    told = Telling(known, [s.marked for _, s in listed], on).done()
    said = Said(Texts(told, "claim"), Texts(told, "count"))
    counts, claims = Weighing(known, told, said, on).done()
    on.tidy({*shelves, *told, *counts, *claims})
    return Made(known, shelves, told, counts, claims, said)


def shelf_tasks(listed: Listed, on: Desk) -> Iterator[ShelfTask]:
    """Give the tasks that put pages on shelves, in the order of their ids."""
    numbers = np.array([number(i) for i, _ in listed], np.uint64)
    for first, after in parted(numbers, np.ones(len(listed), np.int64), PAGES):
        own = listed[first:after]
        ids = [i for i, _ in own]
        sources = tuple(dict.fromkeys(s for _, s in own))
        output = on.named("shelf", *ids, *(s.marked for s in sources))
        yield ShelfTask(output.name, sources, frozenset(ids), on.folder, on.settings, output)
