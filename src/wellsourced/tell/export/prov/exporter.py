"""The exports to PROV: as PROV-JSON, and as JSON-LD in the terms of PROV-O."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO, ClassVar

import msgspec
from msgspec import Struct

from wellsourced.model import Exported, Told
from wellsourced.tell.export import write
from wellsourced.tell.export.linked import Json, Node, pieces, under
from wellsourced.tell.export.prov.statements import Statement, statements

# Of each relation: whose it is, with whom, and the property of PROV-O that says so.
_RELATIONS = {
    "wasGeneratedBy": ("prov:entity", "prov:activity", "prov:wasGeneratedBy"),
    "used": ("prov:activity", "prov:entity", "prov:used"),
    "wasAssociatedWith": ("prov:activity", "prov:agent", "prov:wasAssociatedWith"),
    "wasAttributedTo": ("prov:entity", "prov:agent", "prov:wasAttributedTo"),
    "wasDerivedFrom": ("prov:generatedEntity", "prov:usedEntity", "prov:wasDerivedFrom"),
    "wasInvalidatedBy": ("prov:entity", "prov:activity", "prov:wasInvalidatedBy"),
    "wasInformedBy": ("prov:informed", "prov:informant", "prov:wasInformedBy"),
    "wasInfluencedBy": ("prov:influencee", "prov:influencer", "prov:wasInfluencedBy"),
}
_DERIVED = {"prov:Quotation": "prov:wasQuotedFrom", "prov:Revision": "prov:wasRevisionOf"}
_THINGS = {"entity": "prov:Entity", "activity": "prov:Activity", "agent": "prov:Agent"}
_TIMES = {"prov:startTime": "prov:startedAtTime", "prov:endTime": "prov:endedAtTime"}
_LOSES = "rivals, checks, ties, copies of texts; the text of the pages"


class ProvExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes PROV-JSON; `base` begins each id."""

    base: str = "urn:wellsourced:"

    about: ClassVar[str] = (
        "PROV-JSON: claims from quotations from pages, runs, rulings, retractions"
    )
    loses: ClassVar[str] = _LOSES
    suffix: ClassVar[str] = ".prov.json"

    def __post_init__(self) -> None:
        under(self.base)

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield Exported("record.prov.json", lambda out: self._write(told, out))

    def _write(self, told: Told, out: BinaryIO) -> None:
        """Put each kind into a file of its own first: PROV-JSON tells them kind by kind."""
        encode = msgspec.json.Encoder().encode
        with ExitStack() as stack:
            heaps = {
                kind: stack.enter_context(tempfile.TemporaryFile())
                for kind in (*_THINGS, *_RELATIONS)
            }
            for n, s in enumerate(statements(told)):
                line = encode(s.id or f"_:{n}") + b":" + encode(_typed(s.fields))
                heaps[s.kind].write((b",\n" if heaps[s.kind].tell() else b"\n") + line)
            prefixes = {"ws": self.base, "wst": f"{self.base}terms:"}
            out.write(encode({"prefix": prefixes})[:-1])
            for kind, heap in heaps.items():
                if heap.tell():
                    out.write(b",\n" + encode(kind) + b":{")
                    heap.seek(0)
                    shutil.copyfileobj(heap, out)
                    out.write(b"}")
            out.write(b"}\n")


class ProvLdExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes JSON-LD in the terms of PROV-O; `base` begins each id."""

    base: str = "urn:wellsourced:"

    about: ClassVar[str] = "PROV-O as JSON-LD: the same as prov, for linked data"
    loses: ClassVar[str] = _LOSES
    suffix: ClassVar[str] = ".prov.jsonld"

    def __post_init__(self) -> None:
        under(self.base)

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("record.prov.jsonld", lambda: self._pieces(told))

    def _pieces(self, told: Told) -> Iterator[bytes]:
        moment: Node = {"@type": "xsd:dateTime"}
        context: Node = {
            "prov": "http://www.w3.org/ns/prov#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "ws": self.base,
            "wst": f"{self.base}terms:",
            **{t: dict(moment) for t in (*_TIMES.values(), "prov:invalidatedAtTime")},
            "wst:published": {"@type": "xsd:date"},
            "wst:heardOn": {"@type": "xsd:date"},
        }
        nodes = map(_node, statements(told))
        return pieces({"@context": context}, "@graph", nodes, lambda _: {})


def _typed(fields: Node) -> Node:
    """Values with their types, as PROV-JSON writes those that are no words."""
    out: Node = {}
    for name, value in fields.items():
        typed: Json = value
        if isinstance(value, int):
            typed = {"$": str(value), "type": "xsd:int"}
        elif name == "prov:type":
            typed = {"$": value, "type": "prov:QUALIFIED_NAME"}
        out[name] = typed
    return out


def _node(s: Statement) -> Node:
    if s.kind in _THINGS:
        rest = {k: v for k, v in s.fields.items() if k != "prov:type"}
        types: list[Json] = [t for t in (_THINGS[s.kind], s.fields.get("prov:type")) if t]
        named = {
            _TIMES.get(k, "rdfs:label" if k == "prov:label" else k): v for k, v in rest.items()
        }
        return {"@id": s.id, "@type": types, **named}
    mine, other, says = _RELATIONS[s.kind]
    says = _DERIVED.get(str(s.fields.get("prov:type")), says)
    node: Node = {"@id": s.fields[mine], says: {"@id": s.fields[other]}}
    if "prov:time" in s.fields:
        node["prov:invalidatedAtTime"] = s.fields["prov:time"]
    return node
