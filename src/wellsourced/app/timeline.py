"""The timeline for people: claims under the days they speak of; readers' own stand apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from wellsourced.app.claims import backing, wording
from wellsourced.app.output import WIDE
from wellsourced.app.screen import STYLES, estimate, interval, names, short, table
from wellsourced.model import Claim, ClaimId, OriginKind, TimelineRow

Claims = Mapping[ClaimId, Claim]


def print_timeline(rows: Sequence[TimelineRow], claims: Claims, console: Console) -> None:
    """Print claims by day; what only readers say, and what is told in the same words, together."""
    told = [r for r in rows if not _read(claims[r.claim])]
    read = [r for r in rows if _read(claims[r.claim])]
    for title, own in (("", told), ("told by readers only", read)):
        if not own:
            continue
        if title:
            console.print(Text(f"\n{title}", "bold"))
        groups = list(_alike(own, claims))
        if console.width >= WIDE:
            _print_table(groups, claims, console)
        else:
            _print_days(groups, claims, console)


def _print_table(groups: Iterable[list[TimelineRow]], claims: Claims, console: Console) -> None:
    """A line a row, each with its day, for wide terminals and for pipes."""
    found = table("when", "id", "status", "origins", "claim", "who says")
    for group in groups:
        claim = claims[group[0].claim]
        found.add_row(
            _when(group[0]),
            _ids(group),
            _status(group[0]),
            Text(estimate(group[0].origins)),
            wording(claim),
            names(backing(claim)),
        )
    console.print(found)


def _print_days(groups: Iterable[list[TimelineRow]], claims: Claims, console: Console) -> None:
    """A head for each day or stretch of days, and below it what was claimed of it."""
    for when, same in groupby(groups, key=lambda g: _when(g[0])):
        console.print(Text.assemble("\n", when))
        whole: Claim | None = None
        for group in same:
            claim = claims[group[0].claim]
            within = whole is not None and _within(claim, whole)
            whole = whole if within else claim
            for indent, line in zip((2, 6), _told(claim, group), strict=True):
                console.print(Padding(line, (0, 0, 0, indent + 4 * within)))


def _told(claim: Claim, group: Sequence[TimelineRow]) -> tuple[Text, Text]:
    """The words with who says so, and how it stands."""
    who = names(backing(claim))
    said = Text.assemble((" - ", "dim"), who) if who.plain else Text()
    origins = (f", origins {estimate(group[0].origins)}  ", "dim")
    return wording(claim) + said, Text.assemble(_status(group[0]), origins, _ids(group))


def _within(part: Claim, whole: Claim) -> bool:
    """Whether a claim's words are a piece of those of the claim above it."""
    return any(
        a.document == b.document and b.start <= a.start and a.end <= b.end
        for a in part.evidence[:1]
        for b in whole.evidence
    )


def _alike(rows: Iterable[TimelineRow], claims: Claims) -> Iterator[list[TimelineRow]]:
    """Rows of one day that tell the same words, as claims of several types; the first as head."""
    for _, day in groupby(rows, key=lambda r: (r.basis, r.earliest, r.latest)):
        found: dict[tuple[str, str, object], list[TimelineRow]] = {}
        for row in day:
            key = (row.text.casefold(), row.status, backing(claims[row.claim]))
            found.setdefault(key, []).append(row)
        yield from found.values()


def _read(claim: Claim) -> bool:
    said = backing(claim)
    return bool(said) and all(s.kind is OriginKind.COMMENTER for s in said)


def _when(row: TimelineRow) -> Text:
    when = interval(row.earliest, row.latest)
    return Text(when, "bold") if row.basis == "stated" else Text(f"heard {when}", "dim")


def _ids(group: Iterable[TimelineRow]) -> Text:
    return Text(", ").join(short(row.claim) for row in group)


def _status(row: TimelineRow) -> Text:
    return Text(row.status, STYLES[row.status])
