"""What some pages say, as it is weighed, whatever other pages say."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wellsourced.model import CheckRow, Document, Linked, Marks, Utterance
from wellsourced.weigh.answers import Answers, answers
from wellsourced.weigh.counts import Count, counts
from wellsourced.weigh.retractions import Correction, corrections
from wellsourced.weigh.tallies import of_documents
from wellsourced.weigh.tellings import Telling, tellings
from wellsourced.weigh.world import World, countries

Pages = Sequence[tuple[Document, Marks]]


class Told(NamedTuple):
    """The tellings and counts of pages, and the answers of readers to them."""

    tellings: list[Telling]
    counts: list[Count]
    answers: Answers


class Around(NamedTuple):
    """What pages say beside: sums that fail, words that take back, which country a place is in."""

    checks: list[CheckRow]
    corrections: list[Correction]
    countries: tuple[tuple[str, str], ...]


def told(
    claims: Iterable[Utterance], numbers: Iterable[Utterance], pages: Pages, of: World
) -> Told:
    """Give what pages tell, beside the words they point at, by the case's names."""
    documents = {d.id: d for d, _ in pages}
    marks = [m for _, m in pages]
    linked = Linked(
        entities=(), stories=(), names={}, utterances=tuple(claims), counts=tuple(numbers)
    )
    found = tellings(linked, documents, marks, of)
    return Told(found, counts(linked, documents, marks, of), answers(documents, found))


def around(pages: Pages) -> Around:
    """Give what pages say beside."""
    documents = {d.id: d for d, _ in pages}
    marks = sorted((m for _, m in pages), key=lambda m: m.doc)
    return Around(
        of_documents(documents, marks),
        list(corrections(documents.values())),
        countries(marks),
    )
