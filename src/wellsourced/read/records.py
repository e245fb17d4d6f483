"""Records that repeat in a page's tree, comments and posts, found by how they are built."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import etree

from wellsourced.read.census import EMPTY, Weight, is_author, mark_of
from wellsourced.read.endings import is_reply
from wellsourced.read.markup import words_of
from wellsourced.read.phrases import is_marker
from wellsourced.read.runs import runs, wrapped

_HOLDERS = frozenset(
    {"li", "div", "article", "section", "tr", "table", "dl", "dd", "td", "ol", "p", "details"}
)
_STRONG = re.compile(
    r"comment|kommentar|komm?ent|coment|\bcmt|repl(?:y|ies)\b|trackback|pingback|usertext|reactie|"
    r"réaction|opinion[ei]s|response(?!ive)|talk-?back|guest-?book|g[aä]e?stebuch|shout-?box",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"(?:^|[-_ ])(?:post|msg|message|pid|answer|review|discussion|reaction|feedback|beitrag)s?"
    r"(?:[-_ ]|$|\d)|forum|thread|(?<=[a-z])(?:Post|Message)",
)
_OTHER = re.compile(
    r"related|recommend|popular|recent|widget|sidebar|teaser|\bnav|menu|footer|\btags?\b|share|caption|figure|gallery|photo|"
    r"(?:^|[-_ ])(?:form|respond|pagination|latest|more-|trending)(?:[-_ ]|$)|"
    r"comments?-?link|comment-?form",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"recent[-_ ]?comment|latest[-_ ]?comment|last[-_ ]?comment|(?:aktuelle|neueste|letzte)[-_ ]?"
    r"kommentare|(?:tag|category)-[\w-]*komm|comments?[-_]?(?:link|respond|count|footer-item)"
    r"|liveblog|\b(?:reply|comment)[-_]?(?:actions?|buttons?|forms?)\b",
    re.IGNORECASE,
)  # names that say comment, on what is none of this page's thread
_SPOKEN = re.compile(
    r"comment[-_]{0,2}(?:author|actor|user|body|text|content|message|date|time|name)(?![-_]?link)",
    re.IGNORECASE,
)  # names within a record that no story's link to its comments has
_LISTED = re.compile(r"related|recommend|most-?popular|trending", re.IGNORECASE)
_RATED = re.compile(r"(?:^|[-_ ])(?:ratings?|stars?|score)(?:[-_ ]|$)|reviewRating", re.IGNORECASE)
_STARS = re.compile(r"[★☆]{2,}|\b[0-5](?:[.,]\d)? ?(?:/|of|out of|von|sur|de) ?5\b")
_FIRST = 3  # records of a group by which it is told what it is
_WITHIN = 60  # elements of one of them that are looked at
_SAID = 12  # characters that are words of one's own
_COMMON = frozenset({"id", "class", "itemtype", "itemprop", "typeof"})
_DIGITS = re.compile(r"\d+")
_HEXADECIMAL = re.compile(r"[0-9a-f]{8,}")
_Key = tuple[str, str, str]


def records(
    root: etree._Element, weights: Mapping[etree._Element, Weight]
) -> tuple[etree._Element, ...]:
    """Give the elements that are the records of the page's thread; none, if it has no thread.

    Records that are made of several neighbours are wrapped into an element of their own.
    """
    groups = _groups(root)
    whole = weights.get(root, EMPTY).text
    best: tuple[float, float, int] = (0.0, 0, 0)
    found: Sequence[Sequence[etree._Element]] = ()
    single: list[tuple[tuple[float, float, int], etree._Element]] = []
    for elements in groups.values():
        if not _hopeful(elements, weights):
            continue
        value = _value(elements, _own(elements, weights), whole, weights)
        if len(elements) == 1 and value[0]:
            single.append((value, elements[0]))
        elif value > best:
            best, found = value, [(e,) for e in elements]
    for run in runs(weights):
        held = [_sum(record, weights) for record in run]
        value = _value([record[0] for record in run], held, whole, weights)
        if value[0] * _LIFTED > best[0]:
            best, found = (value[0] * _LIFTED, *value[1:]), run
    found = _around(found, groups)
    if single and max(single, key=_first)[0][0] > best[0]:
        found = [(_innermost(single, weights),)]
    return wrapped(found)


def _hopeful(elements: Sequence[etree._Element], weights: Mapping[etree._Element, Weight]) -> bool:
    """Whether half of the elements may turn out to have words, and a time or a name."""
    told = dated = 0
    for e in elements:
        held = weights.get(e, EMPTY)
        told += held.words > _SAID
        dated += held.dates > 0 or held.authors > 0
    return min(told, dated) >= 0.5 * len(elements)


def _around(
    found: Sequence[Sequence[etree._Element]], groups: Mapping[_Key, Sequence[etree._Element]]
) -> Sequence[Sequence[etree._Element]]:
    """Where each of a build's elements holds the same different ones that were found, the former.

    A profile and the words beside it may be of one class: they are one record.
    """
    if len(found) < 4 or any(len(record) > 1 for record in found):
        return found
    inner = [record[0] for record in found]
    for size in (2, 3):
        turns = [{_DIGITS.sub("", mark_of(e)) for e in inner[n::size]} for n in range(size)]
        alike = any(len(marks) > 1 for marks in turns) or len(set[str]().union(*turns)) < size
        if len(inner) % size or alike:
            continue
        heads, after = inner[::size], [set(e.iterancestors()) for e in inner[1::size]]
        for elements in groups.values():
            if len(elements) == len(heads) and all(
                o in set(h.iterancestors()) and o in a
                for o, h, a in zip(elements, heads, after, strict=True)
            ):
                return [(e,) for e in elements]
    return found


def _first(told: tuple[tuple[float, float, int], etree._Element]) -> tuple[float, float, int]:
    return told[0]


def _innermost(
    single: Sequence[tuple[tuple[float, float, int], etree._Element]],
    weights: Mapping[etree._Element, Weight],
) -> etree._Element:
    """Of the elements around one comment, the smallest that still holds most of its words."""
    most = max(value[0] for value, _ in single)
    fits = [e for value, e in single if value[0] > 0.9 * most]
    words = max(weights[e].words for e in fits)
    large = [e for e in fits if weights[e].words >= 0.35 * words]
    return min(reversed(large), key=lambda e: weights[e].text)


_LIFTED = 0.9  # what names of the page's own say counts before what only the build says


def _sum(record: Sequence[etree._Element], weights: Mapping[etree._Element, Weight]) -> Weight:
    total = EMPTY
    for element in record:
        total = total.plus(weights.get(element, EMPTY))
    return total


def _groups(root: etree._Element) -> dict[_Key, list[etree._Element]]:
    """Elements by what they have in common."""
    found: dict[_Key, list[etree._Element]] = defaultdict(list)
    parents: dict[etree._Element, str] = {}
    for element in root.iter(*_HOLDERS):
        tag, told = str(element.tag), element.items()
        if tag == "details":
            found["tag", tag, ""].append(element)
        alone = True
        for key, value in told:
            alone = alone and key not in ("class", "id")
            if key in _COMMON and value:
                for name in _common(key, value):
                    found[key, tag, name].append(element)
        over = element.getparent() if alone else None
        if over is not None:
            place = parents.setdefault(over, str(len(parents)))
            found["child", tag, place].append(element)
    return found


@lru_cache(maxsize=20_000)
def _common(key: str, value: str) -> tuple[str, ...]:
    """What of an attribute others may share: an id but for its number, a class without one."""
    if key == "id":
        if not _DIGITS.search(value):
            return ()
        return (_DIGITS.sub("#", _HEXADECIMAL.sub("#", value)),)
    if key == "class":
        return tuple(sorted({t for t in value.split() if not _DIGITS.search(t)}))
    return (value,)


class _Count(NamedTuple):
    """What the records of a group hold together: how many have a time, a name, both and words."""

    records: int
    dated: int
    named: int
    told: int
    full: int
    text: int
    links: int


def _value(
    elements: Sequence[etree._Element],
    own: Sequence[Weight],
    whole: int,
    weights: Mapping[etree._Element, Weight],
) -> tuple[float, float, int]:
    """How good a thread the elements make: records with a name, a time and words; its size."""
    had = _count(own)
    if had.told < 0.5 * had.records or max(had.dated, had.named) < 0.5 * had.records:
        return 0.0, 0, 0
    hint = _hint(elements[0], weights)
    if hint is not None and hint != _STRONGLY:
        hint = _shown(elements, hint, had)
    if hint is None or not _fits(had, hint, whole) or _other_things(elements, hint):
        return 0.0, 0, 0
    known = max(had.dated, had.named)
    sound = 1.3 * had.full if had.full >= 0.5 * known else had.full + 0.3 * known
    value = sound - 0.1 * (had.records - (had.full or known))
    words = 1 + 0.1 * math.log10(had.text / had.records)
    return value * words * hint, had.text, had.records


def _shown(elements: Sequence[etree._Element], hint: float, had: _Count) -> float:
    """What the first records show of themselves: each has a button to reply, or stars."""
    first = elements[:_FIRST]
    if len(first) < _FIRST or had.told < 0.8 * had.records:
        return hint
    if all(any(is_reply(words_of(e)) for e in _buttons(r)) for r in first):
        return _STRONGLY
    starred = had.named >= 0.8 * had.records and all(map(_is_rated, first))
    return _BY_STARS if starred else hint


def _buttons(record: etree._Element) -> Iterator[etree._Element]:
    within = islice(record.iter("a", "button", "span"), _WITHIN)
    return (e for e in within if len(e) < 3 and len(e.text or "") < 40)


def _is_rated(record: etree._Element) -> bool:
    for e in islice(record.iter("*"), _WITHIN):
        if _RATED.search(mark_of(e)) or (e.text and len(e.text) < 40 and _STARS.search(e.text)):
            return True
    return False


def _other_things(elements: Sequence[etree._Element], hint: float) -> bool:
    """An article, a form, or a list of stories."""
    own = elements[0]
    apart = ("h1", "textarea") if len(elements) == 1 else ("h1",)
    if any(True for _ in own.iter(*apart)):
        return True
    return hint != _STRONGLY and _teasers(elements)


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


def _count(own: Sequence[Weight]) -> _Count:
    dated = [1 <= w.dates <= 5 for w in own]
    named = [1 <= w.authors <= 8 for w in own]
    told = [w.words > _SAID for w in own]
    full = sum(d and n and t for d, n, t in zip(dated, named, told, strict=True))
    text, links = sum(w.text for w in own), sum(w.links for w in own)
    return _Count(len(own), sum(dated), sum(named), sum(told), full, text, links)


def _fits(had: _Count, hint: float, whole: int) -> bool:
    """The less the page's own names say so, the more the build has to."""
    n = had.records
    if had.text < 1 or had.links > (0.8 if hint == _STRONGLY else 0.6) * had.text:
        return False
    if n < 3 and had.text > 0.5 * whole:
        return False
    if hint == _STRONGLY:
        return n >= 3 or min(had.told, had.dated) == n
    if hint == _BY_STARS:
        return had.links < 0.3 * had.text
    if hint == _WEAKLY:
        return n >= 2 and min(had.dated, had.named) >= 0.6 * n and had.full >= 0.5 * n
    return n >= 3 and had.full >= 0.9 * n and had.links < 0.3 * had.text and had.text > 80 * n


def _own(
    elements: Sequence[etree._Element], weights: Mapping[etree._Element, Weight]
) -> list[Weight]:
    """What each record holds without the records within it, its replies."""
    own = {e: weights.get(e, EMPTY) for e in elements}
    if len(own) < 2 or not any(w.text for w in own.values()):
        return list(own.values())
    for e in elements:
        over = next((a for a in e.iterancestors() if a in own), None)
        if over is not None:
            own[over] = own[over].plus(weights.get(e, EMPTY), sign=-1)
    return list(own.values())


@lru_cache(maxsize=20_000)
def is_elsewhere(mark: str) -> bool:
    """Whether a name says that what it names is none of this page's thread.

    >>> is_elsewhere("sidebar"), is_elsewhere("comments")
    (True, False)
    """
    return _OTHER.search(mark) is not None or _ELSEWHERE.search(mark) is not None


def _hint(element: etree._Element, weights: Mapping[etree._Element, Weight]) -> float | None:
    """How far the page names the element, or what holds it, a comment; None: something else."""
    own = mark_of(element)
    over = [a for a in islice(element.iterancestors(), 4) if a.tag not in ("body", "html")]
    above = [f"{mark_of(a)} {a.get('aria-label', '')}".strip() for a in over]
    if any(_says(_ELSEWHERE, mark) for mark in (own, *above[:1])):
        return None
    near = (own, *above)
    if any(_says(_STRONG, mark) for mark in near):
        return _STRONGLY
    if any(_says(_OTHER, mark) for mark in near[:3]) or any(_says(_LISTED, m) for m in near):
        return None
    within = islice(element.iter("div", "span", "a", "p"), 16)
    if any(_says(_SPOKEN, mark) for e in within if (mark := mark_of(e))):
        return _STRONGLY
    if any(_announced(e, weights) for e in (element, *over[:2])):
        return _STRONGLY
    return _WEAKLY if any(_says(_SPEECH, mark) for mark in near) else _NOT


@lru_cache(maxsize=50_000)
def _says(pattern: re.Pattern[str], mark: str) -> bool:
    return pattern.search(mark) is not None


def _announced(element: etree._Element, weights: Mapping[etree._Element, Weight]) -> bool:
    """Whether a line that opens a thread stands before an element: "12 Comments"."""
    for before in islice(element.itersiblings(preceding=True), 3):
        small = weights.get(before, EMPTY).small
        if small and len(small) < 80 and is_marker(small):
            return True
    return False


_STRONGLY, _BY_STARS, _WEAKLY, _NOT = 1.5, 1.1, 1.0, 0.6
