"""How far a clause looks like one that an analyst would put in the sheet."""

import functools
import math
from collections.abc import Iterable

from msgspec import Struct

from wellsourced.lexicon.reader import read


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


def least() -> float:
    """Give the worth from which on a clause is told."""
    return _weights().least


@functools.cache
def _weights() -> _Weights:
    lists: _Weights = read("en/claimweights.toml", _Weights)
    return lists
