"""Who says what by which words, and through whom it came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from wellsourced.lang.quotes import Quotation
from wellsourced.mark.chains import chain_of, in_order, opening
from wellsourced.mark.commitment import commitment, nobody
from wellsourced.mark.drafts import Voice
from wellsourced.mark.hearing import Heard, heard_in, marks_in
from wellsourced.mark.named import NOBODY, NONE, Named
from wellsourced.mark.nesting import parents
from wellsourced.mark.pointing import answers, pointed
from wellsourced.mark.quotes import share_quoted
from wellsourced.mark.sources import Book
from wellsourced.mark.speakers import full, general, told_by_role
from wellsourced.mark.syntax import Reading
from wellsourced.mark.trust import hints, least, worth
from wellsourced.mark.wordless import wordless
from wellsourced.model import (
    Attribution,
    AttributionKind,
    Commitment,
    MarkId,
    Marks,
    Part,
    PartKind,
    digest,
)

_ALL_QUOTED = 0.9
_SAYING = frozenset({"say", "tell", "announce", "comment", "show", "indicate", "deny", "tell of"})


Kept = Callable[[MarkId, tuple[str, ...]], bool]


def attributions(reading: Reading, found: Marks) -> tuple[Attribution, ...]:
    """Find the attributions: by cues over the trees, joined with quotation marks, then nested.

    What careful readers seldom mark is left out, as learnt from pages that they have marked.
    """
    return candidates(reading, found, lambda _, seen: not seen or worth(seen) >= least())


def by_rules(reading: Reading, found: Marks) -> tuple[Attribution, ...]:
    """Find the attributions by rules alone, with nothing learnt."""
    return candidates(reading, found, lambda _, seen: True)


def candidates(reading: Reading, found: Marks, kept: Kept) -> tuple[Attribution, ...]:
    """Find what the rules give and is kept; each is shown with the hints by which it is judged."""
    book = Book(reading.passages, found.entities)
    heard = heard_in(reading, book)
    voices, above = _placed(heard.voices)
    writing = _Writing(reading, heard, book, voices, _naming(voices, book))
    for number in in_order(above):
        writing.write(number, above, kept)
    return tuple(writing.rows[number] for number in sorted(writing.rows))


def _placed(voices: Sequence[Voice]) -> tuple[list[Voice], list[int | None]]:
    order = sorted(voices, key=lambda v: (v.anchor, v.content, not v.container))
    return order, parents(order)


@dataclass(slots=True)
class _Writing:
    """The attributions of a document while they are written, each after what it is nested in."""

    reading: Reading
    heard: Heard
    book: Book
    voices: list[Voice]
    naming: list[Named | None]
    rows: dict[int, Attribution] = field(default_factory=dict)
    named: dict[int, Named] = field(default_factory=dict)

    def write(self, number: int, above: Sequence[int | None], kept: Kept) -> None:
        """Write one down, unless it says nothing, or is not kept."""
        voice, parent = self.voices[number], above[number]
        while parent is not None and parent not in self.rows:
            parent = above[parent]
        named = self.naming[number] or self._open_speaker(number, above)
        part = self.reading.passages[voice.passage].part
        remark = parent is None and part.kind is PartKind.COMMENT
        inside = remark or (parent is not None and not self.voices[parent].container)
        if (named.self and parent is None) or (inside and _attitude(voice)) or _nobody(voice):
            return
        if remark and wordless(voice):
            return
        row = self._row(voice, parent, named, part)
        sure = _unsaid(voice) or self._answers(voice)
        if sure or kept(row.id, hints(voice, self.book.names, row.kind, inside=inside)):
            self.rows[number] = row
            self.named[number] = self.named[parent] if named.self and parent is not None else named

    def _answers(self, voice: Voice) -> bool:
        """Whether a voice says of what was said before that it is so, or is not."""
        draft, text = voice.draft, self.reading.document.text
        if draft is None or not voice.content or voice.source is None:
            return False
        words = text[voice.content[0].start : voice.content[-1].end]
        return answers(draft.word.lemma_) and pointed(words) is not None

    def _open_speaker(self, number: int, above: Sequence[int | None]) -> Named:
        """Give who spoke last before a quotation without a cue, in its paragraph or that before.

        Whom that speaker quotes is not meant.
        """
        for before in range(number - 1, -1, -1):
            voice, named, over = self.voices[before], self.naming[before], above[before]
            if self.voices[number].passage - voice.passage > 1:
                break
            quoted = over is not None and not self.voices[over].container
            if named is None or named in (NOBODY, NONE) or named.self or voice.container or quoted:
                continue
            return named
        return NOBODY

    def _row(self, voice: Voice, parent: int | None, named: Named, part: Part) -> Attribution:
        document = self.reading.document
        over = None if parent is None else self.rows[parent]
        base = opening(document, part) if over is None else over.chain
        chain = chain_of(voice, base, named, self.book)
        if named.self and parent is not None:
            named = self.named[parent]
        return Attribution(
            id=_id(self.reading, voice),
            kind=_kind(voice, marks_in(self.heard, voice.content), document.text),
            source=voice.source,
            cue=voice.cue,
            content=voice.content,
            chain=chain or (named.name,),
            unnamed=named.unnamed and not (named.none and chain),
            commitment=_commitment(voice, document.text),
            nested_in=None if over is None else over.id,
        )


def _naming(voices: Sequence[Voice], book: Book) -> list[Named | None]:
    """Name the sources from top to bottom; None: a quotation that hangs on the last speaker."""
    named: list[Named | None] = []
    for voice in voices:
        if voice.speaker is not None:
            named.append(book.holder(voice.speaker) or _as_called(voice.speaker))
        elif voice.draft is not None and nobody(voice.draft.head):
            named.append(NONE)
        elif voice.draft is not None and voice.draft.head is not None:
            named.append(book.name(voice.passage, voice.draft.head))
        elif voice.draft is None:
            named.append(None)
        else:
            named.append(NOBODY)
    return named


def _as_called(name: str) -> Named:
    return Named(full(name), unnamed=name == NOBODY.name or told_by_role(name))


def _nobody(voice: Voice) -> bool:
    """Whether the source is nobody in particular and no words of his are given."""
    draft = voice.draft
    if draft is None or draft.head is None or draft.kind is None or not general(draft.head):
        return False
    if _unsaid(voice):
        return False
    return draft.kind.name not in _SAYING or draft.head.lower_ != "it"


def _unsaid(voice: Voice) -> bool:
    """Whether nobody says a whole clause, which then is no claim of the page's either."""
    draft = voice.draft
    if draft is None or draft.stated is None or not nobody(draft.head):
        return False
    return draft.stated.dep_ == "ccomp" and draft.stated.tag_[0] == "V"


def _attitude(voice: Voice) -> bool:
    """Whether a voice only wants, backs or hopes, which inside another's words is not counted."""
    draft = voice.draft
    return draft is not None and draft.kind is not None and draft.kind.attitude


def _id(reading: Reading, voice: Voice) -> MarkId:
    where = [f"{s.start}-{s.end}" for s in (*voice.content, *((voice.cue,) if voice.cue else ()))]
    return MarkId(digest(reading.document.id, "attributions", *where))


def _commitment(voice: Voice, text: str) -> Commitment:
    """A question quoted commits to nothing."""
    if voice.draft is not None:
        return commitment(voice.draft)
    asked = voice.content[-1].of(text).rstrip(" \"”’'").endswith("?")
    return Commitment.UNKNOWN if asked else Commitment.CERTAIN


def _kind(voice: Voice, marks: Sequence[Quotation], text: str) -> AttributionKind:
    """Tell by the share in quotation marks; those around the cue too are another's."""
    if voice.container:
        return AttributionKind.DIRECT
    at = voice.cue.start if voice.cue is not None else -1
    share = share_quoted(voice.content, [m for m in marks if not m.start <= at < m.end], text)
    if share >= _ALL_QUOTED:
        return AttributionKind.DIRECT
    return AttributionKind.MIXED if share else AttributionKind.INDIRECT
