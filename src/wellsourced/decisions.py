"""What analysts decide about a case: rulings put over the machine's record, which stays as it is.

Every verb takes `as_of`: the pages are then those of that day. Rulings are today's in any case:
what somebody decided about words holds wherever the words are known.
"""

import re
from datetime import date, datetime

from msgspec.structs import replace

from wellsourced.errors import InputError
from wellsourced.flow.rulings.anchors import Pages
from wellsourced.flow.rulings.layers import Layer
from wellsourced.flow.rulings.opinions import agreement
from wellsourced.flow.rulings.orders import Things, draft
from wellsourced.flow.rulings.queue import Around, queue
from wellsourced.flow.rulings.told import stands
from wellsourced.flow.rulings.veil import BLANK
from wellsourced.layered import Layered
from wellsourced.model import (
    Agreement,
    Decision,
    Draft,
    Order,
    ReviewRow,
    Ruling,
    RulingId,
    RulingRow,
    RulingState,
)
from wellsourced.store import tables
from wellsourced.store.rulings import Rulings, Written

_LEAST = 4  # characters of an id by which a claim that was rejected is found


class Decisions(Layered):
    """What can be decided about a case, what waits for a decision, and what was decided."""

    def rule(self, order: Order, *, by: str, at: datetime) -> Ruling:
        """Write down what somebody decides; gives the ruling, with how it stood before and after.

        Raises InputError for what is not there, or would change nothing.
        """
        wanted = draft(order, self._things())
        return self._written(wanted, by, at)

    def adopt(self, decided: Draft, *, by: str, at: datetime) -> Ruling:
        """Write down what somebody decided elsewhere, about words and names as they are here.

        Raises InputError for what is not there, or would change nothing.
        """
        return self._written(decided, by, at)

    def undo(self, ruling: str, *, by: str, at: datetime, why: str = "") -> Ruling:
        """Undo a ruling, by its number or id; also one that undid another.

        Raises InputError if there is none, or it is undone already.
        """
        return self.rule(Order(decision=Decision.UNDO, of=(ruling,), why=why), by=by, at=at)

    def rulings(
        self, *, as_of: date | None = None, about: str | None = None, reviewer: str | None = None
    ) -> tuple[RulingRow, ...]:
        """Give all rulings with what became of them; those that no longer apply, with the reason.

        `about`: only those that bear on a claim, entity or source, by its id or name. What one of
        two reviewers judged is kept from all but that `reviewer` until both have.
        """
        if not self._records.log():
            return ()
        layer = self._records.bearing(as_of)
        over = self._records.veil(as_of)
        return tuple(
            over.over(_unsaid(row))
            for row in layer.rows
            if not layer.opinions.blind(row.ruling.id) or row.ruling.by == reviewer
            if about is None or _bears_on(row, about)
        )

    def review(
        self, *, as_of: date | None = None, reviewer: str | None = None
    ) -> tuple[ReviewRow, ...]:
        """Give what to look at first: claims by what a decision would change, with the reasons.

        `reviewer`: only what is assigned to that one and not yet judged by them.
        """
        layer, over = self._records.layer(as_of), self._records.veil(as_of)
        rows = queue(self._all_ruled(as_of, None), self._around(layer, as_of))
        return tuple(
            over.over(_blind(row, reviewer))
            for row in rows
            if reviewer is None or (reviewer in row.assigned and reviewer not in row.ruled_by)
        )

    def agreement(self, *, as_of: date | None = None) -> tuple[Agreement, ...]:
        """Give for each two reviewers how they agree on what both were given and have judged."""
        return agreement(self._records.layer(as_of).opinions.pairs)

    def _things(self) -> Things:
        records = self._records
        base = records.linked(None)
        return Things(
            claims=records.layer(None).claims,
            tallies=base.rows(tables.TALLIES),
            entities=base.rows(tables.ENTITIES),
            stories=base.rows(tables.STORIES),
            pages=Pages(base.documents()),
            log=records.log(),
        )

    def _written(self, wanted: Draft, by: str, at: datetime) -> Ruling:
        """Try the ruling, and write it down with how it stood before, and stands after it."""
        before = self._records.layer(None)
        log = self._records.log()
        if wanted.undoes is not None and wanted.undoes in _undone(before):
            raise InputError(f"ruling {wanted.undoes} is undone already")
        tried = Ruling(
            id=RulingId("new"),
            number=len(log) + 1,
            draft=wanted,
            by=by,
            at=at,
            before="",
            after="",
        )
        after = self._records.layer_with(None, (*log, tried))
        row = after.rows[-1]
        if row.state is RulingState.IDLE:
            raise InputError(f"nothing to rule on: {row.reason}")
        told = stands(wanted, row, before, after)
        new = Written(draft=wanted, by=by, at=at, before=told.before, after=told.after)
        ruling = Rulings(self.path).append(new)
        self._records.ruled_anew()
        return ruling

    def _around(self, layer: Layer, as_of: date | None) -> Around:
        base = self._records.linked(as_of)
        return Around(
            tallies=base.rows(tables.TALLIES),
            checks=tuple(map(self._records.veil(as_of).over, base.rows(tables.CHECKS))),
            opinions=layer.opinions,
        )


def _undone(layer: Layer) -> set[RulingId]:
    return {r.ruling.id for r in layer.rows if r.state is RulingState.UNDONE}


def _bears_on(row: RulingRow, name: str) -> bool:
    named = (s.name or s.said for s in row.ruling.draft.subjects)
    on = any(i.startswith(name) for i in row.bears_on)
    return on or name.casefold() in {n.casefold() for n in named}


def _unsaid(row: RulingRow) -> RulingRow:
    """A redaction in force, as it is listed: it does not tell what it keeps from being told."""
    if row.ruling.decision is not Decision.REDACT or row.state is not RulingState.IN_FORCE:
        return row
    draft = row.ruling.draft
    said = re.compile(r"\S")
    subjects = tuple(
        replace(
            s,
            said=said.sub(BLANK, s.said),
            name=said.sub(BLANK, s.name) if s.name else None,
            anchors=tuple(replace(a, quote=said.sub(BLANK, a.quote)) for a in s.anchors),
        )
        for s in draft.subjects
    )
    bare = replace(row.ruling, draft=replace(draft, subjects=subjects), after=draft.decision)
    return replace(row, ruling=bare, bears_on=())


def _blind(row: ReviewRow, reviewer: str | None) -> ReviewRow:
    """A row as a reviewer may see it: not who else has judged it."""
    return row if reviewer is None else replace(row, ruled_by=())
