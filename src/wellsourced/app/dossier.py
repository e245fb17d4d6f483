"""The command `dossier`: all that the record holds about one name."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from wellsourced.app.claims import wording
from wellsourced.app.options import as_of_option, format_options
from wellsourced.app.output import paper, print_csv, print_json
from wellsourced.app.screen import STYLES, estimate, interval, names, plain, short
from wellsourced.app.seen import asked_case, seen
from wellsourced.app.words import Pages, quoted
from wellsourced.case import sheet, texts
from wellsourced.model import Alias, Dossier, DossierRow, Polarity, Reliance, Section

TITLES = {
    Section.PART_OF: "Part of, over time",
    Section.MEMBERS: "Members and factions",
    Section.WHEREABOUTS: "Where it was",
    Section.DID: "What it did",
    Section.DONE_TO: "What was done to it",
    Section.AT: "What happened there",
    Section.SAID: "What it said, and others too",
    Section.ALONE: "What rests on its word alone",
    Section.DENIED: "What it denies or contradicts",
    Section.CONTESTED: "What it said and others deny",
    Section.RETRACTED: "What it took back",
    Section.BORNE_OUT: "What it said first, and others bore out",
    Section.SAID_OF: "Who speaks of it",
    Section.COUNTS: "Counts",
}


@format_options
@click.command()
@asked_case
@click.argument("name")
@as_of_option
def dossier(*, case: Path, name: str, as_of: date | None, form: str | None) -> None:
    """Gather what the record holds about a person, group, place or source.

    Its names with the words that taught them, what it is part of, where it was, what it did and
    what was done to it, what it said, who speaks of it, and how its word has fared. NAME may be
    any alias, or a source without a name ("security official"). What only readers say stands
    below the rest. A day in "heard ..." is that of the page: the words name none.

    \b
    Example:
      wellsourced dossier my-case "the Ferryman"
      wellsourced dossier my-case "Ostrel Courier" --as-of 2009-09-25
    """
    opened = seen(case)
    found = opened.dossier(name, as_of=as_of)
    if form == "json":
        print_json(found)
    elif form == "csv":
        print_csv(sheet(DossierRow, found.rows))
    else:
        with paper() as console:
            print_dossier(found, texts(opened, as_of=as_of), console)


def print_dossier(found: Dossier, pages: Pages, console: Console) -> None:
    """Print a dossier, section by section; what only readers say stands apart."""
    console.print(Text.assemble(plain(found.name), style="bold"))
    for word, value in _heads(found):
        console.print(Text.assemble((f"{word:12} ", "dim"), plain(value)))
    _print_names(found, pages, console)
    by_section = {s: list(rows) for s, rows in groupby(found.rows, key=lambda r: r.section)}
    for section in TITLES:
        rows = by_section.get(section, [])
        for title, own in _apart(section, rows):
            console.print(Text(f"\n{title}", "bold"))
            _print_rows(section, own, console)


def _heads(found: Dossier) -> Iterator[tuple[str, str]]:
    yield "kind", found.kind
    if found.id:
        yield "id", found.id
    if found.code:
        yield "code", found.code
    if found.roles:
        yield "called", "; ".join(found.roles)
    if found.mentions:
        yield (
            "named",
            f"{found.mentions} {'time' if found.mentions == 1 else 'times'} on the pages",
        )
    if found.reliance is not None:
        yield "as a source", _fared(found.reliance)


def _fared(r: Reliance) -> str:
    """How a source has fared, in one line.

    >>> _fared(Reliance(claims=3, alone=2, denied=1, retracted=0, borne_out=1, passes_on=4))
    'says 3 claims: 2 alone, 1 denied or disputed, 0 taken back, 1 borne out; passes on 4'
    """
    said = (
        f"says {r.claims} {'claim' if r.claims == 1 else 'claims'}: {r.alone} alone, "
        f"{r.denied} denied or disputed, {r.retracted} taken back, {r.borne_out} borne out"
    )
    return f"{said}; passes on {r.passes_on}" if r.passes_on else said


def _print_names(found: Dossier, pages: Pages, console: Console) -> None:
    taught = [a for a in found.names if _teaches(a)]
    others = [a.name for a in found.names if a not in taught and a.name not in found.roles]
    settled = list({n.replace("’", "'").casefold(): n for n in others}.values())
    if settled:
        console.print(Text.assemble((f"{'also':12} ", "dim"), plain(", ".join(settled))))
    for alias in taught:
        console.print(Text.assemble((f"{'also':12} ", "dim"), plain(alias.name)))
        for words, place in quoted((alias.taught_by,) if alias.taught_by else (), pages):
            line = Text.assemble(words, (f"  ({place})", "dim"))
            console.print(Padding(line, (0, 0, 0, 17)))


def _teaches(alias: Alias) -> bool:
    """Whether the words say more than the name itself: another spelling teaches nothing."""
    words = alias.taught_by.quote.casefold() if alias.taught_by else ""
    return words not in ("", alias.name.casefold())


def _apart(section: Section, rows: Sequence[DossierRow]) -> Iterator[tuple[str, list[DossierRow]]]:
    """The rows of a section; those that only readers tell under a head of their own."""
    told, read = [r for r in rows if not r.reader], [r for r in rows if r.reader]
    if told:
        yield TITLES[section], told
    if read:
        yield f"{TITLES[section]} (readers)", read


def _print_rows(section: Section, rows: Iterable[DossierRow], console: Console) -> None:
    for row in rows:
        head, below = _lines(section, row)
        console.print(Padding(head, (0, 0, 0, 2)))
        if below.plain:
            console.print(Padding(below, (0, 0, 0, 6)))


def _lines(section: Section, row: DossierRow) -> tuple[Text, Text]:
    """When and what, with how it stands; below it the words and who says so."""
    if section is Section.SAID_OF:
        return Text.assemble(names(row.who), f": {row.what} ", (f"({row.text})", "dim")), Text()
    if row.id is None:
        return Text.assemble(plain(row.text), (f"  ({row.what})", "dim")), Text()
    counted = section is Section.COUNTS
    what = plain(row.text) if counted else Text(_what(row), "bold")
    stands = Text.assemble(
        (f"{row.status}", STYLES[row.status] if row.status else ""),
        (f", origins {estimate(row.origins)}" if row.origins else "", "dim"),
    )
    head = Text("  ").join((_when(row), what, stands, short(row.id)))
    said = Text.assemble((" - ", "dim"), names(row.who)) if row.who else Text()
    words = Text.assemble(("says ", "dim"), names(row.who)) if counted else wording(row) + said
    return head, words


def _what(row: DossierRow) -> str:
    """What is claimed, in a word or two; where somebody was, by the place."""
    fails = row.polarity is Polarity.FAILS
    if row.section is not Section.WHEREABOUTS:
        return f"{'no ' if fails else ''}{row.what}"
    if row.place is None:
        return "away, it is not said where" if fails else "somewhere"
    return f"{'not ' if fails else ''}in {row.place}"


def _when(row: DossierRow) -> Text:
    when = interval(row.earliest, row.latest)
    if row.dated or not when:
        return Text(when or "no day")
    return Text(f"heard {when}", "dim")
