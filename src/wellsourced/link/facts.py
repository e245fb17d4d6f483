"""What linking has to know of pages by themselves, whatever else the case holds."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from wellsourced.config import Settings
from wellsourced.lang.addresses import page_of
from wellsourced.link.entities import Seen, seen
from wellsourced.link.stories import wire
from wellsourced.link.units import THREAD, Voices, voices
from wellsourced.link.vias import Link, links
from wellsourced.model import Document, DocumentId, Marks

Pages = Sequence[tuple[Document, Marks]]


class Facts(NamedTuple):
    """What some pages are, without their texts; `heads` are in the order of their ids.

    `wires`: whose copy they print; `addresses`: by which names others link to them.
    """

    heads: tuple[Document, ...]
    seen: Seen
    voices: Voices
    wires: dict[DocumentId, str]
    addresses: dict[DocumentId, str]
    links: dict[DocumentId, tuple[Link, ...]]


def facts(pages: Pages, settings: Settings) -> Facts:
    """Give what is to be known of pages."""
    documents = sorted((d for d, _ in pages), key=lambda d: d.id)
    return Facts(
        tuple(head(d) for d in documents),
        seen(pages, settings),
        voices(documents),
        {d.id: w for d in documents if (w := wire(d, settings))},
        {d.id: a for d in documents if (a := page_of(d.url))},
        {d.id: found for d in documents if (found := links(d))},
    )


def head(document: Document) -> Document:
    """Give a document without its text, and with no parts but comments."""
    parts = tuple(p for p in document.parts if p.kind in THREAD)
    return replace(document, text="", parts=parts, links=())


def named(document: Document, marks: Marks) -> tuple[str, ...]:
    """Give all names that a page has for anybody: what they mean is asked of the case."""
    out = {n for a in marks.attributions for n in a.chain}
    out |= {m.name for m in marks.entities}
    slots = [s for c in marks.claims for s in (c.actor, c.recipient, c.place)]
    slots += [s for q in marks.quantities for s in (q.group, q.by, q.place)]
    out |= {n.strip() for s in slots for n in (s or "").split(";")}
    out |= {s for s in slots if s}
    d = document
    out |= {n for n in (d.outlet, d.author, d.title, d.file) if n}  # by one of these it speaks
    return tuple(sorted(out - {""}))
