"""Competing hypotheses: claims against rival accounts, and what the ranking hangs on.

After Heuer, Psychology of Intelligence Analysis (1999), chapter 8: what counts is what speaks
against an account, and evidence that sits with all of them tells nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from wellsourced.config import Hypothesis
from wellsourced.model import (
    Claim,
    Estimate,
    Fit,
    Matrix,
    MatrixRow,
    Ranked,
    Sensitivity,
    Status,
)
from wellsourced.tell import accounts
from wellsourced.tell.ground import Ground, Told, counting, listed, many, passing_on, tellings
from wellsourced.tell.rules import rated

_OUT = (Status.RETRACTED, Status.SUPERSEDED)  # nobody stands behind such a claim any more


class _Rated(NamedTuple):
    """A claim with its fits, and the tellings that count: outright, and by no reader."""

    claim: Claim
    fits: tuple[Fit, ...]
    told: tuple[Told, ...]


def by_rules(question: str, found: Sequence[Hypothesis], of: Ground) -> Matrix:
    """Give the matrix of a question whose answers the user has named."""

    def fits(claim: Claim) -> tuple[Fit, ...]:
        return tuple(rated(claim, h, of) for h in found)

    return _matrix(question, [h.name for h in found], fits, of.claims.values(), of)


def by_dispute(claim: Claim, of: Ground) -> Matrix:
    """Give the matrix of a dispute: its rival accounts as hypotheses."""
    rivals = accounts.accounts(claim, of.claims)

    def fits(one: Claim) -> tuple[Fit, ...]:
        return accounts.fits(one, rivals)

    inside = [c for account in rivals for c in account]
    names = [accounts.name(a) for a in rivals]
    return _matrix("Which of these rival accounts?", names, fits, inside, of)


def diagnosticity(fits: Sequence[Fit]) -> float:
    """Give the share of pairs of hypotheses that a claim tells apart; neutral is half-way.

    >>> diagnosticity([Fit.CONSISTENT, Fit.INCONSISTENT]), diagnosticity([Fit.NEUTRAL] * 3)
    (1.0, 0.0)
    >>> diagnosticity([Fit.CONSISTENT, Fit.NEUTRAL])
    0.5
    """
    steps = {Fit.CONSISTENT: 1.0, Fit.NEUTRAL: 0.5, Fit.INCONSISTENT: 0.0}
    pairs = [abs(steps[a] - steps[b]) for a, b in combinations(fits, 2)]
    return round(sum(pairs) / len(pairs), 2) if pairs else 0.0


def _matrix(
    question: str,
    names: Sequence[str],
    fits: Callable[[Claim], tuple[Fit, ...]],
    claims: Iterable[Claim],
    of: Ground,
) -> Matrix:
    found = [_Rated(c, f, _counting(c, of)) for c in claims if not _idle(f := fits(c))]
    found.sort(key=lambda r: (-diagnosticity(r.fits), r.fits, -r.claim.origins.low, r.claim.id))
    scores = _scores(names, found)
    return Matrix(
        question=question,
        hypotheses=scores,
        rows=tuple(_row(r) for r in found),
        sensitivity=tuple(_sensitivity(names, found)),
        says=tuple(_says(scores)),
    )


def _idle(fits: Sequence[Fit]) -> bool:
    return all(f is Fit.NEUTRAL for f in fits)


def _counting(claim: Claim, of: Ground) -> tuple[Told, ...]:
    if claim.status in _OUT:
        return ()
    return tuple(counting(claim, tellings(claim, of)))


def _row(r: _Rated) -> MatrixRow:
    return MatrixRow(
        claim=r.claim.id,
        text=r.claim.text,
        status=r.claim.status,
        origins=r.claim.origins,
        fits=r.fits,
        diagnosticity=diagnosticity(r.fits),
        said_by=(*r.claim.said_by, *r.claim.confirmed_by),
    )


def _scores(
    names: Sequence[str], found: Sequence[_Rated], without: str | None = None
) -> tuple[Ranked, ...]:
    """How each hypothesis fares; `without`: as if nothing had come through that name."""
    sides = [
        (_voices(found, n, Fit.INCONSISTENT, without), _voices(found, n, Fit.CONSISTENT, without))
        for n in range(len(names))
    ]
    return tuple(
        Ranked(
            name=name,
            rank=1 + sum(a.range.low < against.range.low for a, _ in sides),
            against=against.range,
            supported=supporting.range,
            claims_against=against.claims,
            claims_for=supporting.claims,
            voices_against=against.names,
            voices_for=supporting.names,
        )
        for name, (against, supporting) in zip(names, sides, strict=True)
    )


class _Voices(NamedTuple):
    range: Estimate
    names: tuple[str, ...]
    claims: int


def _voices(found: Sequence[_Rated], number: int, wanted: Fit, without: str | None) -> _Voices:
    """The independent origins behind all claims that sit so with one hypothesis.

    Each has one voice, however much it says. Who has no name, and what readers bring, raises the
    upper bound only; who passes on what another says has no voice beside him.
    """
    named: set[str] = set()
    borne: set[str] = set()
    unnamed: dict[str, str] = {}  # text -> what its source is called
    claims = 0
    for r in found:
        left = [t.utterance for t in r.told if without not in t.evidence.chain]
        said = [u for u in left if u is not None]
        if r.fits[number] is not wanted:
            continue
        claims += 1
        passing = passing_on(said)
        for u in said:
            if u.origin.unnamed:
                unnamed[u.same] = u.origin.name
            elif u.origin.name not in passing:
                (named if u.reader is None else borne).add(u.origin.name)
    others = sorted(set(unnamed.values())) + sorted(borne - named)
    high = len(named) + len(set(unnamed.values())) + len(borne - named)
    low = max(len(named), min(high, 1))
    return _Voices(Estimate(low, high), (*sorted(named), *others), claims)


def _sensitivity(names: Sequence[str], found: Sequence[_Rated]) -> Iterable[Sensitivity]:
    """The sources without which another hypothesis leads."""
    whole = _leads(_scores(names, found))
    through = sorted({n for r in found for t in r.told for n in t.evidence.chain} - {"unnamed"})
    for name in through:
        leads = _leads(_scores(names, found, name))
        if leads != whole:
            says = f"Without {name} {_leading(leads)}"
            yield Sensitivity(without=name, leads=leads, says=f"{says}.")


def _leads(scores: Sequence[Ranked]) -> tuple[str, ...]:
    return tuple(s.name for s in scores if s.rank == 1)


def _leading(leads: Sequence[str]) -> str:
    quoted = [f"“{n}”" for n in leads]
    return f"{listed(quoted)} {'leads' if len(leads) == 1 else 'are level'}"


def _says(scores: Sequence[Ranked]) -> Iterable[str]:
    """What it amounts to, and where it is no more than a bound."""
    leads = _leads(scores)
    least = min((s.against.low for s in scores), default=0)
    some = many(least, "independent origin") if least else "no origin"
    if len(leads) == len(scores):
        yield f"Nothing parts them: {some} can be counted on against each."
    else:
        yield f"{_leading(leads)[:1].upper()}{_leading(leads)[1:]}: {some} against it."
    highs = {s.name: s.against.high for s in scores}
    best = tuple(n for n in highs if highs[n] == min(highs.values()))
    if best != leads:
        yield f"If all who have no name were different people, {_leading(best)}."
    for s in scores:
        if not s.claims_against and not s.claims_for:
            yield f"No claim speaks for or against “{s.name}”: look at its rules."


def grid(matrices: Iterable[Matrix]) -> tuple[list[str], list[dict[str, str]]]:
    """Give matrices as one sheet: its heads, and a row for each claim of each question."""
    found = list(matrices)
    names = list(dict.fromkeys(s.name for m in found for s in m.hypotheses))
    heads = ["question", "claim", "text", "status", "origins", "diagnosticity", "said_by", *names]
    return heads, [_cells(m, r) for m in found for r in m.rows]


def _cells(m: Matrix, r: MatrixRow) -> dict[str, str]:
    low, high = r.origins.low, r.origins.high
    cells: Mapping[str, str] = {
        "question": m.question,
        "claim": r.claim,
        "text": r.text,
        "status": r.status,
        "origins": str(low) if low == high else f"{low} to {high}",
        "diagnosticity": f"{r.diagnosticity:.2f}",
        "said_by": "; ".join(s.name for s in r.said_by),
    }
    return {**cells, **{s.name: f for s, f in zip(m.hypotheses, r.fits, strict=True)}}
