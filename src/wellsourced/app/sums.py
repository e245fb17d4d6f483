"""The tables of counts and of sums: what does not add up comes first, with its words."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from wellsourced.app.output import UNBROKEN, WIDE
from wellsourced.app.screen import estimate, interval, names, plain, short, table
from wellsourced.app.words import Pages, quoted
from wellsourced.model import Bound, CheckRow, Outcome, Quote, Tally, Verdict

ORDER = {outcome: n for n, outcome in enumerate(Outcome)}


def print_tallies(tallies: Sequence[Tally], console: Console) -> None:
    """Print counts with their scopes: those that do not add up first, then the dead."""
    wide = console.width >= WIDE
    beside = ("who says", "does not add up") if wide else ()
    found = table("id", "what", "number", "of, by, where, when", "origins", *beside)
    for tally in sorted(tallies, key=lambda t: (not _failing(t), ORDER[t.outcome])):
        who, wrong = names(tally.said_by), Text("; ".join(_failing(tally)), "bold red")
        lead = (short(tally.id), Text(_what(tally)), Text(number(tally), justify="right"))
        origins, scope = Text(estimate(tally.origins)), _scope(tally)
        if wide:
            found.add_row(*lead, scope, origins, who, wrong)
            continue
        below = (("says: ", who), ("does not add up: ", wrong))
        lines = (Text.assemble((word, "dim"), text) for word, text in below if text.plain)
        stacked = [line for line in (scope, *lines) if line.plain]
        found.add_row(*lead, Text("\n").join(stacked), origins)
    console.print(found)


def print_checks(checks: Sequence[CheckRow], pages: Pages, console: Console) -> None:
    """Print what adds up and what does not, what does not first, the words in their sentence."""
    found = table("id", "verdict", "why", "words")
    for check in sorted(checks, key=lambda c: (c.verdict is Verdict.CONSISTENT, c.why)):
        style = "bold red" if check.verdict is Verdict.INCONSISTENT else "green"
        words = _told(check.about, pages, " | " if console.width >= UNBROKEN else "\n")
        found.add_row(short(check.id), Text(check.verdict, style), plain(check.why), words)
    console.print(found)


def number(tally: Tally) -> str:
    """Write a count as people do: its best, and its bounds where they differ."""
    low, best, high = tally.low, tally.best, tally.high
    if best is None:
        return f"up to {high:,}" if high is not None else f"{low or 0:,} or more"
    if high is None or (low == high and tally.bound in (Bound.AT_LEAST, Bound.MORE_THAN)):
        return f"{best:,} or more"
    return f"{best:,}" if low in (None, high) else f"{best:,} ({low or 0:,}-{high:,})"


def _told(quotes: Iterable[Quote], pages: Pages, between: str) -> Text:
    found: Iterator[Text] = (
        Text.assemble(words, (f" ({place})", "dim")) for words, place in quoted(quotes, pages)
    )
    return Text(between).join(found)


def _what(tally: Tally) -> str:
    return f"{tally.outcome} per {tally.per}" if tally.per else tally.outcome


def _failing(tally: Tally) -> list[str]:
    return [plain(c.why).plain for c in tally.checks if c.verdict is Verdict.INCONSISTENT]


def _scope(tally: Tally) -> Text:
    days = interval(tally.earliest, tally.latest)
    scope = (tally.group, tally.by and f"by {tally.by}", tally.place, days)
    return plain(", ".join(s for s in scope if s))
