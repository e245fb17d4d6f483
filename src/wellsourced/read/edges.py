"""What the items of a thread begin and end with that is the page's: buttons, counts, subjects."""

import re
from collections import Counter
from collections.abc import Sequence

from wellsourced.read.items import Item
from wellsourced.read.lines import Line
from wellsourced.read.phrases import is_furniture

_RULE = re.compile(r"[\W_]{3,}")
_DIGITS = re.compile(r"\d+")
_STOPS = (".", "!", "?")
_LONGEST = 90  # characters of a line of apparatus
_SHARE = 0.6  # of the items that end with a line, for it to be the page's


def without_edges(page: Sequence[Line], items: Sequence[Item]) -> tuple[Item, ...]:
    """Give the items without the lines at their edges that most of them share.

    The last line of an item is never taken: a short answer may be one that many give.
    """
    found = [_bare(page, item) for item in items]
    for _ in range(12):
        after = [i.author for i in found[1:]]
        last = _common(
            [
                (_last(page, i, a), i.last - i.first)
                for i, a in zip(found, [*after, None], strict=True)
            ]
        )
        found = [_shorter(page, i, a, last) for i, a in zip(found, [*after, None], strict=True)]
        first = _common(
            [(_key(page[i.first].text), i.last - i.first) for i in found if i.begins is None]
        )
        found = [_later(page, item, first) for item in found]
        if not last and not first:
            break
    return tuple(found)


def _bare(page: Sequence[Line], item: Item) -> Item:
    """An item without the buttons and rules below it."""
    last = item.last
    while last - 1 > item.first and _apparatus(page[last - 1].text):
        last -= 1
    return item._replace(last=last)


def _apparatus(words: str) -> bool:
    return is_furniture(words) or is_rule(words)


def is_rule(words: str) -> bool:
    """Whether a line is drawn, not written.

    >>> is_rule("* * *"), is_rule("...and so on")
    (True, False)
    """
    return _RULE.fullmatch(words) is not None


def _key(words: str) -> str:
    return _DIGITS.sub("0", words.lower())


def _last(page: Sequence[Line], item: Item, after: str | None) -> str:
    """The last line; it may name the writer of the next item, as a picture's label does."""
    words = page[item.last - 1].text
    if after and (said := re.search(rf"(?<!\w){re.escape(after)}(?!\w)", words)):
        words = f"{words[: said.start()]}\x01{words[said.end() :]}"
    return _key(words)


def _common(edges: Sequence[tuple[str, int]]) -> frozenset[str]:
    """The lines that so many items have at an edge, beside words of their own."""
    counts = Counter(key for key, size in edges if size > 1 and len(key) <= _LONGEST)
    least = max(2, _SHARE * len(edges))
    prose = max(4, 0.9 * len(edges))
    return frozenset(
        key for key, n in counts.items() if n >= (prose if key.endswith(_STOPS) else least)
    )


def _shorter(page: Sequence[Line], item: Item, after: str | None, common: frozenset[str]) -> Item:
    if item.last - item.first > 1 and _last(page, item, after) in common:
        return _bare(page, item._replace(last=item.last - 1))
    return item


def _later(page: Sequence[Line], item: Item, common: frozenset[str]) -> Item:
    quoting = item.quoted is not None or item.begins is not None
    if not quoting and item.last - item.first > 1 and _key(page[item.first].text) in common:
        return item._replace(first=item.first + 1)
    return item
