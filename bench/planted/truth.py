"""What is right to say of a proposition on a day, by the rules in docs/guide/weighing.md."""

from dataclasses import dataclass
from datetime import date, timedelta

from planted.world import Act, Kind, Proposition, Report, Way, World
from wellsourced.model import Status

_STAYS = timedelta(days=4)
_CHANGES = 2  # days after which a town may have changed hands


@dataclass(frozen=True)
class Right:
    """How many independent origins truly say so outright, whether all have names; the status."""

    origins: int
    named: bool
    status: Status


def right(of: World, about: Proposition, day: date) -> Right | None:
    """Give what is right on a day; None where nobody but readers has spoken of it yet."""
    told = [(at, r, a) for at, r in enumerate(of.reports) for a in r.acts if r.day <= day]
    own = [(at, r, a) for at, r, a in told if a.about == about]
    if not any(a.way in (Way.SAYS, Way.HEDGES) for _, _, a in own):
        return None
    taken = {a.voice.who for _, _, a in own if a.way is Way.RETRACTS}
    said = [t for t in own if t[2].way is Way.SAYS]
    backing = [t for t in said if t[2].voice.who not in taken]
    return Right(
        origins=len({a.voice.who for _, _, a in backing}),
        named=all(a.voice.named for _, _, a in backing),
        status=_status(
            backing,
            _contrary(told, about),
            retracted=bool(taken),
            newer=_grown(of, about, day) or _succeeded(of, about, told),
        ),
    )


def _contrary(told: list[tuple[int, Report, Act]], about: Proposition) -> list[Act]:
    """What stands against it: denials of it, and rivals said outright and not taken back."""
    taken = {(a.voice.who, a.about) for _, _, a in told if a.way is Way.RETRACTS}
    rival = [
        a
        for _, r, a in told
        if a.way is Way.SAYS
        and about.question
        and a.about.question == about.question
        and a.about != about
        and (a.voice.who, a.about) not in taken
        and _of_one_time(r, a, about, told)
    ]
    return [a for _, _, a in told if a.way is Way.DENIES and a.about == about] + rival


def _of_one_time(
    report: Report, rival: Act, about: Proposition, told: list[tuple[int, Report, Act]]
) -> bool:
    """Whether both can be meant of one time: within four days, or, of a town, two."""
    if about.kind is Kind.CONTROL:
        last = max(_said(about, told), default=report.day)
        return abs((last - max(_said(rival.about, told), default=report.day)).days) <= _CHANGES
    days = _said(about, told)
    return min(days) - _STAYS <= report.day <= max(days) + _STAYS


def _said(about: Proposition, told: list[tuple[int, Report, Act]]) -> list[date]:
    """The days on which it was said; a reprint says nothing anew."""
    ways = (Way.SAYS, Way.HEDGES, Way.READER)
    own = ((r, a) for _, r, a in told if a.about == about and a.way in ways)
    return [r.day for r, a in own if r.older is None or a.way is Way.READER]


def _status(
    backing: list[tuple[int, Report, Act]], contrary: list[Act], *, retracted: bool, newer: bool
) -> Status:
    named = {a.voice.who for _, _, a in backing if a.voice.named}
    # As a reader sees it: nobody without a name is known to be the one of another report.
    unnamed = {
        (at if r.older is None else r.older, a.voice.told)
        for at, r, a in backing
        if not a.voice.named
    }
    if retracted and not backing:
        return Status.RETRACTED
    if any(a.way is Way.DENIES for a in contrary) and not named and len(unnamed) < 2:
        return Status.DENIED
    if contrary and backing:
        return Status.DISPUTED
    if newer:
        return Status.SUPERSEDED
    if len(named) > 1:
        return Status.CORROBORATED
    return Status.SINGLE_SOURCE if backing else Status.UNSUPPORTED


def _grown(of: World, about: Proposition, day: date) -> bool:
    """Whether a later toll of the same has been told outright."""
    if about.kind is not Kind.TOLL:
        return False
    tolls = [p for p in of.propositions if p.kind is Kind.TOLL]
    later = tolls[tolls.index(about) + 1 :]
    return any(
        r.day <= day and a.way is Way.SAYS and a.about in later for r in of.reports for a in r.acts
    )


def _succeeded(of: World, about: Proposition, told: list[tuple[int, Report, Act]]) -> bool:
    """Whether another state is told later than it holds, by no worse sources."""
    mine = _behind(about, told)
    if not about.question or not mine:
        return False
    holds = timedelta(_CHANGES) if about.kind is Kind.CONTROL else _STAYS
    last, names = max(day for day, _ in mine), {name for _, name in mine if name}
    for rival in of.propositions:
        theirs = _behind(rival, told) if rival.question == about.question else []
        others = {name for _, name in theirs if name}
        later = rival != about and any(day > last + holds for day, _ in theirs)
        if later and (len(others) >= len(names) or names & others):
            return True
    return False


def _behind(
    about: Proposition, told: list[tuple[int, Report, Act]]
) -> list[tuple[date, str | None]]:
    """Who says so outright and has not taken it back, and when first; None: without a name."""
    taken = {a.voice.who for _, _, a in told if a.about == about and a.way is Way.RETRACTS}
    own = [
        (r, a)
        for _, r, a in told
        if a.about == about and a.way is Way.SAYS and a.voice.who not in taken
    ]
    return [(r.day, a.voice.who if a.voice.named else None) for r, a in own if r.older is None]
