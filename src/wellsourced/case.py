"""The case: pages handed in, and the record of what they claim."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced import config
from wellsourced.config import Settings
from wellsourced.errors import InputError, StoreError
from wellsourced.fetch import exchange
from wellsourced.fetch import web as asking
from wellsourced.fetch.network import Internet
from wellsourced.flow import doctor as examining
from wellsourced.flow import run as running
from wellsourced.flow import verify as verifying
from wellsourced.flow.record import Records
from wellsourced.model import (
    CheckRow,
    Claim,
    Dated,
    Document,
    DocumentId,
    DocumentRow,
    Entity,
    Page,
    Rejected,
    SourceRow,
    Status,
    Story,
    Tally,
    TimelineRow,
    digest,
)
from wellsourced.read.files import pages
from wellsourced.store import tables
from wellsourced.store.disk import publish
from wellsourced.store.evidence import Entry, Evidence, beside
from wellsourced.tell import context
from wellsourced.tell import disputes as pairing
from wellsourced.tell import documents as listing
from wellsourced.tell import export as exporting
from wellsourced.tell import sources as ranking
from wellsourced.tell import timeline as ordering
from wellsourced.tell.export import csv

Summary = running.Summary
Door = exchange.Door
Shown = Claim | Tally | Entity | Document


class Case:
    """A folder that holds pages and the record made of them.

    Every question takes `as_of`: then the answer is what a run on the pages of that day gives.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._records = Records(path, self.settings)

    @classmethod
    def open(cls, path: Path) -> "Case":
        """Open a case; raises StoreError if there is none."""
        if not (path / "evidence").is_dir():
            raise StoreError(
                f"no case at {path}", hint=f"wellsourced add {path} PAGES... makes one"
            )
        return cls(path)

    @classmethod
    def create(cls, path: Path) -> "Case":
        """Open a case, or make one where there is none yet."""
        try:
            (path / "evidence").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"cannot make a case at {path}: {error.strerror}") from error
        return cls(path)

    def settings(self) -> Settings:
        """Give the settings of the case; without a file, the defaults."""
        file = self.path / config.FILE_NAME
        return config.load(file) if file.exists() else Settings()

    def settle(self, settings: Path) -> None:
        """Copy a settings file into the case, if it is one."""
        config.load(settings)
        publish(self.path / config.FILE_NAME, settings.read_bytes())

    def add(
        self, paths: Iterable[Path], *, at: datetime, fetched: Iterable[Page | Rejected] = ()
    ) -> list[Entry]:
        """Keep the pages of files, folders and archives, and what was fetched of addresses.

        Gives what is new, also what failed.
        """
        return Evidence(self.path / "evidence").add(chain(pages(paths), fetched), at=at)

    def run(
        self, *, workers: int | None = None, progress: running.Progress = lambda *_: None
    ) -> running.Summary:
        """Read and mark what is new, then link and weigh; may be cut off and run again."""
        self._records.forget()
        return running.bring_up(self.path, self.settings(), workers=workers, progress=progress)

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
        return rows if as_of else _with_reasons(rows, self._records.at(None).rows(tables.REJECTED))

    def entities(self, *, as_of: date | None = None) -> tuple[Entity, ...]:
        """Give who acts and is acted on."""
        return self._records.at(as_of).rows(tables.ENTITIES)

    def reuse(self, *, as_of: date | None = None) -> tuple[Story, ...]:
        """Give the texts that stand in several pages, with what copies what."""
        return self._records.at(as_of).rows(tables.STORIES)

    def show(self, name: str, *, as_of: date | None = None) -> Shown:
        """Give the one claim, tally, entity or document whose id begins so, or entity so named.

        Raises InputError if there is none, or several.
        """
        record = self._records.at(as_of)
        claims, tallies = record.rows(tables.CLAIMS), record.rows(tables.TALLIES)
        who = record.rows(tables.ENTITIES)
        known: tuple[Shown, ...] = (*claims, *tallies, *who, *record.documents())
        found = [r for r in known if r.id.startswith(name)]
        exact = [r for r in found if r.id == name] or found or [e for e in who if e.name == name]
        if len(exact) > 1:
            some = ", ".join(sorted(r.id[: len(name) + 8] for r in exact)[:4])
            raise InputError(f"{len(exact)} ids begin with {name!r}", hint=f"such as {some}")
        if not exact:
            problem = f"no claim, tally, entity or document has the id {name!r}"
            raise InputError(
                problem,
                hint="claims, tallies and documents list ids; a name is taken in full",
            )
        return exact[0]

    def nearest(self, name: str, *, as_of: date | None = None) -> list[str] | None:
        """Give the names most like one that is not known; None: it is known."""
        directory = self._records.directory(as_of)
        return None if directory.subject(name) else directory.nearest(name)

    def export(self, to: str, path: Path, *, as_of: date | None = None) -> list[Path]:
        """Write the record into a folder, in a format; gives the files."""
        return exporting.export(to, path, self, as_of)

    def verify(self) -> verifying.Verified:
        """Re-read every span and quote, and re-derive every hash.

        Raises IntegrityError, naming the first that does not hold.
        """
        return verifying.verify(self.path)

    @staticmethod
    def doctor(folder: Path) -> tuple[examining.Finding, ...]:
        """Look whether all is there that is needed to work in a folder."""
        return examining.examine(folder)


def internet(
    *, clock: Callable[[], datetime], seconds: Callable[[], float], pause: Callable[[float], None]
) -> Door:
    """Give the door to the internet, which calls itself by the product's name."""
    agent = f"wellsourced/{version('wellsourced')} (fetches single pages that a person names)"
    return Door(network=Internet(), clock=clock, seconds=seconds, pause=pause, agent=agent)


def fetched(addresses: Iterable[str], door: Door) -> Iterator[Page | Rejected]:
    """Give the pages of addresses, each when it is asked for, or why there is none."""
    return asking.fetched(addresses, door)


def told_beside(case: Case, new: Iterable[Entry]) -> tuple[str, ...]:
    """Tell of pages just added which hold the same bytes as another, or change one."""
    return beside(Evidence(case.path / "evidence").chain(), new)


def texts(case: Case, *, as_of: date | None = None) -> dict[DocumentId, Document]:
    """Give the documents of a case, with their text, by their ids."""
    return {d.id: d for d in case._records.at(as_of).documents()}


def disputes(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """Give claims with their rivals beside them, the most contested first."""
    return pairing.disputes(claims)


def sentences(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[str, ...]]:
    """Give the sentences that hold quoted words: plain and quoted pieces in turn."""
    return context.sentences(text, spans)


def contested(claim: Claim) -> bool:
    """Whether somebody says otherwise, or has taken it back."""
    return pairing.contested(claim)


def sheet(kind: type[Struct], rows: Iterable[Struct]) -> Iterator[str]:
    """Give the lines of a spreadsheet of records."""
    return csv.lines(kind, rows)


def _with_reasons(
    rows: tuple[DocumentRow, ...], rejected: tuple[Rejected, ...]
) -> tuple[DocumentRow, ...]:
    """Put the reason into the row of a page that could not be marked, or into one of its own."""
    reasons = {r.input: f"not marked: {r.reason}" for r in rejected if r.stage == "mark"}
    marked = [msgspec.structs.replace(r, error=reasons.get(r.file)) for r in rows]
    listed = {r.file for r in rows}
    unread = [r for r in rejected if r.stage != "mark" or r.input not in listed]
    return (*marked, *map(_unread, unread))


def _unread(rejected: Rejected) -> DocumentRow:
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
