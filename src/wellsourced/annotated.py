"""Annotations made elsewhere, brought into a case as rulings and notes of those who made them.

What an annotation is about is found by its words: where they stand in the page as it was read
here, however the other tool cut it. What cannot be found there is told, and nothing is guessed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlsplit

from wellsourced import carried
from wellsourced.carried import Placed
from wellsourced.case import Case, texts
from wellsourced.errors import InputError
from wellsourced.lang import anchor
from wellsourced.model import (
    Claim,
    Decision,
    Document,
    DocumentId,
    Order,
    RulingRow,
    RulingState,
    Span,
)
from wellsourced.read.foreign.annotations import Read, Remark

_PAGE = ":page:"  # in the names that our own export gives to pages without an address
_REMEDY = "add the page, or rule on it with `wellsourced rule`"


class Judged(NamedTuple):
    """The rulings that were written, and annotations that could not be used, with the reason."""

    rulings: tuple[str, ...]
    rejected: tuple[str, ...]


class _Placed(NamedTuple):
    """A remark with the words that it is about."""

    remark: Remark
    document: Document
    span: Span


_Way = Callable[[], list[str]]


def judge(case: Case, read: Read, *, at: datetime, anew: bool = False) -> Judged:
    """Write down what annotations decide; what was written down before is left as it is.

    `at`: when, for those that do not say when they were made. `anew`: also what was undone.
    """
    pages = _Pages(texts(case))
    own: list[Placed] = []
    placed: list[_Placed] = []
    rejected = list(read.rejected)
    for remark in read.remarks:
        if remark.words is None:
            own.append(Placed(remark, None, None))
            continue
        document = pages.called(remark.page)
        span = anchor.found(document.text, remark.words) if document else None
        if document is None or span is None:
            what = "its page is not in the case" if document is None else "its words are not there"
            rejected.append(f"{remark.name}: {what}: {remark.words.exact[:60]!r}; {_REMEDY}")
        elif remark.carried is not None:
            own.append(Placed(remark, document, span))
        else:
            placed.append(_Placed(remark, document, span))
    ways: list[tuple[str, _Way]] = [
        *(
            (g[0].remark.name, partial(carried.adopted, case, g, at, anew=anew))
            for g in carried.groups(own)
        ),
        *((g[0].remark.name, partial(_ruled, case, g, at, anew=anew)) for g in _groups(placed)),
    ]
    return _judged(ways, rejected)


def _judged(ways: Iterable[tuple[str, _Way]], rejected: list[str]) -> Judged:
    written: list[str] = []
    for name, rule in ways:
        try:
            written += rule()
        except InputError as error:
            rejected.append(f"{name}: {error.problem}; {_REMEDY}")
    return Judged(tuple(written), tuple(rejected))


class _Pages:
    """The pages of a case by what others call them."""

    def __init__(self, documents: Mapping[DocumentId, Document]) -> None:
        self._named: dict[str, Document] = {}
        for d in sorted(documents.values(), key=lambda d: d.id, reverse=True):
            if d.earlier is None:
                bare = d.file.rsplit("/", 1)[-1]
                self._named |= {n: d for n in (bare, d.file, _bare(d.url or ""), d.id) if n}

    def called(self, name: str) -> Document | None:
        """Give a page by its address, its file, or the name that our own export gives it."""
        own = name.rpartition(_PAGE)[2] if _PAGE in name else ""
        tried = (own, _bare(name), name, name.rsplit("/", 1)[-1])
        return next((self._named[n] for n in tried if n in self._named), None)


def _bare(url: str) -> str:
    """An address without its scheme, its fragment and the slash at its end."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}{query}"


def _groups(placed: Iterable[_Placed]) -> list[list[_Placed]]:
    """What one ruling says of words that stand in several places is one ruling again."""

    def key(p: _Placed) -> tuple[str, ...]:
        r = p.remark
        v = r.verdict
        return (str(r.at or ""), r.by, v.decision, v.value or "", v.why, v.field or "")

    groups = []
    for told, several in groupby(sorted(placed, key=key), key):
        found = list(several)
        groups += [found] if told[0] else [[p] for p in found]
    return groups


def _ruled(case: Case, group: Sequence[_Placed], at: datetime, *, anew: bool) -> list[str]:
    """The ids of the rulings that a group needs: one for each claim that its words tell."""
    left = list(group)
    written: list[str] = []
    while left:
        first = left[0].remark
        claim = _best(case.claims(ruled=True), left)
        if claim is None and first.verdict.decision is not Decision.NOTE:
            words = " ".join(left[0].span.of(left[0].document.text).split())
            raise InputError(f"no claim rests on the words {words[:60]!r}")
        own = [p for p in left if claim and _share(p, claim)] or left[:1]
        left = [p for p in left if p not in own]
        order = _order(first, claim, own[0])
        when = first.at or at
        rows = [r for r in case.rulings() if not (anew and r.state is RulingState.UNDONE)]
        if not _known(rows, order, (first.by, when if first.at else None), own):
            written.append(case.rule(order, by=first.by, at=when).id)
    return written


def _order(remark: Remark, claim: Claim | None, placed: _Placed) -> Order:
    told = remark.verdict
    value = told.value
    if claim is None:
        value = f"“{' '.join(placed.span.of(placed.document.text).split())}”: {value}"
    name = claim.id if claim else placed.document.id
    return Order(decision=told.decision, of=(name,), field=told.field, value=value, why=told.why)


def _best(claims: Iterable[Claim], group: Sequence[_Placed]) -> Claim | None:
    """The claim of whose words most are meant, and of which least else is."""
    scored = [(sum(_share(p, c) for p in group), c) for c in claims]
    told = sorted((-score, c.id, n) for n, (score, c) in enumerate(scored) if score)
    return scored[told[0][2]][1] if told else None


def _share(placed: _Placed, claim: Claim) -> float:
    """How far the words are a claim's evidence: what both have, of all that either has."""
    best = 0.0
    for e in claim.evidence:
        if e.document == placed.document.id:
            both = min(e.end, placed.span.end) - max(e.start, placed.span.start)
            either = max(e.end, placed.span.end) - min(e.start, placed.span.start)
            best = max(best, both / either)
    return best


def _known(
    rows: Iterable[RulingRow],
    order: Order,
    made: tuple[str, datetime | None],
    own: Sequence[_Placed],
) -> bool:
    """Whether the same was decided before, by the same, of the same words, undone or not."""
    by, at = made
    for row in rows:
        draft = row.ruling.draft
        told = (draft.decision, draft.field, draft.value, draft.why)
        same = told == (order.decision, order.field, order.value, order.why)
        if same and row.ruling.by == by and (at is None or row.ruling.at == at):
            anchors = [a for s in draft.subjects for a in s.anchors]
            if any(_meets(a.document, (a.start, a.end), own, order) for a in anchors):
                return True
    return False


def _meets(document: str, place: tuple[int, int], own: Sequence[_Placed], order: Order) -> bool:
    """Whether an anchor is on the words; a note on a page is anchored at the page's head."""
    if order.of[0] == document:
        return True
    return any(
        p.document.id == document and place[0] < p.span.end and p.span.start < place[1]
        for p in own
    )
