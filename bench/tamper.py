"""Bytes of a case changed, put in and taken out at random: what verify says of each.

Usage: .venv/bin/python bench/tamper.py [TOUCHES A FILE KIND]       on the shipped example
       .venv/bin/python bench/tamper.py --rulings [EACH]   on a log of ten rulings: a bit of each
                                                           so manieth byte, and ends cut off
Ends with 1 if a change of what is read was missed.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from wellsourced.app.build import _examples
from wellsourced.case import Case
from wellsourced.errors import StoreError
from wellsourced.imports import Given, Kind, bring
from wellsourced.integrity import verified
from wellsourced.model import Decision, Draft
from wellsourced.model.aid import Aid, Doubt, Doubtful, Worth
from wellsourced.store import imported
from wellsourced.store.aids import aids
from wellsourced.store.broken import Broken
from wellsourced.store.docket import examined
from wellsourced.store.evidence import Evidence
from wellsourced.store.rulings import FILE_NAME, Rulings, Written
from wellsourced.store.snapshots import Snapshots

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
HOW = ("change", "put in", "take out")


def main() -> int:
    """Print a row for each kind of file, or how a log of rulings fares."""
    given = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    given.add_argument("touches", nargs="?", type=int, default=40)
    given.add_argument("--rulings", nargs="?", type=int, const=1, metavar="EACH")
    asked = given.parse_args()
    if asked.rulings:
        return swept(asked.rulings)
    many, missed = asked.touches, 0
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
            missed += told["missed"]
    return int(missed > 0)


def swept(each: int) -> int:
    """Turn a bit of each so manieth byte of a log, and cut off its end; tells what was missed."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder)
        ruled(case, 10)
        file, there = case / FILE_NAME, rows(case)
        whole = file.read_bytes()
        turned = (
            whole[:at] + bytes([whole[at] ^ (1 << at * 7 % 8)]) + whole[at + 1 :]
            for at in range(0, len(whole), each)
        )
        cut = (whole[:at] for at in range(0, len(whole), max(each, 64)))
        missed = 0
        print("rulings.sqlite    touched  other to read  of these found  missed")
        for what, contents in (("a bit turned", turned), ("cut off", cut)):
            told: Counter[tuple[bool, bool]] = Counter()
            for content in contents:
                file.write_bytes(content)
                looked = examined(Rulings(case))
                told[rows(case) != there, bool(looked.broken or looked.notes)] += 1
            other = told[True, True] + told[True, False]
            of = f"{other:14} {told[True, True]:15} {told[True, False]:7}"
            print(f"{what:16} {told.total():8} {of}")
            missed += told[True, False]
    return int(missed > 0)


def rows(case: Path) -> object:
    """What is read of a log; None: nothing can be."""
    try:
        return Rulings(case).rows()
    except StoreError:
        return None


def ruled(case: Path, many: int) -> None:
    """Write rulings down."""
    for n in range(many):
        note = Draft(decision=Decision.NOTE, value=f"note {n}")
        Rulings(case).append(Written(draft=note, by="ada", at=NOON, before="", after=""))


def built(folder: Path) -> Path:
    """The shipped example, with ten rulings, answers of a reading aid, and an import."""
    case = Case.create(folder / "case")
    case.add([_examples() / "pages"], at=NOON)
    case.run(workers=0)
    ruled(case.path, 10)
    page = case.documents()[0].id
    of = Doubtful(doubt=Doubt.DATE, document=page, start=0, end=1, passage_start=0, passage_end=1)
    for n in range(4):
        bare = {"model": "m", "prompt": "When was it?", "at": NOON, "worth": Worth.NOTHING}
        aids(case.path).append([Aid(of=of, asked=f"{n}", output="", **bare)])
    names = folder / "names.csv"
    names.write_text("name,alias,kind\nRiver Guard,RG,force\n")
    bring(case, Given(file=names, kind=Kind.ALIASES, at=NOON))
    case.run(workers=0)
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
        "rulings.sqlite": [case / FILE_NAME],
        "aid.jsonl": [case / "aid.jsonl"],
        "imports": sorted(case.glob("imports/*.json*")),
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
    answers, imports = aids(case).all(), imported.log(case).all()
    return links, rows(case), answers, imports, manifest and (manifest.tables, manifest.record)


if __name__ == "__main__":
    sys.exit(main())
