"""The pipe from texts to what they copy from each other."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.link import copies
from wellsourced.model import Document
from wellsourced.pipes.lines import Refused, document, rows


class ReuseRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Two texts with words in common: [start in a, end in a, start in b, end in b] a passage."""

    a: str
    b: str
    spans: tuple[tuple[int, int, int, int], ...]
    kind: str | None = None  # "boilerplate": words that a house puts on every page


def reuse(lines: Iterable[bytes], settings: Settings) -> Iterator[ReuseRow | Refused]:
    """Find which texts of a pipe copy or quote which; lines that are no rows come first."""
    read = [r if isinstance(r, Refused) else document(r, settings) for r in rows(lines)]
    yield from (r for r in read if isinstance(r, Refused))
    named: dict[str, str] = {d.id: d.file for d in read if isinstance(d, Document)}
    documents = [d for d in read if isinstance(d, Document)]
    for row in copies.rows(documents):
        yield ReuseRow(a=named[row.a], b=named[row.b], kind=row.kind, spans=row.spans)
