"""Review: what to look at first, and what was decided; every decision can be undone here."""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.layer import laid
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sheet
from wellsourced.errors import InputError
from wellsourced.model import Agreement, Claim, ClaimType, ReviewRow, RulingRow, Status

E = TypeVar("E", bound=StrEnum)
MOST = 40  # claims in the queue on a screen


class Review(View, frozen=True, kw_only=True):
    """The queue, most telling first, with the claims in it; `left`: how many more wait.

    `reviewer`, `about`, `type` and `status` are what it was narrowed to; `types` are those that
    wait at all, each with how many; `reviewers` have something assigned to them.
    """

    reviewer: str | None
    about: str | None
    type: ClaimType | None
    status: Status | None
    types: dict[str, int]
    statuses: dict[str, int]
    reviewers: tuple[str, ...]
    rows: tuple[ReviewRow, ...]
    claims: dict[str, Claim]
    left: int
    agreement: tuple[Agreement, ...]

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the queue."""
        yield from sheet(ReviewRow, self.rows)


class Log(View, frozen=True, kw_only=True):
    """All rulings, the newest first, and what became of each."""

    rulings: tuple[RulingRow, ...]

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the rulings."""
        yield from sheet(RulingRow, self.rulings)


def review(case: Case, asked: Asked, of: Mapping[str, str]) -> Review:
    """Give what waits for a decision.

    Narrowed to what is assigned to a `reviewer`, is `about` a name, is of a `type`, or has a
    standing (`status`); raises InputError for a type or standing that there is none of.
    """
    reviewer, about = asked.given.get("reviewer") or None, asked.given.get("about") or None
    kind, status = narrowed(asked)
    everything = case.review(as_of=asked.as_of)
    waiting = case.review(as_of=asked.as_of, reviewer=reviewer) if reviewer else everything
    claims = {c.id: c for c in case.claims(as_of=asked.as_of)}
    named = {c.id for c in case.claims(about=about, as_of=asked.as_of)} if about else None
    chosen = [
        r
        for r in waiting
        if (named is None or r.claim in named)
        and (status is None or r.status is status)
        and (kind is None or (r.claim in claims and claims[r.claim].type is kind))
    ]
    start = asked.number("start", 0)
    rows = tuple(chosen[start : start + MOST])
    shown = laid(case, asked, (claims[r.claim] for r in rows if r.claim in claims))
    kinds = Counter(claims[r.claim].type.value for r in waiting if r.claim in claims)
    return Review(
        reviewer=reviewer,
        about=about,
        type=kind,
        status=status,
        types=dict(sorted(kinds.items())),
        statuses=dict(sorted(Counter(r.status.value for r in waiting).items())),
        reviewers=tuple(sorted({name for r in everything for name in r.assigned})),
        rows=rows,
        claims={c.id: c for c in shown},
        left=max(0, len(chosen) - start - len(rows)),
        agreement=case.agreement(as_of=asked.as_of),
    )


def narrowed(asked: Asked) -> tuple[ClaimType | None, Status | None]:
    """Give the type and the standing asked for; raises InputError for what is none."""
    return _one_of(ClaimType, asked, "type"), _one_of(Status, asked, "status")


def _one_of(kind: type[E], asked: Asked, name: str) -> E | None:
    word = asked.given.get(name, "")
    try:
        return kind(word) if word else None
    except ValueError as error:
        raise InputError(f"{name}={word!r} is none", hint=f"one of {', '.join(kind)}") from error


def log(case: Case, asked: Asked, of: Mapping[str, str]) -> Log:
    """Give the log of rulings."""
    return Log(rulings=case.rulings(as_of=asked.as_of)[::-1])


SCREENS = (
    Screen(path="/review", name="review", gather=review, heading="Review"),
    Screen(path="/rulings", name="rulings", gather=log),
)
