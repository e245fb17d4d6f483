"""The command `show`: one thing, with the words it rests on."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import singledispatch
from pathlib import Path

import click
from rich.text import Text

from wellsourced.app.claims import print_claims, wording
from wellsourced.app.copies import copied
from wellsourced.app.options import as_of_option
from wellsourced.app.output import paper, print_json
from wellsourced.app.screen import estimate, interval, named, plain
from wellsourced.app.seen import asked_case, seen
from wellsourced.app.sums import number
from wellsourced.app.words import Pages, quoted
from wellsourced.case import Case, texts
from wellsourced.model import (
    Claim,
    Commitment,
    Document,
    Entity,
    Evidence,
    Polarity,
    Quote,
    Ruled,
    Source,
    Tally,
    TallyCheck,
    Tie,
    Verdict,
)

COMMITTED = {
    Commitment.PROBABLE: "thinks it likely",
    Commitment.PROBABLE_NOT: "thinks it unlikely",
    Commitment.POSSIBLE: "thinks it possible",
    Commitment.POSSIBLE_NOT: "thinks it possibly not so",
    Commitment.UNKNOWN: "does not say whether it is so",
}  # who says it outright needs no word


@click.command()
@asked_case
@click.argument("name", metavar="ID")
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="The record, for programs.")
def show(*, case: Path, name: str, as_of: date | None, as_json: bool) -> None:
    """Show one claim, count, entity or document with its words.

    ID is the id that the lists print, or its beginning; or the name of a person, group or place.
    The chain runs from the page back to who said it first. The words stand between quotation
    marks in their sentence, below them the file and offsets (Unicode code points).

    \b
    Example:
      wellsourced show my-case 3fa9c2d1
      wellsourced show my-case "Danil Orsak"
    """
    opened = seen(case)
    found = opened.show(name, as_of=as_of)
    if as_json:
        print_json(found)
        return
    with paper() as console:
        nameless = frozenset(r.name for r in opened.sources(as_of=as_of) if r.unnamed)
        for line in lines(found, texts(opened, as_of=as_of), nameless):
            console.print(line)
        if isinstance(found, Document):
            for line in _kept(found, opened, as_of):
                console.print(line)
        if isinstance(found, Entity | Document):
            about = found.name if isinstance(found, Entity) else found.id
            if claims := opened.claims(about=about, as_of=as_of):
                print_claims(claims, console)


def _kept(document: Document, of: Case, as_of: date | None) -> Iterable[Text]:
    """Other versions of a page, and what of it stands in other pages."""
    pages = texts(of, as_of=as_of)
    if document.earlier in pages:
        yield _pair("newer than", f"{document.earlier}, the version before this one")
    for later in sorted(d.id for d in pages.values() if d.earlier == document.id):
        yield _pair("older than", f"{later}, a later version of this page")
    yield from copied(document, of.reuse(as_of=as_of), pages)


@singledispatch
def lines(found: object, pages: Pages, nameless: frozenset[str]) -> Iterable[Text]:
    """Give what is to be said of a thing, line by line."""
    raise TypeError(f"nothing to show of a {type(found).__name__}")


@lines.register
def _(claim: Claim, pages: Pages, nameless: frozenset[str]) -> Iterable[Text]:
    yield Text.assemble(wording(claim), style="bold")
    yield _pair("id", claim.id)
    yield _pair("status", claim.status)
    yield _pair("origins", f"{estimate(claim.origins)} independent{_apart(claim)}")
    yield from _slots(claim)
    for verb in (
        "said_by",
        "confirmed_by",
        "denied_by",
        "disputed_by",
        "questioned_by",
        "retracted_by",
    ):
        sources: Sequence[Source] = getattr(claim, verb)
        if sources:
            yield _pair(verb.replace("_", " "), ", ".join(map(named, sources)))
    if claim.rivals:
        yield _pair("rivals", ", ".join(claim.rivals))
    yield _pair("heard", interval(claim.first_heard, claim.last_heard))
    if claim.suggested_credibility:
        digit = f"{claim.suggested_credibility} of 1 to 6, by the counts alone; you grade"
        yield _pair("suggests", digit)
    yield from (_pair("why", why) for why in claim.why)
    yield from _ruled(claim)
    yield Text()
    for evidence in claim.evidence:
        yield from _told(evidence, pages, nameless | _unnamed(claim))


@lines.register
def _(tally: Tally, pages: Pages, nameless: frozenset[str]) -> Iterable[Text]:
    yield Text(f"{tally.outcome}: {number(tally)} ({tally.bound.replace('_', ' ')})", "bold")
    yield _pair("id", tally.id)
    yield _pair("status", tally.status)
    yield _pair("origins", f"{estimate(tally.origins)} independent")
    for word, value in (
        ("of", tally.group),
        ("by", tally.by),
        ("at", tally.place),
        ("per", tally.per),
    ):
        if value:
            yield _pair(word, value)
    if when := interval(tally.earliest, tally.latest):
        yield _pair("when", when)
    yield _pair("said by", ", ".join(map(named, tally.said_by)))
    yield from (_pair("why", why) for why in tally.why)
    yield Text()
    for check in sorted(tally.checks, key=lambda c: c.verdict is Verdict.CONSISTENT):
        yield from _checked(check, pages)
    unnamed = nameless | frozenset(s.name for s in tally.said_by if s.unnamed)
    for evidence in tally.evidence:
        yield from _told(evidence, pages, unnamed)


@lines.register
def _(entity: Entity, pages: Pages, _nameless: frozenset[str]) -> Iterable[Text]:
    yield Text(entity.name, "bold")
    yield _pair("id", entity.id)
    yield _pair("kind", entity.kind)
    if entity.part_of:
        yield _pair("part of", entity.part_of)
    yield _pair("mentions", str(entity.mentions))
    for alias in entity.aliases:
        taught = "taught by" if alias.taught_by else "from the settings"
        yield Text.assemble(("also ", "dim"), plain(alias.name), (f"  {taught}", "dim"))
        if alias.taught_by:
            yield from _quoted((alias.taught_by,), pages)
    for tie in entity.ties:
        yield _pair("tie", _tie(tie))
        yield from _quoted(tie.quotes, pages)


def _tie(tie: Tie) -> str:
    """Write who was with whom, since when and until when, who says so and who denies it."""
    part, whole = tie.part or "somebody", tie.whole or "those it was part of"
    if tie.polarity is Polarity.HOLDS:
        ended = f" until {tie.until}" if tie.until else ""
        told = (
            f"{part} with {whole}: {'since' if tie.dated else 'heard'} {tie.since or '?'}{ended}"
        )
    else:
        told = f"{part} no longer with {whole}: {'' if tie.dated else 'heard '}{tie.until or '?'}"
    who = "; ".join(
        f"{verb} {', '.join(map(named, sources))}"
        for verb, sources in (("says", tie.said_by), ("denies", tie.denied_by))
        if sources
    )
    return f"{told} ({who}) {tie.claim[:8]}" if who else f"{told} {tie.claim[:8]}"


@lines.register
def _(document: Document, pages: Pages, _nameless: frozenset[str]) -> Iterable[Text]:
    yield Text(plain(document.title or document.file).plain, "bold")
    pairs = (
        ("id", document.id),
        ("file", document.file),
        ("url", document.url),
        ("outlet", document.outlet),
        ("author", document.author),
        ("fetched", str(document.fetched_at) if document.fetched_at else None),
        ("evidence", f"sha256 {document.evidence}"),
    )
    yield from (_pair(word, value) for word, value in pairs if value)
    dated = document.published
    yield _pair(
        "published", f"{interval(dated.earliest, dated.latest) or 'not known'} ({dated.basis})"
    )
    for part in document.parts:
        who = ", ".join(x for x in (part.author, part.at) if x)
        words = document.text[part.start : part.end]
        head = f"{part.kind:10} {part.start:>6}-{part.end:<6} {who and who + ': '}"
        yield Text.assemble((head, "dim"), plain(words[:160]), "..." if len(words) > 160 else "")


def _ruled(claim: Claim) -> Iterable[Text]:
    """What analysts made of it, and the machine's own beside it."""
    if not isinstance(claim, Ruled) or not claim.rulings:
        return
    yield _pair("ruled on", ", ".join(r[:8] for r in claim.rulings))
    for word, value in (
        ("judged", claim.judged),
        ("credibility", claim.credibility),
        ("corrected", ", ".join(claim.corrected)),
        ("assigned to", ", ".join(claim.assigned)),
        ("proposed by", ", ".join(claim.proposed_by)),
    ):
        if value:
            yield _pair(word, value)
    yield from (_pair("note", words) for words in claim.notes)
    for m in claim.machine:
        slots = ", ".join(s for s in (m.actor, m.recipient, m.place) if s)
        told = f"{m.id}: {m.status}, {estimate(m.origins)} independent; {m.type} {slots}"
        yield _pair("machine's", told)


def chain(names: Sequence[str], unnamed: frozenset[str]) -> str:
    """Write how something came to the page: from its publisher back to who said it first.

    >>> chain(("The Courier", "officials"), frozenset({"officials"}))
    'The Courier <- officials (unnamed)'
    """
    marked = unnamed - {"unnamed"}
    return " <- ".join(f"{n} (unnamed)" if n in marked else n for n in names)


def _unnamed(claim: Claim) -> frozenset[str]:
    told = (*claim.said_by, *claim.confirmed_by, *claim.denied_by, *claim.disputed_by)
    return frozenset(
        s.name for s in (*told, *claim.questioned_by, *claim.retracted_by) if s.unnamed
    )


def _apart(claim: Claim) -> str:
    apart = [f"{claim.hedged} hedged"] if claim.hedged else []
    apart += [f"{claim.readers} readers"] if claim.readers else []
    return f"; apart from them {' and '.join(apart)}" if apart else ""


def _slots(claim: Claim) -> Iterable[Text]:
    holds = "holds" if claim.polarity is Polarity.HOLDS else "does not hold"
    what = f"{claim.type}{f' ({claim.mode})' if claim.mode else ''}: {holds}"
    yield _pair("type", what)
    for word in ("actor", "recipient", "place"):
        if value := getattr(claim, word):
            yield _pair(word, value)
    if claim.earliest or claim.latest:
        dated = f" (dated by {claim.dated})" if claim.dated else ""
        yield _pair("when", f"{interval(claim.earliest, claim.latest)}{dated}")
    if claim.background:
        yield _pair("told", "as past, not as the page's news")
    if claim.codes:
        yield _pair("codes", ", ".join(f"{b} {claim.codes[b]}" for b in sorted(claim.codes)))


def _told(evidence: Evidence, pages: Pages, unnamed: frozenset[str]) -> Iterable[Text]:
    words = COMMITTED.get(evidence.commitment)
    through = plain(chain(evidence.chain, unnamed))
    yield Text.assemble(
        (f"{evidence.stance} ", "bold"), through, (f"  [{words}]" if words else "", "dim")
    )
    yield from _quoted((evidence,), pages)


def _checked(check: TallyCheck, pages: Pages) -> Iterable[Text]:
    yield Text.assemble((f"{check.verdict}: ", "bold"), plain(check.why))
    yield from _quoted(check.about, pages)


def _quoted(words: Iterable[Quote | Evidence], pages: Pages) -> Iterable[Text]:
    for line, place in quoted(words, pages):
        yield Text.assemble("    ", line)
        yield Text(f"    {place}", "dim")


def _pair(word: str, value: str) -> Text:
    return Text.assemble((f"{word:13} ", "dim"), plain(value))
