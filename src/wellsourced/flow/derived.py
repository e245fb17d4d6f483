"""Which rows of a table are not what was published, by deriving the table again.

What is derived is only believed if it has the seal that was published: else nothing is told, for
the code, the settings or the files of the tasks are others than they were.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from wellsourced.config import Settings
from wellsourced.errors import WellsourcedError
from wellsourced.flow.anew import tables_of
from wellsourced.flow.tasks import Marked, Naming, Read
from wellsourced.flow.versions import versioned
from wellsourced.model import DocumentId, Marks
from wellsourced.store import tasks as files
from wellsourced.store.broken import Broken, Kind
from wellsourced.store.evidence import Evidence
from wellsourced.store.seals import sealed
from wellsourced.store.snapshots import Snapshots

_TOLD = 20  # rows of a table
_LONG = 60  # characters of a value
_LARGE = 500  # pages from which on a case is not weighed a second time only to name rows

_Row = dict[str, object]


def differing(
    case: Path, settings: Callable[[], Settings], record: Path, tables: Sequence[str]
) -> Iterator[Broken]:
    """Give the rows of damaged tables that are not what was published, and what differs."""
    manifest = Snapshots(case).manifest()
    if not tables or not manifest:
        return
    try:
        derived = _derived(case, settings())
    except (WellsourcedError, OSError):
        derived = {}
    for name in tables:
        good = derived.get(name)
        if good is not None and sealed(good.schema, good.to_batches()) == manifest.tables[name]:
            yield from _rows(record, name, good)


def _derived(case: Path, settings: Settings) -> Mapping[str, pa.Table]:
    """The tables, linked and weighed again from what the tasks gave."""
    evidence, folder = Evidence(case / "evidence"), case / "tasks"
    entries = [e for e in evidence.pages() if e.evidence]
    if len(entries) >= _LARGE:
        return {}
    naming = Naming(evidence.folder, settings, folder)
    reads = [naming.reading(e) for e in entries]
    read = [row for task in reads for row in files.take(task.output, Read)]
    marks = [naming.marking(task) for task in reads]
    marked = [row for task in marks for row in files.take(task.output, Marked)]
    documents = {r.document.id: r.document for r in read if r.document}
    found = {r.marks.doc: r.marks for r in marked if r.marks}
    ids = sorted(documents)
    return tables_of(
        versioned((documents[i] for i in ids), evidence.order()),
        tuple(found.get(i, Marks(doc=DocumentId(i))) for i in ids),
        settings,
    )


def _rows(record: Path, name: str, good: pa.Table) -> Iterator[Broken]:
    with duckdb.connect(str(record), read_only=True) as connection:
        found: list[_Row] = connection.table(name).to_arrow_table().to_pylist()
    wanted: list[_Row] = good.to_pylist()
    told = 0
    for number in range(max(len(found), len(wanted))):
        now = found[number] if number < len(found) else None
        then = wanted[number] if number < len(wanted) else None
        if now != then and told < _TOLD:
            told += 1
            yield _row(record, name, number, now, then)


def _row(record: Path, table: str, number: int, now: _Row | None, then: _Row | None) -> Broken:
    name = _name(then or now or {}, number)
    words = f"table {table}, row {name}: {_difference(now, then)}"
    file = "/".join(record.parts[-3:])
    return Broken(kind=Kind.RECORD, file=file, words=words, id=name, hint="run the case again")


def _name(row: _Row, number: int) -> str:
    """The id of a row, or the document and the characters that it is about."""
    if "start" in row and "document" in row:
        return f"{row['document']} {row['start']}..{row['end']}"
    return str(row.get("id") or row.get("surface") or number)


def _difference(now: _Row | None, then: _Row | None) -> str:
    if now is None:
        return "it is gone"
    if then is None:
        return "it was put in"
    fields = [f for f in then if now.get(f) != then[f]]
    return "; ".join(f"{f} is {_short(now.get(f))}, was {_short(then[f])}" for f in fields)


def _short(value: object) -> str:
    words = repr(value)
    return words if len(words) <= _LONG else f"{words[:_LONG]}..."
