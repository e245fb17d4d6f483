"""What analysts decide about a case: rulings put over the machine's record, which stays as it is.

Every verb takes `as_of`: the pages are then those of that day. Rulings are today's in any case:
what somebody decided about words holds wherever the words are known.
"""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Self

from msgspec.structs import replace

from wellsourced.errors import InputError
from wellsourced.explanations import Explanations
from wellsourced.flow.rulings.anchors import Pages
from wellsourced.flow.rulings.force import in_force
from wellsourced.flow.rulings.opinions import agreement
from wellsourced.flow.rulings.orders import Things, draft
from wellsourced.flow.rulings.overlay import Layer
from wellsourced.flow.rulings.queue import Around, queue
from wellsourced.flow.rulings.ratings import rated
from wellsourced.flow.rulings.seen import Lens, Seen
from wellsourced.flow.rulings.told import stands
from wellsourced.flow.rulings.veil import BLANK
from wellsourced.model import (
    Agreement,
    Claim,
    Decision,
    DocumentRow,
    Draft,
    Matrix,
    Order,
    ReviewRow,
    Ruled,
    Ruling,
    RulingId,
    RulingRow,
    RulingState,
    SourceRow,
    Status,
)
from wellsourced.model.changes import Changes
from wellsourced.questions import Shown
from wellsourced.store import tables
from wellsourced.store.rulings import Rulings, Written
from wellsourced.tell import changes as comparing
from wellsourced.tell.changes import Told

_LEAST = 4  # characters of an id by which a claim that was rejected is found


class Decisions(Explanations):
    """What can be decided about a case, and the case as it is seen with what was decided."""

    def __init__(self, path: Path, lens: Lens = Lens()) -> None:  # noqa: B008
        super().__init__(path)
        self._records: Seen = Seen(path, self.settings, lens)

    @property
    def lens(self) -> Lens:
        """How the case is seen."""
        return self._records.lens

    def seen(self, *, ruled: bool = False, withhold_commenters: bool = False) -> Self:
        """Give the same case as it is seen with the rulings, or without the names of readers.

        All that is asked of it, and exported, is so seen; words that were redacted never are.
        """
        lens = Lens(ruled=ruled, withhold_commenters=withhold_commenters)
        return self if lens == self._records.lens else type(self)(self.path, lens)

    def claims(
        self,
        *,
        about: str | None = None,
        as_of: date | None = None,
        status: Status | None = None,
        ruled: bool | None = None,
    ) -> tuple[Claim, ...]:
        """Give what is claimed about a name.

        `ruled`: as `Ruled`, with the analysts' layer, those that were rejected too and marked so;
        False: as the machine alone has it; None: as the case is seen, without those rejected.
        """
        if ruled and about is None:
            return self._all_ruled(as_of, status)
        if ruled is None or ruled is self._records.lens.ruled:
            found = super().claims(about=about, as_of=as_of, status=status)
            return (*found, *self._rejected(about, as_of, status)) if ruled else found
        hidden = self._records.lens.withhold_commenters
        other = self.seen(ruled=ruled, withhold_commenters=hidden)
        return other.claims(about=about, as_of=as_of, status=status, ruled=ruled)

    def documents(self, *, as_of: date | None = None) -> tuple[DocumentRow, ...]:
        """Give the pages; in their names, too, redacted words are blanked."""
        over = self._records.veil(as_of)
        return tuple(map(over.over, super().documents(as_of=as_of)))

    def show(self, name: str, *, as_of: date | None = None) -> Shown:
        """Give the one claim, tally, entity or document of that id or name.

        Seen with rulings, also a claim that was rejected. Raises InputError if there is none.
        """
        gone = self._rejected_called(name, as_of)
        return gone if gone is not None else super().show(name, as_of=as_of)

    def claim(self, name: str, *, as_of: date | None = None) -> Claim:
        """Give one claim, also one that was rejected; raises InputError if there is none."""
        gone = self._rejected_called(name, as_of)
        return gone if gone is not None else super().claim(name, as_of=as_of)

    def hypotheses(
        self,
        *,
        question: str | None = None,
        dispute: str | None = None,
        as_of: date | None = None,
    ) -> tuple[Matrix, ...]:
        """Give rival accounts against the claims; redacted words of the settings are blanked."""
        found = super().hypotheses(question=question, dispute=dispute, as_of=as_of)
        return tuple(map(self._records.veil(as_of).over, found))

    def sources(self, *, as_of: date | None = None) -> tuple[SourceRow, ...]:
        """Give the origins; seen with rulings as `RatedSource`, with grades and notes."""
        found = super().sources(as_of=as_of)
        lens = self._records.lens
        return rated(found, in_force(self._records.log())) if lens.ruled else found

    def rule(self, order: Order, *, by: str, at: datetime) -> Ruling:
        """Write down what somebody decides; gives the ruling, with how it stood before and after.

        Raises InputError for what is not there, or would change nothing.
        """
        wanted = draft(order, self._things())
        return self._written(wanted, by, at)

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
        layer = self._records.layer(as_of)
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

    def decided(self, *, as_of: date | None = None) -> tuple[Ruled, ...]:
        """Give the claims on which rulings bear, or that stand otherwise because of one.

        There are none where the case is seen without rulings.
        """
        if not self.lens.ruled or not self._records.log():
            return ()
        over = self._records.veil(as_of)
        return tuple(over.over(c) for c in self._records.layer(as_of).claims if _touched(c))

    def changes(self, since: date, *, as_of: date | None = None) -> Changes:
        """Give what is new, or stands otherwise, than as it was known on a day."""
        old = Told(self.claims(as_of=since), self.tallies(as_of=since))
        return comparing.changes(
            since, old, Told(self.claims(as_of=as_of), self.tallies(as_of=as_of))
        )

    def agreement(self, *, as_of: date | None = None) -> tuple[Agreement, ...]:
        """Give for each two reviewers how they agree on what both were given and have judged."""
        return agreement(self._records.layer(as_of).opinions.pairs)

    def _all_ruled(self, as_of: date | None, status: Status | None) -> tuple[Ruled, ...]:
        over = self._records.veil(as_of)
        found = self._records.layer(as_of).claims
        return tuple(over.over(c) for c in found if status is None or c.status is status)

    def _rejected_called(self, name: str, as_of: date | None) -> Ruled | None:
        """The claim of an id that is in no view, as an analyst rejected it."""
        if not self.lens.ruled:
            return None
        gone = (c for c in self._all_ruled(as_of, None) if c.judged is Decision.REJECT)
        found = [c for c in gone if len(name) >= _LEAST and c.id.startswith(name)]
        return found[0] if len(found) == 1 else None

    def _rejected(
        self, about: str | None, as_of: date | None, status: Status | None
    ) -> tuple[Ruled, ...]:
        subject = self._records.subject(about, as_of)
        found = (c for c in self._all_ruled(as_of, status) if c.judged is Decision.REJECT)
        return tuple(c for c in found if subject and subject.of_claim(c))

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


def _touched(claim: Ruled) -> bool:
    first = claim.machine[0]
    stands, stood = (claim.status, claim.origins), (first.status, first.origins)
    return bool(claim.rulings) or stands != stood


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
