"""The originals of pages as they may be given away, and what seals them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from wellsourced.flow.rulings.veil import Veil
from wellsourced.model import Document, DocumentId, Original
from wellsourced.store.drawer import Drawer
from wellsourced.store.evidence import CHAIN, Entry, Evidence
from wellsourced.store.head import head_of


def originals(case: Path, documents: Iterable[Document], veil: Veil) -> Iterator[Original]:
    """Give the originals of documents, by their hashes; none of which something is redacted."""
    evidence = Evidence(case / "evidence")
    first, hidden = Drawer(Entry), Drawer(bool)
    for entry in evidence.links():
        if entry.evidence:
            first.new(entry.evidence, entry)
    held: Drawer[tuple[DocumentId, ...]] = Drawer(tuple[DocumentId, ...])
    for d in documents:
        held.put(d.evidence, (*(held.get(d.evidence) or ()), d.id))
        if not veil.sheer and veil.over(d) != d:
            hidden.put(d.evidence, thing=True)
    for name, ids in held.things():
        path, added = evidence.path(name), first.get(name)
        if hidden.get(name) or added is None:
            continue
        if veil.sheer or not _redacted(path, veil):
            yield _original(added, tuple(sorted(ids)), path)


def sealing(case: Path) -> dict[str, bytes]:
    """Give the chain of all that was added and ruled, and the head that stands for it."""
    return {
        CHAIN: (case / "evidence" / CHAIN).read_bytes(),
        "head.txt": f"{head_of(case).line()}\n".encode(),
    }


def _redacted(path: Path, veil: Veil) -> bool:
    """Whether words that are blanked stand in the bytes, also where no text is read from."""
    raw = path.read_bytes().decode("utf-8", "replace").casefold()
    return any(w.casefold() in raw for w in (*veil.words, *veil.names))


def _original(entry: Entry, documents: tuple[DocumentId, ...], path: Path) -> Original:
    return Original(
        evidence=entry.evidence or "",
        documents=documents,
        file=entry.file,
        size=entry.size,
        media_type=entry.media_type,
        url=entry.url,
        title=entry.title,
        added_at=entry.added_at,
        fetched_at=entry.fetched_at,
        payload=entry.payload,
        path=path,
    )
