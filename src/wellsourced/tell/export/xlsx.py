"""A workbook: a sheet for each table, every word as text, so that nothing in it is a formula."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import BinaryIO, ClassVar, NamedTuple

from msgspec import Struct

from wellsourced.model import Exported, Told
from wellsourced.tell.export.csv import Cell, evidence_rows, rows_of
from wellsourced.tell.export.network import spelled
from wellsourced.tell.export.tables import Table, tables
from wellsourced.tell.export.zipped import Archive

_ROWS = 1_048_576  # what a sheet holds, its heads too
_LONGEST = 32_767  # characters of a cell, as UTF-16 counts them
_SHEETS = ("claims", "tallies", "sources", "documents", "checks")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Row = Sequence[Cell]


class Sheet(NamedTuple):
    """A sheet before it is cut to what one can hold."""

    name: str
    rows: Callable[[], Iterator[Row]]


class XlsxExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a workbook."""

    about: ClassVar[str] = "a workbook: claims, counts, sources, pages, checks, evidence"
    loses: ClassVar[str] = "the text of pages; lists stand in one cell; words beyond 32,767 signs"
    suffix: ClassVar[str] = ".xlsx"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield Exported("case.xlsx", lambda out: _write(out, sheets(told)))


def sheets(told: Told) -> Iterator[Sheet]:
    """Give the sheets, the last that of all words that claims and counts rest on."""
    known = {t.name: t for t in tables(told)}
    for name in _SHEETS:
        yield Sheet(name, partial(_table, known[name]))
    yield Sheet("evidence", lambda: evidence_rows(chain(told.claims(), told.tallies())))


def _table(table: Table) -> Iterator[Row]:
    return rows_of(table.kind, table.rows())


def _write(out: BinaryIO, found: Iterable[Sheet]) -> None:
    names: list[str] = []
    with Archive(out) as archive:
        for sheet in found:
            rows = sheet.rows()
            heads = next(rows)
            ahead = next(rows, None)
            number = 1
            while number == 1 or ahead is not None:
                names.append(sheet.name if number == 1 else f"{sheet.name} {number}")
                path = f"xl/worksheets/sheet{len(names)}.xml"
                with archive.open(path) as to:
                    ahead = _sheet(to, heads, ahead, rows)
                number += 1
        for path, words in _around(names).items():
            archive.put(path, (_HEAD + words).encode())


def _sheet(to: BinaryIO, heads: Row, ahead: Row | None, rows: Iterator[Row]) -> Row | None:
    """Write rows until a sheet is full; gives the first that is left over."""
    to.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>\n{_row(heads)}'.encode())
    many = 1
    while ahead is not None and many < _ROWS:
        to.write(_row(ahead).encode())
        ahead = next(rows, None)
        many += 1
    to.write(b"</sheetData></worksheet>\n")
    return ahead


def _row(cells: Row) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>\n"


def _cell(value: Cell) -> str:
    """A cell; words are text and nothing else.

    >>> _cell("=1+1")
    '<c t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'
    """
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{value:d}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    words = spelled(_short(value)).replace("_x", "_x005F_x")  # else _x0041_ would be an A
    return f'<c t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def _short(words: str) -> str:
    """Words as long as a cell is; an ellipsis stands for the rest."""
    if len(words) * 2 <= _LONGEST or len(words.encode("utf-16-le")) // 2 <= _LONGEST:
        return words
    cut = words.encode("utf-16-le")[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore")
    return f"{cut}…"


def _around(names: Sequence[str]) -> dict[str, str]:
    """What a workbook holds beside its sheets."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>'
        for i, n in zip(numbers, names, strict=True)
    )
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for i in numbers
    )
    own = "".join(
        f'<Relationship Id="rId{i}" Type="{_REL}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in numbers
    )
    book = f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    plain = '<Default Extension="xml" ContentType="application/xml"/>'
    rels = f'<Default Extension="rels" ContentType="{_RELS}"/>'
    root = f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/>'
    within = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    return {
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{sheets}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": f"{within}{own}</Relationships>",
        "_rels/.rels": f"{within}{root}</Relationships>",
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">{rels}{plain}{book}{parts}</Types>'
        ),
    }


_RELS = "application/vnd.openxmlformats-package.relationships+xml"
