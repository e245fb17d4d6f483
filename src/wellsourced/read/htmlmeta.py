"""What an HTML page says of itself in its head: title, outlet, author, day, address."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lxml import etree

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

_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_PAGE = re.compile(r"WebPage|Recipe|Episode|Podcast|VideoObject", re.IGNORECASE)


class About(NamedTuple):
    """The page about itself; None where it does not say."""

    title: str | None
    outlet: str | None
    author: str | None
    day: date | None
    url: str | None
    language: str


def about(root: etree._Element) -> About:
    """Read the head of a page."""
    told = _metas(root)
    described = list(_stories(root))
    linked = [d for d in described if _STORY.search(str(d.get("@type", "")))]
    loose = [d for d in described if _PAGE.search(str(d.get("@type", "")))]
    outlet = _first(told, _OUTLETS) or _text(linked, "publisher")
    title = _title(root, _first(told, _TITLES) or _text(linked, "headline"), outlet)
    author = _person(_first(told, _AUTHORS)) or _person(_text(linked, "author"))
    day = _text(linked, "datePublished") or _first(told, _DAYS) or _text(loose, "datePublished")
    when = moment(day) if day else None
    language = (root.get("lang") or "en").split("-")[0].lower()
    return About(title, outlet, author, when.day if when else None, _address(root, told), language)


def _metas(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        words = " ".join(meta.get("content", "").split())
        if name and words:
            found.setdefault(name.lower(), words)
    return found


def _first(told: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((told[name] for name in names if told.get(name)), None)


def _address(root: etree._Element, told: dict[str, str]) -> str | None:
    canonical = (e.get("href") for e in root.iter("link") if e.get("rel") == "canonical")
    url = next((u for u in canonical if u), None) or told.get("og:url")
    return url if url and re.match(r"https?://", url) else None


def _title(root: etree._Element, told: str | None, outlet: str | None) -> str | None:
    """The heading on the page that the head's title holds; else that title without the outlet."""
    window = told or next((words_of(e) for e in root.iter("title")), "")
    first = [words for e in root.iter("h1") if (words := words_of(e))]
    same = [words for words in first if len(words) > 9 and _folded(words) in _folded(window)]
    if same:
        return same[0]
    if not window:
        return first[0] if len(first) == 1 else None
    parted = _SUFFIX.match(window)
    last = parted["last"] if parted else ""
    if parted and (last.count(" ") < 3 or _folded(last) == _folded(outlet or "")):
        return parted["title"]
    return window


def _folded(words: str) -> str:
    return re.sub(r"\W+", "", words.casefold())


def _person(name: str | None) -> str | None:
    """An address is nobody's name."""
    plain = (name or "").strip()
    plain = re.sub(r"^by\s+", "", plain, flags=re.IGNORECASE)
    return (
        plain if plain and "://" not in plain and "@" not in plain and len(plain) < 120 else None
    )


def _stories(root: etree._Element) -> Iterator[dict[str, object]]:
    """The things that the page describes as linked data."""
    for script in root.iter("script"):
        if script.get("type", "").startswith("application/ld+json"):
            try:
                yield from _objects(json.loads(script.text or "", strict=False), 0)
            except (ValueError, RecursionError):  # broken, as many are: the day is still told
                for told in _PUBLISHED.finditer(script.text or ""):
                    yield {"@type": "Article", "datePublished": told[1]}


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
