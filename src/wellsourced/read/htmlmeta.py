"""What an HTML page says of itself in its head: title, outlet, author, day, address."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lxml import etree

from wellsourced.read.byline import is_nobody, unled
from wellsourced.read.markup import words_of
from wellsourced.read.moments import moment

_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_DAYS = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publishdate",
    "article.published", "citation_publication_date", "og:published_time",
    "dc.date.created", "dcterms.created", "dcterms:created", "dc:created", "datecreated",
    "vr:published_time", "article:published", "published_time", "publication_date",
)  # fmt: skip
_SUFFIX = re.compile(r"(?P<title>.+\s.+\s.+?)\s+(?:[|»«–—·:]|-)\s+(?P<last>[^|»«–—·]{2,60})$")
_STORY = re.compile(r"Article|BlogPosting|Report|Review|DiscussionForumPosting", re.IGNORECASE)

_NEWS = re.compile(r"News|Report|LiveBlog|DiscussionForumPosting")  # schema.org's kinds of telling
_SEVERAL = frozenset(
    {"citation_author", "author", "article:author", "dc.creator", "parsely-author"}
)
_TONGUE = re.compile(r"[a-z]{2,3}(?:-[a-z\d-]+)?")
_DAY_FIRST = frozenset(
    {"en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za", "en-pk", "en-ke", "en-ng"}
)
_EPOCH = 1970  # the year that a clock shows which was never set
_PARTS = re.compile(r"\s+(?:[|«»‹›–—·:]|-)\s+")
_KIND = re.compile(r'"@type"\s*:\s*"(\w{4,40})"')
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_PAGE = re.compile(r"WebPage|Recipe|Episode|Podcast|VideoObject", re.IGNORECASE)


class About(NamedTuple):
    """The page about itself; None where it does not say.

    `news`: it calls itself news; `day_first`: its country writes 4/5 for the fourth of May.
    """

    title: str | None
    outlet: str | None
    author: str | None
    day: date | None
    url: str | None
    language: str
    news: bool = False
    day_first: bool = False


class _Head(NamedTuple):
    """What a page says of itself, gathered in one walk."""

    told: dict[str, str]
    stories: list[dict[str, object]]
    canonical: str | None
    window: str
    headings: list[str]


def about(root: etree._Element) -> About:
    """Read the head of a page."""
    head = _head(root)
    told = head.told
    linked = [d for d in head.stories if _STORY.search(str(d.get("@type", "")))]
    loose = [d for d in head.stories if _PAGE.search(str(d.get("@type", "")))]
    outlet = _first(told, _OUTLETS) or _text(linked, "publisher")
    outlets = frozenset(_folded(one or "") for one in (outlet, _text(linked, "publisher")))
    tongue = _tongue(root, told)
    day_first = tongue in _DAY_FIRST or tongue[:2] not in ("", "en")
    return About(
        _title(head, _first(told, _TITLES) or _text(linked, "headline"), outlet),
        outlet,
        _person(_text(linked, "author"), outlets) or _person(_first(told, _AUTHORS), outlets),
        _day(told, linked, loose, day_first=day_first),
        _address(head),
        tongue.split("-")[0] or "en",
        news=any(_NEWS.search(str(d.get("@type", ""))) for d in linked),
        day_first=day_first,
    )


def _head(root: etree._Element) -> _Head:
    told: dict[str, str] = {}
    stories: list[dict[str, object]] = []
    links: list[str | None] = []
    windows: list[str] = []
    headings: list[str] = []
    for element in root.iter("meta", "script", "link", "title", "h1"):
        if element.tag == "meta":
            _meta(element, told)
        elif element.tag == "script":
            stories.extend(_stories(element))
        elif element.tag == "link":
            links.append(element.get("href") if element.get("rel") == "canonical" else None)
        elif words := words_of(element):
            (headings if element.tag == "h1" else windows).append(words)
    canonical = next((link for link in links if link), None)
    return _Head(told, stories, canonical, windows[0] if windows else "", headings)


def _meta(element: etree._Element, told: dict[str, str]) -> None:
    name = element.get("property") or element.get("name") or element.get("itemprop")
    name = (name or element.get("http-equiv") or "").lower()
    words = " ".join(element.get("content", "").split())
    if not name or not words:
        return
    if name in _SEVERAL and name in told and words not in told[name]:
        told[name] = f"{told[name]}; {words}"
    told.setdefault(name, words)


def _first(told: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((told[name] for name in names if told.get(name)), None)


def _tongue(root: etree._Element, told: dict[str, str]) -> str:
    """The language of a page, with its country where told: "en-gb"; "" where it does not say."""
    tongue = root.get("lang") or root.get("xml:lang") or told.get("content-language")
    tongue = (tongue or told.get("og:locale") or "").lower().replace("_", "-")
    return tongue if _TONGUE.fullmatch(tongue) else ""


def _day(
    told: dict[str, str],
    linked: list[dict[str, object]],
    loose: list[dict[str, object]],
    *,
    day_first: bool,
) -> date | None:
    words = _text(linked, "datePublished") or _first(told, _DAYS) or _text(loose, "datePublished")
    when = moment(words, day_first=day_first) if words else None
    return when.day if when and when.day.year > _EPOCH else None


def _address(head: _Head) -> str | None:
    url = head.canonical or head.told.get("og:url")
    return url if url and re.match(r"https?://", url) else None


def _title(head: _Head, told: str | None, outlet: str | None) -> str | None:
    """The heading of the story, if the page has one; else what its head calls it."""
    site = {_folded(outlet or ""), _site(head.window)}
    told = told if _folded(told or "") not in site else None
    window = told or head.window
    own = [words for words in head.headings if _folded(words) not in site]
    same = [words for words in own if len(words) > 9 and _folded(words) in _folded(window)]
    if same or len(own) == 1 or not window:
        return next(iter(same or own[:1]), None)
    if told and not outlet:
        return told
    if _folded(_PARTS.split(window)[0]) in site:
        return _PARTS.split(window, maxsplit=1)[-1]
    parted = _SUFFIX.match(window)
    last = parted["last"] if parted else ""
    if parted and ((not told and last.count(" ") < 3) or _folded(last) in site):
        return parted["title"]
    return window


def _site(window: str) -> str:
    """The site's name in a window's title: the shorter of its two ends.

    >>> _site("The bridge falls - Veld Courier"), _site("Courier » News » The bridge falls")
    ('veldcourier', 'courier')
    """
    parts = _PARTS.split(window)
    if len(parts) < 2:
        return ""
    first, last = parts[0], parts[-1]
    return _folded(last if last.count(" ") <= first.count(" ") else first)


def _folded(words: str) -> str:
    return re.sub(r"\W+", "", words.casefold())


def _person(name: str | None, outlets: frozenset[str]) -> str | None:
    """A name without what leads to it; an address is nobody's, nor is the outlet's an author's.

    >>> _person("By Ana Reyes", frozenset()), _person("Veld Courier", frozenset({"veldcourier"}))
    ('Ana Reyes', None)
    """
    named = [unled(one) for one in (name or "").split(";")]
    plain = "; ".join(
        one for one in named if one and not is_nobody(one) and _folded(one) not in outlets
    )
    return (
        plain if plain and "://" not in plain and "@" not in plain and len(plain) < 200 else None
    )


def _stories(script: etree._Element) -> Iterator[dict[str, object]]:
    """The things that a script describes as linked data."""
    if not script.get("type", "").startswith("application/ld+json"):
        return
    try:
        yield from _objects(json.loads(script.text or "", strict=False), 0)
    except (ValueError, RecursionError):  # broken, as many are: the day is still told
        kind = next(
            (k[1] for k in _KIND.finditer(script.text or "") if _STORY.search(k[1])), "Article"
        )
        for told in _PUBLISHED.finditer(script.text or ""):
            yield {"@type": kind, "datePublished": told[1]}


def _objects(value: object, depth: int) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        for item in value[:50]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict) and depth < 6:
        yield value
        yield from _objects(value.get("@graph"), depth + 1)


def _text(stories: list[dict[str, object]], key: str) -> str | None:
    for story in stories:
        if words := _plain(story.get(key)):
            return words
    return None


def _plain(value: object) -> str | None:
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, dict):
        return _plain(value.get("name"))
    if isinstance(value, list):
        return "; ".join(words for v in value if (words := _plain(v))) or None
    return None
