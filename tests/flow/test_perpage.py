"""Pages are read and marked one by one; those that share words one after the other."""

from tests.factories import NOON, PAGES, written
from wellsourced.case import Case
from wellsourced.config import Settings
from wellsourced.flow.engines.local import LocalEngine
from wellsourced.flow.kin import kin
from wellsourced.flow.perpage import PerPage
from wellsourced.flow.tasks import MarkTask
from wellsourced.store.evidence import Evidence

STORY = """{title}

March 3, 2009

{first}

The harbour at Orm was closed on Monday after two ferries had met in the fog, the coast guard said.

Nobody was hurt, but a hundred and forty people had to be brought ashore in small boats at night.

{last}
"""
SHARED = {
    "a.txt": {
        "title": "Ferries meet",
        "first": "By Ada Berg",
        "last": "The fog was gone by noon.",
    },
    "z.txt": {"title": "Fog closes Orm", "first": "From wires", "last": "Boats sail again today."},
}


class Watched:
    """An engine of this process that notes in which order pages are marked."""

    def __init__(self) -> None:
        self.marked: list[str] = []

    def run(self, tasks, *, done) -> None:
        for task in tasks:
            self.marked += [task.input] if isinstance(task, MarkTask) else []
            task.run()
            done(task)

    def close(self) -> None:
        pass


def work(folder, engine) -> PerPage:
    made = Case.create(folder / "case")
    pages = PAGES | {name: STORY.format(**words) for name, words in SHARED.items()}
    made.add(written(folder / "pages", pages), at=NOON)
    entries = Evidence(made.path / "evidence").pages()
    return PerPage(made.path, Settings(), entries, engine, lambda *_: None)


def test_two_copies_of_one_story_are_marked_one_after_the_other(tmp_path):
    watched = Watched()
    todo = work(tmp_path, watched)

    assert todo.read(retry=False) == todo.mark(retry=False) == len(PAGES) + 2
    places = [n for n, name in enumerate(watched.marked) if name in SHARED]
    assert places[1] == places[0] + 1
    sums = [kin(t.output) for t in todo.reads if t.input in SHARED]
    assert sums[0] == sums[1] != 0


def test_what_is_done_is_not_done_again(tmp_path):
    todo = work(tmp_path, LocalEngine(workers=0))
    todo.read(retry=False)
    todo.mark(retry=False)

    assert todo.read(retry=False) == todo.mark(retry=False) == 0
    assert [t.source for t in todo.marks] == [t.output for t in todo.reads]


def test_a_page_whose_file_is_damaged_is_kin_to_none(tmp_path):
    (tmp_path / "read.cells").write_bytes(b"torn")

    assert kin(tmp_path / "read.cells") == 0
