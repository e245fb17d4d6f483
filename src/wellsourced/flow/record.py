"""The record of a case: as it is in force, or as it was on a day."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa

from wellsourced.config import Settings
from wellsourced.errors import StoreError
from wellsourced.flow import stages
from wellsourced.flow.asof import known_on
from wellsourced.flow.version import version_of
from wellsourced.model import Document, Marks, digest
from wellsourced.store import duck
from wellsourced.store.disk import publish_by
from wellsourced.store.evidence import Evidence


def tables_of(
    documents: tuple[Document, ...], marks: tuple[Marks, ...], settings: Settings
) -> Mapping[str, pa.Table]:
    """Link and weigh, and put all into tables."""
    linked, weighed = stages.weigh(documents, marks, settings)
    return {
        **duck.tables_of_marks(documents, marks),
        **duck.tables_of_record(linked, weighed),
    }


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
