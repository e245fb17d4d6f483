"""What each element of a page holds: text, links, times, names, counted in one pass."""

import re
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


def mark_of(element: etree._Element) -> str:
    """Give the words by which a page names an element: its id, class and microdata."""
    told = element.attrib
    names = (told.get(k, "") for k in ("id", "class", "itemprop", "itemtype", "data-testid"))
    return " ".join(name for name in names if name) if told else ""


def is_when(element: etree._Element, words: str) -> bool:
    """Whether an element tells a time and little else."""
    if element.tag == "time" or element.get("datetime"):
        return True
    title = element.get("title", "")
    return (len(words) <= 90 and _WHEN.search(words) is not None) or (
        0 < len(title) <= 40 and _WHEN.search(title) is not None and "20" in title
    )


def is_author(element: etree._Element, words: str) -> bool:
    """Whether an element is built to hold a name."""
    if not 0 < len(words) <= 60 or not element.attrib:
        return element.tag == "cite" and 0 < len(words) <= 60
    if element.tag == "cite" or element.get("rel") == "author":
        return True
    if element.tag == "a" and _PROFILE.search(element.get("href", "")):
        return True
    return _AUTHOR.search(mark_of(element)) is not None


def named_by_data(element: etree._Element) -> str | None:
    """Give the writer whom a record carries as data beside its words."""
    for key in ("data-author", "data-username", "data-user-name", "data-comment-author"):
        if name := element.get(key, "").strip():
            return name
    return None


def census(root: etree._Element) -> dict[etree._Element, Weight]:
    """Weigh every element of a tree."""
    found: dict[etree._Element, Weight] = {}
    for element in reversed([e for e in root.iter() if isinstance(e.tag, str)]):
        found[element] = EMPTY if element.tag in _SILENT else _weight(element, found)
    return found


def _weight(element: etree._Element, found: dict[etree._Element, Weight]) -> Weight:
    pieces = [(element.text or "").strip()]
    text = words = len(pieces[0])
    links = dates = authors = 0
    for below in element:
        if had := found.get(below):
            text, links, words = text + had.text, links + had.links, words + had.words
            dates, authors = dates + had.dates, authors + had.authors
            pieces.append(had.small or "")
        if tail := (below.tail or "").strip():
            text, words = text + len(tail), words + len(tail)
            pieces.append(tail)
    small = " ".join(" ".join(filter(None, pieces)).split()) if text <= _SMALL else None
    if element.tag == "a":
        links, words = text, 0
    if not authors and named_by_data(element):
        authors = 1
    if small is None:
        return Weight(text, links, dates, authors, words)
    if not dates and is_when(element, small):
        dates, words = 1, 0 if len(small) <= _STAMP else words
    if not authors and is_author(element, small):
        authors, words = 1, 0
    return Weight(text, links, dates, authors, words, small)
