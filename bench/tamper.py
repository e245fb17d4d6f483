"""Bytes of a case changed, put in and taken out at random: what verify says of each.

Usage: .venv/bin/python bench/tamper.py [TOUCHES A FILE KIND]       on the shipped example
"""

import random
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from wellsourced.app.build import _examples
from wellsourced.case import Case
from wellsourced.integrity import verified
from wellsourced.model import Decision, Draft
from wellsourced.store.broken import Broken
from wellsourced.store.evidence import Evidence
from wellsourced.store.rulings import Rulings, Written
from wellsourced.store.snapshots import Snapshots

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
HOW = ("change", "put in", "take out")


def main() -> None:
    """Print a row for each kind of file."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    chance = random.Random(8)
    with tempfile.TemporaryDirectory() as folder:
        path = built(Path(folder))
        begun = time.process_time()
        assert not verified(Case.open(path)).broken
        print(f"verify, nothing touched: {time.process_time() - begun:.2f} s of CPU")
        print(f"{'file':16} touched  named  its byte  elsewhere  read the same  missed")
        for kind, files in kinds(path).items():
            told = Counter(outcome(path, chance.choice(files), chance) for _ in range(many))
            named = told["byte"] + told["file"]
            rest = f"{told['elsewhere']:10} {told['same']:14} {told['missed']:7}"
            print(f"{kind:16} {many:7} {named:6} {told['byte']:9} {rest}")


def built(folder: Path) -> Path:
    """The shipped example, with ten rulings."""
    case = Case.create(folder / "case")
    case.add([_examples() / "pages"], at=NOON)
    case.run(workers=0)
    for n in range(10):
        note = Draft(decision=Decision.NOTE, value=f"note {n}")
        Rulings(case.path).append(Written(draft=note, by="ada", at=NOON, before="", after=""))
    return case.path


def kinds(case: Path) -> dict[str, list[Path]]:
    """The files that are sealed, by what they are."""
    folder = Snapshots(case).current()
    assert folder
    originals = sorted(p for p in case.glob("evidence/??/*") if len(p.name) == 64)
    return {
        "original": originals,
        "chain.jsonl": [case / "evidence/chain.jsonl"],
        "pieces.jsonl": [case / "evidence/pieces.jsonl"],
        "rulings.sqlite": [case / "rulings.sqlite"],
        "record.duckdb": [folder / "record.duckdb"],
        "manifest.json": [folder / "manifest.json"],
        "CURRENT": [case / "CURRENT"],
    }


def outcome(case: Path, file: Path, chance: random.Random) -> str:
    """Touch a byte, verify, and put it back."""
    whole = file.read_bytes()
    at, how = chance.randrange(len(whole)), chance.choice(HOW)
    value = bytes([chance.randrange(256)])
    middle = {"change": bytes([whole[at] ^ (1 + chance.randrange(255))]), "take out": b""}
    after = whole[at:] if how == "put in" else whole[at + 1 :]
    touched = whole[:at] + middle.get(how, value) + after
    before = read(case)
    file.write_bytes(touched)
    try:
        broken = verified(Case.open(case)).broken
        if broken:
            return told(broken, str(file.relative_to(case)), whole, touched)
        return "same" if read(case) == before else "missed"
    finally:
        file.write_bytes(whole)


def told(broken: tuple[Broken, ...], file: str, whole: bytes, touched: bytes) -> str:
    """Whether the file was named, and the byte; elsewhere: what does not fit it was named."""
    pairs = enumerate(zip(whole, touched, strict=False))
    first = next((n for n, (a, b) in pairs if a != b), min(len(whole), len(touched)))
    own = [b for b in broken if b.file == file]
    if not own:
        return "elsewhere"
    return "byte" if any(b.offset == first for b in own) else "file"


def read(case: Path) -> object:
    """What is read of a case: links, rulings, and the seals of all tables."""
    manifest = Snapshots(case).manifest()
    links = [e.seal for e in Evidence(case / "evidence").chain()]
    return links, Rulings(case).rows(), manifest and (manifest.tables, manifest.record)


if __name__ == "__main__":
    main()
