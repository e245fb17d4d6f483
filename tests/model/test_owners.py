"""Who owns a character is looked up, and is whom a look at every part would give."""

from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model import Document, DocumentId, Part, PartId, PartKind

_KINDS = st.sampled_from([PartKind.BODY, PartKind.COMMENT, PartKind.BLOCKQUOTE, PartKind.NOTE])
_SPANS = st.tuples(st.integers(0, 29), st.integers(1, 10), _KINDS)


@given(st.lists(_SPANS, max_size=8))
def test_the_shortest_part_over_a_character_owns_it(spans):
    parts = [
        Part(id=PartId(str(n)), kind=kind, start=start, end=min(start + length, 30))
        for n, (start, length, kind) in enumerate(spans)
    ]
    page = Document(id=DocumentId("d"), evidence="e", file="f", text="x" * 30, parts=tuple(parts))
    for at in range(30):
        over = [p for p in parts if p.start <= at < p.end]
        own, speech = page.part_at(at), page.speech_at(at)
        assert (own is None) == (not over)
        if own is not None:
            assert own in over
            assert own.end - own.start == min(p.end - p.start for p in over)
        said = [p for p in over if p.kind is PartKind.COMMENT]
        noted = any(p.kind is PartKind.NOTE for p in over)
        assert (speech is None) == (noted or not said)
