"""Names that other people's linkers tell to be one's, held against the text before they count."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from wellsourced import plugins
from wellsourced.config import Options, Settings
from wellsourced.errors import InputError
from wellsourced.model import Document, Linker, Marks, Teaching


def taught(document: Document, found: Marks, settings: Settings) -> Iterator[Teaching]:
    """Give what other people's linkers find in a page.

    Raises InputError for a name that does not stand in the words which teach it.
    """
    for linker in _theirs(msgspec.json.encode(settings.linkers, order="deterministic")):
        for told in linker.names(document, found):
            if wrong := fault(document, told):
                raise InputError(f"{type(linker).__name__}: {wrong}")
            yield told


def fault(document: Document, told: Teaching) -> str | None:
    """Tell what is wrong with what a page is said to teach; None: nothing."""
    if not told.name.strip() or not told.alias.strip():
        return "a name is empty"
    if not 0 <= told.start < told.end <= len(document.text):
        return f"{told.start}..{told.end} in {len(document.text)} characters"
    if told.alias not in document.text[told.start : told.end]:
        return f"{told.alias!r} does not stand in the words that teach it"
    return None


@lru_cache(maxsize=4)
def _theirs(options: bytes) -> tuple[Linker, ...]:
    told = msgspec.json.decode(options, type=dict[str, Options])
    return plugins.added("linkers", told, Linker)
