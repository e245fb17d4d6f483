"""The tables of claims: what is claimed, who says so through whom, and who is against it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from wellsourced.app.output import UNBROKEN, WIDE
from wellsourced.app.screen import STYLES, estimate, listed, names, plain, short, table
from wellsourced.case import disputes
from wellsourced.model import Claim, DossierRow, Ruled, Source

_NOT_SO = "not so: "  # as the record writes what a source denies
_THREAD = " comments"  # as a chain names a page's thread
_BACKS = ("backs", "confirms")

Line = tuple[str, Text]


def print_claims(claims: Sequence[Claim], console: Console) -> None:
    """Print claims: disputes first, rivals side by side, then what is best backed.

    Where the screen is wide, the digit of credibility that the counts suggest stands beside.
    """
    wide = console.width >= WIDE
    more = ("suggests", "who says", "who is against") if wide else ()
    found = table("id", "status", "origins", "claim", *more)
    told = Counter(c.text.casefold() for c in claims)
    for group in disputes(claims):
        if len(group) > 1:
            found.add_section()
        for claim in group:
            kind = claim.type if told[claim.text.casefold()] > 1 else ""
            found.add_row(*_cells(claim, kind, console.width))
        if len(group) > 1:
            found.add_section()
    console.print(found)


def wording(claim: Claim | DossierRow) -> Text:
    """Give the claim's words; where they begin within a sentence, with the actor in front."""
    denied = claim.text.startswith(_NOT_SO)
    text = plain(claim.text.removeprefix(_NOT_SO))
    heard = set(re.findall(r"\w+", text.plain.casefold()))
    told = set(re.findall(r"\w+", (claim.actor or "").casefold()))
    bare = not claim.actor or heard & told or not text.plain[:1].islower()
    actor = "" if bare else f"{plain(claim.actor or '').plain}: "
    return Text.assemble((_NOT_SO if denied else "", "bold"), (actor, "dim"), text)


def _cells(claim: Claim, kind: str, width: int) -> Iterator[Text]:
    yield short(claim.id)
    yield standing(claim)
    yield Text(estimate(claim.origins))
    words = wording(claim).append(f" ({kind})" if kind else "", "dim")
    says, through = ("says", names(backing(claim))), ("through", _through(claim))
    against = list(_against(claim))
    rivals = ("rivals", Text(", ".join(r[:8] for r in claim.rivals), "cyan"))
    if width < WIDE:
        yield _lines(("", words), says, through, *against, rivals)
        return
    between = "; " if width >= UNBROKEN else "\n"
    yield words
    yield Text(str(claim.suggested_credibility or ""), "dim")
    yield _lines(("", says[1]), through, between=between)
    yield _lines(*against, rivals, between=between)


def standing(claim: Claim) -> Text:
    """Give how a claim stands; where analysts ruled, also what they did and the machine's own."""
    found = Text(claim.status, STYLES[claim.status])
    if not isinstance(claim, Ruled) or not claim.rulings:
        return found
    told = [f"{claim.judged}ed"] if claim.judged else []
    told += [f"credibility {claim.credibility}"] if claim.credibility else []
    told += [f"corrected: {', '.join(claim.corrected)}"] if claim.corrected else []
    told += [f"merged from {len(claim.machine)}"] if len(claim.machine) > 1 else []
    machine = sorted({m.status for m in claim.machine})
    told += [f"machine: {', '.join(machine)}"] if machine != [claim.status] else []
    return found.append(f"\n{'; '.join(told) or 'ruled on'}", "magenta")


def _lines(*rows: Line, between: str = "\n") -> Text:
    lines = (Text.assemble((f"{w}: " if w else "", "dim"), t) for w, t in rows if t.plain)
    return Text(between).join(lines)


def _against(claim: Claim) -> Iterator[Line]:
    yield "denies", names(claim.denied_by)
    yield "disputes", names(claim.disputed_by)
    yield "questions", names(claim.questioned_by)
    yield "takes back", names(claim.retracted_by)


def backing(claim: Claim) -> tuple[Source, ...]:
    """Give those who say so."""
    return (*claim.said_by, *claim.confirmed_by)


def _through(claim: Claim) -> Text:
    """Those who passed it on from the ones who say so, most often first; not their readers."""
    sources = {s.name for s in backing(claim)}
    passed = Counter(
        name
        for e in claim.evidence
        if e.stance in _BACKS and e.chain and e.chain[-1] in sources
        if not e.chain[0].endswith(_THREAD)
        for name in dict.fromkeys(e.chain[:-1])
        if name not in sources and name != "unnamed"
    )
    return listed(sorted(passed, key=lambda n: (-passed[n], n.casefold(), n)))
