"""What a document claims: events and states, with their sides, time, place and certainty."""

from collections.abc import Iterator

from wellsourced.mark.codes import codes
from wellsourced.mark.judge import least, plain, worth
from wellsourced.mark.possible import Draft, drafts
from wellsourced.mark.roles import Cast
from wellsourced.mark.scene import Scene, scene
from wellsourced.mark.slots import when
from wellsourced.mark.syntax import Passage, Reading
from wellsourced.model import ClaimMark, ClaimType, DocumentId, MarkId, Marks, digest

_STATES = frozenset(
    {
        ClaimType.WHEREABOUTS,
        ClaimType.ALLEGIANCE,
        ClaimType.SUPPORT,
        ClaimType.CONTROL,
        ClaimType.STRENGTH,
    }
)


def claims(reading: Reading, found: Marks) -> tuple[ClaimMark, ...]:
    """Find what an analyst would put in the sheet, each in the voice of its innermost source."""
    here = scene(found)
    unique: dict[MarkId, ClaimMark] = {}
    for passage, draft in candidates(reading, here):
        if told(draft):
            claim = _sealed(draft, passage, here, reading.document.id)
            unique[claim.id] = claim
    return tuple(sorted(unique.values(), key=lambda c: (c.start, -c.end, c.type, c.id)))


def told(draft: Draft) -> bool:
    """Tell whether a clause is told: not what is only asked or bidden."""
    if "unsaid" in draft.hints:
        return False
    return plain(draft.hints) or worth(draft.hints) >= least()


def candidates(reading: Reading, here: Scene) -> Iterator[tuple[Passage, Draft]]:
    """Give every clause that may be a claim, with the hints by which it is judged."""
    cast = Cast(here, reading.settings, reading.document)
    for passage in reading.passages:
        cast.enter(passage)
        for draft in drafts(passage, cast):
            yield passage, draft


def _sealed(draft: Draft, passage: Passage, here: Scene, doc: DocumentId) -> ClaimMark:
    earliest, latest = when(draft.span, passage, here, lasts=_lasts(draft, passage))
    seal = digest(doc, "claims", str(draft.span.start), str(draft.span.end), draft.type.value)
    return ClaimMark(
        id=MarkId(seal),
        attribution=draft.said.id if draft.said else None,
        start=draft.span.start,
        end=draft.span.end,
        type=draft.type,
        actor=draft.slots.actor,
        recipient=draft.slots.recipient,
        place=draft.slots.place,
        earliest=earliest,
        latest=latest,
        polarity=draft.polarity,
        commitment=draft.commitment,
        mode=draft.mode,
        codes=codes(draft.type, draft.mode),
    )


def _lasts(draft: Draft, passage: Passage) -> bool:
    """Whether the clause tells of what still is: "is in Norvia", "loyal to Kell"."""
    start, end = draft.span.start - passage.start, draft.span.end - passage.start
    words = passage.tree.char_span(start, end, alignment_mode="expand")
    if draft.type not in _STATES or words is None:
        return False
    return words.root.tag_ in {"VBZ", "VBP", "JJ"} or any(
        c.tag_ in {"VBZ", "VBP"} and c.dep_ in {"aux", "auxpass"} for c in words.root.children
    )
