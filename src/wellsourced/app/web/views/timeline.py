"""The timeline: what is claimed of which days, as bars, and as a list for those in sight."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sheet
from wellsourced.errors import InputError
from wellsourced.model import Claim, OriginKind, Status, TimelineRow

_PAGE = 60  # rows of the list on a screen
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
    since, until = _day(asked, "since"), _day(asked, "until")
    claims = {c.id: c for c in case.claims(about=about, as_of=asked.as_of)}
    rows = [r for r in case.timeline(about=about, as_of=asked.as_of) if r.claim in claims]
    seen = [r for r in rows if _within(r, since, until)]
    start = asked.number("start", 0)
    drawn = bool(asked.given.get("bars"))
    here = [
        Line(row=r, claim=claims[r.claim], readers=_only_readers(claims[r.claim]))
        for r in ([] if drawn else seen[start : start + _PAGE])
    ]
    return Timeline(
        about=about,
        since=since,
        until=until,
        total=len(seen),
        start=start,
        stretches=tuple(_stretches(here)),
        bars=_bars(rows) if drawn else None,
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


def _bars(rows: Sequence[TimelineRow]) -> Bars:
    found = [(r.earliest or r.latest, r.latest or r.earliest, r) for r in rows]
    days = [(a, b, r) for a, b, r in found if a and b]
    begin = min((a for a, _, _ in days), default=date.min)
    names = {s.value: at for at, s in enumerate(Status)}
    return Bars(
        begin=begin,
        names=tuple(names),
        first=tuple((a - begin).days for a, _, _ in days),
        days=tuple((b - a).days + 1 for a, b, _ in days),
        status=tuple(names[r.status.value] for _, _, r in days),
        told=tuple(int(r.basis == "stated") for _, _, r in days),
        claim=tuple(r.claim for _, _, r in days),
        text=tuple(r.text[:_LABEL] for _, _, r in days),
    )


SCREENS = (Screen(path="/timeline", name="timeline", gather=timeline, heading="Timeline"),)
