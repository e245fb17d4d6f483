"""Who wrote a record of a page's thread, when, and which words are his own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

from wellsourced.read.markup import Block, blocks, words_of
from wellsourced.read.moments import moment
from wellsourced.read.phrases import is_trackback
from wellsourced.read.records import is_author, is_when, mark_of, records


def _token(words: str, more: str = "") -> re.Pattern[str]:
    """A pattern for any of the words as a member of a class name, or for something more."""
    members = rf"(?:^|[-_ ])(?:{'|'.join(words.split())})(?:[-_ ]|$)"
    return re.compile(f"{members}|{more}" if more else members, re.IGNORECASE)


_BODY = _token(
    "content body text message entry description bbcode markdown copy",
    "commenttext|comment-?content|postbody|post_?message|usertext-body|articleBody|messageText",
)
_APPARATUS = _token(
    r"reply report like vote rating share permalink edit flag actions? buttons? toolbar footer "
    r"meta header avatar signature sig rank badge controls? tools quote-?link vcard moderat\w+ "
    r"links options userinfo user-?details postprofile author metadata time date timestamp"
)
_NAMED = _token("fn name", r"author|user-?_?name|nick|poster")
_BUTTON = re.compile(
    r"(?:reply|report( abuse| comment)?|like|quote|share|permalink|link|edit|flag|delete|up|down|"
    r"log in to reply|reply with quote|reply to this|antworten|zitieren|répondre|responder|top|"
    r"#?\d+|says:?|\W*|show|hide|more|(un)?helpful|thanks|vote|\d+ (likes?|votes?|points?))",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\s*(?:says|said|wrote|writes|schreibt|sagt|commented|on)?\s*(?:\.\.\.|…|:|,)?\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:posted|comment|written|submitted)?\s*(?:by|from|von|de|par)\s*:?\s+", re.IGNORECASE
)


_JOINED = re.compile(
    r"(?:joined|join date|registered|member since|registriert|dabei seit|beigetreten|"
    r"mitglied seit|inscrit|last (?:edited|visit)|edited|zuletzt|modified|updated|birthday)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:re|aw|sv|antw|fwd?): .{1,150}", re.IGNORECASE)
_DATE_MARK = re.compile(r"date|time|permalink|posted|published|when", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:last edited|edited (?:by|on)|zuletzt bearbeitet|reactions?:|share this post|link to post|"
    r"share on other sites|click to expand|_{6,}|-{6,}|signatur wird|attachments?:|anhänge:|"
    r"\d+ person(?:\(?en\)?)? gefällt|likes?:|sent from my )",
    re.IGNORECASE,
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
    told = _words(blocks(body, skip))
    author = name_within(words_of(who)) if who is not None else None
    notice = re.search(r"pingback|trackback", mark_of(element), re.IGNORECASE) or (
        told and is_trackback(told[0].text)
    )
    return Post(element, author, _time(when), told, above, bool(notice))


def _words(found: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without buttons, down to the apparatus below them."""
    told = [b for b in found if not _BUTTON.fullmatch(b.text)]
    if len(told) > 1 and _SUBJECT.fullmatch(told[0].text):
        told = told[1:]
    first = next((n for n, b in enumerate(told) if n and _ENDS.match(b.text)), len(told))
    tail = [b for b in told[first:] if not _ENDS.match(b.text)]
    return tuple(told[:first] if sum(len(b.text) for b in tail) < 200 else told)


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
    best = [e for e in fits if _NAMED.search(mark_of(e)) or e.tag == "cite"]
    first = (best or fits)[0]
    inside = [
        e for e in first.iterdescendants() if e in set(fits) or (e.tag == "a" and words_of(e))
    ]
    return inside[0] if inside else first


def _when_element(own: Sequence[etree._Element]) -> etree._Element | None:
    """The time of writing: not the day its writer joined, nor the time of what he quotes."""
    dates = [e for e in own if len(w := words_of(e)) <= 90 and is_when(e, w)]
    other = [e for e in dates if _of_other(e)]
    around = {a for e in other for a in (e, *e.iterancestors())}
    told = [e for e in dates if e not in around]
    timed = [e for e in told if e.tag == "time" or e.get("datetime")]
    clocked = [e for e in told if (m := moment(_printed(e))) and m.time]
    named = [e for e in told if _DATE_MARK.search(mark_of(e)) and moment(_printed(e))]
    dated = [e for e in told if moment(_printed(e))]
    for fits in (timed, clocked, named, dated, told):
        if fits:
            return next((e for e in reversed(fits) if fits[0] in set(e.iterancestors())), fits[0])
    return None


def _printed(element: etree._Element) -> str:
    words = words_of(element)
    told = moment(words)
    return words if told and told.time else f"{element.get('title', '')} {words}"


def _of_other(element: etree._Element) -> bool:
    near = [element, *islice(element.iterancestors(), 2)]
    if any(_JOINED.match(words_of(e)) for e in near if len(e) < 4):
        return True
    before = element.getprevious()
    if before is not None and _JOINED.match(words_of(before)[:40]):
        return True
    return any(a.tag in ("blockquote", "q") or "quote" in a.get("class", "") for a in near[1:])


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
    longest = max(fits, key=lambda e: len(words_of(e)), default=whole)
    least = 0.6 * len(words_of(longest))
    for e in fits:  # the innermost that still holds most of it
        if longest in set(e.iterancestors()) and len(words_of(e)) >= least:
            longest = e
    return longest


def _apparatus(element: etree._Element, body: etree._Element) -> bool:
    mark = mark_of(element)
    if element.tag in ("form", "button", "footer", "header"):
        return True
    if element.tag == "blockquote":
        return False
    within = body in set(element.iterancestors())
    small = len(words_of(element)) < (60 if within else 200)
    return (
        bool(mark)
        and small
        and _APPARATUS.search(mark) is not None
        and body not in set(element.iterdescendants())
    )


def name_within(words: str) -> str | None:
    """Give the name within the words that hold it.

    >>> name_within("Ana Reyes says:"), name_within("Posted by: ben")
    ('Ana Reyes', 'ben')
    """
    name = _SAYS.sub("", _BY.sub("", words.strip())).strip(" ,:|–—-·•")
    return name if 0 < len(name) <= 60 else None
