"""The desk: what the case holds, what is contested or taken back, what does not add up."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import field

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.layer import laid
from wellsourced.app.web.screens import Screen, View
from wellsourced.app.web.views.changes import since
from wellsourced.case import Case, disputes, sheet
from wellsourced.model import CheckRow, Claim, ReviewRow, Status, Verdict

_MOST = 6
_TOP = 5  # of the review queue


class Desk(View, frozen=True, kw_only=True):
    """What an analyst looks at first; `first`: the claim to begin with, the most contested one.

    `since`: the day since which the screen of changes tells what is new; `left`: how many more
    are taken back, or fail, than are shown.
    """

    documents: int
    outlets: int
    claims: int
    corroborated: int
    contested: int
    first: Claim | None
    since: date | None
    disputes: tuple[tuple[Claim, ...], ...]
    retracted: tuple[Claim, ...]
    failing: tuple[CheckRow, ...]
    queue: tuple[ReviewRow, ...]
    left: dict[str, int] = field(default_factory=dict)

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the claims in dispute or taken back."""
        rows = {c.id: c for c in (*(c for g in self.disputes for c in g), *self.retracted)}
        yield from sheet(Claim, rows.values())


def desk(case: Case, asked: Asked, of: Mapping[str, str]) -> Desk:
    """Give what matters most of the record of a day."""
    claims = laid(case, asked, case.claims(as_of=asked.as_of))
    pages = case.documents(as_of=asked.as_of)
    groups = disputes(claims)
    several = [g for g in groups if len(g) > 1]
    checks = case.checks(as_of=asked.as_of)
    return Desk(
        documents=sum(d.parts > 0 for d in pages),
        outlets=len({d.outlet for d in pages if d.outlet}),
        claims=len(claims),
        corroborated=sum(c.status is Status.CORROBORATED for c in claims),
        contested=sum(c.status in (Status.DISPUTED, Status.DENIED) for c in claims),
        first=next((g[0] for g in several or groups), None),
        since=since(case, asked),
        disputes=tuple(several[:_MOST]),
        retracted=tuple(c for c in claims if c.status is Status.RETRACTED),
        failing=tuple(c for c in checks if c.verdict is Verdict.INCONSISTENT),
        queue=case.review(as_of=asked.as_of)[:_TOP] if asked.ruled else (),
    )


SCREENS = (Screen(path="/", name="desk", gather=desk, heading="Desk"),)
