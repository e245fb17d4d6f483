"""Who says what by which words, and through whom it came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellsourced.lang.quotes import Quotation
from wellsourced.mark.chains import chain_of, in_order, opening
from wellsourced.mark.commitment import commitment
from wellsourced.mark.drafts import Voice
from wellsourced.mark.hearing import Heard, heard_in, marks_in
from wellsourced.mark.named import NOBODY, Named
from wellsourced.mark.nesting import parents
from wellsourced.mark.quotes import share_quoted
from wellsourced.mark.sources import Book
from wellsourced.mark.speakers import full, general
from wellsourced.mark.syntax import Reading
from wellsourced.mark.wordless import wordless
from wellsourced.model import (
    Attribution,
    AttributionKind,
    Commitment,
    MarkId,
    Marks,
    PartKind,
    digest,
)

_ALL_QUOTED = 0.9
_SAYING = frozenset({"say", "tell", "announce", "comment", "show", "indicate", "deny", "tell of"})


def attributions(reading: Reading, found: Marks) -> tuple[Attribution, ...]:
    """Find the attributions: by cues over the trees, joined with quotation marks, then nested."""
    book = Book(reading.passages, found.entities)
    heard = heard_in(reading, book)
    voices, above = _placed(heard.voices)
    return tuple(_written(reading, voices, above, heard, book))


def _placed(voices: Sequence[Voice]) -> tuple[list[Voice], list[int | None]]:
    order = sorted(voices, key=lambda v: (v.anchor, v.content, not v.container))
    return order, parents(order)


@dataclass(slots=True)
class _Told:
    """What is known of a voice once it is named."""

    id: MarkId
    chain: tuple[str, ...]
    named: Named


def _written(
    reading: Reading, voices: list[Voice], above: list[int | None], heard: Heard, book: Book
) -> Iterator[Attribution]:
    told: dict[int, _Told] = {}
    speaker: dict[int, Named] = {}
    rows: dict[int, Attribution] = {}
    naming = _naming(voices, book)
    for number in in_order(above):
        voice = voices[number]
        parent = above[number]
        while parent is not None and parent not in told:
            parent = above[parent]
        part = reading.passages[voice.passage].part
        base = told[parent].chain if parent is not None else opening(reading.document, part)
        named = naming[number]
        if named is None:
            named = _open_speaker(number, voices, naming)
        inside = parent is not None and not voices[parent].container
        remark = parent is None and part.kind is PartKind.COMMENT
        inside = inside or remark
        if (named.self and parent is None) or (inside and _attitude(voice)) or _nobody(voice):
            continue
        if remark and wordless(voice):
            continue
        chain = chain_of(voice, base, named, book)
        if named.self and parent is not None:
            named = told[parent].named
        mark = _id(reading, voice)
        told[number] = _Told(mark, chain, named)
        speaker[number] = named
        rows[number] = Attribution(
            id=mark,
            kind=_kind(voice, marks_in(heard, voice.content), reading.document.text),
            source=voice.source,
            cue=voice.cue,
            content=voice.content,
            chain=chain or (named.name,),
            unnamed=named.unnamed,
            commitment=_commitment(voice, reading.document.text),
            nested_in=None if parent is None else told[parent].id,
        )
    for number in sorted(rows):
        yield rows[number]


def _naming(voices: Sequence[Voice], book: Book) -> list[Named | None]:
    """Name the sources from top to bottom; None: a quotation that hangs on the last speaker."""
    named: list[Named | None] = []
    for voice in voices:
        if voice.speaker is not None:
            named.append(Named(full(voice.speaker), unnamed=voice.speaker == NOBODY.name))
        elif voice.draft is not None and voice.draft.head is not None:
            named.append(book.name(voice.passage, voice.draft.head))
        elif voice.draft is None:
            named.append(None)
        else:
            named.append(NOBODY)
    return named


def _open_speaker(number: int, voices: Sequence[Voice], naming: Sequence[Named | None]) -> Named:
    """Give who spoke last before a quotation without a cue, in its paragraph or the one before."""
    for before in range(number - 1, -1, -1):
        if voices[number].passage - voices[before].passage > 1:
            break
        named = naming[before]
        if (
            named is not None
            and named is not NOBODY
            and not named.self
            and not voices[before].container
        ):
            return named
    return NOBODY


def _nobody(voice: Voice) -> bool:
    """Whether the source is nobody in particular and no words of his are given."""
    draft = voice.draft
    if draft is None or draft.head is None or draft.kind is None or not general(draft.head):
        return False
    return draft.kind.name not in _SAYING or draft.head.lower_ != "it"


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
