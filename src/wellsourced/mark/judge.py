"""How far a clause looks like one that an analyst would put in the sheet."""

import functools
import math
from collections.abc import Iterable

from msgspec import Struct

from wellsourced.lexicon.reader import read

_PLAIN = (
    frozenset({"WHEREABOUTS actor person", "WHEREABOUTS place True"}),
    frozenset({"ALLEGIANCE loyal", "sides True True"}),
    frozenset({"ALLEGIANCE split", "sides True True"}),
    frozenset({"ALLEGIANCE close", "sides True True"}),
    frozenset({"ARREST custody", "sides True True"}),
    frozenset({"SUPPORT protection", "sides True True"}),
    frozenset({"ALLEGIANCE leader", "sides True True", "identity"}),
    frozenset({"ALLEGIANCE leader", "sides True True", "ALLEGIANCE actor person"}),
    frozenset({"sure"}),  # the frame says so (en/events.toml)
)


class _Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """What each hint weighs (en/claimweights.toml, made by scripts/claimweights.py)."""

    least: float
    weights: dict[str, float]


def worth(hints: Iterable[str]) -> float:
    """Give the share of clauses with these hints that careful readers kept.

    >>> 0 < worth(["CASUALTY", "CASUALTY kill"]) < 1
    True
    """
    table = _weights().weights
    total = table.get("", 0.0) + sum(table.get(h, 0.0) for h in hints)
    return 1 / (1 + math.exp(-total))


def plain(hints: Iterable[str]) -> bool:
    """Whether every sheet has a column for a clause: who is where, who is loyal to whom.

    >>> plain(["WHEREABOUTS be", "WHEREABOUTS actor person", "WHEREABOUTS place True"])
    True
    """
    there = set(hints)
    return any(there >= wanted for wanted in _PLAIN)


def least() -> float:
    """Give the worth from which on a clause is told."""
    return _weights().least


@functools.cache
def _weights() -> _Weights:
    lists: _Weights = read("en/claimweights.toml", _Weights)
    return lists
