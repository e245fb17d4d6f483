"""Pages of a case that link to other pages of it: from where a page has what it repeats."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from wellsourced.lang.addresses import page_of
from wellsourced.link.versions import Version
from wellsourced.model import Document, DocumentId, Span

_SHORT = 3  # letters up to which a word tells little
_SHARE = 0.5  # share of the words that tell something, of the shorter telling
_LEAST = 2  # of them at least


class Anchor(NamedTuple):
    """The words of a link, and a page of the case that it leads to, in one of its versions."""

    words: Span
    page: DocumentId


def anchors(
    documents: Iterable[Document], known: Mapping[DocumentId, Version]
) -> dict[DocumentId, list[Anchor]]:
    """Give for each document its links to other pages of the case; not those of furniture.

    A link to another version of the page itself is none to another page.
    """
    pages = sorted(documents, key=lambda d: d.id)
    targets: dict[str | None, list[DocumentId]] = defaultdict(list)
    for document in pages:
        targets[page_of(document.url)].append(document.id)
    out: dict[DocumentId, list[Anchor]] = defaultdict(list)
    for document in pages:
        told = document.told if document.links else ""
        for link in (x for x in document.links if told[x.start : x.end].strip()):
            words = Span(link.start, link.end)
            for page in targets.get(page_of(link.target) or "", ()):
                if known[page].first != known[document.id].first:
                    out[document.id].append(Anchor(words, page))
    return {name: sorted(set(found)) for name, found in out.items()}


def repeats(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two tellings of one kind may tell one thing: half of the words that tell something.

    >>> repeats("the army has taken lorne".split(), "army units took lorne on friday".split())
    True
    >>> repeats("the army has taken lorne".split(), "the army left tarn".split())
    False
    """
    a, b = _telling(one), _telling(other)
    both = len(a & b)
    return both >= _LEAST and both >= _SHARE * min(len(a), len(b))


def _telling(words: Iterable[str]) -> set[str]:
    return {w for w in words if len(w) > _SHORT or w.isnumeric()}
