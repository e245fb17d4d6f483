"""What a plug-in has to offer, kind by kind."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

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


class Engine(Protocol):
    """Runs tasks, in any order, somewhere."""

    def run(self, tasks: Iterable[Task], *, done: Callable[[Task], None]) -> None:
        """Run them all, calling `done` for each as it finishes."""
        ...

    def close(self) -> None:
        """Give back what was held to run them; it may be asked to run again."""
        ...
