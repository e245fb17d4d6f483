"""What a plug-in has to offer, kind by kind."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol, runtime_checkable

from msgspec import Struct

from wellsourced.model.marks import Marks
from wellsourced.model.text import Document, Page, Rejected


class Reader(Protocol):
    """Reads pages of one format."""

    def accepts(self, page: Page) -> bool:
        """Whether this reader is for such a page; cheap, looks at type and first bytes."""
        ...

    def read(self, page: Page) -> Iterator[Document | Rejected]:
        """Give the page's documents, or why there are none."""
        ...


class Marker(Protocol):
    """Adds marks to those that were found in a document."""

    def mark(self, document: Document, found: Marks) -> Marks:
        """Give the marks with its own among them; each points at characters of the text."""
        ...


class Teaching(Struct, frozen=True, kw_only=True):
    """That a name is another's, and the words of a page that are the reason to think so."""

    name: str
    alias: str
    start: int
    end: int


class Linker(Protocol):
    """Tells of names of a page who else they are; the words that teach it are its reason."""

    def names(self, document: Document, found: Marks) -> Iterator[Teaching]:
        """Give what the page teaches: each other name stands in the words that teach it."""
        ...


class Task(Protocol):
    """A unit of work: a pure function from files to one file."""

    @property
    def output(self) -> Path:
        """The file whose existence means done."""
        ...

    def run(self) -> None:
        """Do the work and publish the output atomically."""
        ...

    def reject(self, reason: str) -> None:
        """Publish, instead, that the work cannot be done and why."""
        ...


@runtime_checkable
class Prepared(Protocol):
    """A task for which much has to be loaded, whatever it works on."""

    def prepare(self) -> None:
        """Load that, as far as tasks of its kind share it."""
        ...


class Engine(Protocol):
    """Runs tasks, in any order, somewhere."""

    def run(self, tasks: Iterable[Task], *, done: Callable[[Task], None]) -> None:
        """Run them all, calling `done` for each as it finishes."""
        ...

    def close(self) -> None:
        """Give back what was held to run them; it may be asked to run again."""
        ...
