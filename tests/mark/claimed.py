"""Texts as the claims see them: every layer below already found."""

from functools import cache

from wellsourced.config import Settings
from wellsourced.mark.layers import marked
from wellsourced.model import Dated, Document, DocumentId, Layer, Part, PartId, PartKind

NONE = Settings()
_LAYERS = frozenset({Layer.CLAIMS})


def document(text, kind=PartKind.BODY, author=None):
    part = Part(id=PartId("p0"), kind=kind, start=0, end=len(text), author=author)
    return Document(
        id=DocumentId("d"),
        evidence="e",
        file="d.txt",
        text=text,
        parts=(part,),
        published=Dated(),
    )


@cache
def marks(text, settings=NONE, kind=PartKind.BODY, author=None):
    return next(marked([document(text, kind, author)], settings, only=_LAYERS))


def claims(text, type_=None, **more):
    """The claims of a text, those of one type if it is given."""
    return [c for c in marks(text, **more).claims if type_ is None or c.type.value == type_]


def claim(text, type_, **more):
    """The one claim of its type."""
    found = claims(text, type_, **more)
    assert len(found) == 1, [
        (c.type.value, text[c.start : c.end]) for c in marks(text, **more).claims
    ]
    return found[0]


def names(text, settings=NONE):
    """The names of a text: words, kind, full form."""
    found = marks(text, settings).entities
    return [(text[m.start : m.end], m.kind.value, m.name) for m in found]
