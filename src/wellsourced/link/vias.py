"""Pages of a case that link to other pages of it: from where a page has what it repeats."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


class Link(NamedTuple):
    """A link that is no furniture: its words, and the page that it leads to."""

    words: Span
    target: str


def links(document: Document) -> tuple[Link, ...]:
    """Give the links of a page."""
    told = document.told if document.links else ""
    shown = (x for x in document.links if told[x.start : x.end].strip())
    return tuple(
        Link(Span(x.start, x.end), page) for x in shown if (page := page_of(x.target)) is not None
    )


def anchors(
    found: Mapping[DocumentId, Sequence[Link]],
    targets: Mapping[str, Sequence[DocumentId]],
    known: Mapping[DocumentId, Version],
) -> dict[DocumentId, list[Anchor]]:
    """Give for each document its links to other pages of the case, `targets` by their addresses.

    A link to another version of the page itself is none to another page.
    """

    def first(name: DocumentId) -> DocumentId:
        return known[name].first if name in known else name

    out: dict[DocumentId, set[Anchor]] = defaultdict(set)
    for name, own in found.items():
        for link in own:
            for page in targets.get(link.target, ()):
                if first(page) != first(name):
                    out[name].add(Anchor(link.words, page))
    return {name: sorted(out[name]) for name in sorted(out)}


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
