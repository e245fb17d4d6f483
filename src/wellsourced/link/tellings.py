"""Tellings: each place where a page says something, and what kind of thing it says."""

from collections.abc import Iterator
from typing import NamedTuple

from wellsourced.lang.shingles import words
from wellsourced.link.origins import Page
from wellsourced.model import Commitment, DocumentId, MarkId


class Telling(NamedTuple):
    """Where something is told, and what kind of thing."""

    document: DocumentId
    mark: MarkId
    start: int
    end: int
    about: str
    attribution: MarkId | None
    commitment: Commitment
    words: frozenset[str]
    numbers: tuple[str, ...]

    @property
    def key(self) -> str:
        """Names the telling over all documents."""
        return f"{self.document}:{self.start:09d}-{self.end:09d}:{self.about}:{self.mark}"


def of_claims(page: Page) -> Iterator[Telling]:
    """Give the claims of a page as tellings."""
    for c in page.marks.claims:
        about = f"{c.type} {c.polarity}"
        yield _telling(page, c.id, (c.start, c.end), about, (c.attribution, c.commitment))


def of_counts(page: Page) -> Iterator[Telling]:
    """Give the quantities of a page as tellings, as sure as the attribution that holds them."""
    for q in page.marks.quantities:
        found = page.attributions.get(q.attribution) if q.attribution else None
        sure = found.commitment if found else Commitment.CERTAIN
        yield _telling(page, q.mark, (q.start, q.end), q.outcome, (q.attribution, sure))


def _telling(
    page: Page,
    mark: MarkId,
    at: tuple[int, int],
    about: str,
    said: tuple[MarkId | None, Commitment],
) -> Telling:
    told = words(page.document.text, *at).texts
    numbers = tuple(w for w in told if w.isnumeric())
    return Telling(page.document.id, mark, *at, about, *said, frozenset(told), numbers)
