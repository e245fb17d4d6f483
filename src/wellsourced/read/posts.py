"""Who wrote a record of a page's thread, when, and which words are his own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from wellsourced.read.census import EMPTY, Weight, mark_of
from wellsourced.read.endings import own_words
from wellsourced.read.markup import Block, blocks
from wellsourced.read.phrases import is_trackback
from wellsourced.read.records import records
from wellsourced.read.writers import author_of, time_of, when_of


def _token(words: str, more: str) -> re.Pattern[str]:
    """A pattern for any of the words as a member of a class name, or for something more."""
    members = rf"(?:^|[-_ ])(?:{'|'.join(words.split())})(?:[-_ ]|$)"
    return re.compile(f"{members}|{more}", re.IGNORECASE)


_BODY = _token(
    "content body text message entry description bbcode markdown copy",
    "commenttext|comment-?content|postbody|post_?message|usertext-body|articleBody|messageText|"
    "msg-?_?text|post(?:ing)?-?_?text|kommentar-?text",
)
_APPARATUS = _token(
    r"reply report like vote rating share permalink edit flag actions? buttons? toolbar footer "
    r"meta header avatar signature sig rank badge controls? tools quote-?link vcard moderat\w+ "
    r"links options userinfo user-?details postprofile author metadata time date timestamp",
    r"commentAuthor|commentDate|like_count",
)
_QUOTE = _token(
    "quote quotes quoted quotation quotebox citation quote-?container quotecontent",
    r"bb_?-?code_?-?quote",
)
_QUOTES = frozenset({"blockquote", "q"})
_HOLDS_QUOTE = frozenset({"div", "table", "fieldset", "dl", "section", "aside", "article"})
_NO_BODY = frozenset({"a", "time", "span", "textarea", "input", "h1", "h2", "h3", "h4"})
_NOTICE = re.compile(r"pingback|trackback", re.IGNORECASE)


class Post(NamedTuple):
    """A record, read: `level` and `above` tell under which post it hangs."""

    element: etree._Element
    author: str | None
    at: str | None
    blocks: tuple[Block, ...]
    above: int | None
    trackback: bool


class _Record(NamedTuple):
    """A record's elements without those of the records within it, and of what it quotes."""

    whole: etree._Element
    own: list[etree._Element]
    quoted: frozenset[etree._Element]
    weights: Mapping[etree._Element, Weight]

    def length(self, element: etree._Element) -> int:
        held = self.weights.get(element)
        return held.text if held else sum(self.weights.get(e, EMPTY).text for e in element)


def posts(root: etree._Element, weights: Mapping[etree._Element, Weight]) -> list[Post]:
    """Read the thread of a page."""
    found = records(root, weights)
    number = {e: n for n, e in enumerate(found)}
    read, inside = [], _inner(found, number)
    for n, element in enumerate(found):
        over = next((number[a] for a in element.iterancestors() if a in number), None)
        read.append(_post(element, inside[n], over, weights))
    told = own_words([p.blocks for p in read], [p.author for p in read])
    return [p._replace(blocks=words) for p, words in zip(read, told, strict=True)]


def _inner(
    found: Sequence[etree._Element], number: Mapping[etree._Element, int]
) -> list[list[etree._Element]]:
    """For each record the records right within it."""
    inside: list[list[etree._Element]] = [[] for _ in found]
    for element in found:
        over = next((number[a] for a in element.iterancestors() if a in number), None)
        if over is not None:
            inside[over].append(element)
    return inside


def _post(
    element: etree._Element,
    inner: Sequence[etree._Element],
    above: int | None,
    weights: Mapping[etree._Element, Weight],
) -> Post:
    own = list(_own(element, frozenset(inner)))
    record = _Record(element, own, _quoted(own), weights)
    outer = [e for e in own if e not in record.quoted]
    when = when_of(outer, weights)
    writer = author_of(outer, when, weights)
    body = _body(record, writer.element, when)
    apart = [_branch(e, body, record) for e in (writer.element, when) if e is not None]
    skip = [*inner, *(e for e in apart if e is not body)]
    holds = {body, *body.iterancestors()}
    skip += [e for e in outer if e not in holds and _apparatus(e, body, record)]
    least = [*inner, *(e for e in (writer.element, when) if e is not None)]
    told = tuple(blocks(body, skip)) or tuple(blocks(element, least))
    notice = _NOTICE.search(mark_of(element)) or (told and is_trackback(told[0].text))
    return Post(element, writer.name, time_of(when), told, above, bool(notice))


def _own(element: etree._Element, inner: frozenset[etree._Element]) -> Iterator[etree._Element]:
    """The record's elements without those of the records within it."""
    hidden: etree._Element | None = None
    if not inner:
        yield from (e for e in element.iter() if isinstance(e.tag, str))
        return
    for event, e in etree.iterwalk(element, events=("start", "end")):
        if hidden is None and event == "start" and isinstance(e.tag, str):
            if e in inner:
                hidden = e
            else:
                yield e
        elif hidden is e and event == "end":
            hidden = None


def _quoted(own: Sequence[etree._Element]) -> frozenset[etree._Element]:
    """The elements within what the record quotes, that itself included."""
    found: set[etree._Element] = set()
    for e in own[1:]:
        if e.getparent() in found or _quotes(e):
            found.add(e)
    return frozenset(found)


def _quotes(element: etree._Element) -> bool:
    """Whether an element is built to quote; some pages set each post as a block quote."""
    if element.tag in _QUOTES:
        return not _BODY.search(mark_of(element))
    return element.tag in _HOLDS_QUOTE and _QUOTE.search(element.get("class", "")) is not None


def _body(record: _Record, *told: etree._Element | None) -> etree._Element:
    """The element that is named as the words of the comment; the whole record, if none is."""
    holds = {a for e in told if e is not None for a in (e, *e.iterancestors())}
    fits = [
        e
        for e in record.own[1:]
        if e.tag not in _NO_BODY
        and e not in record.quoted
        and e not in holds
        and _BODY.search(mark_of(e))
        and record.weights.get(e, EMPTY).words
    ]
    longest = max(fits, key=record.length, default=record.whole)
    least = 0.6 * record.length(longest)
    for e in fits:  # the innermost that still holds most of it
        if record.length(e) >= least and longest in set(e.iterancestors()):
            longest = e
    return longest


def _branch(element: etree._Element, body: etree._Element, record: _Record) -> etree._Element:
    """The element with all that stands about it apart from the words: a profile, a header."""
    if body is record.whole:
        body = max(record.own[1:], key=lambda e: _said(e, record), default=body)
    holds = {body, *body.iterancestors()}
    if element in holds:
        return element
    most = 0.5 * record.length(record.whole)
    for over in element.iterancestors():
        if over in holds or record.length(over) > most:
            break
        element = over
    return element


def _said(element: etree._Element, record: _Record) -> int:
    """Characters of an element's own, and of lines and letters set in it."""
    if element in record.quoted or element.tag in ("script", "style"):
        return 0
    return len((element.text or "").strip()) + sum(len((e.tail or "").strip()) for e in element)


def _apparatus(element: etree._Element, body: etree._Element, record: _Record) -> bool:
    if element.tag in ("form", "button", "footer", "header"):
        return True
    if not (mark := mark_of(element)) or not _APPARATUS.search(mark):
        return False
    within = body is not record.whole and body in set(element.iterancestors())
    return record.length(element) < (60 if within else 200)
