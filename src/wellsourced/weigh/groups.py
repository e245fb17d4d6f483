"""Tellings of one thing, put together over all pages."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wellsourced.model import ClaimType
from wellsourced.weigh.piles import Piles
from wellsourced.weigh.propositions import Proposition, order
from wellsourced.weigh.stays import departures
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.whereabouts import backing, facets
from wellsourced.weigh.world import World


class Group(NamedTuple):
    """A claim in the making: what is claimed, who tells it so, and whose words back it as well.

    The most telling come first, by `propositions.order`.
    """

    proposition: Proposition
    own: tuple[Telling, ...]
    backing: tuple[Telling, ...]  # own, and those that say as much in other words

    @property
    def key(self) -> tuple[str, str, str, tuple[str, int, int, str]]:
        """Names and sorts groups."""
        s = self.proposition.slots
        return s.type, s.polarity, "; ".join(sorted(s.place)), min(t.key for t in self.own)


def groups(found: Iterable[Telling], of: World) -> list[Group]:
    """Give the tellings in groups, each telling in one."""
    whole = sorted(found, key=order)
    where = [t for t in whole if t.slots.type is ClaimType.WHEREABOUTS and t.slots.place]
    rest = [t for t in whole if not (t.slots.type is ClaimType.WHEREABOUTS and t.slots.place)]
    out = [Group(p, tuple(own), tuple(own)) for p, own in _gathered(rest, of)]
    for cluster in departures(where, of):
        for p, own in facets(cluster, of):
            out.append(Group(p, tuple(own), tuple(backing(p, cluster, of))))
    return sorted(out, key=lambda g: g.key)


def _gathered(found: Sequence[Telling], of: World) -> list[tuple[Proposition, list[Telling]]]:
    """Each telling, the most telling first, goes to the group that it fits best, or opens one."""
    piles = Piles(of)
    for t in found:
        piles.add(t)
    return [(p.proposition, p.own) for p in piles.found]
