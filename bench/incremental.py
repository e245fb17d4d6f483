"""Times a run that adds ten pages to a case beside a full rebuild, stage by stage.

The pages are those of planted worlds (bench/planted), so that no data are needed. Reading and
marking are cached a page and cost the same for ten pages whatever the case holds; what grows with
the case is linking, weighing and writing, and that is what is timed here, as CPU time.
"""

import argparse
import pickle
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple, TypeVar

from planted.pages import pages, settings
from planted.world import world

from wellsourced.config import Settings
from wellsourced.flow import stages
from wellsourced.link.whole import link
from wellsourced.mark.stance import stanced
from wellsourced.model import Document, Layout, Marks
from wellsourced.read.pipe import Row, document_of_row
from wellsourced.store import duck
from wellsourced.weigh.whole import weigh

OUT = Path(__file__).resolve().parent / "out"
NEW = 10
BAR = 0.05
T = TypeVar("T")


class Made(NamedTuple):
    """Marked pages of some worlds, and the settings that all of them share."""

    documents: tuple[Document, ...]
    marks: tuple[Marks, ...]
    settings: Settings


def main() -> int:
    """Print a row of the table for each number of pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="*", default=[250, 500, 1000])
    asked = parser.parse_args()
    made = _made(max(asked.pages))
    print("| pages | claims | link | weigh | tables | write | all | ten pages marked | share |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for count in asked.pages:
        _row(Made(made.documents[:count], made.marks[:count], made.settings))
    return 0


def _row(of: Made) -> None:
    linked, linking = timed(lambda: link(of.documents, of.marks, of.settings))
    weighed, weighing = timed(lambda: weigh(linked, of.documents, of.marks, of.settings))
    tables, tabling = timed(
        lambda: {
            **duck.tables_of_marks(of.documents, of.marks),
            **duck.tables_of_record(linked, weighed),
        }
    )
    with TemporaryDirectory() as folder:
        _, writing = timed(lambda: duck.write(Path(folder) / "record.duckdb", tables))
    _, marking = timed(lambda: list(stages.mark(of.documents[:NEW], of.settings)))
    rest = linking + weighing + tabling + writing
    rebuild = rest + marking / NEW * len(of.documents)
    cells = [f"{s:.2f}" for s in (linking, weighing, tabling, writing, rest, marking)]
    share = (rest + marking) / rebuild
    head = [str(len(of.documents)), str(len(weighed.claims))]
    print(f"| {' | '.join([*head, *cells])} | {share:.1%} |", flush=True)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Give what some work gives, and the CPU seconds that it took."""
    before = process_time()
    found = work()
    return found, process_time() - before


def _made(count: int) -> Made:
    """Mark pages of worlds, or take what was marked before."""
    kept = OUT / f"incremental-{count}.pickle"
    if kept.exists():
        found: Made = pickle.loads(kept.read_bytes())
        return found
    documents: list[Document] = []
    marks: list[Marks] = []
    known = Settings()
    seed = 0
    while len(documents) < count:
        of = world(seed)
        known = settings(of) if seed == 0 else known
        read = _documents(seed, settings(of))
        documents += read
        marks += stages.mark(read, settings(of))
        seed += 1
    OUT.mkdir(exist_ok=True)
    made = Made(tuple(documents[:count]), tuple(marks[:count]), known)
    kept.write_bytes(pickle.dumps(made))
    return made


def _documents(seed: int, known: Settings) -> Sequence[Document]:
    rows = (
        Row(id=f"{seed}-{p.file}", text=p.text, url=p.url, layout=Layout.PAGE)
        for p in pages(world(seed))
    )
    return [stanced(document_of_row(r, known)) for r in rows]


if __name__ == "__main__":
    sys.exit(main())
