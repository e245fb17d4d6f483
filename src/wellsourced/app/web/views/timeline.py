"""The timeline: what is claimed of which days, as bars, and as a list for those in sight."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sheet
from wellsourced.errors import InputError
from wellsourced.model import Claim, OriginKind, TimelineRow

_PAGE = 60  # rows of the list on a screen
_LABEL = 90  # letters of a claim that its bar tells


class Bar(NamedTuple):
    """A claim as a bar, for the script that draws it; `told`: its days are told of."""

    earliest: date
    latest: date
    status: str
    told: bool
    claim: str
    text: str


class Line(Struct, frozen=True, kw_only=True):
    """A claim on its days; `readers`: only readers say so."""

    row: TimelineRow
    claim: Claim
    readers: bool


class Stretch(Struct, frozen=True, kw_only=True):
    """What is claimed of one day or stretch of days."""

    earliest: date | None
    latest: date | None
    told: bool
    lines: tuple[Line, ...]


class Timeline(View, frozen=True, kw_only=True):
    """Claims in the order of their days; `bars`: all of them, where they are asked for."""

    about: str | None
    since: date | None
    until: date | None
    total: int
    start: int
    stretches: tuple[Stretch, ...]
    bars: tuple[Bar, ...] = ()

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the rows on the screen."""
        yield from sheet(TimelineRow, [x.row for s in self.stretches for x in s.lines])


def timeline(case: Case, asked: Asked, of: Mapping[str, str]) -> Timeline:
    """Give the claims by day (`about`, `since`, `until`); with `bars` all at once, too."""
    about = asked.given.get("about") or None
    since, until = _day(asked, "since"), _day(asked, "until")
    claims = {c.id: c for c in case.claims(about=about, as_of=asked.as_of)}
    rows = [r for r in case.timeline(about=about, as_of=asked.as_of) if r.claim in claims]
    seen = [r for r in rows if _within(r, since, until)]
    start = asked.number("start", 0)
    here = [
        Line(row=r, claim=claims[r.claim], readers=_only_readers(claims[r.claim]))
        for r in seen[start : start + _PAGE]
    ]
    return Timeline(
        about=about,
        since=since,
        until=until,
        total=len(seen),
        start=start,
        stretches=tuple(_stretches(here)),
        bars=tuple(_bars(rows)) if asked.given.get("bars") else (),
    )


def _day(asked: Asked, name: str) -> date | None:
    word = asked.given.get(name, "")
    try:
        return date.fromisoformat(word) if word else None
    except ValueError as error:
        raise InputError(f"{name}={word!r} is no day", hint="write it as 2007-02-16") from error


def _within(row: TimelineRow, since: date | None, until: date | None) -> bool:
    """Whether a row can be of the days asked for; one without a day only where none is asked."""
    first, last = row.earliest or row.latest, row.latest or row.earliest
    if first is None or last is None:
        return since is None and until is None
    return (since is None or last >= since) and (until is None or first <= until)


def _only_readers(claim: Claim) -> bool:
    said = (*claim.said_by, *claim.confirmed_by)
    return bool(said) and all(s.kind is OriginKind.COMMENTER for s in said)


def _stretches(lines: Sequence[Line]) -> Iterator[Stretch]:
    for (basis, earliest, latest), group in groupby(
        lines, key=lambda x: (x.row.basis, x.row.earliest, x.row.latest)
    ):
        yield Stretch(earliest=earliest, latest=latest, told=basis == "stated", lines=tuple(group))


def _bars(rows: Sequence[TimelineRow]) -> Iterator[Bar]:
    for row in rows:
        first, last = row.earliest or row.latest, row.latest or row.earliest
        if first and last:
            told = row.basis == "stated"
            yield Bar(first, last, row.status.value, told, row.claim, row.text[:_LABEL])


SCREENS = (Screen(path="/timeline", name="timeline", gather=timeline, heading="Timeline"),)
