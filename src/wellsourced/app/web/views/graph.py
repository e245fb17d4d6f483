"""The sources of a case drawn: pages that one reads left, who said it first right."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sheet
from wellsourced.model import SourceEdge, SourceGraph, SourceNode

_MOST = 300  # nodes that are drawn
_WIDE, _TALL, _EDGE = 240, 26, 20  # of a column, of a row, around all


class Spot(Struct, frozen=True, kw_only=True):
    """A source where it is drawn; `size`: the radius, by what it says and passes on."""

    node: SourceNode
    x: int
    y: int
    size: float


class Tie(Struct, frozen=True, kw_only=True):
    """Who has it from whom, as a curve between two spots."""

    edge: SourceEdge
    path: str
    width: float


class Drawn(View, frozen=True, kw_only=True):
    """The graph of sources as it is drawn; `least`: claims of the thinnest tie that is shown."""

    graph: SourceGraph
    spots: tuple[Spot, ...]
    ties: tuple[Tie, ...]
    width: int
    height: int
    least: int

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the ties."""
        yield from sheet(SourceEdge, self.graph.edges)


def drawn(case: Case, asked: Asked, of: Mapping[str, str]) -> Drawn:
    """Give the graph; ties of fewer claims are left out until it can be read (`least`)."""
    least = max(1, asked.number("least", 1))
    graph = case.graph(as_of=asked.as_of, least=least)
    while len(graph.nodes) > _MOST:
        least *= 2
        graph = case.graph(as_of=asked.as_of, least=least)
    spots = {n.name: _spot(n) for n in graph.nodes}
    return Drawn(
        graph=graph,
        spots=tuple(spots.values()),
        ties=tuple(_ties(graph.edges, spots)),
        width=2 * _EDGE + _WIDE * (1 + max((n.level for n in graph.nodes), default=0)),
        height=2 * _EDGE + _TALL * (1 + max((n.place for n in graph.nodes), default=0)),
        least=least,
    )


def _spot(node: SourceNode) -> Spot:
    size = 4 + min(6.0, (node.says + node.passes_on) ** 0.5)
    return Spot(node=node, x=_EDGE + _WIDE * node.level, y=_EDGE + _TALL * node.place, size=size)


def _ties(edges: Sequence[SourceEdge], spots: Mapping[str, Spot]) -> Iterator[Tie]:
    for edge in edges:
        if edge.teller in spots and edge.source in spots:
            a, b = spots[edge.teller], spots[edge.source]
            middle = (a.x + b.x) // 2
            path = f"M{a.x} {a.y} C{middle} {a.y} {middle} {b.y} {b.x} {b.y}"
            yield Tie(edge=edge, path=path, width=1 + min(4.0, edge.claims**0.5))


SCREENS = (Screen(path="/sources/graph", name="graph", gather=drawn),)
