"""All tables as Parquet, typed as the records are."""

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from wellsourced.model import Exported, Told
from wellsourced.tell.export.tables import tables


class ParquetExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a file a table; the columns of each are the fields of its record."""

    about: ClassVar[str] = "a folder of Parquet files, a file a table: typed, for analysis"
    loses: ClassVar[str] = "the text of the pages and their marks"
    suffix: ClassVar[str] = ""

    def files(self, told: Told) -> Iterator[Exported]:
        """Give a file for each table."""
        for t in tables(told):
            yield Exported(f"{t.name}.parquet", told.columns(t.name, t.kind, t.rows))
