"""The stages as functions; each is imported when it is first used, as the parser takes a while."""

from collections.abc import Iterable, Iterator

from wellsourced.config import Settings
from wellsourced.model import (
    ALL_LAYERS,
    Document,
    Layer,
    Linked,
    Marks,
    Page,
    Rejected,
    Weighed,
)

_IN_WORDS = frozenset({Layer.PARTS, Layer.TIMES})  # parts are there already


def read(page: Page, settings: Settings) -> Iterator[Document | Rejected]:
    """Read one page."""
    from wellsourced.read.page import documents

    return documents(page, settings)


def mark(
    documents: Iterable[Document], settings: Settings, *, only: frozenset[Layer] = ALL_LAYERS
) -> Iterator[Marks]:
    """Mark documents, in order; who looks for times alone does not load the parser."""
    if only <= _IN_WORDS:
        from wellsourced.mark.unparsed import timed

        return timed(documents)
    from wellsourced.mark.layers import marked

    return marked(documents, settings, only=only)


def weigh(
    documents: tuple[Document, ...], marks: tuple[Marks, ...], settings: Settings
) -> tuple[Linked, Weighed]:
    """Link and weigh all that is given."""
    from wellsourced.link.whole import link
    from wellsourced.weigh.whole import weigh as weighed

    linked = link(documents, marks, settings)
    return linked, weighed(linked, documents, marks, settings)
