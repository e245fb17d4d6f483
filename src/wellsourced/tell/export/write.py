"""Writing a record into a folder, one file a table."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from wellsourced.errors import InputError
from wellsourced.tell.export import csv, jsonl
from wellsourced.tell.export.tables import Table, Told, tables

FORMATS = ("csv", "jsonl")


def export(to: str, folder: Path, of: Told, as_of: date | None = None) -> list[Path]:
    """Write the record in a format and give the files.

    jsonl: the records as the contracts say. csv: a row a claim, count, check, ...; evidence in a
    table of its own. Raises InputError for a format that is not known.
    """
    if to not in FORMATS:
        raise InputError(f"no format named {to!r}", hint=f"there are: {', '.join(FORMATS)}")
    folder.mkdir(parents=True, exist_ok=True)
    found = list(tables(of, as_of))
    if to == "jsonl":
        return [_write(folder / f"{t.name}.jsonl", jsonl.lines(t.rows)) for t in found]
    sheets = [_sheet(folder, t) for t in found]
    tellings = csv.evidence(row for t in found for row in t.rows)
    return [*sheets, _write(folder / "evidence.csv", (s.encode() for s in tellings))]


def _sheet(folder: Path, table: Table) -> Path:
    lines = csv.lines(table.kind, table.rows)
    return _write(folder / f"{table.name}.csv", (s.encode() for s in lines))


def _write(path: Path, lines: Iterable[bytes]) -> Path:
    with path.open("wb") as file:
        file.writelines(lines)
    return path
