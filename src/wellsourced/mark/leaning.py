"""Which stance an answer leans to, by all that it shows."""

import functools

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.mark.answers import Hint, hints
from wellsourced.mark.replies import by_rules


class _Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """What each hint weighs for each stance (en/stanceweights.toml)."""

    stances: tuple[str, ...]
    weights: dict[str, tuple[float, ...]]


def stance_of(words: str, answered: str = "") -> str:
    """Give the stance of an answer: support, deny, query or comment.

    >>> [stance_of(w) for w in ("Fake.", "Source?", "I can confirm that.", "What a day.")]
    ['deny', 'query', 'support', 'comment']

    Who takes back own words denies what he said. Who says again what is answered supports it, who
    says it with a "not" denies it:

    >>> stance_of("The bridge did not fall.", "The bridge fell at noon")
    'deny'
    """
    shown = [h.name for h in shows(words, answered)]
    table = _weights()
    rows = [table.weights[h] for h in ("", *shown) if h in table.weights]
    totals = [sum(column) for column in zip(*rows, strict=True)]
    return table.stances[totals.index(max(totals))]


def because(words: str, answered: str = "") -> tuple[Hint, ...]:
    """Give what speaks for the stance of an answer, the strongest first.

    >>> [h.words for h in because("This is fake, delete it.")][:2]
    ['delete it', 'fake']
    """
    table = _weights()
    told = table.stances.index(stance_of(words, answered))
    found = [h for h in shows(words, answered) if h.name in table.weights and h.words]
    ranked = sorted(found, key=lambda h: -table.weights[h.name][told])
    return tuple(h for h in ranked if table.weights[h.name][told] > 0)


def shows(words: str, answered: str = "") -> tuple[Hint, ...]:
    """Give the hints of an answer, and among them what the rules say of it."""
    return (*hints(words, answered), Hint(f"rule {by_rules(words, answered)}", ""))


@functools.cache
def _weights() -> _Weights:
    lists: _Weights = read("en/stanceweights.toml", _Weights)
    return lists
