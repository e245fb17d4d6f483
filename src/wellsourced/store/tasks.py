"""One Parquet file a task, written whole: that it exists means that the task is done."""

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
from msgspec import Struct

from wellsourced.errors import StoreError
from wellsourced.store.arrow import records_of, table_of
from wellsourced.store.disk import publish_by

R = TypeVar("R", bound=Struct)


def put(path: Path, records: Iterable[Struct], kind: type[Struct]) -> None:
    """Write records into a Parquet file that is there whole or not at all."""
    table = table_of(records, kind)
    publish_by(path, lambda beside: pq.write_table(table, beside, compression="zstd"))


def take(path: Path, kind: type[R]) -> tuple[R, ...]:
    """Read the records of a Parquet file.

    Raises StoreError if the file is damaged; it is safe to delete, and made anew.
    """
    try:
        # ParquetFile, as read_table would take `name=value` folders of the path for columns.
        with pq.ParquetFile(path) as file:
            return records_of(file.read(), kind)
    except (pa.ArrowException, OSError) as error:
        hint = "delete the file and run again: it is made anew"
        raise StoreError(f"{path} cannot be read: {error}", hint=hint) from error
