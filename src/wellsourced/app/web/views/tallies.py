"""The tolls: low, best and high of each count, who says so, and the sums that fail."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct, field

from wellsourced.app.sums import ORDER, number
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sentences, sheet, texts
from wellsourced.model import CheckRow, Evidence, Step, Tally, Verdict

_WIDTH = 100.0  # of the bar of a count, in units of the drawing


class Bar(Struct, frozen=True, kw_only=True):
    """A count as a bar on the scale of its group: where low, best and high stand, 0 to 100.

    `open`: there is no upper bound.
    """

    low: float
    best: float | None
    high: float
    open: bool


class Toll(Struct, frozen=True, kw_only=True):
    """A count with its number in words and its bar."""

    tally: Tally
    number: str
    bar: Bar
    failing: tuple[str, ...]


class Tolls(View, frozen=True, kw_only=True):
    """The counts by outcome, those first that do not add up; `failing`: the sums that fail.

    `counts`: how many there are of each outcome, where not all are shown.
    """

    outcomes: tuple[tuple[str, tuple[Toll, ...]], ...]
    failing: tuple[CheckRow, ...]
    holding: tuple[CheckRow, ...]
    counts: dict[str, int] = field(default_factory=dict)

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the counts."""
        yield from sheet(Tally, [t.tally for _, tolls in self.outcomes for t in tolls])


class Told(Struct, frozen=True, kw_only=True):
    """A telling of a count with the sentence around it."""

    evidence: Evidence
    around: tuple[str, ...]
    page: str


class Shown(View, frozen=True, kw_only=True):
    """A count on the screen, with every telling of it."""

    toll: Toll
    told: tuple[Told, ...]
    steps: tuple[Step, ...]

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of its evidence."""
        yield from sheet(Evidence, self.toll.tally.evidence)


def tolls(case: Case, asked: Asked, of: Mapping[str, str]) -> Tolls:
    """Give the counts, of a name where one is asked about."""
    found = case.tallies(about=asked.given.get("about") or None, as_of=asked.as_of)
    return told(found, case.checks(as_of=asked.as_of))


def told(found: Sequence[Tally], checks: Sequence[CheckRow]) -> Tolls:
    """Give counts by outcome, and the sums that fail and hold."""
    rows = sorted(found, key=lambda t: (ORDER[t.outcome], not _failing(t), -(t.best or 0), t.id))
    return Tolls(
        outcomes=tuple(
            (outcome.value, tuple(_scaled(list(group))))
            for outcome, group in groupby(rows, key=lambda t: t.outcome)
        ),
        failing=tuple(c for c in checks if c.verdict is Verdict.INCONSISTENT),
        holding=tuple(c for c in checks if c.verdict is Verdict.CONSISTENT),
    )


def shown(case: Case, asked: Asked, of: Mapping[str, str]) -> Shown:
    """Give a count with the sentences that state it."""
    tally = case.tally(of["id"], as_of=asked.as_of)
    pages = texts(case, as_of=asked.as_of)
    return Shown(
        toll=next(_scaled([tally])),
        told=tuple(
            Told(
                evidence=e,
                around=sentences(pages[e.document].text, [(e.start, e.end)])[0],
                page=pages[e.document].title or pages[e.document].file,
            )
            for e in tally.evidence
        ),
        steps=case.why(tally.id, as_of=asked.as_of).steps,
    )


def _scaled(group: list[Tally]) -> Iterator[Toll]:
    most = max((n for t in group for n in (t.low, t.best, t.high) if n), default=1)
    for tally in group:
        low = tally.low if tally.low is not None else 0
        best = tally.best if tally.best is not None else low
        high = tally.high if tally.high is not None else max(low, best)
        bar = Bar(
            low=_WIDTH * low / most,
            best=None if tally.best is None else _WIDTH * best / most,
            high=_WIDTH * high / most,
            open=tally.high is None,
        )
        yield Toll(tally=tally, number=number(tally), bar=bar, failing=_failing(tally))


def _failing(tally: Tally) -> tuple[str, ...]:
    return tuple(c.why for c in tally.checks if c.verdict is Verdict.INCONSISTENT)


SCREENS = (
    Screen(path="/tallies", name="tallies", gather=tolls, heading="Tolls"),
    Screen(path="/tallies/{id}", name="tally", gather=shown),
)
