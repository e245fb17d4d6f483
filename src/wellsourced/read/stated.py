"""How many comments a page says that it has, by the line that opens its thread."""

from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree

from wellsourced.read.census import EMPTY, Weight
from wellsourced.read.phrases import stated_count

_UP, _BEFORE, _WITHIN = 5, 4, 12  # elements around the first comment that are looked at


def stated(first: etree._Element, weights: Mapping[etree._Element, Weight]) -> int | None:
    """Give the number that stands nearest before the first comment; None: none does."""
    told = (stated_count(words) for words in _before(first, weights))
    return next((count for count in told if count is not None), None)


def _before(first: etree._Element, weights: Mapping[etree._Element, Weight]) -> Iterator[str]:
    for over in (first, *islice(first.iterancestors(), _UP)):
        for beside in islice(over.itersiblings(preceding=True), _BEFORE):
            for element in islice(beside.iter("*"), _WITHIN):
                if small := weights.get(element, EMPTY).small:
                    yield small
