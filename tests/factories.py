"""Plain makers of records, and of cases about an invented river war."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from wellsourced.case import Case
from wellsourced.model import (
    Dated,
    Document,
    DocumentId,
    Part,
    PartId,
    PartKind,
)

NOON = datetime(2009, 9, 30, 12, tzinfo=UTC)

PAGES = {
    "bridge.txt": """Bridge at Havrin falls

September 18, 2009

General Anton Brask said on Thursday that the bridge at Havrin was blown up by rebels. Two soldiers
were killed, he said.
""",
    "denial.txt": """Rebels deny attack

September 19, 2009

A spokesman for the River Guard denied that the group had attacked the bridge at Havrin. "We were
not there," Jarin Tolle told the Ostrel Courier.
""",
    "toll.txt": """Toll rises

September 21, 2009

Five soldiers were killed and three were wounded when the bridge at Havrin fell, police said on
Monday. General Danil Orsak is in Kaldria, according to two officials.
""",
}


def part(start: int, end: int, kind: PartKind = PartKind.BODY, **fields: object) -> Part:
    """A part, named by where it starts."""
    fields = {"id": PartId(f"p{start}"), **fields}
    return Part(kind=kind, start=start, end=end, **fields)


def document(text: str, *, name: str = "d", on: date | None = None, **fields: object) -> Document:
    """A document that is one body, published on a day."""
    parts = (part(0, len(text)),) if text else ()
    fields = {"parts": parts, "evidence": f"sha-{name}", "file": f"{name}.txt", **fields}
    published = Dated(earliest=on, latest=on, basis="given") if on else Dated()
    return Document(id=DocumentId(name), text=text, published=published, **fields)


def written(folder: Path, pages: Mapping[str, str | bytes]) -> list[Path]:
    """Files in a folder, in the order given."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, words in pages.items():
        path = folder / name
        path.write_bytes(words.encode() if isinstance(words, str) else words)
        paths.append(path)
    return paths


def case(folder: Path, pages: Mapping[str, str | bytes] = PAGES) -> Case:
    """A case of these pages, run in this process."""
    made = Case.create(folder / "case")
    made.add(written(folder / "pages", pages), at=NOON)
    made.run(workers=0)
    return made
