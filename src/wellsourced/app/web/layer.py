"""The analysts' layer as screens show it: which claims rulings bear on, and all rulings."""

from collections.abc import Iterable
from typing import Self

from msgspec import Struct

from wellsourced.app.web.asked import Asked
from wellsourced.case import Case
from wellsourced.model import (
    Claim,
    Decision,
    Ruled,
    RulingRow,
    RulingState,
    Slot,
    SubjectKind,
    Tally,
)

GRADES = {
    "1": "confirmed by others",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
TRUST = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
_JUDGED = {Decision.ACCEPT: "accepted", Decision.REJECT: "rejected"}


class Layer(Struct, frozen=True, kw_only=True):
    """What analysts decided: the claims that it bears on by their ids, and the log's rows.

    `reviewer` sees also what they alone of two reviewers have judged.
    """

    claims: dict[str, Ruled] = {}
    rows: tuple[RulingRow, ...] = ()

    @classmethod
    def of(cls, case: Case, asked: Asked, reviewer: str = "") -> Self:
        """Give the layer of a case on a day; also where it is seen without, for its count."""
        return cls(
            claims={c.id: c for c in case.decided(as_of=asked.as_of)},
            rows=case.rulings(as_of=asked.as_of, reviewer=reviewer or None),
        )

    @property
    def in_force(self) -> int:
        """How many rulings are laid over the record; an undoing is none of its own."""
        return sum(_holds(r) and r.ruling.decision is not Decision.UNDO for r in self.rows)

    def about(self, *names: str) -> tuple[RulingRow, ...]:
        """Give the rulings that bear on something, by its id or names, the newest first."""
        wanted = {n.casefold() for n in names}
        return tuple(r for r in reversed(self.rows) if wanted & _named(r))

    def about_count(self, tally: Tally) -> tuple[RulingRow, ...]:
        """Give the rulings on a count, which is known by its words."""
        own = {(e.document, e.start, e.end) for e in tally.evidence}
        return tuple(
            r
            for r in reversed(self.rows)
            if any(
                s.kind is SubjectKind.TALLY
                and any((a.document, a.start, a.end) in own for a in s.anchors)
                for s in r.ruling.draft.subjects
            )
        )

    def on_texts(self) -> tuple[RulingRow, ...]:
        """Give the rulings on whether pages have one text."""
        texts = {SubjectKind.DOCUMENT, SubjectKind.STORY}
        of = {Decision.MERGE, Decision.SPLIT}
        return tuple(
            r
            for r in reversed(self.rows)
            if r.ruling.decision in of
            and any(s.kind in texts for s in r.ruling.draft.subjects[:1])
        )

    def by(self, claim: str) -> str:
        """Give who judged a claim, in words ("rejected by Ada")."""
        found = self.claims.get(claim)
        if found is None or found.judged is None:
            return ""
        own = [r.ruling for r in self.rows if _holds(r) and r.ruling.id in found.rulings]
        who = [r.by for r in own if r.decision is found.judged]
        named = " and ".join(dict.fromkeys(who)) or "an analyst"
        return f"{_JUDGED.get(found.judged, found.judged)} by {named}"

    def badge(self, claim: str) -> str:
        """Give in two or three words what analysts made of a claim; nothing: they did not."""
        found = self.claims.get(claim)
        if found is None:
            return ""
        if found.judged is not None:
            return self.by(claim)
        told = [f"{'/'.join(found.corrected)} corrected"] if found.corrected else []
        told += [f"credibility {found.credibility}"] if found.credibility else []
        told += ["noted"] if found.notes else []
        told += ["assigned"] if found.assigned else []
        if self.differs(claim):
            return ", ".join((*told, "weighed with rulings"))
        return ", ".join(told) or "a ruling bears on it"

    def last(self, name: str) -> int:
        """Give the number of the last decision of somebody that holds; 0: there is none."""
        own = (r.ruling for r in reversed(self.rows) if r.ruling.by == name and _holds(r))
        return next((r.number for r in own if r.decision is not Decision.UNDO), 0)

    def grade(self, name: str) -> str:
        """Give how reliable an analyst finds a source ("B"); nothing: nobody said."""
        graded = (r for r in self.about(name) if _holds(r))
        own = (r.ruling.draft for r in graded if r.ruling.decision is Decision.RELIABILITY)
        return next((d.value or "" for d in own), "")

    def differs(self, claim: str) -> bool:
        """Whether a claim stands otherwise than the machine alone has it."""
        found = self.claims.get(claim)
        if found is None:
            return False
        machine = found.machine[0]
        moved = (found.status, found.origins) != (machine.status, machine.origins)
        return moved or len(found.machine) > 1

    def was(self, claim: str, slot: str) -> str:
        """Give what the machine has in a slot that an analyst corrected, else nothing."""
        found = self.claims.get(claim)
        if found is None or slot not in set(found.corrected):
            return ""
        if slot in (Slot.EARLIEST, Slot.LATEST):
            return "another day"
        return str(getattr(found.machine[0], slot) or "nothing")


def _holds(row: RulingRow) -> bool:
    return row.state is RulingState.IN_FORCE


def _named(row: RulingRow) -> set[str]:
    """All that a ruling in the log is known to be about, now or when it was made."""
    subjects = row.ruling.draft.subjects
    told = (n for s in subjects for n in (s.name, s.said) if n)
    of_page = (SubjectKind.WORDS, SubjectKind.DOCUMENT, SubjectKind.STORY)
    pages = (a.document for s in subjects for a in s.anchors if s.kind in of_page)
    return {n.casefold() for n in (*row.bears_on, *told, *pages)}


def laid(case: Case, asked: Asked, claims: Iterable[Claim]) -> list[Claim]:
    """Give claims in their order, as `Ruled` those on which a ruling bears."""
    over = {c.id: c for c in case.decided(as_of=asked.as_of)}
    return [over.get(c.id, c) for c in claims]


def rejected(case: Case, asked: Asked, about: str | None = None) -> tuple[Claim, ...]:
    """Give the claims that analysts rejected: they stand apart, and are never silently dropped."""
    known = {c.id for c in case.decided(as_of=asked.as_of) if c.judged is Decision.REJECT}
    if not known:
        return ()
    found = case.claims(about=about, as_of=asked.as_of, ruled=True)
    return tuple(c for c in found if c.id in known)
