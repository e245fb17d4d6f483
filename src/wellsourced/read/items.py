"""What the thread of a text dump is cut into, and the lines at which it begins and ends."""

from collections.abc import Sequence
from typing import NamedTuple

from wellsourced.read.lines import Line
from wellsourced.read.phrases import is_furniture, is_marker
from wellsourced.read.stamps import bullet, is_name


class Item(NamedTuple):
    """A comment as cut: the lines that are its own words, who and when, and how deep it stands.

    `begins`, `ends`: where the words do, if the line holds more than them. `quoted`: the line up
    to which it quotes another comment with its stamp, item number `cites`. `to`: whom it answers.
    """

    first: int
    last: int
    author: str | None
    at: str | None
    indent: int = 0
    begins: int | None = None
    quoted: int | None = None
    cites: int | None = None
    ends: int | None = None
    to: str | None = None


class Thread(NamedTuple):
    """The items, and the lines from the first that belongs to the thread up to its end.

    `sure`: what one item counts before those that another pattern of the same page would give.
    """

    items: tuple[Item, ...]
    start: int
    end: int
    sure: float = 1.0


def marker_before(page: Sequence[Line], index: int) -> int | None:
    """Give the last line before `index` that opens a thread."""
    return next((i for i in range(index - 1, -1, -1) if is_marker(page[i].text)), None)


def opening(page: Sequence[Line], first: int) -> int:
    """Give the line at which a thread begins whose first head is `first`, apparatus included."""
    marked = marker_before(page, first)
    if marked is None or first - marked > 4:
        return first
    short = all(len(line.text) < 90 for line in page[marked + 1 : first])
    return marked + 1 if short else first


def opened(page: Sequence[Line]) -> int | None:
    """Give the line below the last one that opens a thread; None: no line does."""
    marked = [i for i in range(1, len(page) - 1) if is_marker(page[i].text)]
    return marked[-1] + 1 if marked else None


def tail(page: Sequence[Line], start: int) -> int:
    """Give the line, from `start` on, at which nothing but furniture follows.

    Furniture that no word list knows shows by its setting: short lines without a full stop, each
    alone, after a wider gap.
    """
    end = len(page)
    while end > start and (is_furniture(page[end - 1].text) or _label(page[end - 1])):
        end -= 1
    for i in range(end, len(page)):
        if page[i].above >= 2 or is_furniture(page[i].text):
            return i
    return len(page)


def _label(line: Line) -> bool:
    return is_name(line.text) and line.above > 0 and not bullet(line.text)
