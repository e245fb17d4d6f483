"""Rival answers to one question that no slot shows: who did it, why it was done."""

import re
from collections.abc import Iterable, Iterator, Sequence

from wellsourced.model import ClaimType
from wellsourced.weigh.propositions import name_words
from wellsourced.weigh.tellings import Telling, telling_words

_SAME = 0.99  # share of the words, the doer's name apart, that two rival answers have in common
_OPENING = 0.6  # and that two explanations have in common before "because"
_DAYS = 7
_NO_DOER = (ClaimType.STATEMENT, ClaimType.WHEREABOUTS, ClaimType.CONTROL)  # places tell


def rival_answers(mine: Iterable[Telling], other: Sequence[Telling]) -> bool:
    """Whether two groups answer one question differently: who asked for it, or why he left."""
    return any(_who(t, o) or explains_otherwise(t, o) for t in mine for o in other)


def answers(t: Telling) -> Iterator[tuple[str, ...]]:
    """Give what two tellings have to share to be rival answers: the words but the doer's name."""
    if t.slots.actor and t.slots.type not in _NO_DOER:
        names = {w for n in t.slots.actor for w in name_words(n)}
        yield ("who", t.slots.type, *sorted(t.words - names))
    if not t.flat and _because(t.context)[1]:
        yield "why", t.quote.document


def _who(t: Telling, o: Telling) -> bool:
    """As in "the rebels asked for the truce" and "the government asked for the truce".

    Two may be in one place: "the ferry was moved" and "the crane was moved" are no rivals.
    """
    a, b = t.slots, o.slots
    if not a.actor or not b.actor or a.actor & b.actor or a.polarity != b.polarity:
        return False
    if a.type in _NO_DOER or not _near(t, o) or t.utterance.origin == o.utterance.origin:
        return False
    x = t.words - {w for n in a.actor for w in name_words(n)}
    y = o.words - {w for n in b.actor for w in name_words(n)}
    return min(len(x), len(y)) >= 2 and len(x & y) / len(x | y) >= _SAME


def explains_otherwise(t: Telling, o: Telling) -> bool:
    """As in "he left because he feared arrest" and "he left because he was paid"."""
    if t.flat or o.flat or t.quote.document != o.quote.document:
        return False
    (head, reason), (other_head, other) = _because(t.context), _because(o.context)
    if not reason or not other or telling_words(reason) == telling_words(other):
        return False
    x, y = telling_words(head), telling_words(other_head)
    return bool(x and y) and len(x & y) / min(len(x), len(y)) >= _OPENING


def _because(sentence: str) -> tuple[str, str]:
    """What is explained, and the explanation; what stands before a colon only announces it.

    >>> _because("The first is fear: Kell may have left because he feared arrest.")
    ('Kell may have left ', ' he feared arrest.')
    """
    parts = re.split(r"\bbecause\b", sentence, maxsplit=1)
    if len(parts) < 2:
        return "", ""
    return re.split(r":\s", parts[0])[-1], parts[1]


def _near(t: Telling, o: Telling) -> bool:
    return t.day is None or o.day is None or abs((t.day - o.day).days) <= _DAYS
