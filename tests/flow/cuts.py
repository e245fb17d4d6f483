"""Work that is cut off at its steps on the disk: `python -m tests.flow.cuts FOLDER [MOST [NAME]]`.

At most so many cuts of each kind of work, else at every step.

A step is a call by which something may come to lie on the disk: a file opened, written, renamed,
synced, removed, a statement of a database. The work is done in a process of its own, which is
gone at a step, before or behind it, with no chance to tidy up. What lies there then is all that a
reader of that moment can see. Each part of it has to be the old or the new, and the work, given
again, cut off once more on the way, and given again, has to come to what it comes to undisturbed.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa

from tests.factories import NOON
from wellsourced.case import Case
from wellsourced.imports import Given, Kind, bring, listed
from wellsourced.model import (
    Decision,
    DocumentId,
    Draft,
    Page,
    Rejected,
)
from wellsourced.model.aid import Aid, Doubt, Doubtful, Worth
from wellsourced.store import beside, custody, docket, duck, imported
from wellsourced.store.aids import aids
from wellsourced.store.evidence import Evidence
from wellsourced.store.rulings import Rulings, Written
from wellsourced.store.snapshots import Snapshots

STEPS = frozenset(
    (
        *("close", "connect", "create", "execute", "executescript", "flush", "fsync", "register"),
        *("insert_into", "mkdir", "open", "rename", "replace", "rmdir", "truncate", "unlink"),
        "write",
    )
)
_GONE = 9  # what a process that was cut off ends with


class Work(NamedTuple):
    """What is done to a case, what was there before, and the parts of it that are then seen."""

    before: Callable[[Path], object]
    do: Callable[[Path], object]
    seen: Callable[[Path], list[object]]


class Told(NamedTuple):
    """How many steps there are, and what was wrong where work was cut off at some of them."""

    steps: int
    wrong: list[str]


def told(work: Work, folder: Path, most: int) -> Told:
    """Cut work off at its steps, at no more of them than that."""
    base, whole, case = folder / "base", folder / "whole", folder / "case"
    work.before(base)
    shutil.copytree(base, case)
    work.do(case)  # here, once: what is imported on the way is no step
    work.seen(case)
    shutil.rmtree(case)
    old = _apart(lambda: work.seen(base))
    shutil.copytree(base, whole)
    steps, new = _apart(lambda: (_counted(lambda: work.do(whole)), work.seen(whole)))
    wrong = []
    for at in range(1, steps + 1, -(-steps // most)):
        shutil.copytree(base, case)
        _cut(lambda: work.do(case), at)
        there = _apart(lambda: work.seen(case))
        if not all(t in pair for t, *pair in zip(there, old, new, strict=True)):
            wrong.append(f"cut off at {at}: {there} is neither {old} nor {new}")
        _cut(lambda: work.do(case), 1 + at * 7 % steps)
        again = _apart(lambda: (work.do(case), work.seen(case))[1])
        if again != new:
            wrong.append(f"cut off at {at}, and done again: {again} is not {new}")
        shutil.rmtree(case)
    return Told(steps, wrong)


def _counted(do: Callable[[], object]) -> int:
    steps = _Steps(0)
    sys.setprofile(steps)
    try:
        do()
    finally:
        sys.setprofile(None)
    return steps.seen


def _cut(do: Callable[[], object], at: int) -> None:
    """Do work in a process that is gone at a step."""
    child = os.fork()
    if not child:
        try:
            sys.setprofile(_Steps(at))
            do()
        finally:
            os._exit(0)
    os.waitpid(child, 0)


class _Steps:
    """Counts steps, and ends the process at one."""

    def __init__(self, last: int) -> None:
        self.seen, self._last = 0, last

    def __call__(self, frame: object, event: str, what: object) -> None:
        if event in ("c_call", "c_return") and getattr(what, "__name__", "") in STEPS:
            self.seen += 1
            if self.seen == self._last:
                os._exit(_GONE)


def _apart(do: Callable[[], object]) -> list:
    """Do something in a process of its own, so that nothing is kept open here; as JSON."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            told = json.dumps(do(), default=str).encode()
            os.write(into, told)
            os._exit(0)
        except BaseException as error:  # noqa: BLE001  it is told, whatever it is
            os.write(into, json.dumps(f"{type(error).__name__}: {error}").encode())
            os._exit(1)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return json.loads(told)


# Pages that are added.


def _page(name: str, words: str) -> Page:
    return Page(file=name, body=words.encode(), media_type="text/plain")


def _two_pages(case: Path) -> None:
    evidence = Evidence(case / "evidence")
    evidence.add([_page("a.txt", "The bridge fell."), _page("b.txt", "It stands.")], at=NOON)


def _add(case: Path) -> None:
    new = _page("a.txt", "The bridge fell on Monday."), _page("c.txt", "word " * 300)
    bad = Rejected(stage="add", input="d.txt", reason="cannot be read")
    Evidence(case / "evidence").add([*new, bad], at=NOON)


def _added(case: Path) -> list[object]:
    evidence = Evidence(case / "evidence")
    broken = [b.words for b in custody.examined(evidence).broken]
    return [[e.seal for e in evidence.chain()], broken, _sums(evidence)]


def _sums(evidence: Evidence) -> str:
    """What tells where originals differ; it comes last, and is made up for if it was cut off."""
    file = evidence.folder / "pieces.jsonl"
    return file.read_text() if file.exists() else ""


# A ruling: who got no number looks whether it is there, and rules again.


def _note(case: Path, words: str) -> None:
    case.mkdir(exist_ok=True)
    if words not in [r.draft.value for r in Rulings(case).all()]:
        note = Draft(decision=Decision.NOTE, value=words)
        Rulings(case).append(Written(draft=note, by="ada", at=NOON, before="", after=words))


def _ruled(case: Path) -> list[object]:
    log = Rulings(case)
    broken = [b.words for b in docket.examined(log).broken]
    return [[r.draft.value for r in log.all()], broken]


# A file of another tool.

_NAMES = "name,alias,kind\nRiver Guard,RG,force\n"
_EVENTS = "date,what,place\n2031-05-03,Battle,Selm\n2031-05-04,Strike,Tarn\n"


def _import(case: Path, kind: Kind, words: str) -> None:
    file = case / f"{kind}.csv"
    file.write_text(words)
    bring(Case.create(case), Given(file=file, kind=kind, at=NOON, outlet="Field log"))


def _imported(case: Path) -> list[object]:
    made = Case.create(case)
    looked = imported.examined(case)
    lines = [k.seal for k in imported.log(case).all()]
    return [[(i.id, i.rows) for i in listed(made)], lines, looked.broken, *_added(case)]


# A record that is put in force.


def _publish(case: Path, rows: int) -> None:
    tables = {
        "documents": pa.table({"id": [f"d{n}" for n in range(rows)], "n": list(range(rows))}),
        "claims": duck.Stream([pa.table({"id": [f"c{n}"]}) for n in range(rows)]),
    }
    case.mkdir(exist_ok=True)
    duck.publish(case, tables, made_from=str(rows), chain=None)


def _published(case: Path) -> list[object]:
    snapshots = Snapshots(case)
    folder, manifest = snapshots.current(), snapshots.manifest()
    assert folder
    assert manifest
    assert snapshots.sound()
    return [[manifest.made_from, duck.seals_of(folder / "record.duckdb", manifest.tables)]]


# What stands beside a record.


def _register(case: Path) -> None:
    folder = Snapshots(case).current()
    assert folder
    beside.ensure(folder, lambda half: _two_files(half))


def _two_files(half: Path) -> None:
    for name in ("one", "two"):
        (half / name).write_text(name)


def _registered(case: Path) -> list[object]:
    folder = Snapshots(case).current()
    assert folder
    return [[beside.fits(folder), beside.fits(folder) and beside.altered(folder)]]


# An answer of the reading aid.


def _answer(case: Path, words: str) -> None:
    case.mkdir(exist_ok=True)
    kept = aids(case)
    if words in [a.output for a in kept.all()]:
        return
    of = Doubtful(
        doubt=Doubt.DATE,
        document=DocumentId("d"),
        start=0,
        end=1,
        passage_start=0,
        passage_end=1,
    )
    aid = Aid(of=of, asked="", model="m", prompt="", output=words, at=NOON, worth=Worth.NOTHING)
    kept.append([aid])


def _answered(case: Path) -> list[object]:
    return [[msgspec.to_builtins(a) for a in aids(case).all()]]


WORK = {
    "add": Work(_two_pages, _add, _added),
    "rule": Work(lambda c: _note(c, "one"), lambda c: _note(c, "two"), _ruled),
    "rule-first": Work(lambda c: c.mkdir(), lambda c: _note(c, "one"), _ruled),
    "import-names": Work(_two_pages, lambda c: _import(c, Kind.ALIASES, _NAMES), _imported),
    "import-events": Work(_two_pages, lambda c: _import(c, Kind.EVENTS, _EVENTS), _imported),
    "publish": Work(lambda c: _publish(c, 1), lambda c: _publish(c, 3), _published),
    "register": Work(lambda c: _publish(c, 1), _register, _registered),
    "aid": Work(lambda c: _answer(c, "one"), lambda c: _answer(c, "two"), _answered),
}


def main(folder: Path, most: int, names: list[str]) -> None:
    """Print what was found, by kind of work."""
    found = {}
    for name in names or WORK:
        (folder / name).mkdir()
        found[name] = told(WORK[name], folder / name, most)._asdict()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int((sys.argv[2:] or [10_000])[0]), sys.argv[3:])
