"""Records that repeat in a page's tree, comments and posts, found by how they are built."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

_HOLDERS = frozenset(
    {"li", "div", "article", "section", "tr", "table", "dl", "dd", "td", "ol", "p"}
)
_STRONG = re.compile(
    r"comment|kommentar|coment|commenti|repl(?:y|ies)\b|trackback|pingback|usertext|reactie|"
    r"response(?!ive)",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"(?:^|[-_ ])(?:post|msg|message|pid|answer|review|discussion|reaction|feedback|beitrag)s?"
    r"(?:[-_ ]|$|\d)|forum|thread|(?<=[a-z])(?:Post|Message)",
)
_OTHER = re.compile(
    r"related|recommend|popular|recent|widget|sidebar|teaser|\bnav|menu|footer|\btags?\b|share|"
    r"(?:^|[-_ ])(?:form|respond|pagination|latest|more-|trending)(?:[-_ ]|$)|"
    r"comments?-?link|comment-?form",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"author|user-?_?name|(?:^|[-_ ])(?:user|poster|nick(?:name)?|fn|commenter|name|member|by|"
    r"byline|creator|profile|handle)(?:[-_ ]|$)|Username|bigusername|displayname",
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
_MOST = 50_000  # records of one page


class _Weight(NamedTuple):
    """What an element holds, all below it included."""

    text: int
    links: int
    dates: int
    authors: int


def mark_of(element: etree._Element) -> str:
    """Give the words by which a page names an element: its id, class and microdata."""
    names = (element.get(k, "") for k in ("id", "class", "itemprop", "itemtype", "data-testid"))
    return " ".join(name for name in names if name)


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
    if not 0 < len(words) <= 60:
        return False
    if element.tag == "cite" or element.get("rel") == "author":
        return True
    if element.tag == "a" and _PROFILE.search(element.get("href", "")):
        return True
    return _AUTHOR.search(mark_of(element)) is not None


def records(root: etree._Element) -> tuple[etree._Element, ...]:
    """Give the elements that are the records of the page's thread; none, if it has no thread."""
    weights = _weights(root)
    best: tuple[float, int, int] = (0.0, 0, 0)
    found: Sequence[etree._Element] = ()
    for elements in _groups(root).values():
        value = _value(elements, weights)
        if value > best:
            best, found = value, elements
    return tuple(found)


def _weights(root: etree._Element) -> dict[etree._Element, _Weight]:
    found: dict[etree._Element, _Weight] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        own = len((element.text or "").strip())
        text = own + sum(found[c].text + len((c.tail or "").strip()) for c in element)
        links = text if element.tag == "a" else sum(found[c].links for c in element)
        dates = sum(found[c].dates for c in element)
        authors = sum(found[c].authors for c in element)
        small = "".join(element.itertext()).strip() if text <= 90 else ""
        dates = dates or int(text <= 90 and is_when(element, small))
        authors = authors or int(text <= 60 and is_author(element, small))
        silent = element.tag in ("script", "style", "noscript", "select", "textarea")
        found[element] = _Weight(0, 0, 0, 0) if silent else _Weight(text, links, dates, authors)
    return found


def _groups(root: etree._Element) -> dict[tuple[str, str, str], list[etree._Element]]:
    """Elements by what they have in common: an id but for its number, a class, a type."""
    found: dict[tuple[str, str, str], list[etree._Element]] = defaultdict(list)
    parents: dict[etree._Element, int] = {}
    for element in root.iter(*_HOLDERS):
        tag = str(element.tag)
        name = element.get("id", "")
        if any(c.isdigit() for c in name):
            found["id", tag, re.sub(r"\d+", "#", re.sub(r"[0-9a-f]{8,}", "#", name))].append(
                element
            )
        for token in set(element.get("class", "").split()):
            if not any(c.isdigit() for c in token):
                found["class", tag, token].append(element)
        if not element.attrib and (over := element.getparent()) is not None:
            place = parents.setdefault(over, len(parents))
            found["child", tag, str(place)].append(element)
        for kind in ("itemtype", "itemprop"):
            if element.get(kind):
                found[kind, tag, element.get(kind, "")].append(element)
    return {key: els for key, els in found.items() if len(els) <= _MOST}


class _Count(NamedTuple):
    """What the records of a group hold together: how many have a time, a name, both and words."""

    records: int
    dated: int
    named: int
    full: int
    text: int
    links: int


def _value(
    elements: Sequence[etree._Element], weights: dict[etree._Element, _Weight]
) -> tuple[float, int, int]:
    """How good a thread the elements make: records with a name, a time and words; its size."""
    had = _count(_own(elements, weights))
    hint = _hint(elements[0])
    whole = weights[elements[0].getroottree().getroot()].text
    if hint is None or not _fits(had, hint, whole):
        return 0.0, 0, 0
    if any(True for _ in elements[0].iter("h1", "textarea")):  # an article, a form
        return 0.0, 0, 0
    if hint != _STRONGLY and _teasers(elements):
        return 0.0, 0, 0
    known = max(had.dated, had.named)
    value = had.full + 0.3 * known - 0.1 * (had.records - (had.full or known))
    words = 1 + 0.1 * math.log10(had.text / had.records)
    return value * words * hint, had.text, had.records


def _teasers(elements: Sequence[etree._Element]) -> bool:
    """A list of stories has headings that link to them; posts have none, or all the same."""
    first = elements[:50]
    titles = {title for e in first for h in e.iter("h2", "h3", "h4") if (title := _linked(h))}
    return len({t.lower().removeprefix("re: ") for t in titles}) > 0.5 * len(first)


def _linked(heading: etree._Element) -> str | None:
    over = heading.getparent()
    links = [over] if over is not None and over.tag == "a" else list(heading.iter("a"))
    told = (" ".join("".join(a.itertext()).split()) for a in links)
    named = any(is_author(a, "x") for a in links)
    return next((words for words in told if len(words) > 15 and not named), None)


def _count(own: Sequence[_Weight]) -> _Count:
    dated = [1 <= w.dates <= 5 for w in own]
    named = [1 <= w.authors <= 8 for w in own]
    told = [w.text - w.links > 15 for w in own]
    full = sum(d and n and t for d, n, t in zip(dated, named, told, strict=True))
    text, links = sum(w.text for w in own), sum(w.links for w in own)
    return _Count(len(own), sum(dated), sum(named), full, text, links)


def _fits(had: _Count, hint: float, whole: int) -> bool:
    """The less the page's own names say so, the more the build has to."""
    n = had.records
    if had.text < 1 or had.links > 0.6 * had.text:
        return False
    if n < 3 and (had.full < n or had.text > 0.5 * whole):
        return False
    if hint == _STRONGLY:
        return max(had.dated, had.named) >= 0.5 * n and had.text - had.links > 15 * n
    if hint == _WEAKLY:
        return n >= 2 and min(had.dated, had.named) >= 0.6 * n and had.full >= 0.5 * n
    return n >= 3 and had.full >= 0.9 * n and had.links < 0.3 * had.text and had.text > 80 * n


def _own(
    elements: Sequence[etree._Element], weights: dict[etree._Element, _Weight]
) -> list[_Weight]:
    """What each record holds without the records within it, its replies."""
    own = {e: weights[e] for e in elements}
    for e in elements:
        over = next((a for a in e.iterancestors() if a in own), None)
        if over is not None:
            inner = weights[e]
            own[over] = _Weight(*(a - b for a, b in zip(own[over], inner, strict=True)))
    return list(own.values())


def _hint(element: etree._Element) -> float | None:
    """How far the page names the element, or what holds it, a comment; None: something else."""
    own = mark_of(element)
    over = islice(element.iterancestors(), 4)
    above = [mark_of(a) for a in over if a.tag not in ("body", "html")]
    near = " ".join([own, *above])
    if _STRONG.search(near):
        return _STRONGLY
    if any(_OTHER.search(mark) for mark in (own, *above[:2])):
        return None
    return _WEAKLY if _SPEECH.search(near) else _NOT


_STRONGLY, _WEAKLY, _NOT = 1.5, 1.0, 0.6
