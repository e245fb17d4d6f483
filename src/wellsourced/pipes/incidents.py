"""The pipe from texts to the incidents that they tell of."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.flow import work
from wellsourced.link.incidents import together
from wellsourced.model import Document, Layer, Marks
from wellsourced.pipes.lines import Refused, document, rows

_TELLING = frozenset({Layer.ENTITIES, Layer.TIMES, Layer.PLACES})  # what tells incidents apart


class ClusterRow(Struct, frozen=True, kw_only=True):
    """A page, with the name of its cluster: pages that tell mostly of one incident share it."""

    doc: str
    cluster: str
    why: tuple[str, ...] = ()


def incidents(lines: Iterable[bytes], settings: Settings) -> Iterator[ClusterRow | Refused]:
    """Find which pages of a pipe tell of one incident; lines that are no rows come first.

    A cluster has the name of its first page.
    """
    read = [r if isinstance(r, Refused) else document(r, settings) for r in rows(lines)]
    yield from (r for r in read if isinstance(r, Refused))
    documents = [d for d in read if isinstance(d, Document)]
    marked = work.mark(documents, settings, only=_TELLING)
    found = together(documents, [m for m in marked if isinstance(m, Marks)])
    named = {d.id: d.file for d in documents}
    for group in sorted(found, key=lambda g: min(named[d] for d in g.documents)):
        files = sorted(named[d] for d in group.documents)
        yield from (ClusterRow(doc=f, cluster=files[0], why=group.why) for f in files)
