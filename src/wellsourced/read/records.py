"""Records that repeat in a page's tree, comments and posts, found by how they are built."""

import re
from collections import defaultdict
from collections.abc import Sequence
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
    r"(?:^|[-_ ])(?:form|respond|pagination|latest|more-|trending)(?:[-_ ]|$)|comments?-?link|comment-?form",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"author|user-?_?name|(?:^|[-_ ])(?:user|poster|nick(?:name)?|fn|commenter|name|member|by|byline|"
    r"creator|profile|handle)(?:[-_ ]|$)|Username|bigusername|displayname",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"/(?:users?|members?|profiles?|u|people|author|account)[/\-.?]|member\.php|profile\.php|action=profile|mode=viewprofile",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b\d{1,2}:\d\d\b|\b(?:ago|yesterday|today|gestern|heute)\b|\bvor \d+|\bil y a\b|"
    r"\b\d{1,2}(?:st|nd|rd|th|\.)?,? (?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])|"
    r"\b(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]*\.? \d{1,2}\b|"
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d\b|\b20\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
_MOST = 5_000  # records of one page


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
        for kind in ("itemtype", "itemprop"):
            if element.get(kind):
                found[kind, tag, element.get(kind, "")].append(element)
    return {key: els for key, els in found.items() if len(els) <= _MOST}


def _value(
    elements: Sequence[etree._Element], weights: dict[etree._Element, _Weight]
) -> tuple[float, int, int]:
    """How good a thread the elements make: records with a name, a time and words; then its size."""
    none = (0.0, 0, 0)
    own = [_own(e, weights, set(elements)) for e in elements]
    dated = sum(1 <= w.dates <= 5 for w in own)
    named = sum(1 <= w.authors <= 8 for w in own)
    full = sum(1 <= w.dates <= 5 and 1 <= w.authors <= 8 and w.text - w.links > 15 for w in own)
    text, links = sum(w.text for w in own), sum(w.links for w in own)
    if not text or links > 0.6 * text:
        return none
    count = len(elements)
    strong, weak, other = _hints(elements[0])
    if other and not strong:
        return none
    if strong:
        fits = max(dated, named) >= 0.5 * count and text - links > 15 * count
    elif weak:
        fits = count >= 2 and min(dated, named) >= 0.6 * count and full >= 0.5 * count
    else:
        fits = count >= 3 and full >= 0.9 * count and links < 0.3 * text and text > 80 * count
    if not fits:
        return none
    return (
        (full + 0.3 * max(dated, named)) * (1.5 if strong else 1.0 if weak else 0.6),
        text,
        count,
    )


def _own(
    element: etree._Element, weights: dict[etree._Element, _Weight], group: set[etree._Element]
) -> _Weight:
    """What a record holds without the records within it, its replies."""
    whole = weights[element]
    inner = [e for e in element.iterdescendants() if e in group] if whole.dates > 1 else []
    outer = [
        e
        for e in inner
        if not any(a in inner for a in e.iterancestors() if a in group and a is not element)
    ]
    return _Weight(
        *(
            getattr(whole, field) - sum(getattr(weights[e], field) for e in outer)
            for field in _Weight._fields
        )
    )


def _hints(element: etree._Element) -> tuple[bool, bool, bool]:
    """Whether the page names the element, or what holds it, a comment; a post; something else."""
    own = mark_of(element)
    above = [
        mark_of(a)
        for a, _ in zip(element.iterancestors(), range(4), strict=False)
        if a.tag not in ("body", "html")
    ]
    near = " ".join([own, *above])
    other = _OTHER.search(own) is not None or any(_OTHER.search(a) for a in above[:2])
    return _STRONG.search(near) is not None, _SPEECH.search(near) is not None, other
