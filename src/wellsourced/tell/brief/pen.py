"""Sentences of a brief: a clause, who says so, how it stands and why, with its footnotes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wellsourced.model import (
    BriefSentence,
    Credibility,
    DocumentId,
    Evidence,
    OriginKind,
    Ruled,
    Source,
    Status,
)
from wellsourced.tell.brief.notes import Notes
from wellsourced.tell.brief.units import Unit, pages
from wellsourced.tell.brief.voices import Voices, order, thing
from wellsourced.tell.brief.words import words
from wellsourced.tell.ground import Ground, listed

_CITED = 5  # places that a sentence points at, at most
_BACKS = ("backs", "confirms")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
GRADES = {
    Credibility.CONFIRMED: "1, confirmed by other sources",
    Credibility.PROBABLE: "2, probably true",
    Credibility.POSSIBLE: "3, possibly true",
    Credibility.DOUBTFUL: "4, doubtful",
    Credibility.IMPROBABLE: "5, improbable",
    Credibility.UNKNOWN: "6, truth cannot be judged",
}  # as the Admiralty scale words them

Place = tuple[DocumentId, int, int]


class Pen(NamedTuple):
    """What sentences are written with; `year`: the one that needs no telling.

    `graded_by`: who graded a claim, by its id; `known`: the names of those who act.
    """

    of: Ground
    voices: Voices
    notes: Notes
    year: int | None
    graded_by: dict[str, str]
    known: frozenset[str]

    def reported(
        self, unit: Unit, *, lead: str = "", tail: str = "", again: bool = False
    ) -> BriefSentence:
        """Write who says what, and on how many it rests.

        `again`: the sentence before is by the same source.
        """
        said = _attributed(unit, self, again=again) + _copies(unit) + self._asked(unit)
        said += tail + self._graded(unit)
        text = f"{lead}{lowered(said) if lead else said}"
        return BriefSentence(text=sentence(text), notes=self.notes.cite(places(unit)))

    def hedged(self, found: Sequence[Unit]) -> BriefSentence:
        """Quote what one source suggests without saying so outright."""
        raw = [quoted(" ".join(self.words(u).split())) for u in found]
        who = self.voices.many(found[0].backing) or "An unnamed source"
        verb = agrees(found[0].backing, "suggests", "suggest")
        cited = self.notes.cite(p for u in found for p in places(u))
        return BriefSentence(text=sentence(f"{who} {verb}: {listed(raw)}"), notes=cited)

    def words(self, unit: Unit) -> str:
        """Give the words of a clause as they stand on the page."""
        return self.of.documents[unit.clause.document].text[unit.clause.start : unit.clause.end]

    def cite(self, found: Iterable[Evidence]) -> tuple[int, ...]:
        """Cite tellings."""
        return self.notes.cite((e.document, e.start, e.end) for e in found)

    def _asked(self, unit: Unit) -> str:
        found = [s for s in unit.main.questioned_by if s.kind is not OriginKind.COMMENTER]
        return (
            f"; {self.voices.many(found)} {agrees(found, 'questions', 'question')} it"
            if found
            else ""
        )

    def _graded(self, unit: Unit) -> str:
        """What an analyst holds of it: in the words of the scale, and whose they are."""
        grade = unit.main.credibility if isinstance(unit.main, Ruled) else None
        if grade is None:
            return ""
        by = self.graded_by.get(unit.main.id, "an analyst")
        return f"; {by} grades it “{GRADES[grade]}”"


def places(unit: Unit) -> list[Place]:
    """Where it is told: the clause, and the first telling of each who says so."""
    found: list[Place] = [unit.clause.place]
    ends: set[str] = {unit.told.evidence.chain[-1] if unit.told.evidence.chain else ""}
    for e in unit.main.evidence:
        last = e.chain[-1] if e.chain else ""
        if e.stance in _BACKS and last not in ends:
            ends.add(last)
            found.append((e.document, e.start, e.end))
    return found[:_CITED]


def against(unit: Unit, stances: Sequence[str]) -> list[Evidence]:
    """Give who stands against it in which words: one telling of each."""
    found: dict[str, Evidence] = {}
    for claim in unit.claims:
        for e in claim.evidence:
            if e.stance in stances and not (e.chain and e.chain[0].endswith(" comments")):
                found.setdefault(e.chain[-1] if e.chain else "", e)
    return list(found.values())[:_CITED]


def sentence(text: str) -> str:
    """Give words as a sentence.

    >>> sentence("the pier is closed"), sentence("He said: “No.”")
    ('The pier is closed.', 'He said: “No.”')
    """
    text = text.strip()
    first = next((n for n, c in enumerate(text) if c.isalnum()), 0)
    if first == 0:
        text = text[:1].upper() + text[1:]
    return text if text.endswith((".”", "?”", "!”", ".", "?", "!")) else f"{text}."


def lowered(text: str) -> str:
    """Give words as they stand within a sentence; what is no name is written small.

    >>> lowered("The pier is closed"), lowered("Kell is closed")
    ('the pier is closed', 'Kell is closed')
    """
    first = text.partition(" ")[0]
    return text[:1].lower() + text[1:] if first.lower() in words().openers.words else text


def quoted(text: str) -> str:
    """Put words between quotation marks; those within become single.

    >>> quoted("She said “no”")
    '“She said ‘no’”'
    """
    return f"“{text.replace('“', '‘').replace('”', '’').replace(chr(34), '’')}”"


def agrees(found: Sequence[Source], one: str, more: str) -> str:
    """Give the verb that agrees with who does it."""
    plural = len(found) > 1 or any(_plural(s) for s in found)
    return more if plural else one


def number(count: int) -> str:
    """Write a number as prose does.

    >>> number(3), number(26), number(1200)
    ('three', '26', '1,200')
    """
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def _plural(source: Source) -> bool:
    last = source.name.split(" of ")[0].rpartition(" ")[2]
    return source.unnamed and (last.endswith("s") or last in words().several.people)


def _attributed(unit: Unit, pen: Pen, *, again: bool) -> str:
    """The clause with who says so; whose own act the saying is needs no telling."""
    clause, said = unit.clause, order(unit.backing)
    if again and clause.whole and not clause.quoted and not unit.denial:
        return _also(clause.text, said[0])
    if clause.quoted:
        return f"{pen.voices.many(said) or 'an unnamed source'}: {quoted(clause.text)}"
    text = clause.text if clause.whole else quoted(clause.text)
    if unit.denial:
        return f"{pen.voices.many(said)} {agrees(said, 'denies', 'deny')} that {lowered(text)}"
    return f"{text}{_by(unit, said, pen)}"


def _by(unit: Unit, said: Sequence[Source], pen: Pen) -> str:
    """Who says so, after what is said."""
    if not said:
        return ", nobody says on whose word"
    if all(s.kind is OriginKind.OUTLET for s in said):
        return f", {pen.voices.many(said)} {agrees(said, 'reports', 'report')}"
    if len(said) == 1 and said[0].name == unit.main.actor:
        return ""
    return f", according to {_together(unit, said, pen)}"


def _also(text: str, source: Source) -> str:
    """What the source of the sentence before says further."""
    if source.kind is OriginKind.OUTLET:
        return f"it also reports that {lowered(text)}"
    if source.unnamed:
        return (
            f"the same {'sources say' if _plural(source) else 'source says'} that {lowered(text)}"
        )
    last = source.name.split()[-1] if source.kind is OriginKind.PERSON else thing(source.name)
    return f"{last} also says that {lowered(text)}"


def _together(unit: Unit, said: Sequence[Source], pen: Pen) -> str:
    """Who says so, and whether they can be one."""
    of = unit.main.origins
    each = [pen.voices.one(s) for s in said]
    if of.low >= 2 and len(each) == of.low:
        return f"{listed(each[:-1])} and, independently, {each[-1]}"
    if len(each) == 1 and of.high > 1:
        many = number(len(pages(unit)))
        return f"{each[0]}, quoted on {many} pages, who may be {number(of.high)} people"
    several = any(_plural(s) for s in said)
    hidden = any(s.unnamed for s in said)
    doubt = ", who may not be independent" if several else ", who may be the same"
    return listed(each) + (doubt if len(each) > 1 and hidden and of.low < of.high else "")


def _copies(unit: Unit) -> str:
    """Of one source on several pages: that they are one account."""
    many = len(pages(unit))
    if unit.main.status is not Status.SINGLE_SOURCE or many < 2 or unit.main.origins.high > 1:
        return ""
    return f"; {number(many)} pages carry this one account"
