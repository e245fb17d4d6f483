"""The record of a case of many pages: tables put together from files, without decoding a row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa
from msgspec import Struct

from wellsourced.flow.shelves.columns import Places, Seals
from wellsourced.flow.shelves.heap import cell
from wellsourced.flow.shelves.texts import Texts
from wellsourced.flow.shelves.whole import Made
from wellsourced.model import CheckRow, DocumentId, TallyId
from wellsourced.store import cells, tables
from wellsourced.store.arrow import schema_of, table_of
from wellsourced.store.duck import Stream, empty
from wellsourced.weigh.whole import summed

_MARKS = tuple(table for _, table in tables.LAYERS)
_LETTERS = 16  # of the name of a text
_EPOCH = 719_163  # the ordinal of 1970-01-01


def streams(made: Made) -> dict[str, Stream]:
    """Give the tables of the record, each in pieces, with what its rows are sorted by."""
    known = made.survey
    names = [tables.Name(surface=s, name=n) for s, n in sorted(known.names.names.items())]
    owned = [_stream(t, _rows(made.shelves, f"table {t.name}")) for t in (tables.PARTS, *_MARKS)]
    found = (
        _stream(tables.DOCUMENTS, _documents(made)),
        *owned,
        _stream(tables.ENTITIES, [table_of(known.entities, tables.ENTITIES.kind)]),
        _stream(tables.STORIES, [known.stories]),
        _stream(tables.UTTERANCES, _said(made, "utterances", made.said.claims)),
        _stream(tables.COUNTS, _said(made, "counts", made.said.counts)),
        _stream(tables.NAMES, [table_of(names, tables.NAMES.kind)]),
        _ordered(tables.CLAIMS, _rows(made.claims, "claims"), "id", made.said.claims),
        _ordered(tables.TALLIES, _rows(made.counts, "tallies"), "outcome, id", made.said.counts),
        _stream(tables.CHECKS, [table_of(_checks(made), tables.CHECKS.kind)]),
    )
    return dict(found)


def _stream(table: tables.Table[Struct], pieces: Iterable[pa.Table]) -> tuple[str, Stream]:
    """A table by its name; it has its columns even where no piece has a row."""
    return table.name, Stream(chain([empty(table)], pieces))


def _ordered(
    table: tables.Table[Struct], pieces: Iterable[pa.Table], order: str, of: Texts
) -> tuple[str, Stream]:
    """A table whose rows come in no order; they are no more than what they are made of."""
    name, found = _stream(table, pieces)
    return name, found._replace(order=order, rows=len(of.same))


def _rows(paths: list[Path], name: str) -> Iterator[pa.Table]:
    for path in paths:
        yield cells.unpacked(cells.take(path, [name])[0])


def _documents(made: Made) -> Iterator[pa.Table]:
    earlier = made.survey.heads.earlier
    for table in _rows(made.shelves, f"table {tables.DOCUMENTS.name}"):
        if not earlier:
            yield table
            continue
        ids = table.column("id").to_pylist()
        before = pa.array([earlier.get(DocumentId(i)) for i in ids], pa.string())
        at = table.schema.get_field_index("earlier")
        yield table.set_column(at, table.schema.field(at), before)


def _said(made: Made, name: str, texts: Texts) -> Iterator[pa.Table]:
    """Tellings, those that are one text by one name and of one day."""
    schema = schema_of(tables.UTTERANCES.kind)
    for path, start in zip(made.told, texts.starts.tolist(), strict=False):
        rows, nodes = cells.take(path, (name, f"{name} nodes"))
        at = np.frombuffer(nodes, np.int32) + start
        table = cells.unpacked(rows)
        found = {"same": _named(texts.same[at]), "said_on": _days(texts.said[at])}
        columns = [found[n] if n in found else table.column(n) for n in schema.names]
        yield pa.Table.from_arrays(columns, schema=schema)


def _named(same: Seals) -> pa.Array:
    """The names of texts, which are told in sixteen letters each."""
    letters = same.astype(">u8").tobytes().hex().encode()
    ends = np.arange(len(same) + 1, dtype=np.int32) * np.int32(_LETTERS)
    return pa.StringArray.from_buffers(len(same), pa.py_buffer(ends), pa.py_buffer(letters))


def _days(said: Places) -> pa.Array:
    return pa.array(said - np.int32(_EPOCH), pa.int32(), mask=said < 0).cast(pa.date32())


def _checks(made: Made) -> tuple[CheckRow, ...]:
    own = [c for found in made.survey.checks.values() for c in found]
    between = [c for path in made.counts for c in cell(path, "checks", list[CheckRow])]
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
