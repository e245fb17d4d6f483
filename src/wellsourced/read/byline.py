"""The byline of an HTML page: the name and the day that stand by its heading."""

from datetime import date
from typing import NamedTuple

import lxml.html
from lxml import etree

from wellsourced.read.census import is_author, mark_of
from wellsourced.read.markup import words_of
from wellsourced.read.moments import Moment, moment
from wellsourced.read.writers import name_within

_BEFORE, _AFTER = 12, 60  # elements around the heading within which a byline stands
_LONGEST = 120  # characters


class Byline(NamedTuple):
    """Who wrote the page, and on what day; None where nothing by the heading says so."""

    author: str | None
    day: date | None


def byline(root: lxml.html.HtmlElement) -> Byline:
    """Read the byline of a page whose thread was taken out."""
    near = _near_heading(root)
    days = (m.day for e in near if (m := _moment(e)))
    names = (
        name_within(words)
        for e in near
        if is_author(e, words := words_of(e)) and moment(words) is None
    )
    return Byline(next((n for n in names if n), None), next(days, None))


def _near_heading(root: lxml.html.HtmlElement) -> list[etree._Element]:
    heading = next((e for e in root.iter("h1") if words_of(e)), None)
    if heading is None:
        return []
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    at = elements.index(heading)
    after = elements[at : at + _AFTER]
    long = next((n for n, e in enumerate(after) if e.tag == "p" and len(words_of(e)) > 200), None)
    return [*after[:long], *reversed(elements[max(0, at - _BEFORE) : at])]


def _moment(element: etree._Element) -> Moment | None:
    words = words_of(element)
    if len(words) > _LONGEST:
        return None
    if element.tag == "time" or element.get("datetime"):
        return moment(element.get("datetime", "")) or moment(words)
    told = "date" in (mark := mark_of(element).lower()) or "publish" in mark or "time" in mark
    short = len(words) < 60 and len(element) == 0
    return moment(words) if told or short else None
