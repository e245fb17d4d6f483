"""The records of a case: the one in force, and those of a day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from wellsourced.config import Settings
from wellsourced.errors import StoreError
from wellsourced.flow.about import Directory, Subject
from wellsourced.flow.asof import known_on
from wellsourced.flow.version import version_of
from wellsourced.model import Claim, Tally, digest
from wellsourced.store.evidence import Evidence
from wellsourced.store.snapshots import Kept, Snapshot, Snapshots, opened, snapshot
from wellsourced.store.tables import ENTITIES


class Records:
    """The records of a case, by the day that is asked for; each is opened, and decoded, once."""

    def __init__(self, case: Path, settings: Callable[[], Settings]) -> None:
        self._case, self.settings = case, settings
        self._current: Path | None = None
        self.forget()

    def renew(self) -> None:
        """Open all anew if another record was published since."""
        current = Snapshots(self._case).current()
        if current != self._current:
            self.forget()
            self._current = current

    def forget(self) -> None:
        """Open all anew: the case has changed."""
        self._current = None
        self._snapshots: dict[date | None, Snapshot] = {}
        self._directories: dict[date | None, Directory] = {}

    def at(self, day: date | None) -> Snapshot:
        """Give the record in force, or that of a day."""
        if day not in self._snapshots:
            self._snapshots[day] = Kept(record(self._case, self.settings(), day))
        return self._snapshots[day]

    def directory(self, day: date | None) -> Directory:
        """Give all names that were known."""
        if day not in self._directories:
            found = self.at(day)
            weighed, entities = found.weighed(), found.rows(ENTITIES)
            rows: tuple[Claim | Tally, ...] = (*weighed.claims, *weighed.tallies)
            names = Directory(entities, found.names(), found.documents(), rows)
            self._directories[day] = names
        return self._directories[day]

    def subject(self, name: str | None, day: date | None) -> Subject | None:
        """Give what a name meant; None: nobody asks, or nobody has it."""
        return self.directory(day).subject(name) if name is not None else None


def record(case: Path, settings: Settings, as_of: date | None) -> Snapshot:
    """Give the record in force; with a day, what a run on the pages of that day gives.

    Raises StoreError if the case was not run yet.
    """
    snapshots = Snapshots(case)
    while True:
        folder = snapshots.current()
        if folder is None:
            raise StoreError(f"{case} was not run yet", hint=f"wellsourced run {case}")
        try:
            if as_of is None:
                return snapshot(folder).open()
            return _on(folder, case, settings, as_of)
        except StoreError:
            if snapshots.current() == folder:  # else newer ones were published meanwhile
                raise


def _on(folder: Path, case: Path, settings: Settings, day: date) -> Snapshot:
    """A day's record is kept beside the snapshot that it is cut from, where one can write."""
    codes = [version_of(stage) for stage in ("flow", "link", "weigh", "store")]
    path = folder / "as-of" / f"{day}-{digest(*codes, settings.digest())}.duckdb"
    if path.exists():
        return opened(path).open()
    from wellsourced.flow.anew import made

    whole = snapshot(folder).open()
    added = Evidence(case / "evidence").first_added()
    documents, marks = known_on(day, whole.documents(), whole.marks(), added)
    return made(path, documents, marks, settings)
