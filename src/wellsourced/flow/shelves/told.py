"""What the pages of a shelf tell: who said each thing first, and what it is weighed by."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from msgspec.structs import replace

from wellsourced.errors import StoreError
from wellsourced.flow.shelves.columns import Places, Seals, cells_of, folded, packed
from wellsourced.flow.shelves.pages import Page, pages_of
from wellsourced.link.origins import Names
from wellsourced.link.roles import Roles
from wellsourced.link.same import Heard, settled
from wellsourced.link.tell import tell
from wellsourced.link.together import Joint
from wellsourced.link.versions import Version
from wellsourced.link.vias import Anchor
from wellsourced.model import (
    ClaimType,
    Document,
    DocumentId,
    EntityKind,
    Polarity,
    ReaderAnswer,
    Reuse,
    Utterance,
    digest,
)
from wellsourced.store import cells
from wellsourced.store.arrow import table_of
from wellsourced.weigh.apart import Taken, inside
from wellsourced.weigh.blocks import count_key, counted_on, named_by, own_keys, seal, when
from wellsourced.weigh.counts import Count
from wellsourced.weigh.propositions import name_words
from wellsourced.weigh.retractions import corrections
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.told import Told, told
from wellsourced.weigh.world import World

Key = tuple[str, int, int, str]
TYPES, SIGNS = tuple(ClaimType), tuple(Polarity)


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
    pages: int
    others: tuple[tuple[Path, tuple[int, ...]], ...]
    view: View
    output: Path

    @property
    def input(self) -> str:
        """What it works on, in words."""
        return self.shelf.name

    def run(self) -> None:
        """Find it, and write it."""
        pages = [self._known(p) for p in pages_of(self.shelf, range(self.pages))]
        others = [self._known(p) for path, own in self.others for p in pages_of(path, own)]
        claims, counts = tell(pages, others, self.view.common())
        alone = [[settled(h, h.key, None) for h in found] for found in (claims, counts)]
        found = told(alone[0], alone[1], pages, World(self.view.names))
        cells.put(self.output, _cells((claims, counts), alone, found, pages))

    def reject(self, reason: str) -> None:
        """A shelf that cannot be told of is to be mended."""
        raise StoreError(f"{self.input}: {reason}")

    def _known(self, page: Page) -> Page:
        document, marks = page
        return replace(document, earlier=self.view.earlier.get(document.id)), marks


class _Nodes:
    """All tellings of a shelf by their keys; each has a number, which follows the keys' order."""

    def __init__(self, heard: Sequence[Heard], said: Iterable[Utterance]) -> None:
        own = dict(zip((h.key for h in heard), said, strict=True))
        keys = sorted(own)
        self._number = {k: n for n, k in enumerate(keys)}
        self._by_mark = {(h.utterance.document, h.utterance.claim): h.key for h in heard}
        self.same = np.array([int(own[k].same, 16) for k in keys], np.uint64)
        self.said = days([own[k].said_on for k in keys])
        copies = [(own[h.key].same, settled_name(o)) for h in heard for o in h.copies]
        self.edges = np.array([int(s, 16) for pair in copies for s in pair], np.uint64)

    def of(self, found: Iterable[Utterance]) -> Places:
        """Give the numbers of tellings."""
        keys = (self._by_mark[u.document, u.claim] for u in found)
        return np.array([self._number[k] for k in keys], np.int32)

    def cells(self, name: str) -> dict[str, bytes]:
        """Give them as cells."""
        return {
            f"{name} same": self.same.tobytes(),
            f"{name} said": self.said.tobytes(),
            f"{name} edges": self.edges.tobytes(),
        }


def _cells(
    heard: tuple[Sequence[Heard], Sequence[Heard]],
    alone: Sequence[Sequence[Utterance]],
    found: Told,
    pages: Sequence[Page],
) -> dict[str, bytes]:
    place = {d.id: n for n, (d, _) in enumerate(pages)}
    claims, counts = (_Nodes(h, us) for h, us in zip(heard, alone, strict=True))
    said = [sorted(us, key=lambda u: (u.document, u.claim)) for us in alone]
    return {
        "utterances": cells.packed(_unsettled(said[0])),
        "counts": cells.packed(_unsettled(said[1])),
        "utterances nodes": claims.of(said[0]).tobytes(),
        "counts nodes": counts.of(said[1]).tobytes(),
        **claims.cells("claim"),
        **counts.cells("count"),
        **_claims(found, claims, place),
        **_counts(found.counts, counts, place),
        "corrections": packed(_corrections(pages, found.tellings)),
    }


def _unsettled(said: Sequence[Utterance]) -> pa.Table:
    """Tellings as rows, but for what is settled of their texts later."""
    return table_of(said, Utterance).drop_columns(["same", "said_on"])


def _claims(found: Told, nodes: _Nodes, place: dict[DocumentId, int]) -> dict[str, bytes]:
    own = found.tellings
    shared = [[seal(k) for k in own_keys(t)] for t in own]
    numbered = [(n, figure(t)) for n, t in enumerate(own) if t.figure]
    rows = [packed(Row(t, found.answers.get(t.key, ()))) for t in own]
    kinds = [(TYPES.index(t.slots.type), SIGNS.index(t.slots.polarity)) for t in own]
    return {
        **_columns("claim", [t.utterance for t in own], nodes, rows),
        "claim shared": np.array([s for keys in shared for s in keys], np.int64).tobytes(),
        "claim shares": np.array([len(keys) for keys in shared], np.int32).tobytes(),
        "claim when": days([when(t) for t in own]).tobytes(),
        "claim dated": bytes(_dated(t.slots.earliest, t.slots.latest) for t in own),
        "claim pages": np.array([place[t.quote.document] for t in own], np.int32).tobytes(),
        "kinds": np.array(kinds, np.uint8).tobytes(),
        "named": packed(_named(own)),
        "figured": np.array([n for n, _ in numbered], np.int32).tobytes(),
        "figures": sealed(key for _, key in numbered).tobytes(),
        "days": days([t.day for t in own]).tobytes(),
        **cells_of("claim bearers", folded(bearers(t) for t in own)),
        **cells_of("voices", folded(_voices(t) for t in own)),
        **cells_of("actors", folded(sorted(t.slots.actor) for t in own)),
        **cells_of("recipients", folded(sorted(t.slots.recipient) for t in own)),
        **cells_of("apart", folded(_apart(t) for t in own)),
        **cells_of("words", folded(sorted(t.words) for t in own)),
    }


def _named(found: Sequence[Telling]) -> dict[ClaimType, list[str]]:
    """The names in the slots of tellings, by their types."""
    out: dict[ClaimType, set[str]] = {}
    for t in found:
        out.setdefault(t.slots.type, set()).update(named_by(t))
    return {kind: sorted(out[kind]) for kind in sorted(out)}


def _counts(own: Sequence[Count], nodes: _Nodes, place: dict[DocumentId, int]) -> dict[str, bytes]:
    shared = [seal(count_key(c)) for c in own]
    return {
        **_columns("count", [c.utterance for c in own], nodes, [packed(c) for c in own]),
        "count shared": np.array(shared, np.int64).tobytes(),
        "count when": days([counted_on(c) for c in own]).tobytes(),
        "count dated": bytes(_dated(c.quantity.earliest, c.quantity.latest) for c in own),
        "count pages": np.array([place[c.quote.document] for c in own], np.int32).tobytes(),
        **cells_of("count bearers", folded(count_bearers(c) for c in own)),
    }


def _columns(
    name: str, said: Sequence[Utterance], nodes: _Nodes, rows: Sequence[bytes]
) -> dict[str, bytes]:
    """Rows, packed; the seal of each; and which telling it is."""
    return {
        f"{name} rows": packed(rows),
        f"{name} seals": b"".join(hashlib.blake2b(r, digest_size=16).digest() for r in rows),
        f"{name} nodes": nodes.of(said).tobytes(),
    }


def _corrections(pages: Sequence[Page], found: Sequence[Telling]) -> list[Taken]:
    """Words on these pages that take something back, each with what it tells again."""
    made = list(corrections(d for d, _ in pages))
    near: dict[DocumentId, list[Telling]] = {c.document: [] for c in made}
    for t in found if made else ():
        if t.quote.document in near:
            near[t.quote.document].append(t)
    return [Taken(c, tuple(t for t in near[c.document] if inside(t, c))) for c in made]


def settled_name(key: str) -> str:
    """Give the name of a text that is told nowhere else."""
    return digest("same", key)


def days(found: Sequence[date | None]) -> Places:
    """Give days as numbers; -1: none."""
    return np.array([d.toordinal() if d else -1 for d in found], np.int32)


def sealed(keys: Iterable[Key]) -> Seals:
    """Give the keys of numbers as numbers."""
    return np.array([seal(f"{d} {a} {b} {kind}") for d, a, b, kind in keys], np.int64).view(
        np.uint64
    )


def figure(t: Telling) -> Key:
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


def _voices(t: Telling) -> list[str]:
    """By whom it can be taken back: a reader's words are not, by others."""
    u = t.utterance
    return [] if u.commenter else sorted({u.origin.name, *u.chain})


def _apart(t: Telling) -> list[str]:
    """The words of a telling that name nobody: to name the same people is not to tell the same."""
    slots = t.slots.actor | t.slots.recipient | t.slots.place
    return sorted(t.words.difference(*map(name_words, slots)))


def _dated(*named: date | None) -> bool:
    """Whether a day is named, so that it does not depend on when the words were first said."""
    return any(named)
