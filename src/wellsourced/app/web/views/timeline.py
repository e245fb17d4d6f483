"""The timeline: what is claimed of which days, as bars, and as a list for those in sight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, row, sheet
from wellsourced.errors import InputError
from wellsourced.model import Claim, OriginKind, Status, TimelineRow

PAGE = 60  # rows of the list on a screen
_LABEL = 90  # letters of a claim that its bar tells


class Bars(Struct, frozen=True, kw_only=True):
    """Claims as bars for the script that draws them, a list a field: half as long as a row each.

    `first`: days since `begin` on which each begins, in their order; `days`: how many it lasts;
    `status`: its place in `names`; `told`: whether its days are told of (1).
    """

    begin: date
    names: tuple[str, ...]
    first: tuple[int, ...]
    days: tuple[int, ...]
    status: tuple[int, ...]
    told: tuple[int, ...]
    claim: tuple[str, ...]
    text: tuple[str, ...]


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
    """Claims in the order of their days; `bars`: all at once, and no rows, if asked for."""

    about: str | None
    since: date | None
    until: date | None
    total: int
    start: int
    stretches: tuple[Stretch, ...]
    bars: Bars | None = None

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the rows on the screen."""
        yield from sheet(TimelineRow, [x.row for s in self.stretches for x in s.lines])


def timeline(case: Case, asked: Asked, of: Mapping[str, str]) -> Timeline:
    """Give the claims by day (`about`, `since`, `until`); with `bars` all at once instead."""
    about = asked.given.get("about") or None
    since, until = day_of(asked, "since"), day_of(asked, "until")
    claims = {c.id: c for c in case.claims(about=about, as_of=asked.as_of)}
    rows = [r for r in case.timeline(about=about, as_of=asked.as_of) if r.claim in claims]
    seen = [r for r in rows if _within(r, since, until)]
    start = asked.number("start", 0)
    drawn = bool(asked.given.get("bars"))
    here = [claims[r.claim] for r in ([] if drawn else seen[start : start + PAGE])]
    return Timeline(
        about=about,
        since=since,
        until=until,
        total=len(seen),
        start=start,
        stretches=stretched(here),
        bars=_bars(rows) if drawn else None,
    )


def day_of(asked: Asked, name: str) -> date | None:
    """Give a day that is asked for; raises InputError for what is none."""
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


def stretched(claims: Iterable[Claim]) -> tuple[Stretch, ...]:
    """Give claims as lines, those of one day or stretch of days together."""
    rows = ((c, row(c)) for c in claims)
    return tuple(_stretches([Line(row=r, claim=c, readers=_only_readers(c)) for c, r in rows]))


def _stretches(lines: Sequence[Line]) -> Iterator[Stretch]:
    for (basis, earliest, latest), group in groupby(
        lines, key=lambda x: (x.row.basis, x.row.earliest, x.row.latest)
    ):
        yield Stretch(earliest=earliest, latest=latest, told=basis == "stated", lines=tuple(group))


class Bar(NamedTuple):
    """A claim, or the sum of some, as a bar; a sum has no `claim`."""

    first: date
    last: date
    status: str
    told: bool
    claim: str
    text: str


def _bars(rows: Sequence[TimelineRow]) -> Bars:
    found = [(r.earliest or r.latest, r.latest or r.earliest, r) for r in rows]
    days = [
        Bar(a, b, r.status, r.basis == "stated", r.claim, r.text) for a, b, r in found if a and b
    ]
    return bars(min((d.first for d in days), default=date.min), days)


def bars(begin: date, days: Iterable[Bar]) -> Bars:
    """Give bars as they are sent, in their order."""
    days = tuple(days)
    names = {s.value: at for at, s in enumerate(Status)}
    return Bars(
        begin=begin,
        names=tuple(names),
        first=tuple((d.first - begin).days for d in days),
        days=tuple((d.last - d.first).days + 1 for d in days),
        status=tuple(names[d.status] for d in days),
        told=tuple(int(d.told) for d in days),
        claim=tuple(d.claim for d in days),
        text=tuple(d.text[:_LABEL] for d in days),
    )


SCREENS = (Screen(path="/timeline", name="timeline", gather=timeline, heading="Timeline"),)
