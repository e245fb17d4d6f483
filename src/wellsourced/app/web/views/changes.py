"""What changed: what is new since a day, what stands otherwise, and which tolls moved."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from wellsourced.app.sums import number
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.layer import laid
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, disputes, sheet
from wellsourced.errors import InputError
from wellsourced.model import Claim, Status, Tally
from wellsourced.model.changes import Moved, TollMoved

_MOST = 30  # new claims on the screen
_ORDER = (Status.RETRACTED, Status.DENIED, Status.DISPUTED, Status.CORROBORATED)


class Toll(Struct, frozen=True, kw_only=True):
    """A count as it is given now, and as it was (nothing: nobody had given it)."""

    tally: Tally
    number: str
    was: str


class Changed(View, frozen=True, kw_only=True):
    """What is otherwise than it was known on a day; `days`: those that one can ask for.

    `moved` by how the claims stand now, those first that were taken back or denied.
    """

    since: date | None
    days: tuple[date, ...]
    moved: tuple[tuple[Status, tuple[Moved, ...]], ...] = ()
    tolls: tuple[Toll, ...] = ()
    total: int = 0
    new: tuple[tuple[Claim, ...], ...] = ()

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the claims that are new, or stand otherwise."""
        moved = (m.claim for _, found in self.moved for m in found)
        yield from sheet(Claim, [*moved, *(c for group in self.new for c in group)])


def changed(case: Case, asked: Asked, of: Mapping[str, str]) -> Changed:
    """Give what changed since a day (`since`, else the last with news before the newest).

    `most`: so many new things, those that stand together counted once.
    """
    day = since(case, asked)
    days = tuple(_days(case, asked))
    if day is None:
        return Changed(since=None, days=days)
    found = case.changes(day, as_of=asked.as_of)
    groups = disputes(laid(case, asked, found.new))
    return replace(
        told(found.moved, found.tolls),
        since=day,
        days=days,
        total=len(found.new),
        new=tuple(groups[: asked.number("most", _MOST)]),
    )


def told(moved: Sequence[Moved], tolls: Sequence[TollMoved]) -> Changed:
    """Give what stands otherwise, in its order."""
    return Changed(
        since=None,
        days=(),
        moved=tuple(_moved(moved)),
        tolls=tuple(sorted(map(_toll, tolls), key=lambda t: (not t.was, t.tally.id))),
    )


def since(case: Case, asked: Asked) -> date | None:
    """Give the day to compare with; raises InputError for what is none, or is not before."""
    word = asked.given.get("since", "")
    days = _days(case, asked)
    if not word:
        return days[-2] if len(days) > 1 else None
    try:
        day = date.fromisoformat(word)
    except ValueError as error:
        raise InputError(f"{word!r} is no day", hint="write it as 2007-02-16") from error
    if days and not days[0] <= day < days[-1]:
        raise InputError(
            f"nothing can be compared with {day}", hint=f"a day from {days[0]}, before {days[-1]}"
        )
    return day


def _days(case: Case, asked: Asked) -> list[date]:
    """The days with news that are known on the day asked for."""
    return [d.day for d in case.days() if asked.as_of is None or d.day <= asked.as_of]


def _moved(found: Sequence[Moved]) -> Iterator[tuple[Status, tuple[Moved, ...]]]:
    for status in (*_ORDER, *(s for s in Status if s not in _ORDER)):
        own = tuple(m for m in found if m.claim.status is status)
        if own:
            yield status, own


def _toll(of: TollMoved) -> Toll:
    return Toll(tally=of.tally, number=number(of.tally), was=number(of.was) if of.was else "")


SCREENS = (Screen(path="/changes", name="changes", gather=changed),)
