"""Tables for people: what is contested first, every row with the id that `show` takes."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from wellsourced.model import (
    CheckRow,
    Claim,
    DocumentRow,
    Estimate,
    Rejected,
    Source,
    SourceRow,
    Status,
    Tally,
    TimelineRow,
    Verdict,
)
from wellsourced.pipes import ReadRow, Refused

_WIDE = 110  # columns from which who says and who denies stand beside the claim, not below
_NAMED = 4  # sources named in a cell; the rest are counted
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_STYLES = {
    Status.DISPUTED: "bold yellow",
    Status.DENIED: "bold yellow",
    Status.RETRACTED: "red",
    Status.CORROBORATED: "green",
    Status.SINGLE_SOURCE: "",
    Status.SUPERSEDED: "dim",
    Status.UNSUPPORTED: "dim",
}
_CONTESTED = (Status.DISPUTED, Status.DENIED, Status.RETRACTED)


def most_contested(claims: Iterable[Claim]) -> list[Claim]:
    """Sort claims: those that are contested, by how many take part, then the best backed."""
    return sorted(claims, key=_contest)


def contested(claim: Claim) -> bool:
    """Whether somebody says otherwise, or has taken it back."""
    return claim.status in _CONTESTED


def print_claims(claims: Sequence[Claim], console: Console) -> None:
    """Print claims, most contested first, then the best backed."""
    wide = console.width >= _WIDE
    heads = ("id", "status", "origins", "claim", *(("who says", "who denies") if wide else ()))
    table = _table(*heads)
    for claim in most_contested(claims):
        status = Text(claim.status, _STYLES[claim.status])
        lead = (_id(claim.id), status, Text(estimate(claim.origins)))
        if wide:
            table.add_row(*lead, _wording(claim), _backing(claim), _denial(claim))
        else:
            table.add_row(*lead, _stacked(_wording(claim), *_voices(claim)))
    console.print(table)


def print_tallies(tallies: Sequence[Tally], console: Console) -> None:
    """Print counts with their scopes."""
    table = _table("id", "what", "low", "best", "high", "of, by, where, when", "origins", "sums")
    for tally in tallies:
        scope = (tally.group, tally.by and f"by {tally.by}", tally.place, _days(tally))
        wrong = sum(c.verdict is Verdict.INCONSISTENT for c in tally.checks)
        table.add_row(
            _id(tally.id),
            Text(f"{tally.outcome} per {tally.per}" if tally.per else tally.outcome),
            *(Text(f"{n:,}" if n is not None else "", justify="right") for n in _figures(tally)),
            plain(", ".join(s for s in scope if s)),
            Text(estimate(tally.origins)),
            Text("do not add up", "bold red") if wrong else Text(),
        )
    console.print(table)


def print_checks(checks: Sequence[CheckRow], console: Console) -> None:
    """Print what adds up and what does not, what does not first."""
    table = _table("verdict", "why", "words")
    for check in sorted(checks, key=lambda c: (c.verdict is Verdict.CONSISTENT, c.why)):
        style = "bold red" if check.verdict is Verdict.INCONSISTENT else "green"
        quotes = "\n".join(f"“{plain(q.quote)}”" for q in check.about)
        table.add_row(Text(check.verdict, style), plain(check.why), Text(quotes))
    console.print(table)


def print_timeline(rows: Sequence[TimelineRow], console: Console) -> None:
    """Print claims by the day they speak of."""
    table = _table("when", "id", "status", "origins", "claim")
    for row in rows:
        status = Text(row.status, _STYLES[row.status])
        when = Text(interval(row.earliest, row.latest), "" if row.basis == "stated" else "dim")
        table.add_row(when, _id(row.claim), status, estimate(row.origins), plain(row.text))
    console.print(table)
    console.print("dim days: when it was first heard; the claim itself gives no day", style="dim")


def print_sources(rows: Sequence[SourceRow], console: Console) -> None:
    """Print the origins that have a name, then those that have none."""
    for title, unnamed in (("named", False), ("unnamed", True)):
        table = _table("source", "kind", "claims", "alone", "denied", "retracted", "pages")
        table.title = title
        for row in (r for r in rows if r.unnamed is unnamed):
            counts = (row.claims, row.alone, row.denied, row.retracted, row.documents)
            cells = (Text(str(n), justify="right") for n in counts)
            table.add_row(plain(row.name), Text(row.kind), *cells)
        if table.rows:
            console.print(table)


def print_documents(rows: Sequence[DocumentRow], console: Console) -> None:
    """Print the pages, and what could not be read with the reason."""
    table = _table("id", "published", "page", "readers")
    for row in rows:
        head = (row.title or "no title") if row.parts else row.file
        below = ", ".join(w for w in (row.outlet, row.file if row.parts else None) if w)
        lines = [plain(head), Text.assemble((plain(below).plain, "dim")), plain(row.error or "")]
        lines[2].stylize("red")
        when = Text(interval(row.published.earliest, row.published.latest))
        page = Text("\n").join(line for line in lines if line.plain)
        table.add_row(_id(row.id), when, page, Text(str(len(row.commenters) or "")))
    console.print(table)


def print_rejected(rows: Iterable[Rejected], console: Console) -> None:
    """Print what gave nothing and why."""
    for row in rows:
        what = "not marked: " if row.stage == "mark" else "not read: "
        line = Text.assemble((what, "red"), plain(f"{row.input}: {row.reason}"))
        console.print(line, soft_wrap=True)


def print_read(rows: Iterable[ReadRow | Refused], console: Console) -> int:
    """Print what was read, a line a document; gives how many files were not."""
    errors = 0
    for row in rows:
        if isinstance(row, Refused):
            errors += 1
            words = plain(f"{row.file}: {row.error}")
            console.print(Text.assemble(("not read: ", "red"), words), soft_wrap=True)
        else:
            parts = f"{len(row.parts)} parts, {len(row.text):,} characters"
            words = plain(f"{row.file}: {row.title or 'no title'} ({parts})")
            console.print(words, soft_wrap=True)
    return errors


def estimate(origins: Estimate) -> str:
    """Write a range as people do.

    >>> estimate(Estimate(1, 3)), estimate(Estimate(2, 2))
    ('1-3', '2')
    """
    same = origins.low == origins.high
    return str(origins.low) if same else f"{origins.low}-{origins.high}"


def interval(earliest: object, latest: object) -> str:
    """Write days as people do.

    >>> from datetime import date
    >>> interval(date(2007, 2, 1), date(2007, 2, 3)), interval(None, None)
    ('2007-02-01 to 2007-02-03', '')
    """
    if earliest == latest:
        return str(earliest or "")
    if earliest and latest:
        return f"{earliest} to {latest}"
    return f"from {earliest}" if earliest else f"until {latest}"


def plain(words: str) -> Text:
    """Give a page's words as one line that does nothing to the terminal."""
    return Text(" ".join(_HIDDEN.sub(" ", words).split()))


def _contest(claim: Claim) -> tuple[int, int, int, int, str, str]:
    against = len(claim.denied_by) + len(claim.disputed_by) + len(claim.retracted_by)
    both = min(against, claim.origins.high) if contested(claim) else 0
    high, low = claim.origins.high, claim.origins.low
    return (not contested(claim), -both, -low, -high, claim.text, claim.id)


def _wording(claim: Claim) -> Text:
    """The claim's words; where they begin within a sentence, with the actor in front."""
    text = plain(claim.text)
    heard = set(re.findall(r"\w+", text.plain.casefold()))
    told = set(re.findall(r"\w+", (claim.actor or "").casefold()))
    if not claim.actor or heard & told or not text.plain[:1].islower():
        return text
    return Text.assemble((f"{plain(claim.actor).plain}: ", "dim"), text)


def _table(*heads: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    fixed = ("id", "status", "origins", "when", "verdict", "low", "best", "high", "what")
    for head in heads:
        table.add_column(head, no_wrap=head in fixed[:3], overflow="fold")
    return table


def _stacked(first: Text, *below: tuple[str, Text]) -> Text:
    lines = [first, *(Text.assemble((f"{w}: ", "dim"), t) for w, t in below if t.plain)]
    return Text("\n").join(lines)


def _voices(claim: Claim) -> Iterator[tuple[str, Text]]:
    yield "says", _backing(claim)
    yield "denies", _names(claim.denied_by)
    yield "disputes", _names(claim.disputed_by)
    yield "takes back", _names(claim.retracted_by)


def _backing(claim: Claim) -> Text:
    return _names((*claim.said_by, *claim.confirmed_by))


def _denial(claim: Claim) -> Text:
    return _names((*claim.denied_by, *claim.disputed_by, *claim.retracted_by))


def _names(sources: Iterable[Source]) -> Text:
    names = list(dict.fromkeys(_name(s) for s in sources))
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return plain(", ".join([*names[:_NAMED], *more]))


def _name(source: Source) -> str:
    marked = source.unnamed and "unnamed" not in source.name
    return f"{source.name} (unnamed)" if marked else source.name


def _figures(tally: Tally) -> Iterator[int | None]:
    yield from (tally.low, tally.best, tally.high)


def _days(tally: Tally) -> str:
    return interval(tally.earliest, tally.latest)


def _id(name: str) -> Text:
    return Text(name[:8], "cyan")
