"""Incidents: what happened at one place in one stretch of days, over all pages that tell of it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.layer import laid
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, disputes, sheet
from wellsourced.errors import InputError
from wellsourced.model import Claim, DocumentRow, Incident, Step, Tally

_PAGE = 50  # incidents on a screen


class Window(Struct, frozen=True, kw_only=True):
    """The days from which incidents are put together, where not from all."""

    first: date
    last: date

    @property
    def before(self) -> date:
        """Give the day before them."""
        return self.first - timedelta(1)


class Listed(View, frozen=True, kw_only=True):
    """What happened, in the order of its days, a screenful at a time; of some days in `window`."""

    total: int
    start: int
    incidents: tuple[Incident, ...]
    window: Window | None = None

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the incidents on the screen."""
        yield from sheet(Incident, self.incidents)


class Shown(View, frozen=True, kw_only=True):
    """An incident with the claims and counts that tell it, the pages, and what makes it one."""

    incident: Incident
    groups: tuple[tuple[Claim, ...], ...]
    tallies: tuple[Tally, ...]
    documents: tuple[DocumentRow, ...]
    steps: tuple[Step, ...]

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the claims that tell it."""
        yield from sheet(Claim, [c for group in self.groups for c in group])


def listed(case: Case, asked: Asked, of: Mapping[str, str]) -> Listed:
    """Give the incidents of the case."""
    found, start = case.incidents(as_of=asked.as_of), asked.number("start", 0)
    return Listed(total=len(found), start=start, incidents=found[start : start + _PAGE])


def shown(case: Case, asked: Asked, of: Mapping[str, str]) -> Shown:
    """Give one incident; raises InputError if there is none of that id."""
    found = [i for i in case.incidents(as_of=asked.as_of) if i.id.startswith(of["id"])]
    if len(found) != 1:
        hint = "the list of incidents leads to each; on another day they may be cut otherwise"
        raise InputError(f"no incident is called {of['id']!r}", hint=hint)
    own = found[0]
    claims, tallies, pages = set(own.claims), set(own.tallies), set(own.documents)
    told = [c for c in case.claims(as_of=asked.as_of) if c.id in claims]
    return Shown(
        incident=own,
        groups=tuple(disputes(laid(case, asked, told))),
        tallies=tuple(t for t in case.tallies(as_of=asked.as_of) if t.id in tallies),
        documents=tuple(d for d in case.documents(as_of=asked.as_of) if d.id in pages),
        steps=case.why(own.id, as_of=asked.as_of).steps,
    )


SCREENS = (
    Screen(path="/incidents", name="incidents", gather=listed, heading="Incidents"),
    Screen(path="/incidents/{id}", name="incident", gather=shown),
)
