"""Documents per CPU-second of finding copies, beside winnowed 8-grams in plain Python.

Both run in turns, in one process, on the same made-up documents, from texts in memory to passages
with the characters on both sides.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import winnowing

from wellsourced.link import copies
from wellsourced.model import Document, Part, PartId, PartKind
from wellsourced.model.ids import DocumentId

ROOT = Path(__file__).resolve().parent.parent
MAKER = ROOT.parent / "shared" / "bench" / "read" / "reuse_gen.py"
TURNS = 5
A_BASE = 5.5  # documents that the maker makes of one base text


def main() -> int:
    """Print the speed of both and the ratio; with more than one size, how both grow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="*", default=[1_100], help="how many")
    parser.add_argument("--alone", action="store_true", help="without the yardstick")
    asked = parser.parse_args()
    if not MAKER.exists():
        print("the maker of documents does not lie beside the project (../shared/bench/read)")
        return 0
    for count in asked.documents:
        _measured(_texts(count), turns=TURNS if count < 5_000 else 1, alone=asked.alone)
    return 0


def _measured(texts: Sequence[str], *, turns: int, alone: bool) -> None:
    documents = [_document(n, t) for n, t in enumerate(texts)]
    ours, theirs = [], []
    for _ in range(turns):
        ours.append(_cpu(lambda: sum(1 for _ in copies.rows(documents))))
        if not alone:
            theirs.append(_cpu(lambda: sum(1 for _ in winnowing.pairs(texts))))
    print(f"{len(texts)} documents, best of {turns} turns, documents per CPU-second")
    print(f"  wellsourced              {len(texts) / min(ours):9.0f}")
    if theirs:
        print(f"  winnowed 8-grams, Python {len(texts) / min(theirs):9.0f}")
        print(f"  ratio                    {min(theirs) / min(ours):9.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory at the peak, MB   {peak:9.0f}", flush=True)


def _texts(count: int) -> list[str]:
    """Made-up documents, of which most copy, cut, edit or quote another."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, str(MAKER), folder, "--base", str(round(count / A_BASE))]
        subprocess.run(words, check=True, capture_output=True)
        with (Path(folder) / "docs.jsonl").open(encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines]


def _document(number: int, text: str) -> Document:
    name = f"d{number:06}"
    body = Part(id=PartId("p1"), kind=PartKind.BODY, start=0, end=len(text))
    return Document(id=DocumentId(name), evidence="", file=name, text=text, parts=(body,))


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
