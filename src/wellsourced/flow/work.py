"""One input through a stage: what breaks a reader or a marker becomes a row with the reason."""

import traceback
from collections.abc import Iterator, Sequence

from wellsourced.config import Settings
from wellsourced.errors import PluginError, SettingsError
from wellsourced.flow import stages
from wellsourced.mark.stance import stanced
from wellsourced.model import ALL_LAYERS, Document, Layer, Marks, Page, Rejected
from wellsourced.read.pipe import Row, document_of_row

BROKEN = (
    PluginError,
    SettingsError,
    ImportError,
)  # nothing is wrong with the page: no page would do
_LONGEST = 2_000_000  # characters; a book has less


def read(page: Page, settings: Settings) -> list[Document | Rejected]:
    """Read a page; whatever is wrong with it costs nobody else anything."""
    try:
        return [_bounded(d) for d in stages.read(page, settings)]
    except BROKEN:
        raise
    except Exception as error:
        return [Rejected(stage="read", input=page.file, reason=_last_line(error))]


def document(row: Row, settings: Settings) -> Document | Rejected:
    """Give the document of a pipe's row, or why there is none."""
    try:
        return _bounded(document_of_row(row, settings))
    except Exception as error:
        return Rejected(stage="read", input=row.id, reason=_last_line(error))


def mark(
    documents: Sequence[Document], settings: Settings, *, only: frozenset[Layer] = ALL_LAYERS
) -> Iterator[Marks | Rejected]:
    """Mark documents in one go; where one breaks the marker, go on behind it."""
    done = 0
    while done < len(documents):
        try:
            for marks in stages.mark(documents[done:], settings, only=only):
                yield marks
                done += 1
        except BROKEN:
            raise
        except Exception:
            yield _marked_alone(documents[done], settings, only)
            done += 1


def _marked_alone(
    document: Document, settings: Settings, only: frozenset[Layer]
) -> Marks | Rejected:
    try:
        return next(iter(stages.mark([document], settings, only=only)))
    except Exception as error:
        return Rejected(stage="mark", input=document.file, reason=_last_line(error))


def _bounded(document: Document | Rejected) -> Document | Rejected:
    if isinstance(document, Rejected):
        return document
    if len(document.text) <= _LONGEST:
        return stanced(document)
    reason = f"{len(document.text):,} characters of text; more than {_LONGEST:,} are not marked"
    return Rejected(stage="read", input=document.file, reason=reason)


def _last_line(error: Exception) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    words = traceback.format_exception_only(error)[-1].strip()
    return f"{words} ({where.name}, line {where.lineno})"
