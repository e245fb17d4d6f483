"""Weighing as a whole: linked marks in, claims, tallies and checks out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from wellsourced.config import Settings
from wellsourced.model import (
    CheckRow,
    Claim,
    Document,
    DocumentId,
    Linked,
    Marks,
    TallyId,
    Weighed,
)
from wellsourced.weigh.answers import Answers
from wellsourced.weigh.apart import (
    LOSSES,
    Block,
    Corrections,
    CountBlock,
    Counted,
    Member,
    claims_of,
    tallies_of,
)
from wellsourced.weigh.blocks import blocks, count_blocks
from wellsourced.weigh.counts import Count
from wellsourced.weigh.tallies import Key
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.told import around, told
from wellsourced.weigh.world import World, world

_NONE: Key = ("", 0, 0, "")
_Spot = tuple[str, int, int]


class Ground(NamedTuple):
    """All that is weighed: counts and tellings beside the words they point at."""

    of: World
    writers: dict[str, str]
    counts: list[Count]
    checks: list[CheckRow]
    tellings: list[Telling]
    answers: Answers
    corrections: Corrections


def weigh(
    linked: Linked, documents: Iterable[Document], marks: Iterable[Marks], settings: Settings
) -> Weighed:
    """Give what the documents amount to: pass those known on a day, and it is as of that day.

    The order of documents and marks does not matter.
    """
    on = ground(linked, documents, marks, settings)
    counted = [tallies_of(b) for b in counts_apart(on)]
    return together(on, counted, (c for b in claims_apart(on, counted) for c in claims_of(b)))


def ground(
    linked: Linked, documents: Iterable[Document], marks: Iterable[Marks], settings: Settings
) -> Ground:
    """Give what is weighed."""
    by_id = {d.id: d for d in documents}
    pages = [(by_id[m.doc], m) for m in sorted(marks, key=lambda m: m.doc) if m.doc in by_id]
    of = world(linked, (m for _, m in pages), settings)
    found = told(linked.utterances, linked.counts, pages, of)
    beside = around(pages)
    return Ground(
        of=of,
        writers=authors(by_id.values()),
        counts=found.counts,
        checks=beside.checks,
        tellings=found.tellings,
        answers=found.answers,
        corrections=Corrections(beside.corrections, found.tellings),
    )


def counts_apart(on: Ground) -> Iterator[CountBlock]:
    """Give the blocks of counts, each with the checks of its documents."""
    checks: dict[DocumentId, list[int]] = defaultdict(list)
    for n, check in enumerate(on.checks):
        for name in {q.document for q in check.about}:
            checks[name].append(n)
    for found in count_blocks(on.counts):
        pages = {c.quote.document for c in found}
        near = sorted({n for name in pages for n in checks.get(name, ())})
        own = tuple(on.checks[n] for n in near)
        made = on.corrections.on(pages)
        yield CountBlock(tuple(found), own, on.of, on.writers, made)


def claims_apart(on: Ground, counted: Iterable[Counted]) -> Iterator[Block]:
    """Give the blocks of tellings; what the counts amount to bears on those that give numbers."""
    scopes: dict[Key, str] = {}
    overtaken: dict[Key, str] = {}
    for c in counted:
        scopes.update(c.scopes)
        overtaken.update(c.overtaken)
    for found in blocks([_counted(t, scopes) for t in on.tellings], on.of):
        members = tuple(
            Member(t, overtaken.get(_figure(t)), on.answers.get(t.key, ())) for t in found
        )
        yield Block(members, on.corrections.about(found), on.of, on.writers)


def together(on: Ground, counted: Iterable[Counted], claims: Iterable[Claim]) -> Weighed:
    """Put together what the blocks amount to."""
    found = list(counted)
    tallies = sorted((t for c in found for t in c.tallies), key=lambda t: (t.outcome, t.id))
    spots: dict[_Spot, list[TallyId]] = defaultdict(list)
    for t in tallies:
        for e in t.evidence:
            spots[e.document, e.start, e.end].append(t.id)
    checks = (*on.checks, *(check for c in found for check in c.checks))
    return Weighed(
        claims=tuple(sorted(claims, key=lambda c: c.id)),
        tallies=tuple(tallies),
        checks=summed(checks, spots),
    )


def summed(
    checks: Iterable[CheckRow], spots: Mapping[_Spot, Sequence[TallyId]]
) -> tuple[CheckRow, ...]:
    """Give checks in order, each with the tallies of the words that it is about."""
    return tuple(sorted((_with_tallies(c, spots) for c in checks), key=_where))


def authors(documents: Iterable[Document]) -> dict[str, str]:
    """Give for each writer whose own pages are in the case the outlet that they speak as.

    Who writes for two is nobody's voice.
    """
    out: dict[str, set[str]] = {}
    for d in documents:
        if d.author and d.outlet:
            out.setdefault(d.author, set()).add(d.outlet)
    return {a: next(iter(o)) for a, o in sorted(out.items()) if len(o) == 1}


def _counted(t: Telling, scopes: Mapping[Key, str]) -> Telling:
    """A telling with what its number counts."""
    counts = t.figure is not None and t.slots.type in LOSSES
    return t._replace(tally=scopes.get(_figure(t))) if counts else t


def _figure(t: Telling) -> Key:
    """The key of a telling's number among the counts; it has none: that of no count."""
    q = t.figure
    return (t.quote.document, q.start, q.end, q.outcome.value) if q else _NONE


def _with_tallies(check: CheckRow, told: Mapping[_Spot, Sequence[TallyId]]) -> CheckRow:
    spots = {(q.document, q.start, q.end) for q in check.about}
    return replace(check, tallies=tuple(sorted({i for s in spots for i in told.get(s, ())})))


def _where(check: CheckRow) -> tuple[str, str, list[tuple[str, int, int]]]:
    return check.verdict, check.why, [(q.document, q.start, q.end) for q in check.about]
