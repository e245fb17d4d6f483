"""The pages as CSL-JSON, for Zotero and what writes lists of references."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from msgspec import Struct

from wellsourced.model import Exported, Told
from wellsourced.tell.export import write
from wellsourced.tell.export.cited import Cited, cited
from wellsourced.tell.export.linked import Json, Node, known, listed


class CslExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes an item for each page."""

    about: ClassVar[str] = "the pages as CSL-JSON, to be cited"
    loses: ClassVar[str] = "claims and all that is made of pages; readers; languages"
    suffix: ClassVar[str] = ".csl.json"

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("pages.csl.json", lambda: listed(map(item, cited(told))))


def item(page: Cited) -> Node:
    """Give a page as an item; a day that is between two is a range."""
    return known(
        {
            "id": page.id,
            "type": "webpage" if page.address else "document",
            "title": page.title,
            "author": [{"literal": page.author}] if page.author else None,
            "container-title": page.publisher,
            "issued": _issued(page),
            "accessed": {"date-parts": [_parts(page.fetched)]} if page.fetched else None,
            "URL": page.address,
            "note": f"dated: {page.basis}",
        }
    )


def _issued(page: Cited) -> Node | None:
    days: list[Json] = [_parts(d) for d in dict.fromkeys((page.first, page.last)) if d]
    if not days:
        return None
    open_ended = page.first is None or page.last is None
    rough: Node = {"circa": True} if open_ended else {}
    return {"date-parts": days, **rough}


def _parts(day: date) -> list[Json]:
    return [day.year, day.month, day.day]
