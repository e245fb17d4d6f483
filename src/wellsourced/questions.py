"""What a case can be asked; each question with `as_of`, as it was known on a day."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from wellsourced import config
from wellsourced.config import Settings
from wellsourced.errors import InputError
from wellsourced.flow.about import fold
from wellsourced.flow.days import days
from wellsourced.flow.record import Records
from wellsourced.model import (
    CheckRow,
    Claim,
    Dated,
    Day,
    Document,
    DocumentId,
    DocumentRow,
    Entity,
    Rejected,
    SourceRow,
    Status,
    Story,
    Tally,
    TimelineRow,
    digest,
)
from wellsourced.store import tables
from wellsourced.store.evidence import Evidence
from wellsourced.store.snapshots import Snapshot
from wellsourced.tell import documents as listing
from wellsourced.tell import sources as ranking
from wellsourced.tell import timeline as ordering
from wellsourced.tell.ties import tied

Shown = Claim | Tally | Entity | Document
Explained = Shown | Story | CheckRow
E = TypeVar("E", bound=Explained)


class Questions:
    """What can be asked of a case.

    Every question takes `as_of`: then the answer is what a run on the pages of that day gives.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._settled: tuple[tuple[int, ...], Settings] | None = None
        self._news: tuple[Snapshot, tuple[Day, ...]] | None = None
        self._records = Records(path, self.settings)

    def settings(self) -> Settings:
        """Give the settings of the case, with what was imported; without either, the defaults."""
        stamp = (*_stamp(self.path / config.FILE_NAME), *_stamp(self.path / config.IMPORTS))
        if self._settled is None or self._settled[0] != stamp:
            self._settled = stamp, config.of_case(self.path)
        return self._settled[1]

    def claims(
        self,
        *,
        about: str | None = None,
        as_of: date | None = None,
        status: Status | None = None,
    ) -> tuple[Claim, ...]:
        """Give what is claimed about a name (a person, group, place, source or page)."""
        found = self._records.at(as_of).rows(tables.CLAIMS)
        subject = self._records.subject(about, as_of)
        return tuple(
            c
            for c in found
            if (about is None or (subject and subject.of_claim(c)))
            and (status is None or c.status is status)
        )

    def tallies(self, *, about: str | None = None, as_of: date | None = None) -> tuple[Tally, ...]:
        """Give the counts, of one group, place or source if asked."""
        found = self._records.at(as_of).rows(tables.TALLIES)
        subject = self._records.subject(about, as_of)
        return tuple(t for t in found if about is None or (subject and subject.of_tally(t)))

    def checks(self, *, as_of: date | None = None) -> tuple[CheckRow, ...]:
        """Give what adds up and what does not."""
        return self._records.at(as_of).rows(tables.CHECKS)

    def timeline(
        self, *, about: str | None = None, as_of: date | None = None
    ) -> tuple[TimelineRow, ...]:
        """Give the claims in the order of the days they speak of."""
        return tuple(ordering.timeline(self.claims(about=about, as_of=as_of)))

    def sources(self, *, as_of: date | None = None) -> tuple[SourceRow, ...]:
        """Give the origins, most claims first, the unnamed ones apart."""
        return tuple(ranking.sources(self.claims(as_of=as_of)))

    def documents(self, *, as_of: date | None = None) -> tuple[DocumentRow, ...]:
        """Give the pages; those that gave nothing with the reason, unless a day is asked for."""
        names = Evidence(self.path / "evidence").names()
        rows = tuple(listing.documents(self._records.at(as_of).documents(), names))
        return rows if as_of else with_reasons(rows, self._records.at(None).rows(tables.REJECTED))

    def days(self) -> tuple[Day, ...]:
        """Give the days on which something came to be known, in their order."""
        record = self._records.at(None)
        if self._news is None or self._news[0] is not record:
            added = Evidence(self.path / "evidence").first_added()
            self._news = record, days(record.documents(), added)
        return self._news[1]

    def renew(self) -> None:
        """Answer from the newest record from here on; until then all answers are of one record."""
        self._records.renew()

    def entities(self, *, as_of: date | None = None) -> tuple[Entity, ...]:
        """Give who acts and is acted on, with their ties over time."""
        record = self._records.at(as_of)
        return tied(record.rows(tables.ENTITIES), record.rows(tables.CLAIMS))

    def reuse(self, *, as_of: date | None = None) -> tuple[Story, ...]:
        """Give the texts that stand in several pages, with what copies what."""
        return self._records.at(as_of).rows(tables.STORIES)

    def show(self, name: str, *, as_of: date | None = None) -> Shown:
        """Give the one claim, tally, entity or document whose id begins so, or entity so named.

        Raises InputError if there is none, or several.
        """
        record = self._records.at(as_of)
        claims, tallies = record.rows(tables.CLAIMS), record.rows(tables.TALLIES)
        who = tied(record.rows(tables.ENTITIES), claims)
        named: list[Shown] = [e for e in who if goes_by(e, name)]
        known: tuple[Shown, ...] = (*claims, *tallies, *who, *record.documents())
        return one(name, known, named)

    def claim(self, name: str, *, as_of: date | None = None) -> Claim:
        """Give the claim whose id begins so; raises InputError if there is none, or several."""
        return one(name, self._records.at(as_of).rows(tables.CLAIMS), ())

    def tally(self, name: str, *, as_of: date | None = None) -> Tally:
        """Give the count whose id begins so; raises InputError if there is none, or several."""
        return one(name, self._records.at(as_of).rows(tables.TALLIES), ())

    def nearest(self, name: str, *, as_of: date | None = None) -> list[str] | None:
        """Give the names most like one that is not known; None: it is known."""
        directory = self._records.directory(as_of)
        return None if directory.subject(name) else directory.nearest(name)


def one(name: str, known: Sequence[E], who: Sequence[E]) -> E:
    """Give the one whose id is or begins so, else the entity so named."""
    found = [r for r in known if r.id.startswith(name)]
    exact = [r for r in found if r.id == name] or found or list(who)
    if len(exact) > 1:
        some = ", ".join(sorted(r.id[: len(name) + 8] for r in exact)[:4])
        raise InputError(f"{len(exact)} ids begin with {name!r}", hint=f"such as {some}")
    if not exact:
        raise InputError(
            f"no claim, count, page or name is called {name!r}",
            hint="the lists print ids; of a name any alias will do, in full",
        )
    return exact[0]


def goes_by(entity: Entity, name: str) -> bool:
    """Whether an entity has the name, letters of either case."""
    return fold(name) in {fold(n) for n in (entity.name, *(a.name for a in entity.aliases))}


def with_reasons(
    rows: tuple[DocumentRow, ...], rejected: tuple[Rejected, ...]
) -> tuple[DocumentRow, ...]:
    """Put the reason into the row of a page that could not be marked, or into one of its own."""
    reasons = {r.input: unmarked(r) for r in rejected if r.stage == "mark"}
    marked = [msgspec.structs.replace(r, error=reasons.get(r.file)) for r in rows]
    listed = {r.file for r in rows}
    gave_none = [r for r in rejected if r.stage != "mark" or r.input not in listed]
    return (*marked, *map(unread, gave_none))


def unmarked(rejected: Rejected) -> str:
    """Give why a page that was read could not be marked."""
    return f"not marked: {rejected.reason}"


def unread(rejected: Rejected) -> DocumentRow:
    """A row of the documents' list for what gave none."""
    return DocumentRow(
        id=DocumentId(digest("unread", rejected.stage, rejected.input)),
        file=rejected.input,
        url=None,
        title=None,
        outlet=None,
        author=None,
        published=Dated(),
        parts=0,
        commenters=(),
        error=rejected.reason if rejected.note else f"not read: {rejected.reason}",
    )


def _stamp(place: Path) -> tuple[int, ...]:
    """What tells whether a file, or what lies in a folder, was changed."""
    try:
        seen = place.stat()
    except FileNotFoundError:
        return ()
    return (seen.st_mtime_ns, seen.st_size, seen.st_ino)
