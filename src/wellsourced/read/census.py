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
_DIGIT = re.compile(r"\d")
_HINTS = ("ago", "day", "heute", "gestern", "il y a")  # a time has a digit or one of these
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


_NEW = tuple.__new__  # half the time of a call by name
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
    if not _DIGIT.search(words):
        fold = words.lower()
        if not any(hint in fold for hint in _HINTS):
            return False
    return _WHEN.search(words) is not None


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
    tag, told = element.tag, element.items()
    if tag == "cite" or not told:
        return tag == "cite"
    mark = []
    for key, value in told:
        if key in _NAMES:
            mark.append(value)
        elif key == "href":
            if tag == "a" and _PROFILE.search(value):
                return True
        elif key == "rel" and value == "author":
            return True
    return bool(mark) and _names_author(" ".join(mark))


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


_TOLD = " or ".join(f"@{key}" for key in ("datetime", "title", *_DATA))
_TELLING = etree.XPath(f"descendant-or-self::*[self::time or {_TOLD}]")


def _special(root: etree._Element) -> _Special:
    found = _TELLING(root)
    timed = frozenset(e for e in found if e.tag == "time" or "datetime" in e.attrib)
    titled = frozenset(e for e in found if "20" in e.get("title", ""))
    named = frozenset(e for e in found if named_by_data(e))
    return _Special(timed, titled, named, timed | titled | named)


class _Sum:
    """What was found so far below an element, from its end to its beginning."""

    __slots__ = ("authors", "dates", "links", "pieces", "text", "words")

    def __init__(self) -> None:
        self.text = self.links = self.dates = self.authors = self.words = 0
        self.pieces: list[str] = []

    def add(self, held: Weight, tail: str | None) -> None:
        """Add an element, and the letters behind it."""
        if tail:
            self.text += len(tail)
            self.words += len(tail)
            self.pieces.append(tail)
        if held is EMPTY:
            return
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
        opening = element.text
        if opening:
            opening = opening.strip()
        bare = held is None and not opening and element not in special.any
        weight = EMPTY
        if not bare and element.tag not in _SILENT:
            weight = _weight(element, opening or "", held, special)
        found[element] = weight
        tail = element.tail
        if tail:
            tail = tail.strip()
        if not tail and weight is EMPTY:
            continue
        over = element.getparent()
        if over is not None:
            if (around := below.get(over)) is None:
                around = below[over] = _Sum()
            around.add(weight, tail)
    return found


def _weight(element: etree._Element, opening: str, held: _Sum | None, special: _Special) -> Weight:
    size = len(opening)
    if held is None:
        text, links, dates, authors, words = size, 0, 0, 0, size
    else:
        text, links, words = size + held.text, held.links, size + held.words
        dates, authors = held.dates, held.authors
    if element.tag == "a":
        links, words = text, 0
    if not authors and element in special.named:
        authors = 1
    if text > _SMALL:
        return _NEW(Weight, (text, links, dates, authors, words, None))
    small = _joined(opening, held)
    if not dates and _when(element, small, special):
        dates, words = 1, 0 if len(small) <= _STAMP else words
    if not authors and small and is_author(element, small):
        authors, words = 1, 0
    if not (small or dates or authors):
        return EMPTY
    return _NEW(Weight, (text, links, dates, authors, words, small))


def _joined(opening: str, held: _Sum | None) -> str:
    """The text of an element on one line."""
    if held is None or not held.pieces:
        return " ".join(opening.split())
    pieces = held.pieces
    if len(pieces) == 1 and not opening:
        return " ".join(pieces[0].split())
    pieces.append(opening)
    return " ".join(" ".join(reversed(pieces)).split())


def _when(element: etree._Element, small: str, special: _Special) -> bool:
    """`is_when`, for elements whose attributes were searched before."""
    if small and len(small) <= 90 and tells_time(small):
        return True
    return element in special.timed or (element in special.titled and is_when(element, small))
