"""Originals by hash, and the chain that tells what was added, when and in which order."""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced.errors import IntegrityError
from wellsourced.model import Layout, Page, Rejected
from wellsourced.store.disk import publish, seal_of, sync_folder

_START = "0" * 64


class Entry(Struct, frozen=True, kw_only=True):
    """A link of the chain: a page that was added, or why it could not be.

    `evidence` is the SHA-256 of the original, None if there is none. `seal` is a hash over this
    link and the one before: nothing in the chain can be changed, left out or put in unseen.
    """

    file: str
    evidence: str | None
    size: int = 0
    media_type: str = "text/plain"
    url: str | None = None
    title: str | None = None
    published: date | None = None
    fetched_at: datetime | None = None
    layout: Layout = Layout.PAGE
    reason: str | None = None
    added_at: datetime
    previous: str = _START
    seal: str = ""

    def what(self) -> tuple[object, ...]:
        """Give what was handed in, whenever that was: two of one kind are one page."""
        page = (self.media_type, self.url, self.title, self.published, self.layout)
        return (self.file, self.evidence, self.reason, *page)

    def sealed(self, previous: str) -> "Entry":
        """Give this link as it follows on the one sealed `previous`."""
        bare = msgspec.structs.replace(self, previous=previous, seal="")
        seal = hashlib.sha256(msgspec.json.encode(bare, order="deterministic")).hexdigest()
        return msgspec.structs.replace(bare, seal=seal)


class Evidence:
    """The folder `evidence` of a case; never changed, only added to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._chain = folder / "chain.jsonl"

    def add(self, pages: Iterable[Page | Rejected], *, at: datetime) -> list[Entry]:
        """Keep pages; what is there already is left as it is. Gives the links that are new."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with _alone(self.folder):
            chain = self.chain()
            known, last = {e.what() for e in chain}, chain[-1].seal if chain else _START
            new: list[Entry] = []
            for page in pages:
                entry = self._kept(page, at)
                if entry.what() not in known:
                    known.add(entry.what())
                    new.append(entry.sealed(new[-1].seal if new else last))
            self._append(new)
        return new

    def chain(self) -> list[Entry]:
        """Give all links, in order; a last line that a crash cut off was never added."""
        return [msgspec.json.decode(line, type=Entry) for line in self._lines()]

    def pages(self) -> list[Entry]:
        """Give the pages in force, sorted by name: of one file, what was added last.

        The same bytes under two names are one page, under the name that sorts first. A file that
        could be read at last is no longer listed as unreadable.
        """
        latest = {e.file: e for e in self.chain()}
        seen: set[str] = set()
        kept = []
        for file in sorted(latest):
            entry = latest[file]
            if entry.evidence is None or entry.evidence not in seen:
                kept.append(entry)
                seen.add(entry.evidence or "")
        return kept

    def first_added(self) -> dict[str, date]:
        """Give the day that each original, by its hash, was first added."""
        days: dict[str, date] = {}
        for entry in self.chain():
            if entry.evidence:
                days.setdefault(entry.evidence, entry.added_at.date())
        return days

    def page(self, entry: Entry) -> Page:
        """Give the page of a link, with its bytes."""
        return Page(
            file=entry.file,
            body=self.path(entry.evidence or "").read_bytes(),
            media_type=entry.media_type,
            url=entry.url,
            title=entry.title,
            published=entry.published,
            fetched_at=entry.fetched_at,
            layout=entry.layout,
        )

    def path(self, evidence: str) -> Path:
        """Tell where an original lies."""
        return self.folder / evidence[:2] / evidence

    def verify(self) -> int:
        """Re-derive every hash and every seal; gives how many links hold.

        Raises IntegrityError, naming the first that does not.
        """
        previous, count = _START, 0
        for number, line in enumerate(self._lines(), 1):
            entry = self._sealed(number, line)
            if entry.sealed(previous) != entry:
                raise IntegrityError(f"evidence chain: link {number} ({entry.file}) is not sealed")
            if entry.evidence:
                self._verify_original(entry)
            previous, count = entry.seal, count + 1
        return count

    def _sealed(self, number: int, line: bytes) -> Entry:
        try:
            return msgspec.json.decode(line, type=Entry)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise IntegrityError(f"evidence chain: link {number} is no link: {error}") from error

    def _verify_original(self, entry: Entry) -> None:
        path = self.path(entry.evidence or "")
        if not path.is_file():
            raise IntegrityError(f"evidence {entry.evidence} ({entry.file}) is gone")
        found = seal_of(path)
        if found != entry.evidence:
            raise IntegrityError(f"evidence {entry.evidence} ({entry.file}) now hashes to {found}")

    def _kept(self, page: Page | Rejected, at: datetime) -> Entry:
        if isinstance(page, Rejected):
            return Entry(file=page.input, evidence=None, reason=page.reason, added_at=at)
        evidence = hashlib.sha256(page.body).hexdigest()
        if not self.path(evidence).exists():
            publish(self.path(evidence), page.body)
        return Entry(
            file=page.file,
            evidence=evidence,
            size=len(page.body),
            media_type=page.media_type,
            url=page.url,
            title=page.title,
            published=page.published,
            fetched_at=page.fetched_at,
            layout=page.layout,
            added_at=at,
        )

    def _lines(self) -> Iterator[bytes]:
        if self._chain.exists():
            for line in self._chain.read_bytes().splitlines(keepends=True):
                if line.endswith(b"\n"):
                    yield line

    def _append(self, new: list[Entry]) -> None:
        if not new:
            return
        whole = sum(len(line) for line in self._lines())
        with self._chain.open("ab") as chain:
            chain.truncate(whole)
            chain.write(b"".join(msgspec.json.encode(e) + b"\n" for e in new))
            chain.flush()
            os.fsync(chain.fileno())
        sync_folder(self.folder)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other processes from adding to the chain meanwhile."""
    with (folder / ".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
