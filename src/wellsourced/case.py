"""The case: pages handed in, and the record of what they claim."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from wellsourced import config
from wellsourced import questions as asked
from wellsourced.config import By
from wellsourced.decisions import Decisions
from wellsourced.errors import InputError, StoreError
from wellsourced.flow import summary as telling
from wellsourced.flow.finding import Finding
from wellsourced.model import (
    Brief,
    Claim,
    Document,
    DocumentId,
    Incident,
    Length,
    LintFinding,
    Matrix,
    Page,
    Published,
    Rejected,
    Ruling,
    TimelineRow,
    Why,
    digest,
)
from wellsourced.store import tables
from wellsourced.store.broken import Verified
from wellsourced.store.disk import publish
from wellsourced.store.evidence import Entry, Evidence
from wellsourced.store.head import Head, head_of
from wellsourced.store.lock import Busy, refuse, wait
from wellsourced.store.rulings import Rulings
from wellsourced.store.snapshots import Snapshots
from wellsourced.tell import context
from wellsourced.tell import disputes as pairing
from wellsourced.tell import timeline as ordering
from wellsourced.tell.export import csv

Shown = asked.Shown
Summary = telling.Summary
Progress = telling.Progress


class ArrowStream(Protocol):
    """Columns that polars, pandas and DuckDB can take over; pyarrow is loaded when one is made."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the columns by Arrow's C interface."""
        ...


class Case(Decisions):
    """A folder that holds pages and the record made of them; what it answers are Questions."""

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

    def settle(self, settings: Path) -> None:
        """Copy a settings file into the case, if it is one."""
        config.load(settings)
        publish(self.path / config.FILE_NAME, settings.read_bytes())

    def add(
        self,
        paths: Iterable[Path],
        *,
        at: datetime,
        fetched: Iterable[Page | Rejected] = (),
        busy: Busy = wait,
        noted: Callable[[Rejected], None] = lambda _: None,
    ) -> list[Entry]:
        """Keep the pages of files, folders and archives, and what was fetched of addresses.

        Gives what is new, also what failed. Another process that is adding is waited for; `busy`
        is told of it, and `noted` of all that failed, also where it had failed before.
        """
        from wellsourced.read.files import pages

        found = _noting(chain(pages(paths), fetched), noted)
        return Evidence(self.path / "evidence").add(found, at=at, busy=busy)

    def run(
        self,
        *,
        by: By | None = None,
        workers: int | None = None,
        progress: Progress = lambda *_: None,
        retry: bool = False,
        busy: Busy = refuse,
    ) -> Summary:
        """Read and mark what is new, then link and weigh; may be cut off and run again.

        `by` or `workers`: what the tasks are run by, if not by what the settings say.
        `retry`: also pages that were set aside because a worker was lost of them. Raises BusyError
        if another process runs the case, unless `busy`, which is told so, returns to wait.
        """
        from wellsourced.flow.engines import engine_of
        from wellsourced.flow.run import bring_up

        self._records.forget()
        settings = self.settings()
        path = self.path.absolute()  # it is said to other machines
        with closing(engine_of(settings, by or By(workers=workers), path)) as engine:
            return bring_up(
                path, settings, engine=engine, progress=progress, retry=retry, busy=busy
            )

    def incidents(self, *, as_of: date | None = None) -> tuple[Incident, ...]:
        """Give what happened, where and when, each over all pages that tell of it."""
        from wellsourced.link.incidents import together
        from wellsourced.tell import incidents as happening

        record, places = self._records.at(as_of), happening.holders(self.settings())
        groups = together(record.documents(), record.marks())
        claims, tallies = record.rows(tables.CLAIMS), record.rows(tables.TALLIES)
        return tuple(happening.incidents(happening.Record(claims, tallies, groups, places)))

    def why(self, name: str, *, as_of: date | None = None) -> Why:
        """Give why a thing of the record is as it is; an incident by its id.

        Raises InputError if there is none of that id or name, or several.
        """
        try:
            return super().why(name, as_of=as_of)
        except InputError:
            found = [i for i in self.incidents(as_of=as_of) if name and i.id.startswith(name)]
            if len(found) != 1:
                raise

            from wellsourced.tell import why as reasoning

            return reasoning.incident(found[0], self._ground(as_of))

    def export(
        self,
        to: str,
        path: Path,
        *,
        as_of: date | None = None,
        options: Mapping[str, str] | None = None,
    ) -> list[Path]:
        """Write the record in a format, into a folder or a file as the format has it.

        Gives the files. `options`: of the format, as `formats` lists them. Raises InputError for a
        format or an option that is not known.
        """
        from wellsourced import exporting

        return exporting.export(self, to, path, as_of=as_of, options=options or {})

    def table(self, name: str, *, as_of: date | None = None) -> ArrowStream:
        """Give a table of the record as a `pyarrow.Table`, which others take over as it lies.

        Raises InputError where there is none of that name.
        """
        from wellsourced import tabled

        found: ArrowStream = tabled.table(self, name, as_of)
        return found

    def brief(
        self,
        *,
        about: str | None = None,
        as_of: date | None = None,
        since: date | None = None,
        length: Length = Length.SHORT,
    ) -> Brief:
        """Give a sourced brief of what is claimed and how it stands, about a name if asked.

        `since`: with what changed after that day. Raises InputError if nobody has the name.
        """
        from wellsourced.briefs import brief

        of = self._ground(as_of)
        return brief(self, of, about=about, as_of=as_of, since=since, length=length)

    def verify(self) -> Verified:
        """Re-read every span and quote, and re-derive every hash.

        Raises IntegrityError, naming the first that does not hold.
        """
        from wellsourced.flow.verify import verify

        return verify(self.path, self.settings)

    def head(self) -> Head:
        """Give the one line that stands for all that was added, ruled and published."""
        return head_of(self.path)

    def publish(self, address: str, *, originals: bool = False) -> Published:
        """Put the record into an object store, whole, for others to fetch.

        `originals`: with the pages as they were added.
        """
        from wellsourced.flow.shared import publish as put

        return put(self.path, address, originals=originals)

    @staticmethod
    def fetch(address: str, path: Path) -> Published:
        """Make a case of what was published, or bring one up to it; to be asked, not run."""
        from wellsourced.flow.shared import fetch

        return fetch(address, path)

    @staticmethod
    def doctor(folder: Path) -> tuple[Finding, ...]:
        """Look whether all is there that is needed to work in a folder, or in a case."""
        from wellsourced.flow.doctor import examined

        return examined(folder)


def _noting(
    found: Iterable[Page | Rejected], noted: Callable[[Rejected], None]
) -> Iterator[Page | Rejected]:
    for one in found:
        if isinstance(one, Rejected):
            noted(one)
        yield one


def current(case: Case) -> Path | None:
    """Give the folder of the record in force; None: the case was not run yet."""
    return Snapshots(case.path).current()


def logged(case: Case) -> tuple[Ruling, ...]:
    """Give all rulings, in their order, whatever became of them."""
    return Rulings(case.path).all()


def edition(case: Case) -> str:
    """Name a case as it now is: another name, and something was run, ruled or set since."""
    made = Snapshots(case.path).manifest()
    file = case.path / config.FILE_NAME
    settings = file.read_text("utf-8") if file.exists() else ""
    settings += "".join(f"{i.id} {i.out}" for i in config.imported(case.path))
    seals = "" if made is None else f"{made.made_from} {sorted(made.tables.items())}"
    return digest("edition", seals, Rulings(case.path).head() or "", settings)


def texts(case: Case, *, as_of: date | None = None) -> dict[DocumentId, Document]:
    """Give the documents of a case, with their text, by their ids."""
    return {d.id: d for d in case._records.at(as_of).documents()}


def original(case: Case, of: Document) -> bytes | None:
    """Give the bytes of a page as they were added; None: they are not kept here."""
    path = Evidence(case.path / "evidence").path(of.evidence)
    return path.read_bytes() if path.is_file() else None


def disputes(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """Give claims with their rivals beside them, the most contested first."""
    return pairing.disputes(claims)


def sentences(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[str, ...]]:
    """Give the sentences that hold quoted words: plain and quoted pieces in turn."""
    return context.sentences(text, spans)


def row(claim: Claim) -> TimelineRow:
    """Give a claim as the timeline has it."""
    return ordering.row(claim)


def contested(claim: Claim) -> bool:
    """Whether somebody says otherwise, or has taken it back."""
    return pairing.contested(claim)


def matrix_sheet(matrices: Iterable[Matrix]) -> Iterator[str]:
    """Give the lines of a spreadsheet of claims against hypotheses."""
    from wellsourced.tell import hypotheses as weighing

    return csv.grid(*weighing.grid(matrices))


def sheet(kind: type[Struct], rows: Iterable[Struct]) -> Iterator[str]:
    """Give the lines of a spreadsheet of records."""
    return csv.lines(kind, rows)


def lint(text: str) -> tuple[LintFinding, ...]:
    """Give what a brief should not say: words of likelihood, and sentences without a footnote."""
    from wellsourced.tell.brief import findings

    return findings(text)
