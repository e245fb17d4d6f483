"""Tellings of one thing, put together over all pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wellsourced.model import ClaimType, Polarity
from wellsourced.weigh.propositions import Proposition, joined, likeness, order, proposition
from wellsourced.weigh.rivals import explains_otherwise
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.whereabouts import backing, departures, facets
from wellsourced.weigh.world import World


class Group(NamedTuple):
    """A claim in the making: what is claimed, who tells it so, and whose words back it as well."""

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


class _Pile:
    def __init__(self, t: Telling) -> None:
        self.proposition = proposition(t)
        self.own = [t]

    def take(self, t: Telling, of: World) -> None:
        self.proposition = joined(self.proposition, t, of)
        self.own.append(t)


_Block = tuple[ClaimType, Polarity, str]


def _gathered(found: Sequence[Telling], of: World) -> list[tuple[Proposition, list[Telling]]]:
    """Each telling, the most telling first, goes to the group that it fits best, or opens one."""
    piles: list[_Pile] = []
    blocks: dict[_Block, list[int]] = defaultdict(list)
    for t in found:
        near = sorted({n for b in _blocks(t) for n in blocks[b]})
        fits = [(score, -n) for n in near if (score := _fit(piles[n], t, of)) is not None]
        if fits:
            number = -max(fits)[1]
            piles[number].take(t, of)
        else:
            number = len(piles)
            piles.append(_Pile(t))
        for block in _blocks(t):
            if not blocks[block] or blocks[block][-1] != number:
                blocks[block].append(number)
    return [(p.proposition, p.own) for p in piles]


def _blocks(t: Telling) -> list[_Block]:
    """Groups are looked for among those that share a name or are copies."""
    s = t.slots
    names = s.actor | s.recipient | s.place | {t.utterance.same, t.tally or t.utterance.same}
    return [(s.type, s.polarity, name) for name in sorted(names)]


def _fit(pile: _Pile, t: Telling, of: World) -> float | None:
    if any(t.utterance.same == o.utterance.same for o in pile.own):
        return 9.0
    if any(explains_otherwise(t, o) for o in pile.own):
        return None
    counted = {o.tally for o in pile.own if o.tally}
    if t.tally and counted:
        return 8.0 if t.tally in counted else None
    return likeness(pile.proposition, t, of)
