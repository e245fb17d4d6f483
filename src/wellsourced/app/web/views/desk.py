"""The desk: what is contested, what was taken back, and what does not add up."""

from collections.abc import Iterator, Mapping

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, disputes, sheet
from wellsourced.model import CheckRow, Claim, Status, Verdict

_MOST = 6


class Desk(View, frozen=True, kw_only=True):
    """What an analyst looks at first."""

    documents: int
    claims: int
    disputes: tuple[tuple[Claim, ...], ...]
    retracted: tuple[Claim, ...]
    failing: tuple[CheckRow, ...]

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the claims in dispute or taken back."""
        rows = {c.id: c for c in (*(c for g in self.disputes for c in g), *self.retracted)}
        yield from sheet(Claim, rows.values())


def desk(case: Case, asked: Asked, of: Mapping[str, str]) -> Desk:
    """Give what matters most of the record of a day."""
    claims = case.claims(as_of=asked.as_of)
    groups = [g for g in disputes(claims) if len(g) > 1]
    return Desk(
        documents=len(case.documents(as_of=asked.as_of)),
        claims=len(claims),
        disputes=tuple(groups[:_MOST]),
        retracted=tuple(c for c in claims if c.status is Status.RETRACTED),
        failing=tuple(
            c for c in case.checks(as_of=asked.as_of) if c.verdict is Verdict.INCONSISTENT
        ),
    )


SCREENS = (Screen(path="/", name="desk", gather=desk, heading="Desk"),)
