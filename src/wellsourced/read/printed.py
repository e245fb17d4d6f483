"""The day that a page prints by its story: at the heading, or where an element is built for it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from lxml import etree

from wellsourced.read.census import EMPTY, Weight, mark_of
from wellsourced.read.moments import moment

_BEFORE, _AFTER = 25, 70  # elements around the heading within which its day stands
_LAST = re.compile(r"[|•·]")
_CLOSE = 20  # elements below the heading, of whatever kind, within which a day is the story's
_SMALL = 90  # characters of the longest line that holds a day
_LONG = 200  # characters of a paragraph, below which no byline stands any more
_BUILT = re.compile(
    r"date|datum|fecha|publish|posted|(?:^|[-_ ])(?:time|meta|info|byline|published)(?:[-_ ]|$)"
    r"|article-?infos?",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"modif|updated|aktualisiert|geändert|änderung|mis à jour|last edited", re.I)
_SAYS = re.compile(
    r"(?:first )?(?:published|posted|publié|publicado|pubblicato|veröffentlicht|erschienen|"
    r"veröffentlichung|date|datum|fecha|mise en ligne|geschrieben|gespeichert|pressemitteilung|"
    r"press release)\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"related|recommend|popular|recent|\bnav|menu|footer|comments?\b|more-|latest|event|"
    r"termin|teasers",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"sidebar|-list(?:\s|$)", re.IGNORECASE)
_OUTSIDE = frozenset({"nav", "footer", "select", "form"})


class _Sign(NamedTuple):
    """A day: where it stands, whether an element is made for it, whether beside the story."""

    at: int
    day: date
    published: bool
    built: bool
    aside: bool


def printed_day(
    root: etree._Element,
    weights: Mapping[etree._Element, Weight],
    title: str | None,
    *,
    month: tuple[int, int] | None = None,
) -> date | None:
    """Give the day by the heading; `month`: year and month that the address tells."""
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    heading = _heading(elements, weights, title)
    near = _signs(elements, weights, heading)
    signs = [s for s in near if not s.aside]
    if month is not None:
        signs = [s for s in signs if (s.day.year, s.day.month) == month]
        if len({s.day for s in signs}) == 1:
            return signs[0].day
    published = [s.day for s in signs if s.published]
    if len(set(published)) == 1:
        return published[0]
    by = None if heading is None else _near(elements, near, weights, heading)
    return by or next(iter(published), None) or _built(signs)


def _signs(
    elements: Sequence[etree._Element],
    weights: Mapping[etree._Element, Weight],
    heading: int | None,
) -> list[_Sign]:
    story = set() if heading is None else set(elements[heading].iterancestors())
    found = []
    for at, element in enumerate(elements):
        held = weights.get(element, EMPTY)
        if not held.dates or held.small is None or len(held.small) > _SMALL:
            continue
        if any(weights.get(e, EMPTY).dates for e in element):
            continue
        if sign := _sign(at, element, held.small, story):
            found.append(sign)
    return found


def _sign(
    at: int, element: etree._Element, words: str, story: set[etree._Element]
) -> _Sign | None:
    data = element.get("datetime") or element.get("content") or ""
    told = moment(data) or moment(words) or moment(element.get("title", ""))
    if told is None or _changed(element, words):
        return None
    near = list(_apart(element, story))
    if any(over.tag in _OUTSIDE or _ASIDE.search(mark_of(over)) for over in near):
        return None
    aside = any(over.tag == "aside" or _MAYBE.search(mark_of(over)) for over in near)
    mark = mark_of(element)
    over = element.getparent()
    marks = f"{mark} {mark_of(over)}" if over is not None else mark
    published = "datePublished" in mark or element.get("pubdate") is not None
    published |= "published" in element.get("class", "").split()
    before = _LAST.split(words[: told.start])[-1] if told.start <= len(words) else ""
    published |= not data and _SAYS.match(before.strip()) is not None
    built = element.tag == "time" or _BUILT.search(marks) is not None
    return _Sign(at, told.day, published, built, aside)


def _changed(element: etree._Element, words: str) -> bool:
    """A day of a change, not of publication."""
    if "odified" in mark_of(element):
        return True
    first = moment(words)
    if _CHANGED.search(words[: first.start] if first else words):
        return True
    before = element.getprevious()
    return before is not None and _CHANGED.search((before.text or "")[:40]) is not None


def _apart(element: etree._Element, story: set[etree._Element]) -> Iterator[etree._Element]:
    """The nearest elements around it that do not hold the heading, too."""
    for over in islice(element.iterancestors(), 6):
        if over in story:
            return
        yield over


def _near(
    elements: Sequence[etree._Element],
    signs: Sequence[_Sign],
    weights: Mapping[etree._Element, Weight],
    heading: int,
) -> date | None:
    end = heading + _AFTER
    for at in range(heading + 1, min(end, len(elements))):
        held = weights.get(elements[at], EMPTY)
        if elements[at].tag == "p" and held.words > _LONG:
            end = at
    below = [s for s in signs if heading <= s.at < end]
    below = [s for s in below if not s.aside or s.at < heading + _CLOSE]
    above = [s for s in reversed(signs) if heading - _BEFORE <= s.at < heading and not s.aside]
    return next((s.day for s in (*below, *above)), None)


def _heading(
    elements: Sequence[etree._Element],
    weights: Mapping[etree._Element, Weight],
    title: str | None,
) -> int | None:
    """The heading that says the title; else the first of the page."""
    fold = _folded(title or "")
    first = None
    for at, element in enumerate(elements):
        if element.tag not in ("h1", "h2", "h3"):
            continue
        words = _folded(weights.get(element, EMPTY).small or "".join(element.itertext()))
        if len(words) > 7 and fold and (words in fold or fold in words):
            return at
        if first is None and element.tag == "h1" and words:
            first = at
    return first


def _folded(words: str) -> str:
    return re.sub(r"\W+", "", words.casefold())


def _built(signs: Sequence[_Sign]) -> date | None:
    """The day of the elements built for one, if they tell but one."""
    days = {s.day for s in signs if s.built}
    return days.pop() if len(days) == 1 else None
