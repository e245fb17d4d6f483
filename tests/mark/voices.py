"""Makers for the tests of attribution: what a text is found to attribute, as plain words."""

from typing import NamedTuple

from wellsourced.config import Settings
from wellsourced.mark.layers import marked
from wellsourced.model import (
    Attribution,
    Document,
    DocumentId,
    Layer,
    Part,
    PartId,
    PartKind,
)


class Row(NamedTuple):
    """An attribution in plain words; `inside` is the cue of the one it is nested in."""

    source: str | None
    cue: str | None
    content: tuple[str, ...]
    chain: tuple[str, ...]
    unnamed: bool
    commitment: str
    kind: str
    inside: str | None


def page(text: str, *parts: Part, outlet: str | None = "Lorne Herald") -> Document:
    """A document of one body, or of the parts given."""
    whole = Part(id=PartId("b"), kind=PartKind.BODY, start=0, end=max(1, len(text)))
    return Document(
        id=DocumentId("d"),
        evidence="e",
        file="f",
        text=text,
        parts=parts or (whole,),
        outlet=outlet,
    )


def attributed(document: Document) -> tuple[Attribution, ...]:
    """The attributions of a document."""
    only = frozenset({Layer.ATTRIBUTIONS})
    return next(marked([document], Settings(), only=only)).attributions


def told(text: str, *parts: Part, outlet: str | None = "Lorne Herald") -> list[Row]:
    """The attributions of a text in plain words, in its order."""
    found = attributed(page(text, *parts, outlet=outlet))
    cues = {a.id: a.cue.of(text) if a.cue else "" for a in found}
    return [
        Row(
            source=a.source.of(text) if a.source else None,
            cue=a.cue.of(text) if a.cue else None,
            content=tuple(c.of(text) for c in a.content),
            chain=a.chain,
            unnamed=a.unnamed,
            commitment=a.commitment.value,
            kind=a.kind.value,
            inside=cues.get(a.nested_in) if a.nested_in else None,
        )
        for a in found
    ]


def only(text: str) -> Row:
    """The one attribution of a text."""
    (row,) = told(text)
    return row


def by_cue(text: str, cue: str) -> Row:
    """The attribution of a text that has this cue."""
    return next(row for row in told(text) if row.cue == cue)
