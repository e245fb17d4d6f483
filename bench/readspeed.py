"""CPU of reading pages beside trafilatura, in turns, in one process: text, metadata, thread."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from trafilatura import bare_extraction

from wellsourced.config import Settings
from wellsourced.model import Page
from wellsourced.read.page import documents

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3


def main() -> int:
    """Print pages per CPU-second of both: the best of several turns of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=ROOT / "examples" / "pages",
        help="folder of saved pages, *.html (default: the example's)",
    )
    parser.add_argument("--most", type=int, default=200, help="pages at most")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="turns of each")
    asked = parser.parse_args()
    found = sorted(asked.folder.glob("*.html"))[: asked.most]
    if not found:
        print(f"no *.html in {asked.folder}: nothing measured")
        return 2
    pages = [Page(file=p.name, body=p.read_bytes(), media_type="text/html") for p in found]
    _ours(pages[:3]), _theirs(pages[:3])  # the first pages load word lists and modules
    turns = [(_cpu(_ours, pages), _cpu(_theirs, pages)) for _ in range(asked.rounds)]
    ours, theirs = (min(times) for times in zip(*turns, strict=True))
    print(f"{len(pages)} pages, best of {asked.rounds} turns each")
    print(_row("trafilatura, comments and metadata", len(pages) / theirs, 1.0))
    print(_row("read: article, furniture, thread, date", len(pages) / ours, theirs / ours))
    return 0


def _row(what: str, speed: float, ratio: float) -> str:
    return f"{what:40} {speed:7.1f} pages per CPU-second {ratio:6.2f}"


def _ours(pages: list[Page]) -> None:
    for page in pages:
        for _ in documents(page, Settings()):
            pass


def _theirs(pages: list[Page]) -> None:
    for page in pages:
        bare_extraction(page.body, include_comments=True, with_metadata=True)


def _cpu(work: Callable[[list[Page]], None], pages: list[Page]) -> float:
    start = time.process_time()
    work(pages)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
