"""Rows of tables that people keep: CSV with whatever separator, and the first sheet of XLSX."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from lxml import etree

from wellsourced.errors import InputError
from wellsourced.read.decode import decoded

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SEPARATORS = ",;\t|"
_MOST = 200_000_000  # bytes of a sheet when unpacked
_LONGEST = 1_000_000  # characters of a cell
_DAY_ZERO = date(1899, 12, 30)  # of a workbook's days
_DATES = frozenset({14, 15, 16, 17, 22})  # the built-in number formats that are dates
_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, OSError, EOFError)


class Row(NamedTuple):
    """A row of a table: its line (of a sheet: its row), and its cells by their column's head.

    `fault`: why it cannot be used, in words; None: it can.
    """

    line: int
    cells: Mapping[str, str]
    fault: str | None = None


def is_workbook(body: bytes) -> bool:
    """Whether bytes are a workbook (a zip archive), and no text."""
    return body.startswith(b"PK\x03\x04")


def rows(body: bytes) -> Iterator[Row]:
    """Give the rows below the head of a table; heads in small letters. Blank rows are passed over.

    Raises InputError if it is no table at all.

    >>> [(r.line, dict(r.cells)) for r in rows(b"Name;Kind\\nAda Orm;person\\n")]
    [(2, {'name': 'Ada Orm', 'kind': 'person'})]
    """
    lines = _workbook(body) if is_workbook(body) else _text(body)
    head: Sequence[str] | None = None
    for number, cells in lines:
        if not any(c.strip() for c in cells):
            continue
        if head is None:
            head = [c.strip().casefold() for c in cells]
        else:
            yield _row(number, head, cells)
    if head is None:
        raise InputError("no table: it has no row of heads")


def pieces(body: bytes, most: int) -> Iterator[tuple[int, bytes]]:
    r"""Cut a table into pieces of so many rows, as CSV: each with its head, and lines above it.

    >>> [(n, b.decode().split()) for n, b in pieces(b"a\n1\n2\n3\n", 2)]
    [(0, ['a', '1', '2']), (2, ['a', '3'])]
    """
    lines = ((n, c) for n, c in (_workbook if is_workbook(body) else _text)(body) if any(c))
    _, head = next(lines, (0, []))
    while part := list(islice(lines, most)):
        above = part[0][0] - 2
        told = [_line(head)]
        at = 1
        for number, cells in part:
            told.append("\n" * (number - above - at - 1) + _line(cells))
            at += told[-1].count("\n")
        yield above, "".join(told).encode()


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def heads(body: bytes) -> tuple[str, ...]:
    """Give the heads of a table's columns, in small letters; none: it is no table."""
    try:
        lines = _workbook(body) if is_workbook(body) else _text(body)
        found = next((c for _, c in lines if any(x.strip() for x in c)), [])
    except InputError:
        return ()
    return tuple(c.strip().casefold() for c in found)


def _row(number: int, head: Sequence[str], cells: Sequence[str]) -> Row:
    told = {h: c.strip() for h, c in zip(head, cells, strict=False) if h}
    if any(c.strip() for c in cells[len(head) :]):
        return Row(number, told, f"{len(cells)} cells below {len(head)} heads")
    return Row(number, told)


def _text(body: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decoded(body)
    if text is None:
        raise InputError("no table: neither text nor a workbook")
    first = text.lstrip("\n\r").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    csv.field_size_limit(_LONGEST)
    last = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"line {reader.line_num}: no sound CSV: {error}") from error
        yield last + 1, cells
        last = reader.line_num


def _workbook(body: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            words = list(_words(archive))
            dates = list(_dates(archive))
            sheet = _part(archive, _first(archive))
    except _BROKEN as error:
        raise InputError(f"no sound workbook: {error}") from error
    for n, row in enumerate(sheet.iter(f"{_MAIN}row"), start=1):
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            at = _column(cell.get("r", "")) if cell.get("r") else len(cells)
            cells += [""] * (at - len(cells))
            cells.append(_value(cell, words, dates))
        yield int(row.get("r") or n), cells


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    if archive.getinfo(name).file_size > _MOST:
        raise ValueError(f"{name} is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(name), parser)


def _first(archive: zipfile.ZipFile) -> str:
    """The part that holds the sheet which stands first."""
    names = [n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", n)]
    return min(names, key=lambda n: (len(n), n))


def _words(archive: zipfile.ZipFile) -> Iterator[str]:
    """The words of the workbook, which cells point at by number."""
    name = "xl/sharedStrings.xml"
    if name in archive.namelist():
        for item in _part(archive, name).iterfind(f"{_MAIN}si"):
            yield "".join(t.text or "" for t in item.iter(f"{_MAIN}t"))


def _dates(archive: zipfile.ZipFile) -> Iterator[bool]:
    """Of each style whether its numbers are days."""
    name = "xl/styles.xml"
    if name not in archive.namelist():
        return
    styles = _part(archive, name)
    own = {
        f.get("numFmtId"): bool(re.search("[dy]", _CODE.sub("", f.get("formatCode", "")), re.I))
        for f in styles.iter(f"{_MAIN}numFmt")
    }
    for cell in styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"):
        number = cell.get("numFmtId", "0")
        yield own.get(number, int(number) in _DATES)


def _column(place: str) -> int:
    """The number of a column, from 0.

    >>> _column("A1"), _column("AB7")
    (0, 27)
    """
    number = 0
    for letter in re.match("[A-Z]*", place.upper())[0]:  # type: ignore[index]  # matches always
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: etree._Element, words: Sequence[str], dates: Sequence[bool]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{_MAIN}t"))
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return words[int(value)] if value.isdigit() and int(value) < len(words) else ""
    style = int(cell.get("s") or 0)
    if kind == "n" and value and style < len(dates) and dates[style]:
        return (_DAY_ZERO + timedelta(days=int(float(value)))).isoformat()
    return value.removesuffix(".0") if kind == "n" else value
