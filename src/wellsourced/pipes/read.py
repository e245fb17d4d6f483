"""The pipe from pages to texts."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.flow import work
from wellsourced.model import Dated, Page, Part, Rejected
from wellsourced.pipes.lines import Refused
from wellsourced.read.files import pages


class Noted(Struct, frozen=True, kw_only=True):
    """What is told of a file though nothing is wrong with it, so that nothing is left out."""

    file: str
    note: str


class ReadRow(Struct, frozen=True, kw_only=True):
    """What `read` gives for a document of a page."""

    id: str
    file: str
    url: str | None
    title: str | None
    outlet: str | None
    author: str | None
    published: Dated
    text: str
    parts: tuple[Part, ...]


def read(paths: Iterable[Path], settings: Settings) -> Iterator[ReadRow | Refused | Noted]:
    """Read files, folders and archives; each row names its file as it was given."""
    for path in paths:
        for page in pages([path]):
            if isinstance(page, Rejected):
                yield Refused(id=None, file=_given(path, page.input), error=page.reason)
            else:
                yield from _read(path, page, settings)


def _read(path: Path, page: Page, settings: Settings) -> Iterator[ReadRow | Refused | Noted]:
    file = _given(path, page.file)
    found = work.read(page, settings)
    for one in found:
        if isinstance(one, Rejected):
            noted = Noted(file=file, note=one.reason)
            yield noted if one.note else Refused(id=None, file=file, error=one.reason)
        else:
            bare = msgspec.convert(one, ReadRow, from_attributes=True)
            yield msgspec.structs.replace(bare, file=_given(path, one.file))
    if not found:
        yield Refused(id=None, file=file, error="nothing in it")


def _given(path: Path, name: str) -> str:
    """The file as it was given: a page of a folder or an archive with that in front."""
    if path.is_dir():
        return f"{path}/{name}"
    inner = name.removeprefix(path.name)
    return f"{path}{inner}" if inner.startswith(("/", "#")) or not inner else str(path)
