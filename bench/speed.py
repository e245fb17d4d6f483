"""CPU of marking beside the bare parser, on the same text, in turns, in one process."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from wellsourced.config import Settings
from wellsourced.mark import layers, syntax
from wellsourced.model import Document, Part, PartId, PartKind
from wellsourced.model.ids import DocumentId

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5


def main() -> int:
    """Print the ratio of marking to parsing: the best of several turns of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--text",
        type=Path,
        nargs="*",
        help="plain text files (default: the seeds, else the example)",
    )
    documents = [_document(p) for p in parser.parse_args().text or _default()]
    words = sum(len(d.text.split()) for d in documents)
    parse, mark = (lambda: _parse(documents)), (lambda: _mark(documents))
    parse(), mark()  # the first turn loads the model and the word lists
    turns = [(_cpu(parse), _cpu(mark)) for _ in range(ROUNDS)]
    parsed, marked = min(p for p, _ in turns), min(m for _, m in turns)
    print(f"{len(documents)} documents, {words} words, best of {ROUNDS} turns each")
    print(_row("bare parser (no entity recognition)", words / parsed, 1.0))
    print(_row("mark, all layers, parser included", words / marked, marked / parsed))
    return 0


def _row(what: str, speed: float, ratio: float) -> str:
    return f"{what:36} {speed:8.0f} words per CPU-second {ratio:6.2f}"


def _default() -> list[Path]:
    seeds = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    return seeds or sorted((ROOT / "examples" / "pages").glob("*.txt"))


def _document(path: Path) -> Document:
    text = path.read_text(encoding="utf-8")
    body = Part(id=PartId("p1"), kind=PartKind.BODY, start=0, end=len(text))
    return Document(
        id=DocumentId(path.name), evidence="", file=path.name, text=text, parts=(body,)
    )


def _parse(documents: list[Document]) -> None:
    for _ in syntax.parser().pipe(d.text for d in documents):
        pass


def _mark(documents: list[Document]) -> None:
    for _ in layers.marked(documents, Settings()):
        pass


def _cpu(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
