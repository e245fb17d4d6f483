"""Memory that a run takes for each page of a large case of which nothing is new.

A chain of so many made-up links is written, with the index of what their pages gave (no documents)
and an empty file for each task, as if all had been read and marked. What is counted is the peak
memory of a process that brings the case up to date; the difference of two sizes is what a page
takes. Linking and weighing have no share in it: `bench/scale.py` measures those.
"""

import argparse
import json
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from wellsourced.case import Case
from wellsourced.config import Settings
from wellsourced.flow.shelves.index import Gave
from wellsourced.flow.tasks import Naming
from wellsourced.flow.version import version_of
from wellsourced.model import digest
from wellsourced.store import cells
from wellsourced.store.evidence import START, Entry

RUN = """
import json, resource, sys
from pathlib import Path
from wellsourced.config import Settings
from wellsourced.flow.engines.local import LocalEngine
from wellsourced.flow.run import bring_up
engine = LocalEngine(workers=0)
found = bring_up(Path(sys.argv[1]), Settings(), engine=engine, progress=lambda *_: None)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([found.pages, found.read, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime]))
"""


def main() -> int:
    """Print the peak memory of each size, and what a page takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs=2, default=[1_000, 100_000])
    few, many = parser.parse_args().pages
    with TemporaryDirectory() as folder:
        peaks = [_peak(Path(folder) / str(n), n) for n in (few, many)]
    bytes_each = (peaks[1] - peaks[0]) * 2**20 / (many - few)
    print(f"{bytes_each:.0f} bytes a page; a million pages: {bytes_each * 1e6 / 2**30:.2f} GB")
    return 0


def _peak(case: Path, pages: int) -> float:
    _made(case, pages)
    line = [sys.executable, "-c", RUN, str(case)]
    told = subprocess.run(line, capture_output=True, text=True, check=True).stdout
    seen, read, peak, cpu = json.loads(told)
    assert (seen, read) == (pages, 0)
    print(f"{pages:8} pages {peak:7.0f} MB at most {cpu:7.1f} CPU s", flush=True)
    return float(peak)


def _made(case: Path, pages: int) -> None:
    Case.create(case)
    naming = Naming(case / "evidence", Settings(), case / "tasks")
    naming.folder.mkdir(exist_ok=True)
    naming.evidence.mkdir(exist_ok=True)
    known: dict[str, Gave] = {}
    seal = START
    with (naming.evidence / "chain.jsonl").open("wb") as chain:
        for number in range(pages):
            entry = _entry(number).sealed(seal)
            seal = entry.seal
            chain.write(msgspec.json.encode(entry) + b"\n")
            read, marked = naming.reading(entry).output, f"mark-{_hash(number)[:32]}.cells"
            known[read.name] = Gave(marked, (), ())
            read.touch()
            (naming.folder / marked).touch()
    index = f"index-{digest(version_of('mark'), Settings().digest(), length=32)}.cells"
    cells.put(naming.folder / index, {"known": msgspec.msgpack.encode(known)})


def _entry(number: int) -> Entry:
    return Entry(
        file=f"archive/2031-01/page-{number:08}.html",
        evidence=_hash(number),
        size=40_000,
        media_type="text/html",
        url=f"https://house-{number % 40}.example/world/2031/01/page-{number:08}.html",
        added_at=datetime(2031, 1, 1, tzinfo=UTC),
    )


def _hash(number: int) -> str:
    return sha256(b"%d" % number).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
