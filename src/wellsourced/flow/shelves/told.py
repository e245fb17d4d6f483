"""What the pages of a shelf tell: who said each thing first, and what it is weighed by."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from wellsourced.errors import StoreError
from wellsourced.flow.shelves.pages import Page, opened, packed, pages_of
from wellsourced.lang.codes import Whole
from wellsourced.link.origins import Names
from wellsourced.link.roles import Roles
from wellsourced.link.same import Heard, settled
from wellsourced.link.tell import tell
from wellsourced.link.together import Joint
from wellsourced.link.versions import Version
from wellsourced.link.vias import Anchor
from wellsourced.model import (
    Document,
    DocumentId,
    EntityKind,
    ReaderAnswer,
    Reuse,
    Utterance,
)
from wellsourced.store import cells
from wellsourced.store.arrow import table_of
from wellsourced.weigh.blocks import count_key, counted_on, named_by, own_keys, seal, when
from wellsourced.weigh.counts import Count
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.told import Told, told
from wellsourced.weigh.world import World


class View(NamedTuple):
    """What of the case bears on what some pages tell."""

    names: dict[str, str]
    kinds: dict[str, EntityKind]
    outlets: tuple[str, ...]
    roles: dict[str, tuple[frozenset[str], ...]]
    copied: dict[DocumentId, tuple[Reuse, ...]]
    wires: dict[DocumentId, str]
    anchors: dict[DocumentId, tuple[Anchor, ...]]
    known: dict[DocumentId, Version]
    heads: dict[DocumentId, Document]
    earlier: dict[DocumentId, DocumentId]

    def common(self) -> Joint:
        """Give it as linking asks for it."""
        names = Names(self.names, self.kinds, frozenset(self.outlets), Roles(self.roles))
        return Joint((), (), names, self.copied, self.wires, self.anchors, self.known, self.heads)


class Row(NamedTuple):
    """A telling with the answers to it."""

    telling: Telling
    answers: tuple[ReaderAnswer, ...]


@dataclass(frozen=True)
class ToldTask:
    """Finds what the pages of a shelf tell; `others`: on which shelves stand pages beside them."""

    shelf: Path
    others: tuple[tuple[Path, tuple[DocumentId, ...]], ...]
    view: View
    output: Path

    @property
    def input(self) -> str:
        """What it works on, in words."""
        return self.shelf.name

    def run(self) -> None:
        """Find it, and write it."""
        pages = [self._page(p) for p in pages_of(self.shelf).values()]
        others = [self._page(pages_of(path)[i]) for path, ids in self.others for i in ids]
        claims, counts = tell(pages, others, self.view.common())
        alone = [[settled(h, h.key, None) for h in found] for found in (claims, counts)]
        found = told(alone[0], alone[1], pages, World(self.view.names))
        cells.put(self.output, _cells(claims, counts, alone, found))

    def reject(self, reason: str) -> None:
        """A shelf that cannot be told of is to be mended."""
        raise StoreError(f"{self.input}: {reason}")

    def _page(self, page: bytes) -> Page:
        document, marks = opened(page)
        return replace(document, earlier=self.view.earlier.get(document.id)), marks


def _cells(
    claims: Sequence[Heard],
    counts: Sequence[Heard],
    alone: Sequence[Sequence[Utterance]],
    found: Told,
) -> dict[str, bytes]:
    rows = [packed(Row(t, found.answers.get(t.key, ()))) for t in found.tellings]
    numbers = [packed(c) for c in found.counts]
    said = [sorted(us, key=lambda u: (u.document, u.claim)) for us in alone]
    edges = [(h.key, h.copies) for h in (*claims, *counts) if h.copies]
    shared = [_shared(t) for t in found.tellings]
    return {
        "utterances": cells.packed(table_of(said[0], Utterance)),
        "counts": cells.packed(table_of(said[1], Utterance)),
        "edges": packed(edges),
        "keys": packed(_by_order(claims, said[0])),
        "count keys told": packed(_by_order(counts, said[1])),
        **_columns("claim", [t.utterance for t in found.tellings], claims, rows),
        **_columns("count", [c.utterance for c in found.counts], counts, numbers),
        "claim shared": np.array([s for own in shared for s in own], np.int64).tobytes(),
        "claim shares": np.array([len(own) for own in shared], np.int64).tobytes(),
        "claim when": days([when(t) for t in found.tellings]).tobytes(),
        "claim dated": bytes(_dated(t.slots.earliest, t.slots.latest) for t in found.tellings),
        "kinds": packed([(t.slots.type, t.slots.polarity) for t in found.tellings]),
        "named": packed(sorted({(t.slots.type, n) for t in found.tellings for n in named_by(t)})),
        "figures": packed([(n, figure(t)) for n, t in enumerate(found.tellings) if t.figure]),
        "claim bearers": packed([bearers(t) for t in found.tellings]),
        "pages told": packed([t.quote.document for t in found.tellings]),
        "voices": packed([_voices(t.utterance) for t in found.tellings]),
        "words": packed([sorted(t.words) for t in found.tellings]),
        "count dated": bytes(_dated(c.quantity.earliest, c.quantity.latest) for c in found.counts),
        "count when": days([counted_on(c) for c in found.counts]).tobytes(),
        "count shared": np.array([seal(count_key(c)) for c in found.counts], np.int64).tobytes(),
        "count at": packed([c.key for c in found.counts]),
        "count bearers": packed([count_bearers(c) for c in found.counts]),
    }


def _columns(
    name: str, told_by: Sequence[Utterance], heard: Sequence[Heard], rows: Sequence[bytes]
) -> dict[str, bytes]:
    """The rows of tellings, each with its key, its seal, and when it was said."""
    own = {(h.utterance.document, h.utterance.claim): h.key for h in heard}
    return {
        f"{name} rows": packed(rows),
        f"{name} keys": packed([own[u.document, u.claim] for u in told_by]),
        f"{name} names": np.array([seal(own[u.document, u.claim]) for u in told_by], np.int64)
        .view(np.uint64)
        .tobytes(),
        f"{name} seals": b"".join(hashlib.blake2b(r, digest_size=16).digest() for r in rows),
        f"{name} said": days([u.said_on for u in told_by]).tobytes(),
    }


def _by_order(heard: Iterable[Heard], said: Sequence[Utterance]) -> list[str]:
    own = {(h.utterance.document, h.utterance.claim): h.key for h in heard}
    return [own[u.document, u.claim] for u in said]


def days(found: Sequence[date | None]) -> Whole:
    """Give days as numbers; -1: none."""
    return np.array([d.toordinal() if d else -1 for d in found], np.int64)


def figure(t: Telling) -> tuple[str, int, int, str]:
    """Give the key of a telling's number among the counts."""
    assert t.figure is not None
    return t.quote.document, t.figure.start, t.figure.end, t.figure.outcome.value


def bearers(t: Telling) -> tuple[str, ...]:
    """Give the names of whom the case may know something that bears on a telling."""
    u = t.utterance
    return tuple(sorted({*named_by(t), *(n for n in (u.origin.name, u.described, t.role) if n)}))


def count_bearers(c: Count) -> tuple[str, ...]:
    """Give the names of whom the case may know something that bears on a count."""
    group = (c.group,) if c.group else ()
    return tuple(sorted({*c.by, *c.place, *group, c.utterance.origin.name}))


def _shared(t: Telling) -> list[int]:
    """The keys by which a telling is put into a block, but for those that the case decides."""
    return [seal(k) for k in own_keys(t)]


def _voices(u: Utterance) -> list[str]:
    return sorted({u.origin.name, *u.chain})


def _dated(*named: date | None) -> bool:
    """Whether a day is named, so that it does not depend on when the words were first said."""
    return any(named)
