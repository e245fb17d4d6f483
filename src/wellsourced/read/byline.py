"""The byline of an HTML page: the name that stands by its heading."""

import re
from collections.abc import Mapping

from lxml import etree

from wellsourced.read.census import EMPTY, Weight, is_author
from wellsourced.read.moments import is_month, moment
from wellsourced.read.writers import name_within

_BEFORE, _AFTER = 12, 60  # elements around the heading within which a byline stands
_LONGEST = 90  # characters of a line that names a writer
_HEADINGS = frozenset({"h1", "h2", "h3", "title"})
_TOKEN = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*+"
_OF = r"(?:(?:v[ao]n|zu|de[lnr]?|d[aiou]s?|l[ae]|te[nr]|al|el|bin)\s+){0,2}"
_NAME = rf"{_TOKEN}(?:\s+{_OF}{_TOKEN}){{1,3}}"
_AND = r"\s*(?:,|&|and|und|et|y|e|en)\s+"
_SAYS = re.compile(
    r"(?:^|[|•·–-]\s*)(?i:by|von|par|por|di|door|av|text|autor(?:in|es)?|author|"
    r"(?:written|posted|geschrieben|veröffentlicht|publié|publicado) (?:by|von|par|por))\s*:?\s+"
    rf"(?P<first>{_NAME})(?:{_AND}(?P<second>{_NAME}))?(?=\s*(?:$|[|,•·–(/-]|\d|am\b|on\b|in\b))"
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wednes|thurs?|fri|satur|sun|wed|thu|sat)(?:day)?", re.I)
_LEADING = re.compile(
    r"^(?:(?:(?:posted|written|published|veröffentlicht|geschrieben|publié|publicado)\s+)?"
    r"(?:by|von|vom|por|par)\s+|(?:post author|author|autor(?:in)?|text|interview|foto|"
    r"text und interview|redaktion|by|von)\s*:\s*|post author\s+|author\s+(?=[A-Z])|[~©]\s*)+",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:by|von|login|\w*admin|redaktion|staff|editors?|author|unknown|no author|[A-Z])|"
    r".*\b(?:kategorie|category|ausgabe|alle artikel|follow)\b.*|"
    r"(?:www\.)?[\w.-]+\.(?:com|org|net|info|news|edu|gov|int|media|press|blog|online|[a-z]{2})",
    re.IGNORECASE,
)


def is_nobody(name: str) -> bool:
    """Whether it is the name of an office, a button or a site, not of a writer.

    >>> is_nobody("harbourpost.com"), is_nobody("ana.lind"), is_nobody("Redaktion")
    (True, False, True)
    """
    return _NOBODY.fullmatch(name) is not None


def byline(root: etree._Element, weights: Mapping[etree._Element, Weight]) -> str | None:
    """Name the writer of a page whose thread was taken out."""
    near = _near_heading(root, weights)
    headings = {weights.get(e, EMPTY).small for e in near if e.tag in _HEADINGS}
    lines = [(e, weights.get(e, EMPTY).small or "") for e in near if e.tag not in _HEADINGS]
    for element, words in lines:
        if words in headings or len(words) > _LONGEST or _pictured(element):
            continue
        if name := written_by(words):
            return name
        if is_author(element, words) and moment(words) is None:
            name = name_within(unled(words))
            if name and name not in headings and not is_nobody(name):
                return name
    return None


def _pictured(element: etree._Element) -> bool:
    """Whether an element belongs to a picture: who took it did not write the story."""
    return any(e.tag in ("figure", "figcaption") for e in (element, *element.iterancestors()))


def written_by(words: str) -> str | None:
    """Give the names that a line says are its writers'.

    >>> written_by("Von Ana Reyes und Ben Okoro | 4. März 2031")
    'Ana Reyes; Ben Okoro'
    >>> written_by("By the river of Veld") is None
    True
    """
    told = _SAYS.search(words)
    names = [_undated(name) for name in told.groups() if name] if told else []
    return "; ".join(name for name in names if " " in name) or None


def _undated(name: str) -> str:
    """A name without the month or the day of the week behind it."""
    words = name.split()
    while words and (is_month(words[-1]) or _WEEKDAY.fullmatch(words[-1])):
        words.pop()
    return " ".join(words)


def unled(words: str) -> str:
    """Give a name without the words that lead to it.

    >>> unled("Veröffentlicht von Ana Reyes"), unled("© Ana Reyes"), unled("Author: ana")
    ('Ana Reyes', 'Ana Reyes', 'ana')
    """
    return _LEADING.sub("", words.strip())


def _near_heading(
    root: etree._Element, weights: Mapping[etree._Element, Weight]
) -> list[etree._Element]:
    heading = next((e for e in root.iter("h1") if weights.get(e, EMPTY).text), None)
    if heading is None:
        return []
    elements = list(root.iter("{*}*"))
    at = elements.index(heading)
    after = elements[at : at + _AFTER]
    texts = (weights.get(e, EMPTY).text if e.tag == "p" else 0 for e in after)
    long = next((n for n, text in enumerate(texts) if text > 200), None)
    return [*after[:long], *reversed(elements[max(0, at - _BEFORE) : at])]
