"""What a telling says, as a clause that can stand in a sentence of ours.

The page's own words are kept but for what only its reader understands: "last week" becomes a day,
"Orzak" the name that the case uses, "She" who is meant. Words that only their speaker can say
("We hold the pier"), and those that say how likely something is, are quoted as they are.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from wellsourced.model import (
    Claim,
    CommitmentMark,
    Document,
    DocumentId,
    EntityKind,
    Mention,
    PartKind,
    Span,
    TimeBasis,
    TimeMark,
    TimeType,
)
from wellsourced.tell.brief.days import told
from wellsourced.tell.brief.ends import whole
from wellsourced.tell.brief.lint import likelihoods
from wellsourced.tell.brief.words import words
from wellsourced.tell.ground import Ground, Told

M = TypeVar("M", Mention, TimeMark, CommitmentMark)
_MOST = 240  # characters of a clause; more is cut back to the telling itself
_NAMED = frozenset(EntityKind) - {EntityKind.NATIONALITY, EntityKind.PLACE, EntityKind.OTHER}
_WORD = re.compile(r"[\w'’]+")


class Clause(NamedTuple):
    """Words of a page as a clause: where they stand, how it is written, and whether it is whole.

    `bare`: the same without the days that the page tells from its own; `quoted`: the words are the
    speaker's own, and stand between quotation marks.
    """

    document: DocumentId
    start: int
    end: int
    text: str
    bare: str
    whole: bool
    quoted: bool = False

    @property
    def place(self) -> tuple[DocumentId, int, int]:
        """Where the words stand."""
        return self.document, self.start, self.end


class Edit(NamedTuple):
    """Other words for a stretch of the page."""

    start: int
    end: int
    words: str


def clause(claim: Claim, of_told: Told, of: Ground, year: int | None) -> Clause:
    """Give a telling as a clause, in the words of its page."""
    document = of.documents[of_told.evidence.document]
    stretch, cut = _stretch(of_told, of, document)
    where = _trimmed(document, stretch)
    raw = where.of(document.text)
    if _own(raw) or likelihoods(raw):
        text = _tidy(raw)
        return Clause(document.id, where.start, where.end, text, text, whole=True, quoted=True)
    times = tuple(_times(where, document, of, year))
    rest = (*_pronoun(claim, where, document), *_names(where, document, of))
    after = document.text[max(0, where.start - 8) : where.start]
    opened = partial(_opened, claim=claim, after=after, cut=cut)
    text, stands = opened(_written(where, document.text, (*times, *rest)))
    gone = tuple(_dropped(e, document.text, where) for e in times)
    bare, _ = opened(_written(where, document.text, (*gone, *rest)))
    return Clause(
        document.id, where.start, where.end, text, bare, stands and _told(where, document, of)
    )


def fit(found: Clause, claim: Claim, document: Document) -> tuple[int, ...]:
    """Tell how well a clause would read; more is better."""
    part = document.part_at(found.start)
    kind = part.kind if part else None
    body = kind in (PartKind.BODY, PartKind.BLOCKQUOTE)
    named = bool(claim.actor) and (claim.actor or "").casefold() in found.text.casefold()
    good = 25 <= len(found.text) <= 190
    titled = document.text[found.start : found.end] in (document.title or "")
    return (
        body and not titled,
        found.whole and not found.quoted,
        kind is not PartKind.COMMENT,
        good,
        named,
    )


def _stretch(of_told: Told, of: Ground, document: Document) -> tuple[Span, bool]:
    """All that the source says around the telling; of the page's own words, their sentence.

    With it whether it was too long, and only the telling itself is left of it.
    """
    e = of_told.evidence
    here = Span(e.start, e.end)
    said = _said(of_told, of)
    wide = next((s for s in said if s.holds(here)), None)
    if wide is None:
        wide = here if said or _speaks(here, of_told, of) else _own_words(document, here)
    left, right = whole(document.text, here.start, here.end)
    wide = Span(max(wide.start, min(left, here.start)), min(wide.end, max(right, here.end)))
    if wide.end - wide.start > _MOST:
        return here, here != wide
    return wide, False


def _own_words(document: Document, here: Span) -> Span:
    """The page's own words from where their sentence begins, and to where it ends.

    To the end only where the telling stops before a comma, and nobody is quoted behind it.
    """
    left, right = whole(document.text, here.start, here.end)
    before, after = document.text[left : here.start], document.text[here.end : right]
    start = left if before.strip(' \n\t“"(•*') and left <= here.start else here.start
    said = {w.casefold() for w in _WORD.findall(after)}
    open_ = after.startswith(",") and said.isdisjoint(words().sayings.words)
    return Span(start, max(right, here.end) if start < here.start or open_ else here.end)


def _told(where: Span, document: Document, of: Ground) -> bool:
    """Whether something is told of: a clause has a verb, a mere description has none."""
    marks = of.marks.get(document.id)
    seen = marks.commitments if marks else ()
    stated = any(_inside(seen, where))
    said = {w.casefold() for w in _WORD.findall(where.of(document.text))}
    return stated or not said.isdisjoint(words().verbs.words)


def _said(of_told: Told, of: Ground) -> tuple[Span, ...]:
    """The content of the attribution by which it is told; empty: it is the page's own word."""
    marks = of.marks.get(of_told.evidence.document)
    if marks is None or of_told.mark is None or of_told.mark.attribution is None:
        return ()
    found = (a.content for a in marks.attributions if a.id == of_told.mark.attribution)
    return next(found, ())


def _speaks(sentence: Span, of_told: Told, of: Ground) -> bool:
    """Whether somebody else is quoted in the sentence."""
    marks = of.marks.get(of_told.evidence.document)
    return marks is not None and any(
        a.cue is not None and sentence.holds(a.cue) for a in marks.attributions
    )


def _trimmed(document: Document, where: Span) -> Span:
    """Without blanks, quotation marks and stops at its ends, and without "that" before it."""
    text = where.of(document.text)
    left = re.match(r"(?:[\s“”\"‘’'•*·:;,\-–—]|that\s)*", text)
    start = where.start + (left.end() if left else 0)
    marker = re.match(rf"(?:{'|'.join(words().markers.words)}),\s", document.text[start:], re.I)
    start += marker.end() if marker else 0
    end = where.start + len(text.rstrip(" \n\t\r“”\"‘’'.,;:-–—…"))
    return Span(start, end) if start < end else where


def _own(text: str) -> bool:
    """Whether its speaker tells of himself."""
    selves = set(words().selves.words)
    return any(w.casefold() in selves and w != "US" for w in _WORD.findall(text))


def _written(where: Span, text: str, edits: Iterable[Edit]) -> str:
    """The stretch with other words put in; where two edits meet, the first stands."""
    taken: list[Edit] = []
    for edit in edits:
        if all(edit.end <= t.start or t.end <= edit.start for t in taken):
            taken.append(edit)
    return _tidy(_edited(where, text, sorted(taken)))


def _dropped(edit: Edit, text: str, where: Span) -> Edit:
    """Instead of a day nothing, with the blank before it."""
    before = re.search(r"(\w+)\s*$", text[where.start : edit.start])
    if (
        text[edit.start : edit.end][:1].isalpha()
        and before
        and before.group(1).casefold() in words().prepositions.words
    ):
        return edit
    blank = len(text[where.start : edit.start]) - len(text[where.start : edit.start].rstrip())
    return Edit(edit.start - blank, edit.end, "")


def _pronoun(claim: Claim, where: Span, document: Document) -> Iterator[Edit]:
    """Who is meant by a pronoun that opens the clause."""
    first = _WORD.match(document.text, where.start, where.end)
    actor = claim.actor
    if first is None or not actor or ";" in actor:
        return
    known = words().pronouns
    if first.group().casefold() in known.subjects:
        yield Edit(first.start(), first.end(), actor)
    elif first.group().casefold() in known.owners and re.search(r"['’]s\b", actor):
        yield Edit(first.start(), first.end(), actor[: re.search(r"['’]s\b", actor).end()])  # type: ignore[union-attr]


def _times(where: Span, document: Document, of: Ground, year: int | None) -> Iterator[Edit]:
    """Days for what a page tells from its own day."""
    marks = of.marks.get(document.id)
    for mark in _inside(marks.times if marks else (), where):
        if mark.basis is TimeBasis.NAMED or mark.type is TimeType.SET:
            continue
        if re.match(r"['’]", document.text[mark.end : mark.end + 1]):
            continue
        before = re.search(r"(\w+)(\s+)$", document.text[where.start : mark.start])
        found = told(mark, before.group(1).casefold() if before else "", year)
        if found is not None and before is not None and found[1]:
            yield Edit(where.start + before.start(), mark.end, found[0])
        elif found is not None:
            yield Edit(mark.start, mark.end, found[0])


def _names(where: Span, document: Document, of: Ground) -> Iterator[Edit]:
    """The name that the case uses, where the page first uses another."""
    marks = of.marks.get(document.id)
    text = where.of(document.text)
    told_of: set[str] = set()
    for mention in _inside(marks.entities if marks else (), where):
        name = of.called(mention.name)
        spot = Span(mention.start, mention.end)
        if mention.kind not in _NAMED or name in told_of:
            continue
        told_of.add(name)
        said = spot.of(document.text)
        state = mention.kind is EntityKind.GOVERNMENT and " " not in said
        if state or "." in said or not name[:1].isupper() or name in text:
            continue
        if _contained(said, name, of):
            continue
        tail = re.search(r"['’]s?$", said)
        the = _article(said, name, mention.kind, text[: mention.start - where.start])
        yield Edit(mention.start, mention.end, the + name + (tail.group() if tail else ""))


def _inside(marks: Sequence[M], where: Span) -> Iterator[M]:
    """The marks of a layer within a stretch; they stand in order of their first character."""
    for n in range(bisect_left(marks, where.start, key=lambda m: m.start), len(marks)):
        if marks[n].start >= where.end:
            return
        if marks[n].end <= where.end:
            yield marks[n]


def _article(said: str, name: str, kind: EntityKind, before: str) -> str:
    """The article that a group's name has in a sentence, unless one stands before it.

    As of "JAM" in "fighters of JAM": "fighters of the Mill Guard".
    """
    if kind is EntityKind.PERSON or " " not in name or name.lower().startswith("the "):
        return ""
    if said[:4].casefold() == "the ":
        return said[:4]
    last = re.search(r"(\w+)\s*$", before)
    opens = last is None or last.group(1).casefold() in words().joints.words
    return "the " if opens else ""


def _contained(said: str, name: str, of: Ground) -> bool:
    """Whether the words are no other name of it: "army", or what nobody taught the case."""
    bare = said[:1].islower() and not said.startswith("the ")
    return bare or said == name or of.called(said) != name


def _edited(where: Span, text: str, edits: list[Edit]) -> str:
    out, at = [], where.start
    for edit in edits:
        out += [text[at : edit.start], edit.words]
        at = edit.end
    return "".join([*out, text[at : where.end]])


def _tidy(text: str) -> str:
    """One line, with each quotation mark closed that is opened."""
    line = re.sub(r"\s+", " ", text).strip()
    for left, right in ("“”", "()"):
        line += right * (line.count(left) - line.count(right))
    if line.count("”") > line.count("“"):
        line = line.replace("”", "", 1) if "“" not in line else f"“{line}"
    return line if line.count('"') % 2 == 0 else line.replace('"', "")


def _opened(text: str, *, claim: Claim, after: str, cut: bool) -> tuple[str, bool]:
    """A clause with a subject, and whether it has one. `after`: what stands before it."""
    first = _WORD.match(text)
    if cut or first is None or not first.group()[:1].islower():
        return text, not cut and first is not None and " " in text
    word, known = first.group().casefold(), words()
    last = _WORD.findall(after)[-1:]
    linked = bool(last) and last[0].casefold() in known.links.words
    verb = word in known.verbs.words or (linked and word.endswith(known.verbs.endings))
    if verb and claim.actor and ";" not in claim.actor:
        return f"{claim.actor} {text}", True
    return text, word in known.openers.words
