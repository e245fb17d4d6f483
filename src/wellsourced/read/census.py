"""What each element of a page holds: text, links, times, names, counted in one pass."""

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

_AUTHOR = re.compile(
    r"author|user-?_?name|(?:^|[-_ ])(?:user|poster|nick(?:name)?|fn|commenter|name|member|by|"
    r"byline|creator|profile|handle|benutzer|autor|auteur|verfasser|usuario|utente)(?:[-_ ]|$)|"
    r"Username|bigusername|displayname",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"/(?:users?|members?|profiles?|u|people|author|account)[/\-.?]|member\.php|profile\.php|action=profile|mode=viewprofile",
    re.IGNORECASE,
)
_MONTH = "(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])"
_WHEN = re.compile(
    r"\b\d{1,2}:\d\d\b|\b(?:ago|yesterday|today|gestern|heute)\b|\bvor \d+|\bil y a\b|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?,? {_MONTH}|\b{_MONTH}[a-z]*\.? \d{{1,2}}\b|"
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d\b|\b20\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
_HINT = re.compile(r"\d|ago|day|heute|gestern|il y a", re.IGNORECASE)  # a time has one of these
_SILENT = frozenset({"script", "style", "noscript", "select", "textarea", "template", "button"})
_SMALL = 120  # characters of the longest text that is kept as it is
_STAMP = 50  # characters of a text that a time takes up whole


class Weight(NamedTuple):
    """What an element holds, all below it included.

    `words`: characters that are neither of links, nor of times and names. `small`: the text
    itself, if it is short.
    """

    text: int
    links: int
    dates: int
    authors: int
    words: int
    small: str | None = None

    def plus(self, other: "Weight", *, sign: int = 1) -> "Weight":
        """Give the two together; with sign -1, this one without the other."""
        return Weight(
            self.text + sign * other.text,
            self.links + sign * other.links,
            self.dates + sign * other.dates,
            self.authors + sign * other.authors,
            self.words + sign * other.words,
        )


EMPTY = Weight(0, 0, 0, 0, 0, "")


_NAMES = frozenset(
    {"id", "class", "itemprop", "itemtype", "typeof", "property", "data-testid"}
)  # attributes; the last but one are RDFa's
_DATA = ("data-author", "data-username", "data-user-name", "data-comment-author")


def mark_of(element: etree._Element) -> str:
    """Give the words by which a page names an element: its id, class, microdata and RDFa."""
    told = element.items()
    return " ".join([name for key, name in told if key in _NAMES]) if told else ""


@lru_cache(maxsize=20_000)
def tells_time(words: str) -> bool:
    """Whether words tell a time.

    >>> tells_time("4 minutes ago"), tells_time("May 1"), tells_time("Chapter 3")
    (True, True, False)
    """
    return _HINT.search(words) is not None and _WHEN.search(words) is not None


@lru_cache(maxsize=20_000)
def _names_author(mark: str) -> bool:
    return _AUTHOR.search(mark) is not None


def is_when(element: etree._Element, words: str) -> bool:
    """Whether an element tells a time and little else."""
    if element.tag == "time" or element.get("datetime"):
        return True
    title = element.get("title", "")
    return (len(words) <= 90 and tells_time(words)) or (
        0 < len(title) <= 40 and "20" in title and tells_time(title)
    )


def is_author(element: etree._Element, words: str) -> bool:
    """Whether an element is built to hold a name."""
    if not 0 < len(words) <= 60:
        return False
    if element.tag == "cite" or element.get("rel") == "author":
        return True
    if element.tag == "a" and _PROFILE.search(element.get("href", "")):
        return True
    mark = mark_of(element)
    return bool(mark) and _names_author(mark)


def named_by_data(element: etree._Element) -> str | None:
    """Give the writer whom a record carries as data beside its words."""
    told = element.attrib
    for key in _DATA if told else ():
        if name := told.get(key, "").strip():
            return name
    return None


class _Special(NamedTuple):
    """The elements whose attributes tell a time or a name, found by the parser's own search."""

    timed: frozenset[etree._Element]
    titled: frozenset[etree._Element]
    named: frozenset[etree._Element]
    any: frozenset[etree._Element]


_TIMED = etree.XPath("//time | //*[@datetime]")
_TITLED = etree.XPath("//*[contains(@title, '20')]")
_NAMED = etree.XPath(" | ".join(f"//@{key}/.." for key in _DATA))


def _special(root: etree._Element) -> _Special:
    found = [frozenset(path(root)) for path in (_TIMED, _TITLED, _NAMED)]
    named = frozenset(e for e in found[2] if named_by_data(e))
    return _Special(found[0], found[1], named, found[0] | found[1] | named)


class _Sum:
    """What was found so far below an element, from its end to its beginning."""

    __slots__ = ("authors", "dates", "links", "pieces", "text", "words")

    def __init__(self) -> None:
        self.text = self.links = self.dates = self.authors = self.words = 0
        self.pieces: list[str] = []

    def add(self, held: Weight) -> None:
        text, links, dates, authors, words, small = held
        self.text += text
        self.links += links
        self.dates += dates
        self.authors += authors
        self.words += words
        if small:
            self.pieces.append(small)


def census(root: etree._Element) -> dict[etree._Element, Weight]:
    """Weigh every element of a tree, from its end to its beginning."""
    found: dict[etree._Element, Weight] = {}
    below: dict[etree._Element, _Sum] = {}
    special = _special(root)
    for element in reversed(list(root.iter("*"))):
        held = below.pop(element, None)
        bare = held is None and not (element.text or "").strip() and element not in special.any
        weight = EMPTY if bare or element.tag in _SILENT else _weight(element, held, special)
        found[element] = weight
        tail = element.tail
        if tail:
            tail = tail.strip()
        if not tail and weight is EMPTY:
            continue
        if (over := element.getparent()) is not None:
            if (around := below.get(over)) is None:
                around = below[over] = _Sum()
            if tail:
                around.text += len(tail)
                around.words += len(tail)
                around.pieces.append(tail)
            if weight is not EMPTY:
                around.add(weight)
    return found


def _weight(element: etree._Element, held: _Sum | None, special: _Special) -> Weight:
    opening = (element.text or "").strip()
    text, links, dates, authors, words = len(opening), 0, 0, 0, len(opening)
    pieces = [opening] if opening else []
    if held is not None:
        text, words = text + held.text, words + held.words
        links, dates, authors = held.links, held.dates, held.authors
        pieces += reversed(held.pieces)
    if element.tag == "a":
        links, words = text, 0
    if element in special.named:
        authors = authors or 1
    if text > _SMALL:
        return Weight(text, links, dates, authors, words)
    small = " ".join(" ".join(pieces).split()) if pieces else ""
    if not dates and _when(element, small, special):
        dates, words = 1, 0 if len(small) <= _STAMP else words
    if not authors and small and is_author(element, small):
        authors, words = 1, 0
    if not (small or dates or authors):
        return EMPTY
    return Weight(text, links, dates, authors, words, small)


def _when(element: etree._Element, small: str, special: _Special) -> bool:
    """`is_when`, for elements whose attributes were searched before."""
    if small and len(small) <= 90 and tells_time(small):
        return True
    return element in special.timed or (element in special.titled and is_when(element, small))
