"""The record of a case of many pages: tables put together from files, without decoding a row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa

from wellsourced.flow.shelves.bundles import CountedRows
from wellsourced.flow.shelves.heap import Settlement, cell
from wellsourced.flow.shelves.whole import Made
from wellsourced.model import CheckRow, DocumentId, TallyId
from wellsourced.store import cells, tables
from wellsourced.store.arrow import table_of
from wellsourced.store.duck import Stream
from wellsourced.weigh.whole import summed

_MARKS = tuple(table for _, table in tables.LAYERS)


def streams(made: Made) -> dict[str, Stream]:
    """Give the tables of the record, each in pieces, with what its rows are sorted by."""
    owned = {t.name: Stream(_pieces(made, t.name)) for t in (tables.PARTS, *_MARKS)}
    common = made.survey.common
    names = [tables.Name(surface=s, name=n) for s, n in sorted(common.names.names.items())]
    return {
        tables.DOCUMENTS.name: Stream(_documents(made)),
        **owned,
        tables.ENTITIES.name: Stream([table_of(common.entities, tables.ENTITIES.kind)]),
        tables.STORIES.name: Stream([table_of(common.stories, tables.STORIES.kind)]),
        tables.UTTERANCES.name: Stream(_said(made, "utterances", "keys")),
        tables.COUNTS.name: Stream(_said(made, "counts", "count keys told")),
        tables.NAMES.name: Stream([table_of(names, tables.NAMES.kind)]),
        tables.CLAIMS.name: Stream(_rows(made.claims, "claims"), "id"),
        tables.TALLIES.name: Stream(_rows(made.counts, "tallies"), "outcome, id"),
        tables.CHECKS.name: Stream([table_of(_checks(made), tables.CHECKS.kind)]),
    }


def _rows(paths: list[Path], name: str) -> Iterator[pa.Table]:
    for path in paths:
        yield cells.unpacked(cells.take(path, [name])[0])


def _pieces(made: Made, name: str) -> Iterator[pa.Table]:
    return _rows(made.shelves, f"table {name}")


def _documents(made: Made) -> Iterator[pa.Table]:
    earlier = made.survey.heads.earlier
    for table in _pieces(made, tables.DOCUMENTS.name):
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
