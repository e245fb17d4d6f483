"""Which named body "the group" or "the agency" is: the last one told of that is such a body."""

from collections.abc import Iterable

from spacy.tokens import Token

from wellsourced.mark.speakers import definite, speakers
from wellsourced.model import EntityKind, Mention

_FAR = 900  # characters back
_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.FACTION, EntityKind.FORCE})


def body_meant(before: Iterable[Mention], word: Token, at: int) -> str | None:
    """Give the body that a noun stands for; `before`: the names before it, the last first.

    After "The Lake Front left the harbour", "the group" is the Front; an army or a ministry is
    no group.
    """
    known = speakers()
    noun = word.lower_
    if noun not in known.groups or not _points_back(word):
        return None
    for mention in before:
        if at - mention.end > _FAR:
            return None
        if mention.kind in _BODIES and mention.name.split()[-1].lower() not in known.powers:
            return mention.name
    return None


def _points_back(word: Token) -> bool:
    """Whether nothing beside it tells which one it is: "the group", "the armed group"."""
    told = any(
        c.dep_ in ("prep", "poss", "appos", "relcl", "acl", "compound") for c in word.children
    )
    return definite(word) and not told
