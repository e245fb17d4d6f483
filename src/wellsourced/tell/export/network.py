"""Who passes on whom, over all claims: the nodes and edges of graph files."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from wellsourced.model import Claim, OriginKind, Source, Told

_THREAD = " comments"  # as a chain names a page's thread
_MAIN = 0x20  # what comes before are control characters

Value = str | int | bool


class Node(NamedTuple):
    """A source; `says`: claims of which it is an origin, `passes`: that came through it."""

    name: str
    kind: str
    unnamed: bool
    says: int
    passes: int


class Edge(NamedTuple):
    """One has it from another: in how many claims, tellings and pages."""

    teller: str
    source: str
    claims: int
    tellings: int
    pages: int


class Network(NamedTuple):
    """The graph of sources, sorted by names."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class _Link:
    """A link as it is counted."""

    def __init__(self) -> None:
        self.claims, self.tellings = 0, 0
        self.pages: set[str] = set()


def network(told: Told) -> Network:
    """Give the graph of a record; claims are counted as they come, and not kept."""
    says: dict[str, int] = {}
    passes: dict[str, int] = {}
    links: dict[tuple[str, str], _Link] = {}
    nameless: set[str] = set()
    for c in told.claims():
        nameless |= {s.name for s in _named(c) if s.unnamed}
        told_by = {_own(e.chain) for e in c.evidence if e.chain}
        for name in {chain[-1] for chain in told_by if chain}:
            says[name] = says.get(name, 0) + 1
        for name in {n for chain in told_by for n in chain[:-1]}:
            passes[name] = passes.get(name, 0) + 1
        _count(c, links)
    kinds = {s.name: s.kind for s in told.sources()}
    names = sorted({*says, *passes})
    return Network(
        nodes=tuple(
            Node(
                n,
                kinds.get(n, _kind(n)).value,
                n in nameless,
                says.get(n, 0),
                passes.get(n, 0),
            )
            for n in names
        ),
        edges=tuple(
            Edge(*pair, links[pair].claims, links[pair].tellings, len(links[pair].pages))
            for pair in sorted(links)
        ),
    )


def _named(c: Claim) -> Iterable[Source]:
    return (*c.said_by, *c.confirmed_by, *c.denied_by, *c.disputed_by, *c.questioned_by)


def _kind(name: str) -> OriginKind:
    """What a source is that is the origin of nothing: a thread, or what publishes."""
    return OriginKind.COMMENTER if name.endswith(_THREAD) else OriginKind.OUTLET


def _own(chain: tuple[str, ...]) -> tuple[str, ...]:
    """A chain in which no name comes twice.

    >>> _own(("Courier", "a guard", "Courier"))
    ('Courier', 'a guard')
    """
    return tuple(dict.fromkeys(chain))


def _count(c: Claim, links: dict[tuple[str, str], _Link]) -> None:
    met: set[tuple[str, str]] = set()
    for e in c.evidence:
        for pair in pairwise(_own(e.chain)):
            link = links.setdefault(pair, _Link())
            link.tellings += 1
            link.pages.add(e.document)
            met.add(pair)
    for pair in met:
        links[pair].claims += 1


def spelled(text: str) -> str:
    r"""Give words as XML can hold them: a sign that it forbids becomes the sign for one.

    >>> spelled("a\x07 <b> & \"c\"")
    'a\ufffd &lt;b&gt; &amp; &quot;c&quot;'
    """
    return "".join(_sign(c) for c in text)


_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_BLANKS = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}  # else an attribute's become spaces


def _sign(c: str) -> str:
    known = _MARKUP.get(c) or _BLANKS.get(c)
    if known:
        return known
    code = ord(c)
    bad = code < _MAIN or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)
    return "\ufffd" if bad else c


def written(value: Value) -> str:
    """Give a value as graph files write it."""
    return spelled(str(value).lower() if isinstance(value, bool) else str(value))


def numbered(found: Network) -> Iterator[tuple[str, Edge]]:
    """Give each edge behind its id."""
    return ((f"e{n}", edge) for n, edge in enumerate(found.edges))
