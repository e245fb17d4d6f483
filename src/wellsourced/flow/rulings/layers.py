"""What analysts have made of a record: the layer that lies over it."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from typing import NamedTuple

from msgspec.structs import asdict

from wellsourced.flow.rulings.desk import before
from wellsourced.flow.rulings.opinions import Opinions
from wellsourced.model import Claim, ClaimId, Decision, Ruled, RulingRow


class Layer(NamedTuple):
    """What analysts have made of a record, and what has become of each ruling."""

    claims: tuple[Ruled, ...]
    rows: tuple[RulingRow, ...]
    opinions: Opinions


class Patch(NamedTuple):
    """The claims beside rulings as these have them; those that went into others; what is new."""

    decided: dict[ClaimId, Ruled]
    gone: frozenset[ClaimId]
    new: tuple[Ruled, ...]
    rows: tuple[RulingRow, ...]
    opinions: Opinions

    def over(self, claims: Iterable[Claim]) -> Iterator[Ruled]:
        """Give claims, which come in the order of their ids, as the rulings have them."""
        return merge(self._known(claims), self.new, key=lambda c: c.id)

    def _known(self, claims: Iterable[Claim]) -> Iterator[Ruled]:
        for c in claims:
            if c.id not in self.gone:
                yield self.decided.get(c.id) or Ruled(**asdict(c), machine=(before(c),))


def unruled(claims: Sequence[Ruled]) -> tuple[Ruled, ...]:
    """Give claims without those that an analyst rejected."""
    return tuple(c for c in claims if c.judged is not Decision.REJECT)
