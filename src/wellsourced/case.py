"""The case: pages handed in, and the record of what they claim."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from msgspec import Struct

from wellsourced import config
from wellsourced import questions as asked
from wellsourced.decisions import Decisions
from wellsourced.errors import InputError, StoreError
from wellsourced.fetch import exchange
from wellsourced.fetch import web as asking
from wellsourced.fetch.network import Internet
from wellsourced.flow import doctor as examining
from wellsourced.flow import given as handed
from wellsourced.flow import run as running
from wellsourced.flow import verify as verifying
from wellsourced.flow.given import Given
from wellsourced.link.incidents import together
from wellsourced.model import (
    Brief,
    Claim,
    Decision,
    Document,
    DocumentId,
    Incident,
    Length,
    LintFinding,
    Matrix,
    Page,
    Rejected,
    RulingState,
    Why,
    digest,
)
from wellsourced.read.files import pages
from wellsourced.read.page import wordless
from wellsourced.store import tables
from wellsourced.store.disk import publish
from wellsourced.store.evidence import Entry, Evidence, beside
from wellsourced.store.rulings import Rulings
from wellsourced.store.snapshots import Snapshots
from wellsourced.tell import brief as briefing
from wellsourced.tell import context
from wellsourced.tell import disputes as pairing
from wellsourced.tell import export as exporting
from wellsourced.tell import hypotheses as weighing
from wellsourced.tell import incidents as happening
from wellsourced.tell import why as reasoning
from wellsourced.tell.brief.changed import Earlier
from wellsourced.tell.export import csv

Summary = running.Summary
Door = exchange.Door
Shown = asked.Shown


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

    def incidents(self, *, as_of: date | None = None) -> tuple[Incident, ...]:
        """Give what happened, where and when, each over all pages that tell of it."""
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
            return reasoning.incident(found[0], self._ground(as_of))

    def export(self, to: str, path: Path, *, as_of: date | None = None) -> list[Path]:
        """Write the record into a folder, in a format; gives the files."""
        return exporting.export(to, path, self, as_of)

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
        alike = self.nearest(about, as_of=as_of) if about is not None else None
        if alike is not None:
            hint = f"did you mean {', '.join(alike)}?" if alike else "sources lists who says what"
            raise InputError(f"nobody and nothing was called {about!r}", hint=hint)
        wanted = briefing.Asked(
            case=self.path.name,
            about=about,
            as_of=as_of,
            since=since,
            length=length,
            ruled=self.lens.ruled,
            withheld=self.lens.withhold_commenters,
        )
        return briefing.compose(wanted, self._brief_of(about, as_of, since), self._ground(as_of))

    def _brief_of(
        self, about: str | None, as_of: date | None, since: date | None
    ) -> briefing.Given:
        """All that a brief is made of."""
        claims = self.claims(about=about, as_of=as_of)
        told = {c.id for c in claims}
        places = (p for p in self.places(as_of=as_of) if about is None or told & set(p.claims))
        graded = (
            (name, f"{r.ruling.by}")
            for r in (self.rulings(as_of=as_of) if self.lens.ruled else ())
            if r.ruling.decision is Decision.CREDIBILITY and r.state is RulingState.IN_FORCE
            for name in r.bears_on
        )
        before = Earlier(self.claims(as_of=since), self.tallies(as_of=since)) if since else None
        return briefing.Given(
            claims=claims,
            tallies=self.tallies(about=about, as_of=as_of),
            documents=self.documents(as_of=as_of),
            sources=self.sources(as_of=as_of),
            places=tuple(places),
            earlier=before,
            graded_by=dict(graded),
        )

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


def given(names: Iterable[str], listed: Path | None) -> Given:
    """Part addresses from files, and both from what is neither."""
    return handed.given(names, listed)


def told_beside(case: Case, new: Iterable[Entry]) -> tuple[str, ...]:
    """Tell of pages just added which hold the same bytes as another, change one, or no words."""
    evidence, added = Evidence(case.path / "evidence"), list(new)
    kept = [(e.file, wordless(evidence.page(e))) for e in added if e.evidence]
    bare = tuple(f"{file}: kept, but nothing to read: {why}" for file, why in kept if why)
    return (*beside(evidence.chain(), added), *bare)


def came_in(case: Case, new: Iterable[Entry]) -> tuple[int, int]:
    """Count the pages among what was just added, and the names of pages that were there."""
    added = [e for e in new if e.evidence]
    seals = {e.seal for e in added}
    chain = Evidence(case.path / "evidence").chain()
    pages = {e.evidence for e in added} - {e.evidence for e in chain if e.seal not in seals}
    return len(pages), len(added) - len(pages)


def edition(case: Case) -> str:
    """Name a case as it now is: another name, and something was run, ruled or set since."""
    made = Snapshots(case.path).manifest()
    file = case.path / config.FILE_NAME
    settings = file.read_text("utf-8") if file.exists() else ""
    seals = "" if made is None else f"{made.made_from} {sorted(made.tables.items())}"
    return digest("edition", seals, Rulings(case.path).head() or "", settings)


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


def matrix_sheet(matrices: Iterable[Matrix]) -> Iterator[str]:
    """Give the lines of a spreadsheet of claims against hypotheses."""
    return csv.grid(*weighing.grid(matrices))


def sheet(kind: type[Struct], rows: Iterable[Struct]) -> Iterator[str]:
    """Give the lines of a spreadsheet of records."""
    return csv.lines(kind, rows)


def lint(text: str) -> tuple[LintFinding, ...]:
    """Give what a brief should not say: words of likelihood, and sentences without a footnote."""
    return briefing.findings(text)
