"""The graph of sources as GEXF, for Gephi."""

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from wellsourced.model import Exported, Told
from wellsourced.tell.export import write
from wellsourced.tell.export.network import Edge, Network, Node, spelled, written

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<graph mode="static" defaultedgetype="directed">
"""
_KINDS = {str: "string", bool: "boolean", int: "integer"}
_OWN = ("name", "teller", "source", "claims")  # what GEXF has a place of its own for


class GexfExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes who has it from whom; an edge weighs as many claims as came over it."""

    about: ClassVar[str] = "the graph of sources as GEXF, for Gephi: who has it from whom"
    loses: ClassVar[str] = "claims but for their number, words, days; characters that XML forbids"
    suffix: ClassVar[str] = ".gexf"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("sources.gexf", lambda: (s.encode() for s in _lines(told)))


def _lines(told: Told) -> Iterator[str]:
    found = Network(told)
    yield _HEAD
    for of, kind in (("node", Node), ("edge", Edge)):
        yield f'<attributes class="{of}" mode="static">\n'
        for name in _names(kind):
            sort = _KINDS[kind.__annotations__[name]]
            yield f'<attribute id="{name}" title="{name}" type="{sort}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for node in found.nodes():
        name = spelled(node.name)
        yield f'<node id="{name}" label="{name}">{_values(node)}</node>\n'
    yield "</nodes>\n<edges>\n"
    for name, edge in found.edges():
        ends = f'source="{spelled(edge.teller)}" target="{spelled(edge.source)}"'
        yield f'<edge id="{name}" {ends} weight="{edge.claims}">{_values(edge)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _names(kind: type[Node] | type[Edge]) -> list[str]:
    return [n for n in kind._fields if n not in _OWN]


def _values(row: Node | Edge) -> str:
    told = (f'<attvalue for="{n}" value="{written(getattr(row, n))}"/>' for n in _names(type(row)))
    return f"<attvalues>{''.join(told)}</attvalues>"
