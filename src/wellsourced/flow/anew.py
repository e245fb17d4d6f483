"""A record that is linked and weighed anew, from some of the pages or under other names."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from wellsourced.config import Settings
from wellsourced.errors import UnwrittenError
from wellsourced.flow import stages
from wellsourced.model import Document, Marks
from wellsourced.store import duck
from wellsourced.store.disk import publish_by
from wellsourced.store.snapshots import Snapshot, opened


def tables_of(
    documents: tuple[Document, ...], marks: tuple[Marks, ...], settings: Settings
) -> Mapping[str, pa.Table]:
    """Link and weigh, and put all into tables."""
    linked, weighed = stages.weigh(documents, marks, settings)
    return {
        **duck.tables_of_marks(documents, marks),
        **duck.tables_of_record(linked, weighed),
    }


def made(
    path: Path, documents: tuple[Document, ...], marks: tuple[Marks, ...], settings: Settings
) -> Snapshot:
    """Give the record of documents; it is kept in a file, where one can write."""
    tables = tables_of(documents, marks, settings)
    try:
        publish_by(path, lambda beside: duck.write(beside, tables))
    except UnwrittenError:
        return duck.in_memory(tables)
    return opened(path)
