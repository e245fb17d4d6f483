"""The graph of sources as GraphML."""

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from wellsourced.model import Exported, Told
from wellsourced.tell.export import write
from wellsourced.tell.export.network import Edge, Network, Node, Value, spelled, written

_KINDS = {str: "string", bool: "boolean", int: "int"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""


class GraphMlExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes who has it from whom."""

    about: ClassVar[str] = "the graph of sources as GraphML: who has it from whom"
    loses: ClassVar[str] = "claims but for their number, words, days; characters that XML forbids"
    suffix: ClassVar[str] = ".graphml"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("sources.graphml", lambda: (s.encode() for s in _lines(told)))


def _lines(told: Told) -> Iterator[str]:
    found = Network(told)
    yield _HEAD
    for of, kind in (("node", Node), ("edge", Edge)):
        for name, sort in _attributes(kind):
            about = f'attr.name="{name}" attr.type="{_KINDS[sort]}"'
            yield f'<key id="{of}.{name}" for="{of}" {about}/>\n'
    yield '<graph id="sources" edgedefault="directed">\n'
    for node in found.nodes():
        yield f'<node id="{spelled(node.name)}">{_data("node", node)}</node>\n'
    for name, edge in found.edges():
        ends = f'source="{spelled(edge.teller)}" target="{spelled(edge.source)}"'
        yield f'<edge id="{name}" {ends}>{_data("edge", edge)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _attributes(kind: type[Node] | type[Edge]) -> Iterator[tuple[str, type[Value]]]:
    """The fields that are attributes: the ends of an edge are none."""
    return ((n, t) for n, t in kind.__annotations__.items() if n not in ("teller", "source"))


def _data(of: str, row: Node | Edge) -> str:
    own = (n for n, _ in _attributes(type(row)))
    return "".join(f'<data key="{of}.{n}">{written(getattr(row, n))}</data>' for n in own)
