"""Who wrote a record of a page's thread, when, and which words are his own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from lxml import etree

from wellsourced.read.ages import day_by_age
from wellsourced.read.census import EMPTY, Weight, mark_of
from wellsourced.read.columns import Place, names_place, place_of, words_place
from wellsourced.read.dayfirst import turned
from wellsourced.read.endings import own_words
from wellsourced.read.flat import spoken
from wellsourced.read.markup import Block, blocks, words_of
from wellsourced.read.phrases import is_trackback
from wellsourced.read.records import records
from wellsourced.read.runs import wrapped
from wellsourced.read.scripted import carried
from wellsourced.read.writers import author_of, time_of, told_by_data, when_of


def _token(words: str, more: str) -> re.Pattern[str]:
    """A pattern for any of the words as a member of a class name, or for something more."""
    members = rf"(?:^|[-_ ])(?:{'|'.join(words.split())})(?:[-_ ]|$)"
    return re.compile(f"{members}|{more}", re.IGNORECASE)


_BODY = _token(
    "content body text txt message entry description bbcode markdown copy",
    "comm(?:ent)?-?_?te?xt|comment-?content|postbody|post_?message|usertext-body|articleBody|messageText|"
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
_ANSWERS = re.compile(
    r"repl(?:y|ied|ies)|\bparent\b|antwort|répon|respuesta|risposta|@|\bto\b|^\s*>>", re.IGNORECASE
)
_MOST = 20_000  # comments of one page that are read one by one


class Post(NamedTuple):
    """A record, read: `level` and `above` tell under which post it hangs."""

    element: etree._Element
    author: str | None
    at: str | None
    blocks: tuple[Block, ...]
    above: int | None
    trackback: bool
    printed: str = ""


class _Record(NamedTuple):
    """A record's elements without those of the records within it, and those that it quotes.

    `outer`: its own elements outside what it quotes.
    """

    whole: etree._Element
    own: list[etree._Element]
    quoted: frozenset[etree._Element]
    outer: list[etree._Element]
    weights: Mapping[etree._Element, Weight]

    def length(self, element: etree._Element) -> int:
        held = self.weights.get(element)
        return held.text if held else sum(self.weights.get(e, EMPTY).text for e in element)


def posts(
    root: etree._Element,
    weights: Mapping[etree._Element, Weight],
    fetched_at: datetime | None = None,
) -> list[Post]:
    """Read the thread of a page; with `fetched_at` also days told by "3 hours ago"."""
    every = records(root, weights)
    found, rest = every[:_MOST], every[_MOST:]
    beyond = _beyond(rest)
    number = {e: n for n, e in enumerate(found)}
    above = [next((number[a] for a in e.iterancestors() if a in number), None) for e in found]
    inside: list[list[etree._Element]] = [[] for _ in found]
    for element, over in zip(found, above, strict=True):
        if over is not None:
            inside[over].append(element)
    made = [_record(e, inner, weights) for e, inner in zip(found, inside, strict=True)]
    above = _linked(made, above)
    place = names_place((r.outer for r in made), weights)
    words = words_place((r.outer for r in made), weights, place)
    read = [
        _post(record, inner, over, (place, words))
        for record, inner, over in zip(made, inside, above, strict=True)
    ]
    told = own_words([p.blocks for p in read], [p.author for p in read])
    times = turned([p.at for p in read], [p.printed for p in read])
    thread = [
        p._replace(blocks=words, at=at or _by_age(p.printed, fetched_at))
        for p, words, at in zip(read, told, times, strict=True)
    ]
    return _with_data([*thread, *beyond], root) or _flat(root, weights)


def _by_age(printed: str, fetched_at: datetime | None) -> str | None:
    day = day_by_age(printed, fetched_at) if fetched_at else None
    return day.isoformat() if day else None


def _with_data(thread: list[Post], root: etree._Element) -> list[Post]:
    """The thread with the comments that the page carries as data and does not show.

    Where it shows a thread, the data are of that one if they hold half of it.
    """
    told = carried(root)
    shown = {_opening(p.blocks) for p in thread}
    same = sum(_opening(c.blocks) in shown for c in told)
    if not told or (thread and (2 * same < len(thread) or same == len(told))):
        return thread
    apart = etree.Element("div")
    known = {(p.author, (p.at or "")[:10]) for p in thread}
    new = {
        n: c
        for n, c in enumerate(told)
        if _opening(c.blocks) not in shown and (c.author, (c.at or "")[:10]) not in known
    }
    place = {n: len(thread) + k for k, n in enumerate(new)}
    return thread + [
        Post(apart, c.author, c.at, c.blocks, over, trackback=False)
        for c in new.values()
        for over in (place.get(-1 if c.above is None else c.above),)
    ]


def _opening(said: Sequence[Block]) -> str:
    """The first letters of a comment, by which it is known again."""
    return re.sub(r"\W+", "", "".join(b.text for b in said[:3]))[:60].casefold()


def _beyond(rest: Sequence[etree._Element]) -> list[Post]:
    """What stands beyond the most comments that are read one by one: one part, of no writer."""
    if not rest:
        return []
    whole = wrapped([rest])[0]
    return [Post(whole, None, None, tuple(blocks(whole)), None, trackback=False)]


def _flat(root: etree._Element, weights: Mapping[etree._Element, Weight]) -> list[Post]:
    """The thread that only the page's lines show; it is taken out of the tree already."""
    apart = etree.Element("div")
    return [
        Post(apart, s.author, s.at, s.blocks, None, is_trackback(s.blocks[0].text))
        for s in spoken(root, weights)
    ]


def _linked(made: Sequence[_Record], above: Sequence[int | None]) -> list[int | None]:
    """Under which post each hangs, also where only a link of the page says so: "in reply to"."""
    ids = {name: n for n, r in enumerate(made) for e in r.own if (name := e.get("id"))}
    found = list(above)
    for n, record in enumerate(made):
        links = (e for e in record.outer if found[n] is None and e.tag == "a")
        for link in links:
            _, mark, target = link.get("href", "").rpartition("#")
            over = ids.get(target, n) if mark else n
            if over < n and _ANSWERS.search(f"{mark_of(link)} {words_of(link)[:80]}"):
                found[n] = over
                break
    return found


def _record(
    element: etree._Element,
    inner: Sequence[etree._Element],
    weights: Mapping[etree._Element, Weight],
) -> _Record:
    own = list(_own(element, frozenset(inner)))
    quoted = _quoted(own)
    return _Record(element, own, quoted, [e for e in own if e not in quoted], weights)


def _post(
    record: _Record,
    inner: Sequence[etree._Element],
    above: int | None,
    places: tuple[Place | None, Place | None],
) -> Post:
    element, outer, weights = record.whole, record.outer, record.weights
    when = when_of(outer, weights)
    writer = author_of(outer, when, weights, places[0])
    body = _body(record, places[1], writer.element, when)
    apart = [_branch(e, body, record) for e in (writer.element, when) if e is not None]
    skip = [*inner, *(e for e in apart if e is not body)]
    holds = {body, *body.iterancestors()}
    skip += [e for e in outer if e not in holds and _apparatus(e, body, record)]
    least = [*inner, *(e for e in (writer.element, when) if e is not None)]
    told = tuple(blocks(body, skip)) or tuple(blocks(element, least))
    notice = _NOTICE.search(mark_of(element)) or (told and is_trackback(told[0].text))
    at = time_of(when) or told_by_data(record.own)
    return Post(
        element,
        writer.name,
        at,
        told,
        above,
        bool(notice),
        words_of(when)[:60] if when is not None else "",
    )


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


def _body(record: _Record, place: Place | None, *told: etree._Element | None) -> etree._Element:
    """The element that is named as the words of the comment, or stands where all have them.

    If none is or does, it is the whole record.
    """
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
    if not fits and place:
        fits = [e for e in record.outer[1:] if place_of(e) == place and e not in holds][:1]
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
