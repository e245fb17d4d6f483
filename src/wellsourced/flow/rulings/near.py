"""A part of a record as it is seen: what analysts ruled on it, and whose names are blanked.

Rulings are put on where their words stand, with what stands beside those; that is worked out once,
and laid over each part that is shown. A ruling on names links nothing anew here.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.flow.asof import known_on
from wellsourced.flow.rulings.anchors import Pages
from wellsourced.flow.rulings.desk import Desk
from wellsourced.flow.rulings.force import in_force
from wellsourced.flow.rulings.layers import Layer
from wellsourced.flow.rulings.names import Names
from wellsourced.flow.rulings.opinions import Opinions
from wellsourced.flow.rulings.seen import Lens, Seen
from wellsourced.flow.rulings.veil import Veil, pieced, veil
from wellsourced.model import (
    ClaimId,
    Decision,
    DocumentId,
    Marks,
    Ruled,
    Ruling,
    SubjectKind,
)
from wellsourced.store import tables
from wellsourced.store.snapshots import Snapshot

_WORD = re.compile(r"[^\W_]+")


class Over(Struct, frozen=True, kw_only=True):
    """What rulings make of a record: the claims they bear on; those that went into others.

    `new`: claims that no record holds, as they were parted from others by a ruling; `out`: the
    rows of those that are in no list, as they were rejected or went into others.
    """

    log: tuple[Ruling, ...] = ()
    layer: Layer = Layer((), (), Opinions())
    decided: dict[ClaimId, Ruled] = {}
    gone: frozenset[str] = frozenset()
    new: tuple[Ruled, ...] = ()
    out: tuple[int, ...] = ()

    @property
    def redacts(self) -> bool:
        """Whether words or names are not to be told."""
        return any(r.decision is Decision.REDACT for r in in_force(self.log))

    @property
    def rejected(self) -> tuple[Ruled, ...]:
        """Give the claims that analysts hold to be misread."""
        return tuple(c for c in self.decided.values() if c.judged is Decision.REJECT)


class Readers(Struct, frozen=True, dict=True):
    """Who writes below the pages of a whole record, and what stands for each of their names."""

    of: Mapping[DocumentId, tuple[str, ...]] = {}
    names: Mapping[str, str] = {}

    def among(self, words: str, pages: Sequence[DocumentId]) -> Veil:
        """Give the veil for some pages and words: of names that cannot stand there nothing."""
        heard = set(_WORD.findall(words.casefold()))
        here = {d: self.of[d] for d in pages if d in self.of}
        own = {n for names in here.values() for n in names}
        beside = (p for w in ("", *heard) for p in self._spelt.get(w, ()))
        told = own | {n for n, pieces in beside if heard.issuperset(pieces)}
        return Veil(names={n: out for n, out in self.names.items() if n in told}, readers=here)

    @cached_property
    def _spelt(self) -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
        """The names by that word of each that stands in the fewest."""
        pieces = {n: tuple(_WORD.findall(n.casefold())) for n in self.names}
        often = Counter(w for p in pieces.values() for w in set(p))
        found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name, p in pieces.items():
            found.setdefault(min(p, key=lambda w: (often[w], w), default=""), []).append((name, p))
        return found


class NearRecords(Seen):
    """The records of a part of a case, by the day; `over`: what rulings make of the whole.

    Without `over` it is worked out here, from what the part holds.
    """

    def __init__(self, case: Path, lens: Lens, of: "Given") -> None:
        self._of = of
        super().__init__(case, of.settings, lens)

    def renew(self) -> None:
        """Nothing is ever renewed: a part is of one record and one state of the rulings."""

    def forget(self) -> None:
        """Begin anew; the part itself stays."""
        super().forget()
        self._machines: dict[date | None, Snapshot] = {None: self._of.base}
        if self._of.day is not None:
            self._machines[self._of.day] = self._of.base
        self._veils: dict[date | None, Veil] = {}

    def log(self) -> tuple[Ruling, ...]:
        """Give all rulings, in their order."""
        return self._of.over.log if self._of.over is not None else super().log()

    def machine(self, day: date | None) -> Snapshot:
        """Give the machine's own record; of a day it is weighed from what the part holds."""
        if day not in self._machines:
            self._machines[day] = self._weighed(day)
        return self._machines[day]

    def linked(self, day: date | None) -> Snapshot:
        """Give the machine's own record: names are as it has them."""
        return self.machine(day)

    def layer(self, day: date | None) -> Layer:
        """Give the analysts' layer over the part."""
        over = self._of.over
        if over is None or (over.log and day not in (None, self._of.day)):
            return super().layer(day)
        if day not in self._layers:
            found = self.machine(day).rows(tables.CLAIMS)
            plain = Desk(found, found, Pages(())).claims
            kept = (over.decided.get(n, c) for n, c in plain.items() if n not in over.gone)
            new = over.new if self._of.new else ()
            rows = sorted((*kept, *new), key=lambda c: c.id)
            self._layers[day] = Layer(tuple(rows), over.layer.rows, over.layer.opinions)
        return self._layers[day]

    def patch(self, day: date | None) -> None:
        """Give nothing: a part is small enough to be held."""

    def veil(self, day: date | None) -> Veil:
        """Give what is blanked."""
        if day not in self._veils:
            self._veils[day] = self._veil(day)
        return self._veils[day]

    def _veil(self, day: date | None) -> Veil:
        log = [r for r in in_force(self.log()) if r.decision is Decision.REDACT]
        hides = self.lens.withhold_commenters
        if not log and not hides:
            return Veil()
        base = self.machine(day)
        spoken = any(s.kind is SubjectKind.WORDS for r in log for s in r.draft.subjects)
        documents = base.documents() if spoken or hides else ()
        told = veil(log, documents, withhold_commenters=False)
        if not hides:
            return told
        readers = self._of.readers().among(self._words(base), [d.id for d in documents])
        names = {**{n: o for n, o in readers.names.items() if n not in told.names}, **told.names}
        whole = msgspec.structs.replace(told, names=names, readers=readers.readers)
        return pieced(whole, documents)

    def _words(self, base: Snapshot) -> str:
        """All that could name somebody in the part."""
        kinds = (tables.CLAIMS, tables.TALLIES, tables.ENTITIES, tables.STORIES, tables.CHECKS)
        told = [msgspec.json.encode(base.rows(t)).decode() for t in kinds]
        pages = msgspec.json.encode(
            [(d.text, d.title, d.author, d.file) for d in base.documents()]
        )
        return " ".join((*told, pages.decode(), self._of.said))

    def _called(self, log: tuple[Ruling, ...], machine: Snapshot) -> Names | None:
        return None

    def _weighed(self, day: date | None) -> Snapshot:
        from wellsourced.flow.inhand import InHand

        assert day is not None
        known = known_on(day, self._of.base.documents(), self._told(), self._of.added())
        return InHand(*known, self._of.settings())

    def _told(self) -> tuple[Marks, ...]:
        """The marks of the pages; of what is claimed there only what the part's claims rest on."""
        base = self._of.base
        own = {(e.document, e.mark) for c in base.rows(tables.CLAIMS) for e in c.evidence}
        if not own:
            return base.marks()
        return tuple(
            msgspec.structs.replace(m, claims=tuple(c for c in m.claims if (m.doc, c.id) in own))
            for m in base.marks()
        )


class Given(Struct, frozen=True, kw_only=True):
    """What the records of a part are made of.

    `day`: that on which all of it was known, where it is of the record of a day; `added`: the day
    on which each original came in; `new`: claims that a ruling made are shown
    too; `said`: further words that are shown beside it.
    """

    base: Snapshot
    settings: Callable[[], Settings]
    added: Callable[[], Mapping[str, date]]
    readers: Callable[[], Readers] = Readers
    over: Over | None = None
    day: date | None = None
    new: bool = False
    said: str = ""
