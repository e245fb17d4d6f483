"""Who is meant by "the mayor": the one whom the text has called so by name."""

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from wellsourced.mark.syntax import Passage
from wellsourced.model import EntityKind, Mention


def bearer(
    passages: Sequence[Passage], mentions: Sequence[Mention], number: int, word: Token
) -> Mention | None:
    """Give the person named last before a word, to whose name the text has put that word.

    After "Ana Reyes, the mayor of Lorne," or "mayor Ana Reyes", "the mayor" is she. `mentions` and
    `passages` are in the order of the text.
    """
    here = passages[number].start + word.idx
    starts = [p.start for p in passages]
    for mention in reversed(mentions):
        if mention.end > here or mention.kind is not EntityKind.PERSON:
            continue
        passage = passages[bisect_right(starts, mention.start) - 1]
        name = passage.tree.char_span(
            mention.start - passage.start, mention.end - passage.start, alignment_mode="expand"
        )
        if name is not None and _called(name.root, word.lower_):
            return mention
    return None


def _called(name: Token, word: str) -> bool:
    """Whether a name has the word as its title, before it or set beside it."""
    if name.dep_ == "appos" and name.head.lower_ == word:
        return True
    return any(
        c.lower_ == word and (c.dep_ == "appos" or (c.dep_ == "compound" and c.i < name.i))
        for c in name.children
    )
