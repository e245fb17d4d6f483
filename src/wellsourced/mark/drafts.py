"""An attribution in the making: the tokens that a construction has found."""

from dataclasses import dataclass

from spacy.tokens import Token

from wellsourced.mark.cues import CueClass
from wellsourced.mark.syntax import Passage
from wellsourced.model import Commitment, Span

Range = tuple[int, int]  # numbers of tokens, the last not included


@dataclass(frozen=True, slots=True)
class Draft:
    """Source, cue and content as ranges of one passage's tokens.

    `word` is the cue's chief word, `head` that of the source, `stated` that of the content (its
    verb or noun), `told` who was addressed. `quotes`: the content may be words in quotation marks
    that the tree does not join to the cue; with nothing else it stands or falls with them.
    `denied`: the saying itself is negated. `under`: the cue whose content
    this one shares. `flat`: commitment where it is known already.
    """

    passage: int
    word: Token
    cue: Range
    kind: CueClass | None
    content: tuple[Range, ...] = ()
    head: Token | None = None
    stated: Token | None = None
    told: Token | None = None
    quotes: bool = False
    denied: bool = False
    flat: Commitment | None = None
    under: Token | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution placed in the document, before it is nested and named."""

    passage: int
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    draft: Draft | None
    speaker: str | None = (
        None  # of a container or a heading: who speaks, where no word is the head
    )
    container: bool = False
    through: str | None = None  # the paper that a cited article stood in
    within: Span | None = None  # the cue of the one that cites this voice
    runs: bool = False  # over several paragraphs

    @property
    def quotes(self) -> bool:
        """Whether its words may be quotations that the tree does not join to its cue."""
        return self.draft is not None and self.draft.quotes

    @property
    def anchor(self) -> Span:
        """What has to lie in another's content for this to be nested in it."""
        return self.cue or self.source or self.content[0]


def spans(passage: Passage, ranges: tuple[Range, ...]) -> tuple[Span, ...]:
    """Give the document's characters for ranges of tokens, without marks at their edges."""
    made = (trimmed(passage, *r) for r in ranges)
    return tuple(sorted(s for s in made if s is not None))


_EDGE = frozenset(" \t\n\r\u00a0,;:.\"'“”‘’`«»「」『』„–—―-…*•")
_CLOSING = frozenset(",;: \t\n\r\u00a0\"'“”‘’`«»「」『』„–—―-*•.")


def trimmed(passage: Passage, first: int, last: int) -> Span | None:
    """Give the characters of the tokens, without blanks and punctuation at the edges."""
    if first >= last:
        return None
    tree = passage.tree
    text = passage.text
    if tree[first].tag_ == "CC" and tree[first].is_sent_start:
        first += 1  # "But he has fled, the mayor said"
    while first < last and tree[last - 1].tag_ in ("CC", ","):
        last -= 1
    if first >= last:
        return None
    start = tree[first].idx
    end = tree[last - 1].idx + len(tree[last - 1])
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _CLOSING:
        end -= 1
    if start >= end:
        return None
    # The full stop of an abbreviation belongs to the word.
    if (
        text[end : end + 1] == "."
        and tree[last - 1].text.endswith(".")
        and len(tree[last - 1]) > 1
    ):
        end += 1
    return Span(passage.start + start, passage.start + end)
