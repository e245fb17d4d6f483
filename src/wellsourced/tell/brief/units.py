"""What a brief tells in one sentence: a clause of a page, and all claims that rest on it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from wellsourced.model import (
    Claim,
    ClaimType,
    DocumentId,
    OriginKind,
    PartKind,
    Source,
    Status,
)
from wellsourced.tell.brief.clauses import Clause, clause, fit
from wellsourced.tell.brief.words import words
from wellsourced.tell.disputes import contested
from wellsourced.tell.ground import Ground, Told, tellings

_DENIES = "not so: "  # as the record writes what a source denies
_ALIKE = 0.6  # share of words of two clauses that are one
_WITHIN = 0.8  # of the shorter of two by one source on one page
_TRIED = 8  # tellings of a claim of which the one that reads best is taken
_HEARD = 0.5  # and of a headline, in what stands below it
_LONG = 200  # characters of a clause that a short brief would rather not have
_MINOR = (ClaimType.STATEMENT, ClaimType.REQUEST, ClaimType.CONCEDE)
_STEM = 5  # characters by which "shells" and "shelled" are one word


class Unit(NamedTuple):
    """A sentence to be: its clause, the claims told by it, the main one first, and its telling."""

    clause: Clause
    claims: tuple[Claim, ...]
    told: Told

    @property
    def main(self) -> Claim:
        """The claim that the clause is about."""
        return self.claims[0]

    @property
    def contested(self) -> bool:
        """Whether somebody says otherwise of any of it, or has taken it back."""
        return any(contested(c) for c in self.claims)

    @property
    def denial(self) -> bool:
        """Whether it is what a source says is not so."""
        return self.main.text.startswith(_DENIES)

    @property
    def readers(self) -> bool:
        """Whether only readers say so."""
        said = (*self.main.said_by, *self.main.confirmed_by)
        return bool(said) and all(s.kind is OriginKind.COMMENTER for s in said)

    @property
    def backing(self) -> tuple[Source, ...]:
        """Who says so; readers only if nobody else does."""
        said = (*self.main.said_by, *self.main.confirmed_by)
        others = tuple(s for s in said if s.kind is not OriginKind.COMMENTER)
        return others or said

    def against(self, *slots: str) -> tuple[Source, ...]:
        """Who denies, disputes or takes back any of it, each once."""
        found = (s for c in self.claims for slot in slots for s in getattr(c, slot))
        return tuple(dict.fromkeys(found))


def units(claims: Iterable[Claim], of: Ground, year: int | None) -> tuple[Unit, ...]:
    """Give what is told, each once: what stands in one clause, or in nearly the same words."""
    together: dict[tuple[DocumentId, int, int, bool], list[tuple[Claim, Clause, Told]]]
    together = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        best = _best(claim, of, year)
        if best is not None:
            place = (*best[0].place, claim.text.startswith(_DENIES))
            together[place].append((claim, *best))
    each = sorted((_unit(found) for found in together.values()), key=_rank)
    return tuple(_once(each, of))


def weight(unit: Unit, known: frozenset[str]) -> int:
    """Tell how much a unit has to say: of known names, by several, as a deed or state."""
    main = unit.main
    slots = {n for s in (main.actor, main.recipient, main.place) for n in (s or "").split("; ")}
    told = unit.clause.text.casefold()
    score = 3 * main.origins.low + main.origins.high + 2 * len(slots & known)
    score += min(3, len(pages(unit))) + 2 * unit.contested
    score -= 9 * (not unit.clause.whole) + 2 * (main.type in _MINOR) + 2 * main.background
    score -= 6 * any(p in told for p in words().asides.phrases)
    score -= 4 * (len(told) > _LONG) + 8 * (len(told) > 1.25 * _LONG)
    score -= 4 * ("?" in told) + 2 * unit.clause.quoted + 2 * (main.actor is None)
    return score - 3 * (main.type is ClaimType.WHEREABOUTS and main.place is None)


def pages(unit: Unit) -> set[DocumentId]:
    """Give the pages that tell it."""
    return {e.document for e in unit.main.evidence if e.stance in ("backs", "confirms")}


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Give the beginnings of a text's words."""
    return frozenset(w[:_STEM] for w in re.findall(r"\w{3,}", text.casefold()))


def _best(claim: Claim, of: Ground, year: int | None) -> tuple[Clause, Told] | None:
    """The telling that reads best; of equals the first to be heard."""
    found = [t for t in tellings(claim, of) if t.backing]
    flat = [t for t in found if t.flat] or found
    rows = ((clause(claim, t, of, year), t) for t in flat[:_TRIED])
    return min(
        rows,
        key=lambda r: (
            tuple(-int(n) for n in fit(r[0], claim, of.documents[r[0].document])),
            str(of.documents[r[0].document].published.earliest or "9"),
            r[0].place,
        ),
        default=None,
    )


def _unit(found: Sequence[tuple[Claim, Clause, Told]]) -> Unit:
    """The claim whose own words are most of the clause is the main one."""
    rows = sorted(
        found,
        key=lambda r: (
            r[0].type in _MINOR,
            r[2].evidence.start - r[2].evidence.end,
            not contested(r[0]),
            -r[0].origins.low,
            r[0].id,
        ),
    )
    return Unit(rows[0][1], tuple(r[0] for r in rows), rows[0][2])


def _rank(unit: Unit) -> tuple[bool, int, int, str, tuple[DocumentId, int, int]]:
    main = unit.main
    first = str(main.first_heard or "9")
    return (not unit.contested, -main.origins.low, -main.origins.high, first, unit.clause.place)


def _once(found: Sequence[Unit], of: Ground) -> Iterable[Unit]:
    """Each matter once: twins go into the better backed, and headlines into what they head."""
    kept: list[Unit] = []
    near: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for unit in sorted(found, key=lambda u: _headline(u, of)):
        beside = near["page", unit.clause.document]
        beside = beside if _headline(unit, of) else sorted({*beside, *near[_about(unit)]})
        twin = next((n for n in beside if _twin(unit, kept[n], of)), None)
        if twin is None:
            for page in {unit.clause.document} | pages(unit):
                near["page", page].append(len(kept))
            near[_about(unit)].append(len(kept))
            kept.append(unit)
        else:
            kept[twin] = kept[twin]._replace(claims=(*kept[twin].claims, *_same(unit, kept[twin])))
    return sorted(kept, key=_rank)


def _about(unit: Unit) -> tuple[str, ...]:
    return "claim", unit.main.type, unit.main.polarity, unit.main.actor or ""


def _same(unit: Unit, kept: Unit) -> tuple[Claim, ...]:
    """Claims that go over to the twin, but a headline's: it has no voice of its own."""
    return unit.claims if unit.contested == kept.contested else ()


def _twin(unit: Unit, kept: Unit, of: Ground) -> bool:
    if unit.denial != kept.denial or unit.readers != kept.readers:
        return False
    own, other = stems(unit.clause.text), stems(kept.clause.text)
    shared = len(own & other)
    if _headline(unit, of):
        actor = unit.main.actor is not None and unit.main.actor == kept.main.actor
        return shared >= _HEARD * len(own) or (actor and unit.main.type is kept.main.type)
    if unit.main.polarity is not kept.main.polarity:
        return False
    if unit.clause.document == kept.clause.document and unit.backing == kept.backing:
        return shared >= _WITHIN * min(len(own), len(other))
    if unit.main.type is not kept.main.type:
        return False
    return shared >= _ALIKE * len(own | other) and _status(unit) == _status(kept)


def _status(unit: Unit) -> tuple[Status, tuple[Source, ...]]:
    return unit.main.status, unit.backing


def _headline(unit: Unit, of: Ground) -> bool:
    document = of.documents[unit.clause.document]
    part = document.part_at(unit.clause.start)
    if document.text[unit.clause.start : unit.clause.end] in (document.title or ""):
        return True
    return part is None or part.kind not in (PartKind.BODY, PartKind.BLOCKQUOTE, PartKind.COMMENT)
