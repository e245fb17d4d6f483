"""Who passes on whom, over all claims: the nodes and edges of graph files."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from wellsourced.model import Claim, Drawer, OriginKind, Source, Told

_THREAD = " comments"  # as a chain names a page's thread
_MAIN = 0x20  # what comes before are control characters
_END = "\0"  # of a name that others follow
_HELD = 20_000  # counts that are kept at hand

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


class _Said(NamedTuple):
    says: int
    passes: int
    nameless: bool


class _As(NamedTuple):
    """A kind that a source is told to be of, in how many claims."""

    unnamed: bool
    claims: int
    kind: OriginKind


class Network:
    """The graph of sources; claims are counted as they come, and counts lie on the disk."""

    def __init__(self, told: Told) -> None:
        self._said = told.drawer(_Said, held=_HELD)
        self._kinds: Drawer[list[_As]] = told.drawer(list[_As], held=_HELD)
        self._links = told.drawer(Edge, held=_HELD)
        self._pages = told.drawer(bool)
        for c in told.claims():
            self._count(c)

    def nodes(self) -> Iterator[Node]:
        """Give the sources, sorted by names."""
        for name, (says, passes, nameless) in self._said.things():
            if says or passes:
                yield Node(name, self._kind(name).value, nameless, says, passes)

    def edges(self) -> Iterator[tuple[str, Edge]]:
        """Give who has it from whom, sorted by names, each behind its id."""
        return ((f"e{n}", edge) for n, (_, edge) in enumerate(self._links.things()))

    def _count(self, c: Claim) -> None:
        for name in {s.name for s in _named(c) if s.unnamed}:
            self._more(name, nameless=True)
        for source in {*c.said_by, *c.confirmed_by}:
            self._as(source)
        told_by = {_own(e.chain) for e in c.evidence if e.chain}
        for name in {chain[-1] for chain in told_by if chain}:
            self._more(name, says=1)
        for name in {n for chain in told_by for n in chain[:-1]}:
            self._more(name, passes=1)
        self._link(c)

    def _more(self, name: str, *, says: int = 0, passes: int = 0, nameless: bool = False) -> None:
        was = self._said.get(name) or _Said(0, 0, nameless=False)
        now = _Said(was.says + says, was.passes + passes, was.nameless or nameless)
        if now != was:
            self._said.put(name, now)

    def _as(self, source: Source) -> None:
        known = self._kinds.get(source.name) or []
        own = (source.unnamed, source.kind)
        many = next((a.claims for a in known if (a.unnamed, a.kind) == own), 0)
        rest = [a for a in known if (a.unnamed, a.kind) != own]
        self._kinds.put(source.name, [*rest, _As(source.unnamed, many + 1, source.kind)])

    def _kind(self, name: str) -> OriginKind:
        """What a source is told to be in most claims; by its name, where it is told in none."""
        known = self._kinds.get(name) or []
        if not known:
            return OriginKind.COMMENTER if name.endswith(_THREAD) else OriginKind.OUTLET
        return min(known, key=lambda a: (a.unnamed, -a.claims, a.kind)).kind

    def _link(self, c: Claim) -> None:
        found: dict[tuple[str, str], list[str]] = {}
        for e in c.evidence:
            for pair in pairwise(_own(e.chain)):
                found.setdefault(pair, []).append(e.document)
        for (teller, source), documents in found.items():
            key = f"{teller}{_END}{source}"
            pages = sum(
                self._pages.new(f"{key}{_END}{d}", thing=True) for d in sorted(set(documents))
            )
            was = self._links.get(key) or Edge(teller, source, 0, 0, 0)
            now = (was.claims + 1, was.tellings + len(documents), was.pages + pages)
            self._links.put(key, Edge(teller, source, *now))


def _named(c: Claim) -> Iterable[Source]:
    return (*c.said_by, *c.confirmed_by, *c.denied_by, *c.disputed_by, *c.questioned_by)


def _own(chain: tuple[str, ...]) -> tuple[str, ...]:
    """A chain in which no name comes twice.

    >>> _own(("Courier", "a guard", "Courier"))
    ('Courier', 'a guard')
    """
    return tuple(dict.fromkeys(chain))


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
