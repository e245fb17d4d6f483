"""The graph of sources: who says things, and who passes on whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from wellsourced.model import (
    Claim,
    Evidence,
    OriginKind,
    Quote,
    SourceEdge,
    SourceGraph,
    SourceNode,
    SourceRoute,
)

_THREAD = " comments"  # as a chain names a page's thread
_MOST = 200  # sources that are drawn
_NOBODY = "unnamed"
_BACKS = ("backs", "confirms")

Pair = tuple[str, str]
Chain = tuple[str, ...]


class _Found(NamedTuple):
    """All chains of a case, link by link."""

    says: Mapping[str, set[str]]  # source -> claims of which it is an origin
    passes: Mapping[str, set[str]]  # source -> claims that came through it
    links: Mapping[Pair, dict[str, Evidence]]  # teller and source -> claims, each with its words
    pages: Mapping[Pair, set[str]]
    readers: Mapping[str, set[str]]  # thread -> those who write in it
    routes: Mapping[Chain, set[str]]  # beginning of a chain -> claims that came so
    nameless: frozenset[str]


def graph(
    claims: Iterable[Claim], kinds: Mapping[str, OriginKind], *, least: int = 1
) -> SourceGraph:
    """Give who passes on whom, with counts of claims, laid out from what one reads downwards.

    Readers of one page are one source: they are private people. Links of fewer claims than
    `least`, and of many sources the smallest, are left out and counted.
    """
    found = _found(sorted(claims, key=lambda c: c.id))
    links = {p: c for p, c in found.links.items() if len(c) >= least}
    names = {n for n in (*found.says, *found.passes) if _weight(n, found) >= least}
    kept = set(sorted(names, key=lambda n: (-_weight(n, found), n))[:_MOST])
    links = {p: c for p, c in links.items() if kept.issuperset(p)}
    levels = _levels(kept, links)
    places = _places(levels, links, found)
    everyone = {*found.says, *found.passes}
    return SourceGraph(
        nodes=tuple(
            _node(n, (levels[n], places[n]), kinds, found)
            for n in sorted(kept, key=lambda n: (levels[n], places[n]))
        ),
        edges=tuple(
            _edge(p, links[p], found) for p in sorted(links, key=lambda p: (-len(links[p]), p))
        ),
        routes=tuple(
            SourceRoute(chain=chain, claims=len(found.routes[chain]))
            for chain in sorted(found.routes, key=lambda r: _ranks(r, found))
            if kept.issuperset(chain) and len(found.routes[chain]) >= least
        ),
        left_out=len(everyone) - len(kept),
    )


def _found(claims: Iterable[Claim]) -> _Found:
    says: dict[str, set[str]] = defaultdict(set)
    passes: dict[str, set[str]] = defaultdict(set)
    links: dict[Pair, dict[str, Evidence]] = defaultdict(dict)
    pages: dict[Pair, set[str]] = defaultdict(set)
    readers: dict[str, set[str]] = defaultdict(set)
    routes: dict[Chain, set[str]] = defaultdict(set)
    nameless: set[str] = set()
    for c in claims:
        every = (c.said_by, c.confirmed_by, c.denied_by, c.disputed_by, c.questioned_by)
        nameless |= {s.name for told in every for s in told if s.unnamed}
        for e in (e for e in c.evidence if e.stance in _BACKS):
            chain = _chain(e.chain, readers)
            if not chain:
                continue
            says[chain[-1]].add(c.id)
            for end in range(1, len(chain) + 1):
                routes[chain[:end]].add(c.id)
            for pair in pairwise(chain):
                passes[pair[0]].add(c.id)
                links[pair].setdefault(c.id, e)
                pages[pair].add(e.document)
    return _Found(says, passes, links, pages, readers, routes, frozenset(nameless))


def _chain(chain: Sequence[str], readers: dict[str, set[str]]) -> tuple[str, ...]:
    """A chain without its reader's name and without links that have none; none comes twice."""
    names = list(chain)
    if names and names[0].endswith(_THREAD):
        readers[names[0]].update(names[1:2])
        names = [names[0], *names[2:]]
    kept = [n for n in names[:-1] if n != _NOBODY] + names[-1:]
    return tuple(n for i, n in enumerate(kept) if n not in kept[:i])


def _ranks(chain: Chain, found: _Found) -> list[tuple[bool, int, str]]:
    """Where a way stands: below the one that it goes on from, the most used first."""
    return [
        (name.endswith(_THREAD), -len(found.routes[chain[: n + 1]]), name)
        for n, name in enumerate(chain)
    ]


def _weight(name: str, found: _Found) -> int:
    return len(found.says.get(name, set()) | found.passes.get(name, set()))


def _levels(names: Iterable[str], links: Mapping[Pair, object]) -> dict[str, int]:
    """How far below what one reads each source stands: the longest way to it, circles cut."""
    below: dict[str, set[str]] = {n: set() for n in names}
    sizes = {p: len(c) if isinstance(c, Mapping) else 0 for p, c in links.items()}
    for teller, source in sorted(links, key=lambda p: (-sizes[p], p)):
        if not _reaches(source, teller, below):
            below[teller].add(source)
    levels = dict.fromkeys(below, 0)
    todo = sorted(n for n in below if not any(n in held for held in below.values()))
    while todo:
        name = todo.pop(0)
        for source in sorted(below[name]):
            if levels[source] <= levels[name]:
                levels[source] = levels[name] + 1
                todo.append(source)
    return levels


def _reaches(start: str, end: str, below: Mapping[str, set[str]]) -> bool:
    seen, todo = {start}, [start]
    while todo:
        name = todo.pop()
        if name == end:
            return True
        new = below[name] - seen
        seen |= new
        todo.extend(new)
    return False


def _places(
    levels: Mapping[str, int], links: Mapping[Pair, object], found: _Found
) -> dict[str, int]:
    """The order within each level: near those by whom it is passed on, then the weightiest."""
    tellers: dict[str, list[str]] = defaultdict(list)
    for teller, source in links:
        tellers[source].append(teller)
    places: dict[str, int] = {}
    for level in sorted(set(levels.values())):
        row = [n for n, at in levels.items() if at == level]

        def rank(name: str) -> tuple[float, int, str]:
            above = [places[t] for t in tellers[name] if t in places]
            middle = sum(above) / len(above) if above else 0.0
            return middle, -_weight(name, found), name

        places.update({n: i for i, n in enumerate(sorted(row, key=rank))})
    return places


def _node(
    name: str, at: tuple[int, int], kinds: Mapping[str, OriginKind], found: _Found
) -> SourceNode:
    thread = name.endswith(_THREAD)
    unnamed = name in found.nameless or name == _NOBODY
    other = OriginKind.UNNAMED if unnamed else OriginKind.ORGANISATION
    return SourceNode(
        name=name,
        kind=OriginKind.COMMENTER if thread else kinds.get(name, other),
        unnamed=unnamed,
        level=at[0],
        place=at[1],
        says=len(found.says.get(name, ())),
        passes_on=len(found.passes.get(name, ())),
        many=max(1, len(found.readers.get(name, ()))),
    )


def _edge(pair: Pair, claims: Mapping[str, Evidence], found: _Found) -> SourceEdge:
    first = min(claims.values(), key=lambda e: (e.document, e.start, e.end))
    words = Quote(document=first.document, start=first.start, end=first.end, quote=first.quote)
    return SourceEdge(
        teller=pair[0],
        source=pair[1],
        claims=len(claims),
        pages=len(found.pages[pair]),
        example=words,
    )
