"""Review: what to look at first, and what was decided; every decision can be undone here."""

from collections.abc import Iterator, Mapping

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sheet
from wellsourced.model import Agreement, Claim, ReviewRow, RulingRow

_MOST = 40  # claims in the queue on a screen


class Review(View, frozen=True, kw_only=True):
    """The queue, most telling first, with the claims in it; `left`: how many more wait."""

    reviewer: str | None
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
    """Give what waits for a decision; with `reviewer`, what is assigned to that one."""
    reviewer = asked.given.get("reviewer") or None
    waiting = case.review(as_of=asked.as_of, reviewer=reviewer)
    start = asked.number("start", 0)
    rows = waiting[start : start + _MOST]
    wanted = {r.claim for r in rows}
    return Review(
        reviewer=reviewer,
        rows=rows,
        claims={c.id: c for c in case.claims(as_of=asked.as_of) if c.id in wanted},
        left=max(0, len(waiting) - start - len(rows)),
        agreement=case.agreement(as_of=asked.as_of),
    )


def log(case: Case, asked: Asked, of: Mapping[str, str]) -> Log:
    """Give the log of rulings."""
    return Log(rulings=case.rulings(as_of=asked.as_of)[::-1])


SCREENS = (
    Screen(path="/review", name="review", gather=review, heading="Review"),
    Screen(path="/rulings", name="rulings", gather=log),
)
