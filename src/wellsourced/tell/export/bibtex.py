"""The pages as BibTeX, for LaTeX, Zotero and JabRef."""

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from wellsourced.model import Exported, Told
from wellsourced.tell.export import write
from wellsourced.tell.export.cited import Cited, cited
from wellsourced.tell.export.ris import note, one_line

# Signs that mean something to LaTeX; braces are counted also behind a backslash.
_SIGNS = {
    **{c: f"\\{c}" for c in "&%$#_"},
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}


class BibTexExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes an entry for each page."""

    about: ClassVar[str] = "the pages as BibTeX, to be cited"
    loses: ClassVar[str] = "claims and all that is made of pages; readers; line breaks"
    suffix: ClassVar[str] = ".bib"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("pages.bib", lambda: (entry(p).encode() for p in cited(told)))


def entry(page: Cited) -> str:
    """Give a page as an entry; its day is in `date`, as biblatex has it, and in `year`."""
    day = page.last or page.first
    told = (
        ("title", f"{{{spelled(page.title)}}}"),
        ("author", f"{{{spelled(page.author)}}}" if page.author else None),
        ("organization", spelled(page.publisher) if page.publisher else None),
        ("date", _days(page)),
        ("year", str(day.year) if day else None),
        ("month", str(day.month) if day else None),
        ("url", page.address),
        ("urldate", page.fetched.isoformat() if page.fetched else None),
        ("note", spelled(note(page))),
    )
    kind = "online" if page.address else "misc"
    fields = "".join(f"  {name} = {{{words}}},\n" for name, words in told if words)
    return f"@{kind}{{{page.id},\n{fields}}}\n\n"


def spelled(words: str) -> str:
    r"""Give words in one line as LaTeX has them.

    >>> spelled("Arms & men:\n {100%}")
    'Arms \\& men: \\textbraceleft{}100\\%\\textbraceright{}'
    """
    return "".join(_SIGNS.get(c, c) for c in one_line(words))


def _days(page: Cited) -> str | None:
    """A day, or from when to when; an end that is not known is left open."""
    if page.first == page.last:
        return page.last.isoformat() if page.last else None
    first, last = (d.isoformat() if d else ".." for d in (page.first, page.last))
    return f"{first}/{last}"
