"""The words that name a source."""

from spacy.tokens import Token

from wellsourced.mark.drafts import trimmed
from wellsourced.mark.syntax import Passage
from wellsourced.mark.trees import described
from wellsourced.model import Span

_NAMING = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"})
_BRACKET = 12  # characters left of a bracket that the tree cuts short
_HEADS = frozenset({"NOUN", "PROPN", "PRON"})


def source_span(passage: Passage, head: Token) -> Span | None:
    """Give the characters that name a source, without the "'s" of a possessor."""
    first, last = described(head, apposed=True)
    if last - first > 1 and passage.tree[last - 1].tag_ == "POS":
        last -= 1
    span = trimmed(passage, first, last)
    return None if span is None else _closed(passage, span)


def _closed(passage: Passage, span: Span) -> Span:
    """Take in the bracket that closes one inside: "Senator Ada Brun (D-Lorne)"."""
    words = passage.text[span.start - passage.start : span.end - passage.start]
    if words.count("(") <= words.count(")"):
        return span
    end = passage.text.find(")", span.end - passage.start)
    if end < 0 or end - (span.end - passage.start) > _BRACKET:
        return span
    return Span(span.start, passage.start + end + 1)


def near_source(cue: Token) -> Token | None:
    """Give the head of the words right after a cue, or right before it, where the tree has none.

    Example: in broken syntax, "..." said the old harbour master.
    """
    return _run(cue, 1) or _run(cue, -1)


def _run(cue: Token, step: int) -> Token | None:
    tree = cue.doc
    at, last = cue.i + step, None
    while 0 <= at < len(tree) and tree[at].pos_ in _NAMING:
        if tree[at].pos_ in _HEADS and (step > 0 or last is None):
            last = tree[at]
        at += step
    return last
