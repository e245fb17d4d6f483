"""A case written in a format: into a file, a folder, or wherever bytes go."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import BinaryIO

from wellsourced import plugins
from wellsourced.decisions import Decisions
from wellsourced.errors import InputError
from wellsourced.model import Told
from wellsourced.streamed import Streamed
from wellsourced.tell.export import formats as known
from wellsourced.tell.export import write

Format = known.Format


def told(case: Decisions, as_of: date | None) -> Told:
    """Give a case row by row, as exporters take it, as it is seen."""
    rulings = case.rulings(as_of=as_of) if case.lens.ruled else ()
    return Streamed(case.path, case._records, as_of, rulings)


def export(
    case: Decisions, to: str, path: Path, *, as_of: date | None, options: Mapping[str, str]
) -> list[Path]:
    """Write a case in a format, and give the files.

    Raises InputError for a format or an option that is not known.
    """
    wanted = known.exporter(to, {**case.settings().exporters.get(to, {}), **options})
    files = wanted.files(told(case, as_of))
    if not wanted.suffix:
        return write.into(path, files)
    return [write.onto(path, file) for file in files]


def pour(
    case: Decisions, to: str, out: BinaryIO, *, as_of: date | None, options: Mapping[str, str]
) -> None:
    """Write the one file of a format somewhere; raises InputError where it has several."""
    wanted = known.exporter(to, {**case.settings().exporters.get(to, {}), **options})
    if not wanted.suffix:
        raise InputError(f"{to} is a folder of files", hint="say where with -o FOLDER")
    for file in wanted.files(told(case, as_of)):
        file.write(out)


def names() -> list[str]:
    """Give the names of the formats, sorted."""
    return plugins.names(known.GROUP)


def formats() -> tuple[Format, ...]:
    """List the formats that a case can be exported in."""
    return known.formats()
