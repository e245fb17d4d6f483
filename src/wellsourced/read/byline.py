"""The byline of an HTML page: the name that stands by its heading."""

from collections.abc import Mapping

from lxml import etree

from wellsourced.read.census import EMPTY, Weight, is_author
from wellsourced.read.moments import moment
from wellsourced.read.writers import name_within

_BEFORE, _AFTER = 12, 60  # elements around the heading within which a byline stands


def byline(root: etree._Element, weights: Mapping[etree._Element, Weight]) -> str | None:
    """Name the writer of a page whose thread was taken out."""
    for element in _near_heading(root, weights):
        words = weights.get(element, EMPTY).small or ""
        if is_author(element, words) and moment(words) is None and (name := name_within(words)):
            return name
    return None


def _near_heading(
    root: etree._Element, weights: Mapping[etree._Element, Weight]
) -> list[etree._Element]:
    heading = next((e for e in root.iter("h1") if weights.get(e, EMPTY).text), None)
    if heading is None:
        return []
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    at = elements.index(heading)
    after = elements[at : at + _AFTER]
    texts = (weights.get(e, EMPTY).text if e.tag == "p" else 0 for e in after)
    long = next((n for n, text in enumerate(texts) if text > 200), None)
    return [*after[:long], *reversed(elements[max(0, at - _BEFORE) : at])]
