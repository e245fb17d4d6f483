"""The export to STIX: one bundle."""

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from wellsourced.model import Drawer, EntityKind, Exported, Told
from wellsourced.tell.export import write
from wellsourced.tell.export.linked import Node, pieces
from wellsourced.tell.export.parties import Leaf, Parties, Sources, leaf
from wellsourced.tell.export.stix import claims, parties
from wellsourced.tell.export.stix.objects import name


class StixExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a bundle of STIX 2.1 objects; `incidents`: also what happened, which takes longer."""

    incidents: bool = False

    about: ClassVar[str] = "a STIX 2.1 bundle: identities, locations, reports, notes, opinions"
    loses: ClassVar[str] = "chains and commitments (in words only), checks, copies, who ruled what"
    suffix: ClassVar[str] = ".stix.json"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("bundle.stix.json", lambda: self._pieces(told))

    def _pieces(self, told: Told) -> Iterator[bytes]:
        frame = told.frame
        lens = (f"{frame.as_of}", f"{frame.ruled}", f"{frame.withheld}")
        head: Node = {"type": "bundle", "id": name("bundle", frame.made_from, *lens)}
        return pieces(dict(head), "objects", self.objects(told), lambda _: {})

    def objects(self, told: Told) -> Iterator[Node]:
        """Give the objects: who and where, pages, then what is claimed and counted."""
        frame, of, places = told.frame, Parties(told), told.places()
        yield parties.maker(frame)
        for e in told.entities(ties=False):
            if e.kind is not EntityKind.PLACE:
                yield parties.entity(e, frame)
        for called, mark in places.items():
            yield parties.place(called, mark, frame)
        texts = told.drawer(Leaf)
        for document in told.documents():
            texts.put(document.id, leaf(document))
            yield parties.page(document, frame, of)
        within: Drawer[list[str]] = told.drawer(list[str])
        yield from self._incidents(told, within)
        sources = Sources(told, of)
        for c in told.claims():
            yield from (parties.source(s, frame) for s in sources.of(c))
            yield from claims.claim(c, texts, frame, of, places, within.get(c.id) or ())
        for t in told.tallies():
            yield from (parties.source(s, frame) for s in sources.of(t))
            yield claims.tally(t, texts, frame, places, within.get(t.id) or ())

    def _incidents(self, told: Told, within: Drawer[list[str]]) -> Iterator[Node]:
        """What happened; `within` is told of each claim and count of which incidents it is."""
        for i in told.incidents() if self.incidents else ():
            node = claims.incident(i, told.frame)
            yield node
            for row in (*i.claims, *i.tallies):
                within.put(row, [*(within.get(row) or ()), str(node["id"])])
