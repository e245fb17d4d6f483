"""CPU of reading and marking pages beside the bare parser, and what a second worker brings.

Made-up pages go through the tasks of a run in worker processes, with one worker and with two.
Beside them the bare parser, without entity recognition, in a process of its own, parses all words
that stand on the same pages (a reader of pages who skips nothing), and then only those that are
marked. All CPU is that of processes, their start included. The wall time of two workers against
one is worth reading on a quiet machine only.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from housepages import pages
from lxml import html

from wellsourced.case import Case
from wellsourced.config import Settings
from wellsourced.flow.engines.local import LocalEngine
from wellsourced.flow.perpage import PerPage
from wellsourced.flow.tasks import Read
from wellsourced.mark.stretches import stretches
from wellsourced.model import Document
from wellsourced.store import tasks as files
from wellsourced.store.evidence import Evidence

BARE = """
import json, sys
from wellsourced.mark.syntax import parser
texts = (json.loads(line) for line in sys.stdin)
for _ in parser().pipe(texts):
    pass
"""


@dataclass(frozen=True)
class Cost:
    """What some work took, in processes of its own."""

    cpu: float
    wall: float


def main() -> int:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        case = _case(Path(folder), asked.pages)
        costs = {n: _run(case, n) for n in asked.workers}
        print(f"{asked.pages} pages, {len(list(_documents(case)))} documents")
        _compare(case, costs)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'peak memory of a process, MB':60} {most:8.0f}")
    return 0


def _compare(case: Path, costs: dict[int, dict[str, Cost]]) -> None:
    ours = {n: sum(c.cpu for c in cost.values()) for n, cost in costs.items()}
    walls = {n: sum(c.wall for c in cost.values()) for n, cost in costs.items()}
    for words, texts in (
        ("all words of the pages", _all_words(case)),
        ("the words that are marked", _marked_words(case)),
    ):
        bare, count = _bare(texts), sum(len(t.split()) for t in texts)
        print(f"bare parser, {words}: {count} words, {count / bare.cpu:.0f} a CPU-second")
        for n, cpu in ours.items():
            print(f"{f'  read + mark, {n} workers, CPU against it':60} {cpu / bare.cpu:8.2f}")
    first = min(costs)
    share = costs[first]["read"].cpu / ours[first]
    print(f"{'of that, reading':60} {share:8.0%}")
    for n in sorted(costs)[1:]:
        print(f"{f'wall time of {first} worker against {n}':60} {walls[first] / walls[n]:8.2f}")


def _case(folder: Path, count: int) -> Path:
    for name, body in pages(count):
        (folder / "pages").mkdir(exist_ok=True)
        (folder / "pages" / name).write_bytes(body)
    Case.create(folder / "case").add([folder / "pages"], at=datetime(2010, 1, 1, tzinfo=UTC))
    return folder / "case"


def _run(case: Path, workers: int) -> dict[str, Cost]:
    """Read and mark all, in a folder of its own."""
    shutil.rmtree(case / "tasks", ignore_errors=True)
    work = _work(case, LocalEngine(workers=workers))
    return {
        "read": _cost(lambda: work.read(retry=False)),
        "mark": _cost(lambda: work.mark(retry=False)),
    }


def _work(case: Path, engine: LocalEngine) -> PerPage:
    entries = Evidence(case / "evidence").pages()
    return PerPage(case, Settings(), entries, engine, lambda *_: None)


def _documents(case: Path) -> Iterator[Document]:
    for task in _work(case, LocalEngine()).reads:
        yield from (r.document for r in files.take(task.output, Read) if r.document)


def _all_words(case: Path) -> list[str]:
    """What stands on the pages for all to see, a block a text."""
    found = []
    for page in sorted((case.parent / "pages").glob("*.html")):
        tree = html.fromstring(page.read_bytes())
        for hidden in tree.xpath("//script|//style|//head"):
            hidden.drop_tree()
        blocks = (
            " ".join(b.text_content().split()) for b in tree.iter("p", "li", "h1", "h2", "h3")
        )
        found += [b for b in blocks if b]
    return found


def _marked_words(case: Path) -> list[str]:
    return [s.text for d in _documents(case) for s in stretches(d)]


def _bare(texts: Sequence[str]) -> Cost:
    lines = "\n".join(map(_line, texts)).encode()
    command = [sys.executable, "-c", BARE]
    return _cost(lambda: subprocess.run(command, input=lines, check=True))


def _line(text: str) -> str:
    return '"' + text.replace("\\", " ").replace('"', '\\"').replace("\t", " ") + '"'


def _cost(work: Callable[[], object]) -> Cost:
    before, start = _cpu(), time.perf_counter()
    work()
    return Cost(_cpu() - before, time.perf_counter() - start)


def _cpu() -> float:
    """Seconds of this process and of those it has started."""
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


if __name__ == "__main__":
    sys.exit(main())
