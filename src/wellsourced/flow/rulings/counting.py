"""How many origins stand behind a claim where an analyst has said which are one, or are not.

What is not ruled on is as the machine has it: two tellings are one origin if weighing just the two
gives one. The most that it can be is the number of sets that are left; the least is the greatest
number of origins of which any two are known to differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from wellsourced.flow.about import fold
from wellsourced.flow.rulings.anchors import Place
from wellsourced.model import DocumentId, Estimate, RulingId, Utterance
from wellsourced.tell.ground import Told
from wellsourced.weigh.independence import independent, passed_on

_TRIED = 12  # unnamed origins known to differ of which all sets are tried


class Side(NamedTuple):
    """One of two sources: its names, folded; `places` and `documents`: only what is told there."""

    said: str
    names: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()
    documents: frozenset[DocumentId] = frozenset()

    def holds(self, t: Told) -> bool:
        """Whether a telling is of this side."""
        u, e = t.utterance, t.evidence
        if u is None or (self.documents and e.document not in self.documents):
            return False
        if self.names and not self.names & {fold(u.origin.name), fold(u.described or "")}:
            return False
        here = Place(e.document, e.start, e.end)
        return not self.places or any(p.meets(here) for p in self.places)


class Pair(NamedTuple):
    """Two sources, or two pages, of which an analyst says whether they are one."""

    one: bool
    a: Side
    b: Side
    ruling: RulingId
    says: str

    def bears_on(self, told: Iterable[Told]) -> bool:
        """Whether both stand behind a claim."""
        found = list(told)
        return any(self.a.holds(t) for t in found) and any(self.b.holds(t) for t in found)

    def links(self, t: Told, o: Told) -> bool:
        """Whether it speaks of these two tellings."""
        across = (self.a.holds(t) and self.b.holds(o)) or (self.b.holds(t) and self.a.holds(o))
        return across and (not self.a.documents or not self.one or _copied(t, o))


def _copied(t: Told, o: Told) -> bool:
    """Whether two pages with one text tell a thing in one voice of it."""
    u, v = t.utterance, o.utterance
    if u is None or v is None:
        return False
    return (u.own and v.own) or (u.origin.unnamed and v.origin.unnamed) or u.origin == v.origin


def counted(found: Sequence[Told], pairs: Sequence[Pair], authors: Mapping[str, str]) -> Estimate:
    """Give the range of independent origins behind tellings, by the machine and the rulings."""
    whole = [t.utterance for t in found if t.utterance is not None]
    pairs = [p for p in pairs if p.bears_on(found)]
    if not pairs:
        return independent(whole, authors).origins
    sets = _sets(_speaking(found, pairs), pairs, authors)
    return Estimate(max(_differing(sets, pairs), min(len(sets), 1)), len(sets))


def _speaking(found: Sequence[Told], pairs: Sequence[Pair]) -> list[Told]:
    """The tellings but those of who only passes it on; who is said to have it himself does not."""
    told = sorted((t for t in found if t.utterance), key=_order)
    passed = passed_on([t.utterance for t in told if t.utterance is not None])
    apart = [p for p in pairs if not p.one]
    return [
        t
        for t in told
        if t.utterance is not None
        and (
            t.utterance.origin.unnamed
            or t.utterance.origin.name not in passed
            or any(p.a.holds(t) or p.b.holds(t) for p in apart)
        )
    ]


def _order(t: Told) -> tuple[str, int, int, str]:
    u = t.utterance
    return t.evidence.document, t.evidence.start, t.evidence.end, u.claim if u else ""


def _sets(
    told: Sequence[Told], pairs: Sequence[Pair], authors: Mapping[str, str]
) -> list[list[Told]]:
    """The tellings in sets of one origin each; what an analyst parts is never in one."""
    sets = _begun(told, pairs)
    for ruled in (True, False):
        at = 0
        while at < len(sets):
            near = next(
                (s for s in sets[at + 1 :] if _joins(sets[at], s, pairs, authors, ruled=ruled)),
                None,
            )
            if near is None:
                at += 1
            else:
                sets[at] = [*sets[at], *near]
                sets.remove(near)
    return sets


def _begun(told: Sequence[Told], pairs: Sequence[Pair]) -> list[list[Told]]:
    """The sets that need no looking: of one name or text, on one side of what is parted."""
    begun: dict[tuple[object, ...], list[Told]] = {}
    for t in told:
        u = t.utterance
        sides = tuple((p.a.holds(t), p.b.holds(t)) for p in pairs if not p.one)
        if u is not None:
            known = u.same if u.origin.unnamed else u.origin.name
            begun.setdefault((u.origin.unnamed, known, *sides), []).append(t)
    return list(begun.values())


def _joins(
    s: Sequence[Told],
    other: Sequence[Told],
    pairs: Sequence[Pair],
    authors: Mapping[str, str],
    *,
    ruled: bool,
) -> bool:
    across = [(t, o) for t in s for o in other]
    if any(not p.one and p.links(t, o) for p in pairs for t, o in across):
        return False
    if ruled:
        return any(p.one and p.links(t, o) for p in pairs for t, o in across)
    return any(_one(t.utterance, o.utterance, authors) for t, o in across)


def _one(u: Utterance | None, o: Utterance | None, authors: Mapping[str, str]) -> bool:
    if u is None or o is None:
        return False
    return u.same == o.same or independent((u, o), authors).origins.high == 1


def _differing(sets: Sequence[Sequence[Told]], pairs: Sequence[Pair]) -> int:
    """The greatest number of origins of which any two are known to differ."""
    named = [s for s in sets if any(_named(t) for t in s)]
    rest = [s for s in sets if s not in named and any(_apart(s, o, pairs) for o in sets)][:_TRIED]
    best = len(named)
    for size in range(1, len(rest) + 1):
        for some in combinations(rest, size):
            if all(_apart(s, o, pairs) for s, o in combinations(some, 2)):
                beside = [n for n in named if all(_apart(s, n, pairs) for s in some)]
                best = max(best, size + len(beside))
    return best


def _named(t: Told) -> bool:
    u = t.utterance
    return u is not None and u.reader is None and not u.origin.unnamed


def _apart(s: Sequence[Told], other: Sequence[Told], pairs: Sequence[Pair]) -> bool:
    return any(not p.one and p.links(t, o) for p in pairs for t in s for o in other)
