"""Originals by hash, and the chain that tells what was added, when and in which order."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from wellsourced.model import Layout, Page, Rejected
from wellsourced.store import lines, pieces
from wellsourced.store.disk import publish
from wellsourced.store.lock import Busy, alone, wait

CHAIN = "chain.jsonl"
START = "0" * 64


class Entry(Struct, frozen=True, kw_only=True):
    """A link of the chain: a page that was added, or why it could not be.

    `evidence` is the SHA-256 of the original, None if there is none; `payload` that of the answer
    within, if the page was fetched. `seal` is a hash over this link and the one before: nothing in
    the chain can be changed, left out or put in unseen.
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
    payload: str | None = None
    added_at: datetime
    previous: str = START
    seal: str = ""

    def what(self) -> tuple[object, ...]:
        """Give what was handed in, whenever that was: two of one kind are one page."""
        page = (self.media_type, self.url, self.title, self.published, self.layout)
        return (self.file, self.payload or self.evidence, self.reason, *page)

    @property
    def version(self) -> tuple[str, str | None]:
        """Which page it is, of which only the last is in force; what was fetched stays there."""
        return (self.file, self.evidence if self.payload else None)

    def sealed(self, previous: str) -> "Entry":
        """Give this link as it follows on the one sealed `previous`."""
        bare = msgspec.structs.replace(self, previous=previous, seal="")
        content = msgspec.to_builtins(bare)
        if not self.payload:
            del content["payload"]  # as it was sealed before pages could be fetched
        seal = hashlib.sha256(msgspec.json.encode(content)).hexdigest()
        return msgspec.structs.replace(bare, seal=seal)


class Came(NamedTuple):
    """When an original came, by our clock, and as the how manieth; `own`: we fetched it."""

    at: datetime
    number: int
    own: bool = False


class Evidence:
    """The folder `evidence` of a case; never changed, only added to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._chain = folder / CHAIN

    def add(
        self, pages: Iterable[Page | Rejected], *, at: datetime, busy: Busy = wait
    ) -> list[Entry]:
        """Keep pages; what is there already is left as it is. Gives the links that are new.

        What was kept before it breaks off stays. `busy` is told of another process that is adding.
        """
        with alone(self.folder / ".lock", "add", busy=busy):
            chain = self.chain()
            latest = {e.file: e.what() for e in chain}
            new: list[Entry] = []
            sums = self._owed(chain)
            try:
                for page in pages:
                    entry = _entry(page, at)
                    if latest.get(entry.file) == entry.what():
                        continue
                    if isinstance(page, Page):
                        self._keep(page, entry)
                        sums.append(pieces.pieces_of(entry.evidence or "", page.body))
                    latest[entry.file] = entry.what()
                    new.append(entry.sealed((new or chain)[-1].seal if new or chain else START))
            finally:
                lines.append(self._chain, (msgspec.json.encode(e) + b"\n" for e in new))
                pieces.keep(self.folder, sums)
        return new

    def chain(self) -> list[Entry]:
        """Give all links, in order; a last line that a crash cut off was never added."""
        return list(self.links())

    def links(self) -> Iterator[Entry]:
        """Give the links of the chain one by one."""
        return (msgspec.json.decode(line, type=Entry) for line in lines.whole(self._chain))

    def pages(self) -> list[Entry]:
        """Give the pages in force, unsealed, sorted by name: of one file, what was added last.

        Of a page that was fetched, all versions are, in the order they came. The same bytes under
        two names are one page, under the name that sorts first. A file that could be read at last
        is no longer listed as unreadable; one that can no longer be had is, beside what is kept.
        """
        latest: dict[tuple[str, str | None], Entry] = {}
        faults: dict[str, Entry] = {}
        for link in self.links():
            entry = msgspec.structs.replace(link, previous="", seal="")  # a quarter of its size
            faults.pop(entry.file, None)
            if entry.evidence is None:
                faults[entry.file] = entry
            else:
                latest[entry.version] = entry
        kept: dict[str | None, Entry] = {}
        for entry in sorted(latest.values(), key=_name):
            kept.setdefault(entry.evidence, entry)
        return sorted([*kept.values(), *faults.values()], key=_name)

    def names(self) -> dict[str, tuple[str, ...]]:
        """Give all names under which each original, by its hash, was added, sorted."""
        found: dict[str, set[str]] = {}
        for entry in self.links():
            if entry.evidence:
                found.setdefault(entry.evidence, set()).add(entry.file)
        return {evidence: tuple(sorted(files)) for evidence, files in found.items()}

    def first_added(self) -> dict[str, date]:
        """Give the day that each original, by its hash, was first added."""
        days: dict[str, date] = {}
        for entry in self.links():
            if entry.evidence:
                days.setdefault(entry.evidence, entry.added_at.date())
        return days

    def order(self) -> dict[str, Came]:
        """Give when each original, by its hash, first came.

        The clock may have been set back meanwhile: what was put down later came no earlier.
        """
        found: dict[str, Came] = {}
        last: datetime | None = None
        for number, entry in enumerate(self.links()):
            own = entry.payload is not None
            at = (own and entry.fetched_at) or entry.added_at
            last = max(at, last or at)
            if entry.evidence:
                found.setdefault(entry.evidence, Came(last, number, own))
        return found

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
            payload=entry.payload,
        )

    def path(self, evidence: str) -> Path:
        """Tell where an original lies."""
        return self.folder / evidence[:2] / evidence

    def _owed(self, chain: list[Entry]) -> list[pieces.Pieces]:
        """Checksums that were not kept of the last links: the adding broke off just before."""
        added = [e.evidence for e in chain if e.evidence]
        last = [name for name in added[pieces.count(self.folder) :] if self.path(name).is_file()]
        bodies = ((name, self.path(name).read_bytes()) for name in last)
        return [
            pieces.pieces_of(name, body)
            for name, body in bodies
            if hashlib.sha256(body).hexdigest() == name
        ]

    def _keep(self, page: Page, entry: Entry) -> None:
        path = self.path(entry.evidence or "")
        if not path.exists():
            publish(path, page.body)


def beside(chain: Iterable[Entry], new: Iterable[Entry]) -> tuple[str, ...]:
    """Tell of new links which hold the same bytes as an older one, and which change one."""
    added = {e.seal for e in new}
    names: dict[str, str] = {}
    last: dict[str, Entry] = {}
    found = []
    for entry in (e for e in chain if e.evidence):
        first = names.setdefault(entry.evidence or "", entry.file)
        before = last.get(entry.file)
        if entry.seal in added and first != entry.file:
            found.append(f"{entry.file}: the same bytes as {first}; one page, both names are kept")
        if entry.seal in added and before and before.evidence != entry.evidence:
            day = (before.fetched_at or before.added_at).date()
            found.append(f"{entry.file}: a new version of what was added on {day}; both are kept")
        last[entry.file] = entry
    return tuple(found)


def _entry(page: Page | Rejected, at: datetime) -> Entry:
    """The link of a page, not yet sealed."""
    if isinstance(page, Rejected):
        return Entry(file=page.input, evidence=None, reason=page.reason, added_at=at)
    return Entry(
        file=page.file,
        evidence=hashlib.sha256(page.body).hexdigest(),
        size=len(page.body),
        media_type=page.media_type,
        url=page.url,
        title=page.title,
        published=page.published,
        fetched_at=page.fetched_at,
        layout=page.layout,
        payload=page.payload,
        added_at=at,
    )


def _name(entry: Entry) -> str:
    return entry.file
