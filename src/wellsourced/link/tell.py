"""What some pages tell, and who said it first."""

from collections.abc import Iterable, Iterator

from wellsourced.link.facts import Pages
from wellsourced.link.origins import Page, page
from wellsourced.link.same import Heard
from wellsourced.link.tellings import Tellings, of_claims, of_counts
from wellsourced.link.together import Joint
from wellsourced.link.utterances import Sources, heard
from wellsourced.model import DocumentId


def beside(pages: Iterable[DocumentId], of: Joint) -> set[DocumentId]:
    """Give the pages whose words or links lie behind what some pages tell."""
    return {name for page in pages for name in _older(page, of)}


def tell(pages: Pages, others: Pages, of: Joint) -> tuple[list[Heard], list[Heard]]:
    """Give the claims and the counts that pages tell; `others`: at least those beside them."""
    found: dict[DocumentId, Page] = {}
    for document, marks in (*pages, *others):
        version = of.known.get(document.id)
        later = version is not None and version.first != document.id
        first = of.heads[version.first] if version is not None and later else document
        found[document.id] = page(document, marks, first)
    at = Sources(found, of.copied, of.wires, of.names, of.anchors)
    own = [d.id for d, _ in pages]
    return heard(own, Tellings(found, of_claims), at), heard(own, Tellings(found, of_counts), at)


def _older(name: DocumentId, of: Joint) -> Iterator[DocumentId]:
    yield from (r.a for r in of.copied.get(name, ()))
    yield from (a.page for a in of.anchors.get(name, ()))
