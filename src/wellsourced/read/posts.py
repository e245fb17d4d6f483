"""Who wrote a record of a page's thread, when, and which words are his own."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from wellsourced.model import PartKind
from wellsourced.read.markup import Block, blocks, words_of
from wellsourced.read.moments import moment
from wellsourced.read.phrases import is_trackback
from wellsourced.read.records import is_author, is_when, mark_of, records

_BODY = re.compile(
    r"(?:^|[-_ ])(?:content|body|text|message|entry|description|bbcode|markdown|copy|c-content)(?:[-_ ]|$)|"
    r"commenttext|comment-?content|postbody|post_?message|usertext-body|articleBody|messageText",
    re.IGNORECASE,
)
_APPARATUS = re.compile(
    r"(?:^|[-_ ])(?:reply|report|like|vote|rating|share|permalink|edit|flag|actions?|buttons?|toolbar|"
    r"footer|meta|header|avatar|signature|sig|rank|badge|controls?|tools|quote-?link|vcard|moderat\w+|"
    r"links|options|attribution|userinfo|user-?details|postprofile|author|metadata|time|date|timestamp)(?:[-_ ]|$)",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:reply|report( abuse| comment)?|like|quote|share|permalink|link|edit|flag|log in to reply|delete|"
    r"reply to this|antworten|zitieren|répondre|responder|up|down|top|#?\d+|says:?|\W*|show|hide|more|"
    r"(un)?helpful|thanks|vote|0 likes?|\d+ (likes?|votes?|points?))",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\s*(?:says|said|wrote|writes|schreibt|sagt|commented|on)?\s*(?:\.\.\.|…|:|,)?\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:posted|comment|written|submitted)?\s*(?:by|from|von|de|par)\s*:?\s+", re.IGNORECASE
)


class Post(NamedTuple):
    """A record, read: `level` and `above` tell under which post it hangs."""

    element: etree._Element
    author: str | None
    at: str | None
    blocks: tuple[Block, ...]
    above: int | None
    trackback: bool


def posts(root: etree._Element) -> list[Post]:
    """Read the thread of a page."""
    found = records(root)
    group = set(found)
    number = {e: n for n, e in enumerate(found)}
    read = []
    for element in found:
        inner = [e for e in element.iterdescendants() if e in group]
        over = next((number[a] for a in element.iterancestors() if a in group), None)
        read.append(_post(element, inner, over))
    return read


def _post(element: etree._Element, inner: Sequence[etree._Element], above: int | None) -> Post:
    own = list(_own(element, set(inner)))
    who = _author_element(own)
    when = _when_element(own)
    body = _body(own, who)
    skip = [*inner, *(e for e in (who, when) if e is not None and e is not body)]
    skip += [e for e in own if e is not element and e is not body and _apparatus(e, body)]
    told = tuple(b for b in blocks(body, skip) if not _BUTTON.fullmatch(b.text))
    author = _name(words_of(who)) if who is not None else None
    mark = f"{mark_of(element)} {told[0].text[:80] if told else ''}"
    notice = re.search(r"pingback|trackback", mark_of(element), re.IGNORECASE) or (
        told and is_trackback(told[0].text)
    )
    del mark
    return Post(element, author, _time(when), told, above, bool(notice))


def _own(element: etree._Element, inner: set[etree._Element]) -> Iterator[etree._Element]:
    """The record's elements without those of the records within it."""
    hidden: etree._Element | None = None
    for event, e in etree.iterwalk(element, events=("start", "end")):
        if hidden is None and event == "start" and isinstance(e.tag, str):
            if e in inner:
                hidden = e
            else:
                yield e
        elif hidden is e and event == "end":
            hidden = None


def _author_element(own: Sequence[etree._Element]) -> etree._Element | None:
    fits = [e for e in own if is_author(e, words_of(e)) and not is_when(e, words_of(e))]
    fits = [
        e for e in fits if not _BUTTON.fullmatch(words_of(e)) and e.tag not in ("script", "style")
    ]
    if not fits:
        return None
    exact = re.compile(
        r"author|user-?_?name|nick|(?:^|[-_ ])fn(?:[-_ ]|$)|(?:^|[-_ ])name(?:[-_ ]|$)|poster",
        re.IGNORECASE,
    )
    best = [e for e in fits if exact.search(mark_of(e)) or e.tag == "cite"]
    first = (best or fits)[0]
    inside = [e for e in first.iterdescendants() if e in set(fits)]
    return inside[0] if inside else first


def _when_element(own: Sequence[etree._Element]) -> etree._Element | None:
    timed = [e for e in own if e.tag == "time" or e.get("datetime")]
    if timed:
        return timed[0]
    told = [e for e in own if len(w := words_of(e)) <= 90 and is_when(e, w)]
    dated = [e for e in told if moment(e.get("title", "") or words_of(e)) or moment(words_of(e))]
    if not dated:
        return told[0] if told else None
    smallest = dated[0]
    for e in dated[1:]:
        if smallest in set(e.iterancestors()):
            smallest = e
    return smallest


def _time(when: etree._Element | None) -> str | None:
    if when is None:
        return None
    for words in (
        words_of(when),
        when.get("datetime", ""),
        when.get("title", ""),
        when.get("content", ""),
    ):
        told = moment(words)
        if told and told.time:
            return told.iso
    for words in (when.get("datetime", ""), when.get("title", ""), words_of(when)):
        if told := moment(words):
            return told.iso
    return None


def _body(own: Sequence[etree._Element], who: etree._Element | None) -> etree._Element:
    """The element that is named as the words of the comment; the whole record, if none is."""
    whole = own[0]
    inside = [
        e
        for e in own[1:]
        if _BODY.search(mark_of(e)) and e.tag not in ("a", "time", "span", "textarea", "input")
    ]
    holds = set(who.iterancestors()) if who is not None else set()
    fits = [e for e in inside if e not in holds and words_of(e)]
    return max(fits, key=lambda e: len(words_of(e)), default=whole)


def _apparatus(element: etree._Element, body: etree._Element) -> bool:
    mark = mark_of(element)
    if element.tag in ("form", "button", "footer", "header"):
        return True
    if element.tag in ("p", "blockquote"):
        return False
    within = body in set(element.iterancestors())
    small = len(words_of(element)) < (60 if within else 200)
    return (
        bool(mark)
        and small
        and _APPARATUS.search(mark) is not None
        and body not in set(element.iterdescendants())
    )


def _name(words: str) -> str | None:
    """Give the name within the words that hold it.

    >>> _name("Ana Reyes says:"), _name("Posted by: ben")
    ('Ana Reyes', 'ben')
    """
    name = _SAYS.sub("", _BY.sub("", words.strip())).strip(" ,:|–—-·•")
    return name if 0 < len(name) <= 60 else None


def paragraph_kind(block: Block) -> PartKind:
    """A quotation inside a comment keeps its kind; all else is the comment's own."""
    return block.kind
