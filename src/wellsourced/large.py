"""A case of very many claims: each screen asks a part of it, cut from the record by its register.

Nothing is ever read whole. Lists are cut out by their order in the register; what they hold, a
claim or a page is then asked as any case is, of a record that holds only that and what stands
around it.
"""

import threading
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from wellsourced import config
from wellsourced.case import Case
from wellsourced.config import Settings
from wellsourced.errors import InputError
from wellsourced.flow.about import fold
from wellsourced.flow.calling import Finder
from wellsourced.flow.compared import Compared, compared
from wellsourced.flow.days import last, place, there
from wellsourced.flow.library import Library, whole
from wellsourced.flow.nearby import Nearby, Part
from wellsourced.flow.rulings.force import in_force
from wellsourced.flow.rulings.near import Given, NearRecords, Over, Readers
from wellsourced.flow.rulings.ratings import rated
from wellsourced.flow.rulings.seen import Lens
from wellsourced.flow.rulings.veil import numbered, readers_of
from wellsourced.flow.worded import Worded
from wellsourced.model import (
    Claim,
    ClaimId,
    Day,
    Decision,
    DocumentId,
    DocumentRow,
    Incident,
    Order,
    Ruled,
    Ruling,
    SourceRow,
    SubjectKind,
)
from wellsourced.registers import claims, many_in, registered, waits
from wellsourced.store import beside, tables
from wellsourced.store.evidence import Evidence
from wellsourced.store.rulings import Rulings
from wellsourced.store.snapshots import Snapshots
from wellsourced.tell import changes as comparing
from wellsourced.tell import documents as listing
from wellsourced.tell import incidents as happening
from wellsourced.tell.changes import Told

__all__ = [
    "MANY",
    "Large",
    "Lens",
    "Near",
    "OnDay",
    "Part",
    "claims",
    "large",
    "last",
    "ready",
    "registered",
    "waits",
    "whole",
]

R = TypeVar("R", bound=Struct)

MANY = 20_000  # claims from which on a case is large
_PAIRED = 500  # claims that are looked at for a ruling on two sources
_OPEN = 2  # days whose records are open at once
_NEAR = 40  # rivals that are shown with a claim


class Near(Case):
    """A part of a large case, asked as a case is; who it was cut out for has chosen its claims."""

    def __init__(self, large: "Large", lens: Lens, given: Given) -> None:
        super().__init__(large.path, lens)
        self._large = large
        self._records = NearRecords(large.path, lens, given)

    def settings(self) -> Settings:
        """Give the settings of the case."""
        return self._large.settings()

    def days(self) -> tuple[Day, ...]:
        """Give the days on which something came to be known, in the whole case."""
        return self._large.days

    def nearest(self, name: str, *, as_of: date | None = None) -> list[str] | None:
        """Give the names most like one that is not known; None: it is known."""
        return self._large.nearest(name)

    def documents(self, *, as_of: date | None = None) -> tuple[DocumentRow, ...]:
        """Give the pages of the part."""
        over = self._records.veil(as_of)
        return tuple(map(over.over, listing.documents(self._records.at(as_of).documents())))

    def incidents(self, *, as_of: date | None = None) -> tuple[Incident, ...]:
        """Give what happened, by days, places and who took part; pages are not compared."""
        record, places = self._records.at(as_of), happening.holders(self.settings())
        claims, tallies = record.rows(tables.CLAIMS), record.rows(tables.TALLIES)
        return tuple(happening.incidents(happening.Record(claims, tallies, (), places)))

    def decided(self, *, as_of: date | None = None) -> tuple[Ruled, ...]:
        """Give the claims on which rulings bear, of the whole case."""
        if as_of not in (None, self._large.day) or not self.lens.ruled:
            return super().decided(as_of=as_of)
        over = self._records.veil(as_of)
        return tuple(map(over.over, self._large.over.decided.values()))

    def then(self, day: date) -> dict[ClaimId, Claim]:
        """Give for each claim that was heard by a day how it then stood, by its pages here."""
        known = Told(self.claims(as_of=day), ())
        found = comparing.earlier(known.claims, self.claims())
        return {ClaimId(n): c for n, c in found.items()}

    def graded(self, rows: Sequence[SourceRow]) -> tuple[SourceRow, ...]:
        """Give sources with what analysts say of them, where it is seen with rulings."""
        if not self.lens.ruled:
            return tuple(rows)
        return rated(tuple(rows), in_force(self._records.log()))

    def veiled(self, rows: Sequence[R]) -> tuple[R, ...]:
        """Give rows of the register with what is not to be shown blanked."""
        return tuple(map(self._records.veil(None).over, rows))


class Large(Finder):
    """The record in force of a large case, for many who ask at once; nothing of it changes.

    Or that of a `day`, with what was known then: it is asked in the same way.
    """

    def __init__(self, path: Path, folder: Path, rows: int) -> None:
        self.path, self.folder, self.total = path, folder, rows
        self.day: date | None = None
        self._settled = config.of_case(path)
        self._turn = threading.RLock()
        self._overs: dict[str, Over] = {}
        self._open: dict[date, Large] = {}
        self._compared: dict[Path, Compared] = {}
        self._comparing = threading.Lock()
        super().__init__(Library(folder, registered(path, folder)))
        self.worded = Worded(self.library)

    def settings(self) -> Settings:
        """Give the settings of the case, as they were when the record was opened."""
        return self._settled

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Give the days on which something came to be known, in their order."""
        rows = self.library.rows("SELECT day, pages, comments FROM g.day ORDER BY day")
        return tuple(msgspec.convert(dict(zip(_DAY, r, strict=True)), Day) for r in rows)

    @cached_property
    def sums(self) -> Mapping[str, int]:
        """Give what was counted of the record when its register was made."""
        fields = ("pages", "outlets", "failing", "holding", "texts")
        row = self.library.rows(f"SELECT {', '.join(fields)} FROM g.sums")[0]
        return dict(zip(fields, map(whole, row), strict=True))

    def on(self, day: date) -> "Large | None":
        """Give the record of a day, if it was made; the last few are kept open."""
        day = last(self.days, day)
        with self._turn:
            at = place(self.folder, self.settings(), day)
            found = self._open.pop(day, None)
            if found is None and there(at) and beside.fits(at):
                found = OnDay(self, at, day)
            if found is not None:
                self._open[day] = found
            while len(self._open) > _OPEN:
                self._open.pop(next(iter(self._open)))
            return found

    def since(self, old: "Large") -> Compared:
        """Give what is new, or otherwise, than in the record of an earlier day."""
        with self._comparing:
            if old.folder not in self._compared:
                self._compared = {old.folder: compared(self.folder, old.folder)}
            return self._compared[old.folder]

    def put_together(self, day: date) -> "Large":
        """Give the record of a day, which is made if it was not: that takes as long as a run."""
        from wellsourced.flow import daily  # it loads all that links and weighs

        day = last(self.days, day)
        at = place(self.folder, self.settings(), day)
        added = Evidence(self.path / "evidence").order()
        return OnDay(self, daily.made(at, self.library, self.settings(), day, added), day)

    def warm(self) -> None:
        """Read what every answer needs, so that the first who ask need not wait for it."""
        self.library.pages_known()
        self.near(Lens(ruled=True), Part(bare=True)).days()

    @cached_property
    def added(self) -> Mapping[str, date]:
        """Give the day on which each original came in."""
        return Evidence(self.path / "evidence").first_added()

    @property
    def over(self) -> Over:
        """Give what rulings make of the record; worked out once for each state of the log."""
        with self._turn:
            head = Rulings(self.path).head() or ""
            if head not in self._overs:
                self._overs = {head: self._laid()}
            return self._overs[head]

    def near(self, lens: Lens, part: Part, *, new: bool = False, said: str = "") -> Near:
        """Give a part as it is seen."""
        over = self.over
        hides = lens.withhold_commenters or over.redacts
        part = msgspec.structs.replace(part, bare=part.bare and not hides)
        given = self._given(part, over=over, new=new, said=said)
        return Near(self, lens, given)

    def _given(self, part: Part, *, over: Over | None, new: bool = False, said: str = "") -> Given:
        return Given(
            base=Nearby(self.library, part),
            settings=self.settings,
            added=lambda: self.added,
            readers=lambda: self.readers,
            over=over,
            day=self.day,
            new=new,
            said=said,
        )

    @cached_property
    def readers(self) -> Readers:
        """Give who writes below the pages; the first time it is asked for all are looked up."""
        rows = self.library.rows(
            """SELECT document, author FROM r.parts WHERE kind IN ('comment', 'trackback')
            AND author IS NOT NULL ORDER BY document, rowid"""
        )
        found = readers_of((DocumentId(str(d)), str(a)) for d, a in rows)
        return Readers(found, numbered(found))

    def claim(self, lens: Lens, name: str) -> Near:
        """Give a claim, by the beginning of its id, with its rivals and the pages of both."""
        rows = self.called("claims", name)
        rivals = self._rivals(set(rows[:1]))[:_NEAR]
        if not rows:
            new = any(c.id.startswith(name) for c in self.over.new) if name else False
            return self.near(lens, self._ruled if new else Part(), new=new)
        return self.near(lens, Part(claims=tuple(sorted({*rows, *rivals}))))

    def rule(self, order: Order, *, by: str, at: datetime) -> Ruling:
        """Write down what somebody decides about claims, pages, names or sources.

        Raises InputError for what is not there, or would change nothing.
        """
        part = self._about(order)
        known = part.claims or part.documents or part.stories or part.tallies
        if order.decision in (Decision.MERGE, Decision.SPLIT) and part.named and not known:
            hint = (
                "[[actors]] in the settings of the case names who is one, and the next run knows"
            )
            raise InputError("in a case so large no ruling joins or parts names", hint=hint)
        given = self._given(part, over=None)
        return Near(self, Lens(ruled=True), given).rule(order, by=by, at=at)

    def _about(self, order: Order) -> Part:
        """What has to be known to decide: what is ruled on, and what was ruled on before."""
        words = (*order.of, *order.out, *((order.within,) if order.within else ()))
        claims = {n for w in words for n in self.called("claims", w)}
        pages = {d for w in words for d in self.pages_called(w)}
        stories = {n for w in words for n in self.called("stories", w)}
        named = {m for w in words for m in self.means(w)}
        before = self._ruled
        return Part(
            claims=tuple(sorted({*claims, *self._rivals(claims), *before.claims})),
            documents=tuple(sorted({*pages, *before.documents})),
            tallies=tuple(sorted({n for w in words for n in self.called("tallies", w)})),
            stories=tuple(sorted(stories)),
            named=tuple(sorted({*named, *before.named})),
        )

    def _laid(self) -> Over:
        """What the log makes of the claims that it is about, and of those beside them."""
        log = Rulings(self.path).all()
        if not log:
            return Over()
        given = self._given(self._ruled_by(log), over=None)
        records = NearRecords(self.path, Lens(ruled=True), given)
        layer = records.layer_with(None, log)
        there = {c.id for c in given.base.rows(tables.CLAIMS)}
        told = {c.id: c for c in layer.claims}
        gone = there - set(told)
        out = {*gone, *(c.id for c in layer.claims if c.judged is Decision.REJECT)}
        return Over(
            log=log,
            layer=layer,
            decided={n: c for n, c in told.items() if _touched(c)},
            gone=frozenset(gone),
            out=tuple(sorted(n for i in out for n in self.called("claims", i))),
            new=tuple(c for n, c in sorted(told.items()) if n not in there),
        )

    @property
    def _ruled(self) -> Part:
        return self._ruled_by(Rulings(self.path).all())

    def _ruled_by(self, log: Sequence[Ruling]) -> Part:
        """The claims whose words rulings are about, their rivals, and the pages of those words."""
        subjects = [s for r in log for s in r.draft.subjects]
        anchors = [a for s in subjects for a in s.anchors]
        claims: set[int] = set()
        for a in anchors:
            query = "SELECT n FROM g.told WHERE document = $1 AND first < $3 AND $2 < last"
            claims |= set(self.library.numbers(query, a.document, a.start, a.end))
        sides = {s.name or s.said for s in subjects if s.kind is SubjectKind.SOURCE}
        for name in sorted(sides):
            query = f"SELECT n FROM g.about WHERE name = $1 AND role = 'says' LIMIT {_PAIRED}"
            claims |= set(self.library.numbers(query, fold(name)))
        return Part(
            claims=tuple(sorted({*claims, *self._rivals(claims)})),
            documents=tuple(sorted({a.document for a in anchors})),
        )

    def _rivals(self, rows: set[int]) -> list[int]:
        if not rows:
            return []
        found = self.library.names(
            _listed("SELECT unnest(rivals) FROM r.claims WHERE rowid", rows)
        )
        return [n for r in found for n in self.called("claims", r)]


class OnDay(Large):
    """The record of a day; the days on which something came to be known are those of the case."""

    def __init__(self, now: Large, folder: Path, day: date) -> None:
        super().__init__(now.path, folder, many_in(folder))
        self.day, self._now = day, now

        self.days = now.days

    def on(self, day: date) -> Large | None:
        """Give the record of another day, if it was made."""
        return self._now.on(day)


def large(case: Case, *, many: int = MANY) -> Large | None:
    """Give the record in force of a case of many claims; None: it is no large one, or was not run.

    Whoever opens a new record first waits until its register is made.
    """
    if Snapshots(case.path).current() is None:
        return None
    folder, rows = claims(case.path)
    return Large(case.path, folder, rows) if rows >= many else None


def ready() -> None:
    """Load what links and weighs, so that the first who ask of a day need not wait for it."""
    import wellsourced.link.whole
    import wellsourced.weigh.whole  # noqa: F401


_DAY = ("day", "pages", "comments")


def _touched(claim: Ruled) -> bool:
    first = claim.machine[0]
    return bool(claim.rulings) or (claim.status, claim.origins) != (first.status, first.origins)


def _listed(query: str, rows: Sequence[int] | set[int]) -> str:
    return f"{query} IN ({', '.join(map(str, rows)) or 'NULL'})"
