"""The record of a case of many pages: tables put together from files, without decoding a row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path

import pyarrow as pa
from msgspec import Struct

from wellsourced.flow.shelves.bundles import CountedRows
from wellsourced.flow.shelves.heap import Settlement, cell
from wellsourced.flow.shelves.whole import Made
from wellsourced.model import CheckRow, DocumentId, TallyId
from wellsourced.store import cells, tables
from wellsourced.store.arrow import table_of
from wellsourced.store.duck import Stream, empty
from wellsourced.weigh.whole import summed

_MARKS = tuple(table for _, table in tables.LAYERS)


def streams(made: Made) -> dict[str, Stream]:
    """Give the tables of the record, each in pieces, with what its rows are sorted by."""
    common = made.survey.common
    names = [tables.Name(surface=s, name=n) for s, n in sorted(common.names.names.items())]
    owned = [_stream(t, _rows(made.shelves, f"table {t.name}")) for t in (tables.PARTS, *_MARKS)]
    found = (
        _stream(tables.DOCUMENTS, _documents(made)),
        *owned,
        _stream(tables.ENTITIES, [table_of(common.entities, tables.ENTITIES.kind)]),
        _stream(tables.STORIES, [table_of(common.stories, tables.STORIES.kind)]),
        _stream(tables.UTTERANCES, _said(made, "utterances", "keys")),
        _stream(tables.COUNTS, _said(made, "counts", "count keys told")),
        _stream(tables.NAMES, [table_of(names, tables.NAMES.kind)]),
        _stream(tables.CLAIMS, _rows(made.claims, "claims"), "id"),
        _stream(tables.TALLIES, _rows(made.counts, "tallies"), "outcome, id"),
        _stream(tables.CHECKS, [table_of(_checks(made), tables.CHECKS.kind)]),
    )
    return dict(found)


def _stream(
    table: tables.Table[Struct], pieces: Iterable[pa.Table], order: str = ""
) -> tuple[str, Stream]:
    """A table by its name; it has its columns even where no piece has a row."""
    return table.name, Stream(chain([empty(table)], pieces), order)


def _rows(paths: list[Path], name: str) -> Iterator[pa.Table]:
    for path in paths:
        yield cells.unpacked(cells.take(path, [name])[0])


def _documents(made: Made) -> Iterator[pa.Table]:
    earlier = made.survey.heads.earlier
    for table in _rows(made.shelves, f"table {tables.DOCUMENTS.name}"):
        ids = table.column("id").to_pylist()
        before = pa.array([earlier.get(DocumentId(i)) for i in ids], pa.string())
        at = table.schema.get_field_index("earlier")
        yield table.set_column(at, table.schema.field(at), before)


def _said(made: Made, name: str, keys: str) -> Iterator[pa.Table]:
    """Tellings, those that are one text by one name and of one day."""
    for path in made.told:
        table = cells.unpacked(cells.take(path, [name])[0])
        yield _settled(table, made.texts.settled(cell(path, keys, list[str])))


def _settled(table: pa.Table, found: Settlement) -> pa.Table:
    if not found:
        return table
    same: list[str] = table.column("same").to_pylist()
    said: list[date | None] = table.column("said_on").to_pylist()
    for n, one in found.items():
        same[n] = one.same or same[n]
        said[n] = one.said_on or said[n]
    for name, column in (("same", same), ("said_on", said)):
        at = table.schema.get_field_index(name)
        field = table.schema.field(at)
        table = table.set_column(at, field, pa.array(column, field.type))
    return table


def _checks(made: Made) -> tuple[CheckRow, ...]:
    own = [c for found in made.survey.checks.values() for c in found]
    between = [c for path in made.counts for c in cell(path, "rows", CountedRows).checks]
    return summed((*own, *between), _spots(made, (*own, *between)))


def _spots(
    made: Made, checks: tuple[CheckRow, ...]
) -> Mapping[tuple[str, int, int], list[TallyId]]:
    """The tallies of the words that checks are about."""
    asked = {(q.document, q.start, q.end) for c in checks for q in c.about}
    out: dict[tuple[str, int, int], list[TallyId]] = defaultdict(list)
    for table in _rows(made.counts, "tallies") if asked else ():
        told = zip(
            table.column("id").to_pylist(), table.column("evidence").to_pylist(), strict=True
        )
        for name, evidence in told:
            for e in evidence:
                if (spot := (e["document"], e["start"], e["end"])) in asked:
                    out[spot].append(name)
    return out
