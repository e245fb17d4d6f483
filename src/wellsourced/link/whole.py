"""Linking as a whole: marks of single documents in, what they share out."""

from collections.abc import Iterable

from wellsourced.config import Settings
from wellsourced.link.facts import facts
from wellsourced.link.same import utterances
from wellsourced.link.tell import tell
from wellsourced.link.together import catalogue, common
from wellsourced.model import Document, Linked, Marks


def link(documents: Iterable[Document], marks: Iterable[Marks], settings: Settings) -> Linked:
    """Give who is who, what copies what, and who said each thing first.

    Documents without marks are left out, as are marks of no document. The order of either does
    not matter.
    """
    by_id = {d.id: d for d in documents}
    found = sorted((m for m in marks if m.doc in by_id), key=lambda m: m.doc)
    pages = [(by_id[m.doc], m) for m in found]
    of = common(catalogue(facts(pages, settings)), settings)
    claims, counts = tell(pages, (), of)
    return Linked(
        entities=of.entities,
        stories=of.stories,
        utterances=utterances(claims),
        names=dict(of.names.names),
        counts=utterances(counts),
    )
