"""What analysts have made of a record: the layer that lies over it."""

from collections.abc import Sequence
from typing import NamedTuple

from wellsourced.flow.rulings.opinions import Opinions
from wellsourced.model import Decision, Ruled, RulingRow


class Layer(NamedTuple):
    """What analysts have made of a record, and what has become of each ruling."""

    claims: tuple[Ruled, ...]
    rows: tuple[RulingRow, ...]
    opinions: Opinions


def unruled(claims: Sequence[Ruled]) -> tuple[Ruled, ...]:
    """Give claims without those that an analyst rejected."""
    return tuple(c for c in claims if c.judged is not Decision.REJECT)
