"""Shelves and bundles: what changes is done anew, and nothing else; the record is the same."""

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.weigh.makers import SETTINGS, Line, day, page
from tests.weigh.test_blocks import cases
from wellsourced.errors import StoreError
from wellsourced.flow import stages
from wellsourced.flow.shelves import whole
from wellsourced.flow.shelves.desk import Desk
from wellsourced.flow.shelves.pages import Outputs
from wellsourced.flow.shelves.parted import number, parted
from wellsourced.flow.shelves.publish import streams
from wellsourced.flow.tasks import Marked, Read
from wellsourced.model import ClaimType, Outcome
from wellsourced.store import cells, duck, tasks
from wellsourced.store.seals import sealed


class Office:
    """A folder in which pages are kept, and which stages were at work in it."""

    def __init__(self, folder: Path) -> None:
        self.done: list[tuple[str, int]] = []
        self.folder = folder
        self.desk = Desk(folder, SETTINGS, self._run)

    def _run(self, stage, found):
        for task in found:
            task.run()
        self.done += [(stage, len(found))] if found else []

    def weighed(self, pages) -> dict[str, str]:
        """The record of the pages, table by table."""
        listed = []
        for document, marks in pages:
            read, marked = (f"{what}-{document.id}.cells" for what in ("read", "mark"))
            tasks.put(self.folder / read, [Read(document=document)], Read)
            tasks.put(self.folder / marked, [Marked(marks=marks)], Marked)
            listed.append((document.id, Outputs(read, marked)))
        found = streams(whole.made(sorted(listed), {}, self.desk))
        return {name: rows(pa.concat_tables(s.pieces), s.order) for name, s in found.items()}


def rows(table: pa.Table, order: str = "") -> str:
    by = [(column, "ascending") for column in order.split(", ")] if order else []
    table = table.sort_by(by) if by else table
    return sealed(table.schema, table.to_batches())


def at_once(pages) -> dict[str, str]:
    by_id = {d.id: (d, m) for d, m in pages}
    documents, marks = (tuple(by_id[i][n] for i in sorted(by_id)) for n in (0, 1))
    linked, found = stages.weigh(documents, marks, SETTINGS)
    tables = {**duck.tables_of_marks(documents, marks), **duck.tables_of_record(linked, found)}
    return {name: rows(table) for name, table in tables.items()}


@pytest.fixture(autouse=True)
def crumbs(monkeypatch):
    monkeypatch.setattr(whole, "PAGES", 2)


@settings(max_examples=12, deadline=None)
@given(cases(), st.integers(0, 7))
def test_pages_that_merge_contradict_and_take_back_may_come_later(pages, cut):
    pages = list({d.id: (d, m) for d, m in pages}.values())
    if not pages:
        return
    with TemporaryDirectory() as name:
        office = Office(Path(name))
        if pages[:cut]:
            office.weighed(pages[:cut])

        assert office.weighed(pages) == at_once(pages)


def held(number_: int, by: str, town: str):
    words = f"{by} holds {town} since the long night of the {number_} fires"
    line = Line(words=words, actor=by, place=town, since=day(number_ % 28 + 1))
    return page("Courier", day(number_ % 28 + 1), line, file=str(number_))


def test_a_page_of_other_people_leaves_the_bundles_of_all_others_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("wellsourced.flow.shelves.heap._MOST", 1)
    office = Office(tmp_path)
    office.weighed([held(n, f"Guard {n:c}", f"Town{n:c}") for n in range(97, 117)])
    office.done.clear()
    office.weighed([held(n, f"Guard {n:c}", f"Town{n:c}") for n in range(97, 118)])

    weighed = sum(n for stage, n in office.done if stage == "claim")
    shelved = sum(n for stage, n in office.done if stage in ("shelf", "told"))
    assert weighed == 1
    assert shelved <= 4


def test_nothing_new_is_nothing_done(tmp_path):
    pages = [held(n, "Lake Guard", "Lorne") for n in range(5)]
    office = Office(tmp_path)
    first = office.weighed(pages)
    office.done.clear()

    assert office.weighed(pages) == first
    assert office.done == []


def test_another_name_for_somebody_is_known_on_all_shelves(tmp_path):
    told = [held(n, "Lake Guard", "Lorne") for n in range(6)]
    short = Line(words="LG left Lorne", actor="LG", place="Lorne", type=ClaimType.RETREAT)
    pages = [*told, page("Herald", day(3), short, file="short")]

    assert Office(tmp_path).weighed(pages) == at_once(pages)


@given(
    st.lists(st.integers(0, 2**64 - 1), unique=True, min_size=1, max_size=60),
    st.integers(0, 2**64 - 1),
)
def test_a_new_name_changes_one_part_only(names, new):
    def cut(found):
        ordered = np.array(sorted(found), np.uint64)
        sizes = np.ones(len(ordered), np.int64)
        return {tuple(ordered[a:b].tolist()) for a, b in parted(ordered, sizes, 4)}

    before, after = cut(names), cut({*names, new})

    assert all(len(part) <= 4 for part in after)
    assert len(before - after) <= 1


def test_a_name_and_its_number_sort_alike():
    assert sorted(["b1", "a2", "a10"], key=number) == ["a10", "a2", "b1"]


def test_a_damaged_shelf_says_that_it_can_be_deleted(tmp_path):
    (tmp_path / "shelf").write_bytes(b"PAR1 and no more")

    with pytest.raises(StoreError, match="cannot be read"):
        cells.take(tmp_path / "shelf", ["ids"])


def test_a_cell_is_read_without_the_others(tmp_path):
    cells.put(tmp_path / "a", {"one": b"1", "two": msgspec.msgpack.encode([2])})

    assert cells.take(tmp_path / "a", ["two"]) == [b"\x91\x02"]


TOLL = {"type": ClaimType.CASUALTY, "place": "Lorne"}
EARLIER = "An earlier version of this report said that 40 people were killed in the mill fire"


def killed(number: int, words: str, file: str):
    line = Line(words=words, count=(f"{number} people", Outcome.KILLED, number), **TOLL)
    return page("Courier", day(number % 28), line, file=file)


def test_a_number_that_its_paper_takes_back_counts_no_more_on_shelves(tmp_path):
    told = killed(40, "40 people were killed in the Lorne mill fire", "told")
    taken = killed(40, EARLIER, "taken back")
    others = [held(n, f"Guard {n:c}", f"Town{n:c}") for n in range(97, 101)]

    assert Office(tmp_path).weighed([told, taken, *others]) == at_once([told, taken, *others])


def test_stories_told_one_by_one_are_those_told_together(tmp_path, monkeypatch):
    monkeypatch.setattr("wellsourced.flow.shelves.copied._AT_ONCE", 1)
    words = (
        "{} and nobody in the whole of the old town slept a wink until the long rain came at last"
    )
    fires = [f"the {what} burnt all night behind the harbour" for what in ("mill", "pier", "barn")]
    pages = [
        page(paper, day(n), Line(words=words.format(fire), place="Lorne"), file=f"{paper}{n}")
        for n, fire in enumerate(fires, 1)
        for paper in ("Courier", "Herald", "Mail")
    ]

    assert Office(tmp_path).weighed(pages) == at_once(pages)


def test_a_new_page_of_the_last_day_leaves_the_bundles_of_other_months_alone(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("wellsourced.flow.shelves.heap._MOST", 4)
    office = Office(tmp_path)
    old = [held(n, f"Guard {n:c}", f"Town{n:c}") for n in range(97, 121)]
    office.weighed(old)
    office.done.clear()
    office.weighed([*old, held(122, "Lake Guard", "Lorne")])

    assert sum(n for stage, n in office.done if stage == "claim") <= 2
