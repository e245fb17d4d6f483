"""Tallies: one count over all pages, low, best and high, and the sums that fail."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wellsourced.model import (
    Bound,
    CheckRow,
    Document,
    DocumentId,
    Estimate,
    Marks,
    Outcome,
    Quantity,
    Quote,
    Source,
    Span,
    Status,
    Tally,
    TallyCheck,
    TallyId,
    Verdict,
    digest,
)
from wellsourced.weigh.corrected import corrected, rehoused
from wellsourced.weigh.counts import Count, superseded
from wellsourced.weigh.independence import Because, independent, once, passed_on
from wellsourced.weigh.reasons import Piece, collected
from wellsourced.weigh.retractions import Correction
from wellsourced.weigh.scopes import scopes
from wellsourced.weigh.sources import in_order
from wellsourced.weigh.spans import Spans, since, until
from wellsourced.weigh.world import World

Key = tuple[str, int, int, str]


class Tallied(NamedTuple):
    """The tallies; for each number, by its key, its scope, and why it was overtaken, if it was."""

    tallies: tuple[Tally, ...]
    scopes: dict[Key, str]
    overtaken: dict[Key, str]


def tallies(
    found: Sequence[Count],
    checks: Sequence[CheckRow],
    of: World,
    authors: Mapping[str, str],
    made: Sequence[Correction] = (),
) -> Tallied:
    """Give the counts of a case; `checks` are those of its documents and between them.

    `made`: the sentences in which pages take something back.
    """
    out = []
    scope: dict[Key, str] = {}
    overtaken: dict[Key, str] = {}
    by_page = _by_page(checks)
    for pile in rehoused(scopes(found, of), made, of):
        pages = {c.quote.document for c in pile}
        gone = corrected(pile, [m for m in made if m.document in pages])
        old = {**superseded([c for c in pile if c.key not in gone]), **gone}
        overtaken.update(old)
        name = identity(pile)
        scope.update((c.key, f"{name} {c.number}") for c in pile)
        near = sorted({n for page in pages for n in by_page.get(page, ())})
        out.append(_tally(pile, old, [checks[n] for n in near], authors))
    return Tallied(tuple(sorted(out, key=lambda t: (t.outcome, t.id))), scope, overtaken)


def _by_page(checks: Sequence[CheckRow]) -> dict[DocumentId, list[int]]:
    """The checks by the pages that they are about."""
    out: dict[DocumentId, list[int]] = defaultdict(list)
    for n, check in enumerate(checks):
        for page in {q.document for q in check.about}:
            out[page].append(n)
    return out


def identity(pile: Sequence[Count]) -> TallyId:
    """Give the tally's name: by what it counts and where it is told first."""
    first = min(pile, key=lambda c: (c.day is None, c.day or date.min, c.key))
    return TallyId(digest("tally", *map(str, first.key)))


def _tally(
    pile: Sequence[Count],
    old: Mapping[Key, str],
    checks: Sequence[CheckRow],
    authors: Mapping[str, str],
) -> Tally:
    pages: dict[DocumentId, list[Count]] = defaultdict(list)
    for c in pile:
        pages[c.quote.document].append(c)
    standing = [c for c in pile if c.key not in old]
    now = standing or list(pile)
    sure = [c for c in standing if _sure(c)]
    range_ = independent([c.utterance for c in sure], authors)
    stands, reason = _status(sure, range_.origins, gone=not standing)
    best = _best(sure or now)
    low, high = _bounds(now)
    dated = _dated([best, *now], pile)
    found = collected(piece for c in pile for piece in _pieces(c, old))
    first = Because(f"{stands.value}: {reason}", tuple(c.utterance for c in sure or now))
    told = once((first, *range_.why, *_older(pile, old)))
    return Tally(
        id=identity(pile),
        outcome=best.quantity.outcome,
        group=next((c.group for c in (best, *now) if c.group), None),
        by=_slot(c.by for c in (best, *now)),
        place=_slot(c.place for c in (best, *now)),
        earliest=next((q.earliest for q in dated if q.earliest), None),
        latest=next((q.latest for q in dated if q.latest), None),
        per=best.quantity.per,
        low=low,
        best=_number(best),
        high=high,
        bound=best.quantity.bound if len({c.number for c in now}) == 1 else Bound.APPROX,
        origins=range_.origins,
        said_by=_sources(now),
        status=stands,
        evidence=found.evidence,
        checks=tuple(_attached(c) for c in checks if _about(c, pages)),
        why=tuple(b.says for b in told),
        reasons=found.reasons(told),
    )


def _dated(now: Sequence[Count], pile: Sequence[Count]) -> list[Quantity]:
    """Those that tell of which days it is, best first; by when it had come to that is none."""
    return [c.quantity for c in (*now, *pile) if not c.so_far] or [c.quantity for c in now]


def _sure(c: Count) -> bool:
    return not c.utterance.commenter and c.utterance.commitment in ("CT+", "CT-")


def _status(sure: Sequence[Count], origins: Estimate, *, gone: bool) -> tuple[Status, str]:
    """The rules of claims, for numbers: numbers that exclude each other are disputed."""
    if gone:
        return Status.RETRACTED, "taken back by who told it, and told by nobody else"
    if not sure:
        return Status.UNSUPPORTED, "said with a hedge or by readers only"
    if not _agree(sure):
        told = sorted({c.quote.quote for c in sure})
        return Status.DISPUTED, f"told as {', '.join(f'“{t}”' for t in told)}"
    if origins.low >= 2:
        return Status.CORROBORATED, f"at least {origins.low} independent origins"
    return Status.SINGLE_SOURCE, "one origin, or some that may be one"


def _agree(found: Iterable[Count]) -> bool:
    """Whether all numbers can be right.

    "At least 20" and "25" can; "about 20" and "22" can.
    """
    bounds = [_widened(c) for c in found]
    lows = [low for low, _ in bounds if low is not None]
    highs = [high for _, high in bounds if high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _widened(c: Count) -> tuple[float | None, float | None]:
    low, high = c.number
    if c.quantity.bound is Bound.APPROX:
        return (low and low * 0.9), (high and high * 1.1)
    return low, high


def _best(found: Sequence[Count]) -> Count:
    """The number that most origins give; of equals the last told."""
    origins: dict[tuple[int | None, int | None], set[Source]] = defaultdict(set)
    for c in found:
        origins[c.number].add(c.utterance.origin)

    def rank(c: Count) -> tuple[int, date, int, tuple[str, int, int, str]]:
        return len(origins[c.number]), c.day or date.min, c.least, c.key

    return max(found, key=rank)


def _number(c: Count) -> int | None:
    q = c.quantity
    return q.best if q.best is not None else q.low if q.low is not None else q.high


def _bounds(now: Sequence[Count]) -> tuple[int | None, int | None]:
    """The least and the most that anybody gives; open where anybody leaves it open."""
    lows, highs = [c.quantity.low for c in now], [c.quantity.high for c in now]
    low = None if None in lows else min(n for n in lows if n is not None)
    high = None if None in highs else max(n for n in highs if n is not None)
    return low, high


def _slot(found: Iterable[frozenset[str]]) -> str | None:
    return next(("; ".join(sorted(names)) for names in found if names), None)


def _sources(now: Sequence[Count]) -> tuple[Source, ...]:
    """Who tells it; not the page itself where its headline repeats what it has from others."""
    passing = passed_on([c.utterance for c in now])
    said = (u for c in now for u in c.utterance.each())
    return in_order(u.origin for u in said if not (u.own and u.origin.name in passing))


def _pieces(c: Count, old: Mapping[Key, str]) -> Iterator[Piece]:
    stance = "superseded" if c.key in old else "backs"
    together = bool(c.utterance.speakers)
    for said in c.utterance.each():
        yield Piece(c.quote, said, stance, c.quantity.mark, together)


def _older(pile: Sequence[Count], old: Mapping[Key, str]) -> list[Because]:
    return [
        Because(f"“{c.quote.quote}” ({c.day}): {old[c.key]}", (c.utterance,))
        for c in pile
        if c.key in old
    ]


def _attached(c: CheckRow) -> TallyCheck:
    return TallyCheck(verdict=c.verdict, why=c.why, about=c.about)


def _about(check: CheckRow, pages: Mapping[DocumentId, Sequence[Count]]) -> bool:
    """Whether a check is about words of the tally."""
    return any(_meets(q, c.quote) for q in check.about for c in pages.get(q.document, ()))


def _meets(a: Quote, b: Quote) -> bool:
    return a.document == b.document and Span(a.start, a.end).meets(Span(b.start, b.end))


def of_documents(
    documents: Mapping[DocumentId, Document], marks: Iterable[Marks]
) -> list[CheckRow]:
    """Give the checks that were made within single documents, with their words."""
    out = []
    for m in marks:
        if m.doc not in documents:
            continue
        text = documents[m.doc].text
        for check in m.checks:
            about = tuple(
                Quote(document=m.doc, start=s.start, end=s.end, quote=s.of(text))
                for s in check.about
            )
            out.append(CheckRow(verdict=check.verdict, why=check.why, about=about))
    return out


def between(found: Sequence[Count], of: World) -> list[CheckRow]:
    """Give the parts told on one page that are greater than the whole told on another.

    As in "12 were killed in Norvia" and "20 were killed in Lorne", a town of it, in one week. A
    toll that grows is no contradiction: the part has to be told no later than the whole.
    """
    wholes = _wholes(found)
    pairs = [
        (n, m)
        for m, part in enumerate(found)
        for n in _around(part, wholes, of)
        if _exceeds(part, found[n]) and _part_of(part, found[n], of)
    ]
    return [_greater(found[m], found[n]) for n, m in sorted(pairs)]


def _greater(part: Count, whole: Count) -> CheckRow:
    why = (
        f"a part greater than the whole: {_number(part)} in "
        f"{_slot([part.place])}, {_number(whole)} in all of {_slot([whole.place])}"
    )
    return CheckRow(verdict=Verdict.INCONSISTENT, why=why, about=(whole.quote, part.quote))


_Whole = tuple[Outcome, str, str, bool]  # what, of which group, where; in several places


def _wholes(found: Sequence[Count]) -> dict[_Whole, Spans]:
    """The numbers of a group that are told for some days, by place."""
    out: dict[_Whole, Spans] = defaultdict(Spans)
    for n, c in enumerate(found):
        q = c.quantity
        if c.group and q.earliest and q.latest and not q.per:
            for place in c.place:
                key = q.outcome, c.group, place, len(c.place) > 1
                out[key].add(since(q.earliest), until(q.latest), n)
    return out


def _around(part: Count, wholes: Mapping[_Whole, Spans], of: World) -> set[int]:
    """The numbers for a place that holds the part's, and for days that meet its days."""
    q = part.quantity
    out: set[int] = set()
    if not (part.group and part.place and q.earliest and q.latest):
        return set()
    place = min(part.place)
    own = [True] if len(part.place) == 1 else [False, True]  # no town is a part of itself
    over = [(h, several) for h in of.holders.get(place, ()) for several in (False, True)]
    for name, several in (*((place, several) for several in own), *over):
        kept = wholes.get((q.outcome, part.group, name, several))
        out.update(kept.meeting(since(q.earliest), until(q.latest)) if kept else ())
    return out


def _part_of(part: Count, whole: Count, of: World) -> bool:
    p, w = part.quantity, whole.quantity
    if p.outcome != w.outcome or p.per or w.per or part.quote.document == whole.quote.document:
        return False
    if not (part.place and whole.place and part.group and part.group == whole.group):
        return False
    if part.place == whole.place or not all(
        any(of.inside(x, y) for y in whole.place) for x in part.place
    ):
        return False
    if not (p.earliest and p.latest and w.earliest and w.latest):
        return False
    return w.earliest <= p.earliest and p.latest <= w.latest


def _exceeds(part: Count, whole: Count) -> bool:
    if part.day is None or whole.day is None or part.day > whole.day:
        return False
    low, high = part.quantity.low, whole.quantity.high
    return low is not None and high is not None and low > high and _sure(part) and _sure(whole)
