"""Tellings of one thing, put together over all pages."""

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from wellsourced.model import ClaimType
from wellsourced.weigh.frames import Frames
from wellsourced.weigh.growing import Key, in_order
from wellsourced.weigh.piles import Pile, Piles
from wellsourced.weigh.propositions import Proposition
from wellsourced.weigh.stays import departures
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.whereabouts import backing, facets
from wellsourced.weigh.world import World


class Group(NamedTuple):
    """A claim in the making: what is claimed, who tells it so, and whose words back it as well.

    The most telling come first, by `growing.in_order`.
    """

    proposition: Proposition
    own: tuple[Telling, ...]
    backing: tuple[Telling, ...]  # own, and those that say as much in other words


def groups(found: Iterable[Telling], of: World) -> list[Group]:
    """Give the tellings in groups, each telling in one."""
    frames = Frames(of)
    piles = Piles(frames, of)
    where: list[Telling] = []
    for seen in in_order(found, frames):
        if seen.place and seen.frame.kind is ClaimType.WHEREABOUTS:
            where.append(seen.telling)
        else:
            piles.add(seen)  # the most telling first
    out = [_group(pile) for pile in piles.found]
    for cluster in departures(where, of):
        for p, own in facets(cluster, of):
            told = tuple(own)
            group = Group(p, told, tuple(backing(p, cluster, of)))
            out.append((_place(p, min(t.key for t in told)), group))
    return [group for _, group in sorted(out, key=itemgetter(0))]


_Place = tuple[str, str, str, Key]


def _group(pile: Pile) -> tuple[_Place, Group]:
    """What a pile has come to, and where it stands among the groups."""
    p, own = pile.growing.proposition(), tuple([seen.telling for seen in pile.own])
    return _place(p, min([seen.key for seen in pile.own])), Group(p, own, own)


def _place(p: Proposition, first: Key) -> _Place:
    """Sorts groups; `first`: the least key of its own tellings."""
    s = p.slots
    return s.type, s.polarity, "; ".join(sorted(s.place)), first
