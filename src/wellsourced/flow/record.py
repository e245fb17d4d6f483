"""The records of a case: the one in force, and those of a day."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa

from wellsourced.config import Settings
from wellsourced.errors import StoreError
from wellsourced.flow import stages
from wellsourced.flow.about import Directory, Subject
from wellsourced.flow.asof import known_on
from wellsourced.flow.version import version_of
from wellsourced.model import Claim, Document, Marks, Tally, digest
from wellsourced.store import duck
from wellsourced.store.disk import publish_by
from wellsourced.store.evidence import Evidence
from wellsourced.store.tables import ENTITIES


def tables_of(
    documents: tuple[Document, ...], marks: tuple[Marks, ...], settings: Settings
) -> Mapping[str, pa.Table]:
    """Link and weigh, and put all into tables."""
    linked, weighed = stages.weigh(documents, marks, settings)
    return {
        **duck.tables_of_marks(documents, marks),
        **duck.tables_of_record(linked, weighed),
    }


class Records:
    """The records of a case, by the day that is asked for; each is opened, and decoded, once."""

    def __init__(self, case: Path, settings: Callable[[], Settings]) -> None:
        self._case, self._settings = case, settings
        self._current: Path | None = None
        self.forget()

    def renew(self) -> None:
        """Open all anew if another record was published since."""
        current = duck.Snapshots(self._case).current()
        if current != self._current:
            self.forget()
            self._current = current

    def forget(self) -> None:
        """Open all anew: the case has changed."""
        self._current = None
        self._snapshots: dict[date | None, duck.Snapshot] = {}
        self._directories: dict[date | None, Directory] = {}

    def at(self, day: date | None) -> duck.Snapshot:
        """Give the record in force, or that of a day."""
        if day not in self._snapshots:
            self._snapshots[day] = duck.Kept(record(self._case, self._settings(), day))
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


def record(case: Path, settings: Settings, as_of: date | None) -> duck.Snapshot:
    """Give the record in force; with a day, what a run on the pages of that day gives.

    Raises StoreError if the case was not run yet.
    """
    folder = duck.Snapshots(case).current()
    if folder is None:
        raise StoreError(f"{case} was not run yet", hint=f"wellsourced run {case}")
    return duck.snapshot(folder) if as_of is None else _on(folder, case, settings, as_of)


def _on(folder: Path, case: Path, settings: Settings, day: date) -> duck.Snapshot:
    """A day's record is kept beside the snapshot that it is cut from, where one can write."""
    codes = [version_of(stage) for stage in ("flow", "link", "weigh", "store")]
    path = folder / "as-of" / f"{day}-{digest(*codes, settings.digest())}.duckdb"
    if path.exists():
        return duck.opened(path)
    whole = duck.snapshot(folder)
    added = Evidence(case / "evidence").first_added()
    tables = tables_of(*known_on(day, whole.documents(), whole.marks(), added), settings)
    try:
        publish_by(path, lambda beside: duck.write(beside, tables))
    except OSError:
        return duck.in_memory(tables)
    return duck.opened(path)
