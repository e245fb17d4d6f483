"""The days that a page prints: the one by its story, and all that stand on lines of their own."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from lxml import etree

from wellsourced.read.ages import day_by_age
from wellsourced.read.census import EMPTY, Weight, mark_of
from wellsourced.read.moments import DAY, Moment, either_way, moment

_BEFORE, _AFTER = 25, 70  # elements around the heading within which its day stands
_BARE = 30  # characters of a line that holds a day and no more than a word or two
_FAR = 150  # elements below the heading within which an element built for a day is the story's
_DIGITS = re.compile(r"\d\d")
_NUMBER = re.compile(r"(?<!\d)\d\d?(?!\d)")
_LAST = re.compile(r"[|•·]")
_CLOSE = 20  # elements below the heading, of whatever kind, within which a day is the story's
_SMALL = 90  # characters of the longest line that holds a day
_LONG = 200  # characters of a paragraph, below which no byline stands any more
_OPENING = 60  # characters of a paragraph in which a dateline stands
_LEADS = 4  # paragraphs below the heading that may open with a dateline
_DATED = re.compile(r"(?:19|20)\d\d|['’./-]\d\d(?!\d)")
_PARTED = re.compile(r"\d[/-]\d")
_BUILT = re.compile(
    r"date|datum|fecha|publish|posted|(?:^|[-_ ])(?:time|meta|info|byline|published)(?:[-_ ]|$)"
    r"|article-?infos?",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"modif|updated|aktualisiert|geändert|änderung|mis à jour|last edited|actualizado|atualizado|"
    r"aggiornat|zuletzt|registriert|joined|member since|registered|inscrit|aktualizacja|обновлен",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?:first )?(?:published|posted|publié|publicado|publicación|publicação|pubblicato|"
    r"veröffentlicht|erschienen|veröffentlichung|opublikowano|опубликовано|gepubliceerd|publicerad|"
    r"date|datum|data|fecha|mise en ligne|geschrieben|gespeichert|pressemitteilung|press release)"
    r"\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
_LINE = re.compile(r"[\s\W]*(?:[\w-]+(?: [\w-]+){0,3}[\s,(–—-]+)?$")
_ASIDE = re.compile(
    r"related|recommend|popular|recent|\bnav|menu|comments?\b|more-|latest|event|termin|teasers|"
    r"read-also|carousel|slider",
    re.IGNORECASE,
)
_FOOT = re.compile(r"footer", re.IGNORECASE)
_MAYBE = re.compile(r"sidebar|-list(?:\s|$)", re.IGNORECASE)
_OUTSIDE = frozenset({"nav", "select", "form"})
_CLOCKS = timedelta(days=1)  # between the day of one place and of another
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset({"a", "i", "em", "b", "strong", "span", "u", "cite", "q"})
_NO_LINE = frozenset({"html", "head", "meta", "link", "title", "script", "style", "option"})


class Printed(NamedTuple):
    """The day by the story, None where none is clearly its own; and the days of all lines.

    `ago`: the day is told by how long ago it was.
    """

    day: date | None
    days: frozenset[date]
    ago: bool = False


class _Sign(NamedTuple):
    """A day: where it stands, whether an element is made for it, whether beside the story."""

    at: int
    day: date
    published: bool
    built: bool
    aside: bool


class _Line(NamedTuple):
    """An element that prints a day, and the day."""

    at: int
    element: etree._Element
    words: str
    told: Moment


class _Page(NamedTuple):
    elements: Sequence[etree._Element]
    weights: Mapping[etree._Element, Weight]
    heading: int | None
    fetched_at: datetime | None = None

    def held(self, at: int) -> Weight:
        return self.weights.get(self.elements[at], EMPTY)


def printed(
    root: etree._Element,
    weights: Mapping[etree._Element, Weight],
    title: str | None,
    *,
    month: tuple[int, int] | None = None,
    day_first: bool = False,
    fetched_at: datetime | None = None,
) -> Printed:
    """Give the days that a page prints; with `fetched_at` also those told by "3 hours ago".

    `month`: year and month that the address tells; `day_first`: how its country writes 4/5/2031.
    """
    elements = list(root.iter("{*}*"))
    page = _Page(elements, weights, _heading(elements, weights, title))
    lines = _lines(page, day_first=day_first)
    days = frozenset(line.told.day for line in lines)
    day = _chosen(page, _signs(page, lines), month, day_first=day_first)
    if day or fetched_at is None:
        return Printed(day, days)
    page = page._replace(fetched_at=fetched_at)
    lines = _lines(page, day_first=day_first)
    day = _chosen(page, _signs(page, lines), month, day_first=day_first)
    return Printed(day, days, ago=day is not None)


def _chosen(
    page: _Page, near: Sequence[_Sign], month: tuple[int, int] | None, *, day_first: bool
) -> date | None:
    signs = [s for s in near if not s.aside]
    if month is not None:
        signs = [s for s in signs if (s.day.year, s.day.month) == month]
        if len({s.day for s in signs}) == 1:
            return signs[0].day
    published = [s.day for s in signs if s.published]
    if len(set(published)) == 1:
        return published[0]
    if by := _near(page, near):
        return by
    if published:
        return published[0]
    return _built(signs) or _dateline(page, day_first=day_first)


def _lines(page: _Page, *, day_first: bool) -> list[_Line]:
    """The innermost elements that print a day on a short line, in their order."""
    search, weigh = _DIGITS.search, page.weights.get
    short = []
    for at, element in enumerate(page.elements):
        if (held := weigh(element)) is None or (words := held.small) is None:
            continue
        if len(words) > _SMALL or not (held.dates or search(words)):
            continue
        if (held.dates or _dated(words)) and element.tag not in _NO_LINE:
            short.append((at, element, words))
    first = _order((words for _, _, words in short), day_first=day_first)
    found: list[_Line] = []
    over: set[etree._Element] = set()
    for at, element, words in reversed(short):
        if element in over:
            continue
        told = _told(element, words, day_first=first) or _aged(words, page.fetched_at)
        if told is None:
            continue
        found.append(_Line(at, element, words, told))
        over.update(islice(element.iterancestors(), 8))
    return found[::-1]


def _dated(words: str) -> bool:
    return _DATED.search(words) is not None and _NUMBER.search(words) is not None


def _data(element: etree._Element) -> str:
    told = element.attrib
    return told.get("datetime") or told.get("content") or told.get("title") or "" if told else ""


def _told(element: etree._Element, words: str, *, day_first: bool) -> Moment | None:
    """The day of an element: as its data has it, or as printed where a zone lies between."""
    shown = moment(words, day_first=day_first)
    data = _data(element)
    kept = moment(data, day_first=day_first) if data else None
    if shown and kept and (data == element.get("title") or abs(shown.day - kept.day) == _CLOCKS):
        return shown
    return kept or shown


def _aged(words: str, fetched_at: datetime | None) -> Moment | None:
    day = day_by_age(words, fetched_at) if fetched_at else None
    return Moment(0, len(words), day, None) if day else None


def _signs(page: _Page, lines: Sequence[_Line]) -> list[_Sign]:
    heading = page.heading
    story = set() if heading is None else set(page.elements[heading].iterancestors())
    return [
        sign for line in lines if not _running(line, page.weights) and (sign := _sign(line, story))
    ]


def _running(line: _Line, weights: Mapping[etree._Element, Weight]) -> bool:
    """Whether a day stands in the midst of a paragraph's words, or of a heading's."""
    element = line.element
    if element.tag in _HEADINGS:
        return len(line.words) > _BARE
    over = element.getparent()
    if element.tag not in _INLINE or over is None or over.tag not in ("p", "li"):
        return False
    begun = bool((over.text or "").strip()) or element.getprevious() is not None
    return begun and weights.get(over, EMPTY).text > _SMALL


def _sign(line: _Line, story: set[etree._Element]) -> _Sign | None:
    element, words = line.element, line.words
    if _changed(line):
        return None
    mark = mark_of(element)
    over = element.getparent()
    marks = f"{mark} {mark_of(over)}" if over is not None else mark
    published = "datePublished" in mark or element.get("pubdate") is not None
    published |= "published" in element.get("class", "").split()
    before = words[: line.told.start] if line.told.start <= len(words) else ""
    published |= _SAYS.match(_LAST.split(before)[-1].strip()) is not None
    near = list(_apart(element, story))
    if any(o.tag in _OUTSIDE or _ASIDE.search(mark_of(o)) for o in near):
        return None
    aside = any(o.tag == "aside" or _MAYBE.search(mark_of(o)) for o in near)
    foot = any(o.tag == "footer" or _FOOT.search(mark_of(o)) for o in near)
    aside |= foot and not published
    built = element.tag == "time" or _BUILT.search(marks) is not None
    return _Sign(line.at, line.told.day, published, built, aside)


def _order(lines: Iterable[str], *, day_first: bool) -> bool:
    """Whether the days of a page stand before the months: as those show that leave no choice."""
    shown = [
        int(told["first4"]) > 12
        for words in lines
        if _PARTED.search(words)
        for told in DAY.finditer(words)
        if told["mark4"] in ("/", "-") and not either_way(told)
    ]
    return sum(shown) * 2 > len(shown) if shown else day_first


def _changed(line: _Line) -> bool:
    """A day of a change, not of publication."""
    if "odified" in mark_of(line.element) or _CHANGED.search(line.words[: line.told.start]):
        return True
    before = line.element.getprevious()
    return before is not None and _CHANGED.search((before.text or "")[:40]) is not None


def _apart(element: etree._Element, story: set[etree._Element]) -> Iterator[etree._Element]:
    """The nearest elements around it that do not hold the heading, too."""
    for over in islice(element.iterancestors(), 6):
        if over in story:
            return
        yield over


def _near(page: _Page, signs: Sequence[_Sign]) -> date | None:
    if (heading := page.heading) is None:
        return None
    end = heading + _FAR
    for at in range(heading + 1, min(end, len(page.elements))):
        if page.elements[at].tag == "p" and page.held(at).words > _LONG:
            end = at
    below = [s for s in signs if heading <= s.at < end]
    below = [s for s in below if s.at < heading + (_CLOSE if s.aside else _AFTER) or s.built]
    below = [s for s in below if not s.aside or s.at < heading + _CLOSE]
    above = [s for s in reversed(signs) if heading - _BEFORE <= s.at < heading and not s.aside]
    return next((s.day for s in (*below, *above)), None)


def _dateline(page: _Page, *, day_first: bool) -> date | None:
    """The day that opens one of the story's first paragraphs: "Veld, 4 March 2031 - The ..."."""
    leads = 0
    for at in range((page.heading or 0) + 1, len(page.elements) if page.heading else 0):
        if page.held(at).words <= _LONG or page.elements[at].tag not in ("p", "div"):
            continue
        words = _opening(page.elements[at])
        told = moment(words, day_first=day_first)
        if told and _LINE.match(words[: told.start]) and not words[: told.start].endswith("Am "):
            return told.day
        leads += page.elements[at].tag == "p"
        if leads == _LEADS:
            break
    return None


def _opening(element: etree._Element) -> str:
    words = ""
    for text in element.itertext():
        words = f"{words} {text.strip()}".strip()
        if len(words) > _OPENING:
            break
    return words[:_OPENING]


def _heading(
    elements: Sequence[etree._Element],
    weights: Mapping[etree._Element, Weight],
    title: str | None,
) -> int | None:
    """The heading that says the title; else the first of the page; else what has its words."""
    fold = _folded(title or "")
    first = None
    for at, element in enumerate(elements):
        if element.tag not in ("h1", "h2", "h3"):
            continue
        words = _folded(weights.get(element, EMPTY).small or "".join(element.itertext()))
        if len(words) > 7 and fold and (words in fold or fold in words):
            return at
        if first is None and element.tag == "h1" and words:
            first = at
    return first if first is not None or len(fold) <= 7 else _titled(elements, weights, fold)


def _titled(
    elements: Sequence[etree._Element], weights: Mapping[etree._Element, Weight], fold: str
) -> int | None:
    for at, element in enumerate(elements):
        held = weights.get(element, EMPTY).small
        if held and len(held) >= len(fold) and _folded(held) == fold:
            return at
    return None


def _folded(words: str) -> str:
    return re.sub(r"\W+", "", words.casefold())


def _built(signs: Sequence[_Sign]) -> date | None:
    """The day of the elements built for one, if they tell but one."""
    days = {s.day for s in signs if s.built}
    return days.pop() if len(days) == 1 else None
