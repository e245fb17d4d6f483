"""The pages as RIS, for EndNote and other libraries of references."""

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from wellsourced.model import Exported, Told
from wellsourced.tell.export import write
from wellsourced.tell.export.cited import Cited, cited


class RisExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a reference for each page."""

    about: ClassVar[str] = "the pages as RIS, to be cited"
    loses: ClassVar[str] = "claims and all that is made of pages; readers; line breaks"
    suffix: ClassVar[str] = ".ris"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("pages.ris", lambda: (_lines(p).encode() for p in cited(told)))


def _lines(page: Cited) -> str:
    day = page.last or page.first
    told = (
        ("TY", "ELEC" if page.address else "GEN"),
        ("ID", page.id),
        ("TI", page.title),
        ("AU", page.author),
        ("T2", page.publisher),
        ("PY", str(day.year) if day else None),
        ("DA", f"{day:%Y/%m/%d}" if day else None),
        ("UR", page.address),
        ("Y2", f"{page.fetched:%Y/%m/%d}" if page.fetched else None),
        ("N1", note(page)),
    )
    lines = (f"{tag}  - {one_line(words)}\r\n" for tag, words in told if words)
    return "".join((*lines, "ER  - \r\n\r\n"))


def note(page: Cited) -> str:
    """Give how the day of a page is known."""
    between = page.first and page.last and page.first != page.last
    days = f"; between {page.first} and {page.last}" if between else ""
    return f"dated: {page.basis}{days}"


def one_line(words: str) -> str:
    r"""Give words without line breaks and control characters, which would begin another field.

    >>> one_line("a title\r\nER  - ")
    'a title ER -'
    """
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in words).split())
