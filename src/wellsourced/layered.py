"""A case as it is seen: with what analysts decided over the machine's record, or without it.

Every question takes `as_of`: the pages are then those of that day. Rulings are today's in any
case: what somebody decided about words holds wherever the words are known.
"""

from datetime import date
from pathlib import Path
from typing import Self

from wellsourced.explanations import Explanations
from wellsourced.flow.rulings.force import in_force
from wellsourced.flow.rulings.ratings import rated
from wellsourced.flow.rulings.seen import Lens, Seen
from wellsourced.model import (
    Claim,
    Decision,
    DocumentRow,
    Matrix,
    Ruled,
    SourceRow,
    Status,
)
from wellsourced.model.changes import Changes
from wellsourced.questions import Shown
from wellsourced.tell import changes as comparing
from wellsourced.tell.changes import Told

_LEAST = 4  # characters of an id by which a claim that was rejected is found


class Layered(Explanations):
    """What a case answers with the analysts' layer over it, and with readers' names withheld."""

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


def _touched(claim: Ruled) -> bool:
    first = claim.machine[0]
    stands, stood = (claim.status, claim.origins), (first.status, first.origins)
    return bool(claim.rulings) or stands != stood
