"""Who is meant by "the mayor": the one whom the text has called so by name."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from wellsourced.mark.speakers import speakers
from wellsourced.mark.syntax import Passage
from wellsourced.model import EntityKind, Mention


def bearer(
    passages: Sequence[Passage],
    mentions: Sequence[Mention],
    number: int,
    word: Token,
    rank: frozenset[str] = frozenset(),
) -> Mention | None:
    """Give the person named last before a word, to whose name the text has put that word.

    After "Ana Reyes, the mayor of Lorne," or "mayor Ana Reyes", "the mayor" is she. `mentions` and
    `passages` are in the order of the text; `rank`: what makes the office another, "prime".
    """
    here = passages[number].start + word.idx
    before = (m for m in reversed(mentions) if m.end <= here)
    return next(_bearers(passages, before, word.lower_, rank), None)


def holder(
    passages: Sequence[Passage], mentions: Sequence[Mention], office: str
) -> Mention | None:
    """Give the one person whom a text gives an office, wherever it does; None: nobody, or several.

    "Bridge unsafe, mayor says", above a text that names the mayor, Ana Reyes, is her word.
    """
    if office not in speakers().offices:
        return None
    found = {m.name: m for m in _bearers(passages, mentions, office)}
    return next(iter(found.values())) if len(found) == 1 else None


def _bearers(
    passages: Sequence[Passage],
    mentions: Iterable[Mention],
    word: str,
    rank: frozenset[str] = frozenset(),
) -> Iterator[Mention]:
    """The persons to whose names the text has put a word."""
    starts = [p.start for p in passages]
    for mention in mentions:
        if mention.kind is not EntityKind.PERSON:
            continue
        passage = passages[bisect_right(starts, mention.start) - 1]
        name = passage.tree.char_span(
            mention.start - passage.start, mention.end - passage.start, alignment_mode="expand"
        )
        if name is not None and _called(name.root, word) and _ranked(name.root, rank):
            yield mention


def _ranked(name: Token, rank: frozenset[str]) -> bool:
    """Whether the words beside a name hold those that make its office what it is."""
    top = name.head if name.dep_ == "appos" else name
    return not rank or rank <= {t.lower_ for t in top.subtree}


def _called(name: Token, word: str) -> bool:
    """Whether a name has the word as its title, before it or set beside it."""
    if name.dep_ == "appos" and word in (name.head.lower_, _office(name.head)):
        return True
    return any(
        c.lower_ == word and (c.dep_ == "appos" or (c.dep_ == "compound" and c.i < name.i))
        for c in name.children
    )


def _office(place: Token) -> str:
    """The office that a place belongs to: "the *mayor* of Lorne, Ana Reyes,"."""
    return place.head.head.lower_ if place.dep_ == "pobj" and place.head.lower_ == "of" else ""
