"""Marks that other people's markers add, held against the text before they count."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from wellsourced import plugins
from wellsourced.config import Options, Settings
from wellsourced.errors import InputError
from wellsourced.model import Document, Layer, Marker, Marks, Span


def added(document: Document, found: Marks, settings: Settings, only: frozenset[Layer]) -> Marks:
    """Give the marks with those of other people's markers, of the layers that are asked for.

    Raises InputError for a mark that points at no characters of the text.
    """
    markers = _theirs(msgspec.json.encode(settings.markers, order="deterministic"))
    if not markers:
        return found
    own = found
    for marker in markers:
        found = marker.mark(document, found)
        if wrong := next(faults(document, found), None):
            raise InputError(f"{type(marker).__name__}: {wrong}")
    asked = [layer.value for layer in only if layer is not Layer.PARTS]
    return replace(own, **{name: _ordered(getattr(found, name)) for name in asked})


@lru_cache(maxsize=4)
def _theirs(options: bytes) -> tuple[Marker, ...]:
    told = msgspec.json.decode(options, type=dict[str, Options])
    return plugins.added("markers", told, Marker)


def faults(document: Document, found: Marks) -> Iterator[str]:
    """Tell of marks that cannot be: of another document, or outside of its text."""
    if found.doc != document.id:
        yield f"marks of document {found.doc!r}, not of {document.id!r}"
    size = len(document.text)
    for layer in Layer:
        for mark in getattr(found, layer.value, ()):
            for span in spans(mark):
                if span.end > size:
                    yield f"{layer}: {span.start}..{span.end} in {size} characters"


def spans(mark: Struct) -> Iterator[Span]:
    """Give the stretches of text that a mark points at.

    Raises BrokenRecordError for one that is empty or goes backward.
    """
    if hasattr(mark, "start") and hasattr(mark, "end"):
        yield Span(mark.start, mark.end)
    for name in ("about", "content", "source", "cue"):
        told = getattr(mark, name, None) or ()
        yield from (told,) if isinstance(told, Span) else told


def _ordered(marks: tuple[Struct, ...]) -> tuple[Struct, ...]:
    return tuple(
        sorted(marks, key=lambda m: min(((s.start, s.end) for s in spans(m)), default=(0, 0)))
    )
