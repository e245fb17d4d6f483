"""What rulings make of a record, found without holding more of it than stands beside their words.

A ruling bears on the claims that are told in its words, on what stands with or against them, and
on what rests on both of the sources that it speaks of. All others are as the machine has them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from wellsourced.config import Settings
from wellsourced.flow.about import fold
from wellsourced.flow.rulings.anchors import Pages, Place, page_name
from wellsourced.flow.rulings.force import in_force
from wellsourced.flow.rulings.layers import Patch
from wellsourced.flow.rulings.overlay import layer
from wellsourced.model import (
    Claim,
    ClaimMark,
    Decision,
    Document,
    DocumentId,
    MarkId,
    Marks,
    Ruling,
    SubjectKind,
    Utterance,
)
from wellsourced.store import streams
from wellsourced.store.drawer import Drawer
from wellsourced.store.snapshots import Snapshot
from wellsourced.store.tables import CLAIMS, UTTERANCES, Table
from wellsourced.tell.ground import Ground

_MARKED: Table[ClaimMark] = Table("marks_claims", ClaimMark, owned=True)
_PAIRING = (Decision.SAME_SOURCE, Decision.DIFFERENT_SOURCES, Decision.MERGE, Decision.SPLIT)
_FEW = 200  # pages, or tellings, that are kept at hand
_Ids = frozenset[DocumentId]


def _told(c: Claim, places: Mapping[DocumentId, Sequence[Place]]) -> bool:
    """Whether a claim is told in some words."""
    return any(
        p.start < e.end and e.start < p.end for e in c.evidence for p in places.get(e.document, ())
    )


class _Near(NamedTuple):
    """What is near: the pages of rulings, where their words stand, of sources their pages."""

    pages: Pages
    places: Mapping[DocumentId, Sequence[Place]]
    rejected: Mapping[DocumentId, Sequence[Place]]  # of these the words that are held misread
    sides: Sequence[Sequence[_Ids]]

    def paired(self, c: Claim) -> bool:
        """Whether a claim may rest on two sources that a ruling speaks of."""
        here = {e.document for e in c.evidence}
        return any(sum(not here.isdisjoint(ids) for ids in sides) > 1 for sides in self.sides)


def patch(log: Sequence[Ruling], record: Snapshot, settings: Settings) -> Patch:
    """Give what a log makes of a record that rulings on names leave as it is."""
    names = record.names()
    near = _near(log, record, lambda name: names.get(name.casefold(), name))
    claims = _beside(near, record)
    ids = frozenset(e.document for c in claims.values() for e in c.evidence)
    ground = Ground(
        claims=claims,
        tallies={},
        checks=(),
        entities=(),
        stories=(),
        documents=near.pages.by_id,
        marks=_Marked(record, ids),
        said=_Said(record, ids),
        counted={},
        names=names,
        countries={},
        settings=settings,
    )
    found = layer(log, ground, tuple(claims.values()), {})
    decided = {c.id: c for c in found.claims}
    return Patch(
        decided=decided,
        gone=frozenset(c.id for c in claims.values() if c.id not in decided),
        new=tuple(c for c in found.claims if c.id not in claims),
        rows=found.rows,
        opinions=found.opinions,
    )


def _near(log: Sequence[Ruling], record: Snapshot, called: Callable[[str], str]) -> _Near:
    """The pages with words of rulings, in all versions, and one of each writer and house."""
    anchors = [a for r in log for s in r.draft.subjects for a in s.anchors]
    wanted = {a.document for a in anchors}, {a.page for a in anchors}
    kept: list[Document] = []
    writers: set[tuple[str, str]] = set()
    for d in streams.documents(record):
        if d.id in wanted[0] or page_name(d) in wanted[1]:
            kept.append(d)
        elif d.author and d.outlet and (d.author, d.outlet) not in writers:
            writers.add((d.author, d.outlet))
            kept.append(d)
    pages = Pages(kept)
    misread = [r for r in log if r.decision is Decision.REJECT]
    pairing = [r for r in in_force(log) if r.decision in _PAIRING]
    sides = [_sides(r, pages, called) for r in pairing]
    return _Near(pages, _places(log, pages), _places(misread, pages), _spoken(sides, record))


def _places(log: Sequence[Ruling], pages: Pages) -> dict[DocumentId, list[Place]]:
    """Where the words stand that rulings are about."""
    places: dict[DocumentId, list[Place]] = defaultdict(list)
    anchors = (a for r in log for s in r.draft.subjects for a in s.anchors)
    for place in filter(None, map(pages.place, anchors)):
        places[place.document].append(place)
    return dict(places)


_Side = tuple[frozenset[str], _Ids]  # names that speak, and pages that are meant themselves


def _sides(ruling: Ruling, pages: Pages, called: Callable[[str], str]) -> list[_Side]:
    found: list[_Side] = []
    for s in ruling.draft.subjects:
        if s.kind in (SubjectKind.DOCUMENT, SubjectKind.STORY):
            there = filter(None, map(pages.place, s.anchors))
            found.append((frozenset(), frozenset(p.document for p in there)))
        elif s.kind is SubjectKind.SOURCE:
            name = s.name or s.said
            found.append((frozenset(fold(n) for n in (name, called(name))), frozenset()))
    return found


def _spoken(rulings: Sequence[Sequence[_Side]], record: Snapshot) -> list[list[_Ids]]:
    """The pages on which each side of each ruling speaks."""
    wanted = {n for sides in rulings for names, _ in sides for n in names}
    speaking: dict[str, set[DocumentId]] = defaultdict(set)
    for u in streams.each(record, UTTERANCES) if wanted else ():
        for name in {fold(u.origin.name), fold(u.described or "")} & wanted:
            speaking[name].add(u.document)
    return [
        [pages.union(*(speaking[n] for n in names)) for names, pages in sides] for sides in rulings
    ]


def _beside(near: _Near, record: Snapshot) -> dict[str, Claim]:
    """The claims told in words of rulings, and what is with or against them.

    What was rejected stands against nobody: so all on the pages that tell it is near.
    """
    pages: set[DocumentId] = set()
    own: set[str] = set()
    for c in streams.each(record, CLAIMS):
        if _told(c, near.places):
            own |= {c.id, *c.rivals}
        if _told(c, near.rejected):
            pages |= {e.document for e in c.evidence}
    return {
        c.id: c
        for c in streams.each(record, CLAIMS)
        if c.id in own
        or not own.isdisjoint(c.rivals)
        or not pages.isdisjoint(e.document for e in c.evidence)
        or near.paired(c)
    }


class _Marked(Mapping[DocumentId, Marks]):
    """The marks of claims on some pages, from disk."""

    def __init__(self, record: Snapshot, ids: _Ids) -> None:
        self._ids, self._marks = ids, Drawer(Marks, held=_FEW)
        found = streams.each_owned(record, _MARKED) if ids else iter(())
        for owner, marks in groupby(found, key=lambda pair: pair[0]):
            if owner in ids:
                told = Marks(doc=owner, claims=tuple(m for _, m in marks))
                self._marks.put(owner, told)

    def __getitem__(self, document: DocumentId) -> Marks:
        if document not in self._ids:
            raise KeyError(document)
        return self._marks.get(document) or Marks(doc=document)

    def __iter__(self) -> Iterator[DocumentId]:
        return iter(sorted(self._ids))

    def __len__(self) -> int:
        return len(self._ids)


class _Said(Mapping[tuple[DocumentId, MarkId], Utterance]):
    """The tellings on some pages, from disk."""

    def __init__(self, record: Snapshot, ids: _Ids) -> None:
        self._said, self._many = Drawer(Utterance, held=_FEW), 0
        for u in streams.each(record, UTTERANCES) if ids else ():
            if u.document in ids:
                self._said.put(f"{u.document}\0{u.claim}", u)
                self._many += 1

    def __getitem__(self, place: tuple[DocumentId, MarkId]) -> Utterance:
        found = self._said.get("\0".join(place))
        if found is None:
            raise KeyError(place)
        return found

    def __iter__(self) -> Iterator[tuple[DocumentId, MarkId]]:
        return ((u.document, u.claim) for _, u in self._said.things())

    def __len__(self) -> int:
        return self._many
