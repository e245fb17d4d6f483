"""The head of a case: one line that stands for all that was added, ruled and published.

Whoever keeps it elsewhere (on paper, in a mail, signed) can tell later whether something at the
end is missing, or was made anew from the beginning, which nothing within the folder can tell.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from wellsourced.errors import InputError
from wellsourced.model import digest
from wellsourced.store import imported
from wellsourced.store.aids import FILE as AID
from wellsourced.store.aids import aids
from wellsourced.store.broken import Broken, Kind
from wellsourced.store.evidence import CHAIN, START, Evidence
from wellsourced.store.rulings import FILE_NAME, Rulings
from wellsourced.store.snapshots import Snapshots

_NONE = "none"
_LINE = re.compile(
    r"wellsourced-head-1 evidence=(\d+):([0-9a-f]{64}) rulings=(\d+):([0-9a-f]{64}) "
    r"record=(\w+):(\w+)(?: aid=(\d+):(\w+))?(?: imports=(\d+):(\w+))? seal=([0-9a-f]{64})"
)


class Head(Struct, frozen=True, kw_only=True):
    """How many links and rulings there are, the seals of the last, and which record is in force.

    >>> print(Head(links=0, chain="0" * 64, rulings=0, log="0" * 64).line()[:40])
    wellsourced-head-1 evidence=0:0000000000
    """

    links: int
    chain: str
    rulings: int
    log: str
    made_from: str = _NONE
    record: str = _NONE  # digest of the seals of all its tables
    answers: int = 0  # of the reading aid; where there are none, the line does not tell of them
    aid: str = ""
    imports: int = 0
    imported: str = ""

    @property
    def seal(self) -> str:
        """The one hash over all of it."""
        return hashlib.sha256(self._words().encode()).hexdigest()

    def line(self) -> str:
        """Give the line that one keeps."""
        return f"{self._words()} seal={self.seal}"

    def _words(self) -> str:
        aid = f" aid={self.answers}:{self.aid}" if self.answers else ""
        imports = f" imports={self.imports}:{self.imported}" if self.imports else ""
        return (
            f"wellsourced-head-1 evidence={self.links}:{self.chain} "
            f"rulings={self.rulings}:{self.log} record={self.made_from}:{self.record}"
            f"{aid}{imports}"
        )


class Told(Struct, frozen=True, kw_only=True):
    """What a kept head shows of a case."""

    broken: tuple[Broken, ...] = ()
    notes: tuple[str, ...] = ()


def head_of(case: Path) -> Head:
    """Give the head of a case as it stands; that it holds is for verify to say."""
    chain, log, aid, imports = (_last(seals, 0) for seals in _seals(case))
    manifest = Snapshots(case).manifest()
    tables = (
        [f"{name} {seal}" for name, seal in sorted(manifest.tables.items())] if manifest else []
    )
    return Head(
        links=chain.many,
        chain=chain.last or START,
        rulings=log.many,
        log=log.last or START,
        made_from=manifest.made_from if manifest else _NONE,
        record=digest(*tables, length=32) if manifest else _NONE,
        answers=aid.many,
        aid=aid.last,
        imports=imports.many,
        imported=imports.last,
    )


def head_in(text: str) -> Head:
    """Give the head that stands in a text, whatever stands around it.

    Raises InputError if there is none, or if it was miswritten.
    """
    found = _LINE.search(" ".join(text.split()))
    if not found:
        raise InputError("no head in what was given", hint="wellsourced head CASE prints one")
    links, chain, rulings, log, made_from, record, *more, seal = found.groups()
    answers, aid, imports, last = more
    head = Head(
        links=int(links),
        chain=chain,
        rulings=int(rulings),
        log=log,
        made_from=made_from,
        record=record,
        answers=int(answers or 0),
        aid=aid or "",
        imports=int(imports or 0),
        imported=last or "",
    )
    if head.seal != seal:
        raise InputError("the head was miswritten: its own seal does not hold")
    return head


def compared(case: Path, kept: Head) -> Told:
    """Tell whether a case is the one of a head that was kept, or has grown out of it."""
    chain, log, aid, imports = _seals(case)
    bad = (
        *_grown(Kind.HEAD, f"evidence/{CHAIN}", chain, (kept.links, kept.chain)),
        *_grown(Kind.HEAD, FILE_NAME, log, (kept.rulings, kept.log)),
        *_grown(Kind.HEAD, AID, aid, (kept.answers, kept.aid)),
        *_grown(Kind.HEAD, imported.LOG, imports, (kept.imports, kept.imported)),
    )
    now = head_of(case)
    if (now.made_from, now.record) == (kept.made_from, kept.record) or kept.record == _NONE:
        return Told(broken=bad)
    if now.made_from == kept.made_from:
        words = "the record in force is not that of the head, though made from the same"
        return Told(broken=(*bad, Broken(kind=Kind.HEAD, file="snapshots", words=words)))
    note = "another record is in force than the head tells of: the case was run again since"
    return Told(broken=bad, notes=(note,))


def _grown(kind: Kind, file: str, seals: Iterable[str], kept: tuple[int, str]) -> Iterator[Broken]:
    """Whether a log has still at its place what was last when the head was taken."""
    count, seal = kept
    found = _last(seals, count)
    if count > found.many:
        words = f"{file}: {found.many} are there, {count} were when the head was taken: "
        tail = f"{found.many + 1} to {count} are gone"
        yield Broken(kind=kind, file=file, words=words + tail, id=str(found.many + 1))
    elif count and found.then != seal:
        words = f"{file}: number {count} is not the one that the head tells of: made anew since"
        yield Broken(kind=kind, file=file, words=words, id=str(count))


class _Last(NamedTuple):
    """How many seals a log has, the last of them, and the one that was last before."""

    many: int
    last: str
    then: str


def _last(seals: Iterable[str], count: int) -> _Last:
    """Go through the seals of a log, which may be too many to be held."""
    number, last, then = 0, "", ""
    for number, last in enumerate(seals, 1):
        if number == count:
            then = last
    return _Last(number, last, then)


class _Seals(NamedTuple):
    """The seals of all that is only added to, each in its order."""

    chain: Iterable[str]
    log: Iterable[str]
    aid: Iterable[str]
    imports: Iterable[str]


def _seals(case: Path) -> _Seals:
    return _Seals(
        (entry.seal for entry in Evidence(case / "evidence").links()),
        [row[3] for row in Rulings(case).rows()],
        [answer.seal for answer in aids(case).all()],
        [kept.seal for kept in imported.log(case).all()],
    )
