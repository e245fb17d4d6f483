"""JSON lines: a record a line, as the contracts say."""

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

import msgspec
from msgspec import Struct

from wellsourced.model import Exported, Told, Write
from wellsourced.tell.export.tables import tables


class JsonlExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a file a table, a record a line."""

    about: ClassVar[str] = "a folder of JSON lines, a file a table: the records as they are"
    loses: ClassVar[str] = "the text of the pages and their marks"
    suffix: ClassVar[str] = ""

    def files(self, told: Told) -> Iterator[Exported]:
        """Give a file for each table."""
        for table in tables(told):
            write = told.objects(table.name, table.kind, table.rows)
            yield Exported(f"{table.name}.jsonl", write)


def written(rows: Callable[[], Iterable[Struct]]) -> Write:
    """Give what writes rows as lines, one by one."""
    return lambda out: out.writelines(lines(rows()))


def lines(rows: Iterable[Struct]) -> Iterator[bytes]:
    r"""Give each row as one line.

    >>> from wellsourced.model import Estimate
    >>> list(lines([Estimate(1, 2)]))
    [b'{"low":1,"high":2}\n']
    """
    encoder = msgspec.json.Encoder()
    for row in rows:
        yield encoder.encode(row) + b"\n"
