"""Tellings: each place where a page says something, and what kind of thing it says."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from wellsourced.lang.shingles import said
from wellsourced.link.origins import Page
from wellsourced.model import Commitment, DocumentId, MarkId


class Telling(Struct, frozen=True, dict=True):
    """Where something is told, and what kind of thing; `text` is the whole page's.

    Few tellings are put beside others: words are looked at when they are.
    """

    document: DocumentId
    mark: MarkId
    start: int
    end: int
    about: str
    attribution: MarkId | None
    commitment: Commitment
    text: str

    @cached_property
    def key(self) -> str:
        """Names the telling over all documents."""
        return f"{self.document}:{self.start:09d}-{self.end:09d}:{self.about}:{self.mark}"

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Its words, in their order."""
        return said(self.text, self.start, self.end)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words."""
        return frozenset(self.said)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Its words that are numbers."""
        return tuple([w for w in self.said if w.isnumeric()])


class Tellings:
    """The tellings of pages, looked for where a page is asked for."""

    def __init__(
        self, pages: Mapping[DocumentId, Page], told: Callable[[Page], Iterator[Telling]]
    ) -> None:
        self._pages, self._told = pages, told
        self._known: dict[DocumentId, Sequence[Telling]] = {}

    def of(self, name: DocumentId) -> Sequence[Telling]:
        """Give those of a page, as far as it is at hand."""
        known = self._known.get(name)
        if known is None:
            page = self._pages.get(name)
            known = self._known[name] = tuple(self._told(page)) if page is not None else ()
        return known


def of_claims(page: Page) -> Iterator[Telling]:
    """Give the claims of a page as tellings."""
    name, text = page.document.id, page.document.text
    for c in page.marks.claims:
        about = f"{c.type} {c.polarity}"
        yield Telling(name, c.id, c.start, c.end, about, c.attribution, c.commitment, text)


def of_counts(page: Page) -> Iterator[Telling]:
    """Give the quantities of a page as tellings, as sure as the attribution that holds them."""
    name, text = page.document.id, page.document.text
    for q in page.marks.quantities:
        found = page.attributions.get(q.attribution) if q.attribution else None
        sure = found.commitment if found else Commitment.CERTAIN
        yield Telling(name, q.mark, q.start, q.end, q.outcome, q.attribution, sure, text)
