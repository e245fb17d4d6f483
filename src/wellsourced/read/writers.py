"""Who wrote a record of a page's thread, and when, by the elements that say so."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

from wellsourced.read.census import EMPTY, Weight, is_author, is_when, mark_of, named_by_data
from wellsourced.read.columns import Place, place_of
from wellsourced.read.endings import is_button
from wellsourced.read.markup import words_of
from wellsourced.read.moments import moment
from wellsourced.read.stamps import is_name
from wellsourced.read.whens import whole

_NAMED = re.compile(
    r"(?:^|[-_ ])(?:fn|name)(?:[-_ ]|$)|author|user-?_?name|nick|poster|benutzer", re.IGNORECASE
)
_SAYS = re.compile(
    r"(?:\s+(?:says|said|wrote|writes|schreibt|schrieb|sagt|meint|commented|on))?\s*"
    r"(?:\.\.\.|…|:|,)?\s*$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:(?:posted|comment|written|submitted|erstellt|geschrieben|kommentar|beitrag|bewertung)\s+)?"
    r"(?:by|from|von|de|par)\s*:?\s+",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?:joined|join date|registered|member since|registriert|dabei seit|beigetreten|"
    r"mitglied seit|inscrit|last (?:edited|visit)|edited|zuletzt|modified|updated|birthday)\b",
    re.IGNORECASE,
)
_DATE_MARK = re.compile(r"date|time|permalink|posted|published|when", re.IGNORECASE)
_AROUND = re.compile(r"(?:\b(?:on|at|am|um|uhr|le|à|el|op|il|posted|sagt|schrieb)\b|[\W_])+", re.I)
_TRAILING = re.compile(r"\s+(?:on|at|am|um|vom|le|el|op|il)[\s:,]*$", re.IGNORECASE)
_HEADING = frozenset({"h2", "h3", "h4", "h5", "h6", "strong", "b", "a", "dt", "em"})


class Writer(NamedTuple):
    """A name, and the element that holds it; None where the page lost it."""

    name: str | None
    element: etree._Element | None


def _small(element: etree._Element, weights: Mapping[etree._Element, Weight]) -> str:
    return weights.get(element, EMPTY).small or ""


def author_of(
    own: Sequence[etree._Element],
    when: etree._Element | None,
    weights: Mapping[etree._Element, Weight],
    place: Place | None = None,
) -> Writer:
    """Give the writer of a record: as built, as data, by his place, or by what is at the time."""
    element = _author_element(own, weights)
    data = next((name for e in own[:3] if (name := named_by_data(e))), None)
    if element is not None:
        return Writer(data or name_within(_small(element, weights)), element)
    if data is not None:
        return Writer(data, next((e for e in own[1:] if _small(e, weights) == data), None))
    told = next((e for e in own[1:] if place and place_of(e) == place), None)
    if told is not None:
        return Writer(name_within(_small(told, weights)), told)
    button = next((e for e in own[1:] if e.tag == "span" and _NAMED.search(mark_of(e))), None)
    if button is not None:
        words = words_of(button)
        if is_name(words) and not is_button(words):
            return Writer(words, button)
    return _beside(own, when, weights) if when is not None else Writer(None, None)


def _author_element(
    own: Sequence[etree._Element], weights: Mapping[etree._Element, Weight]
) -> etree._Element | None:
    fits = []
    for e in own:
        words = _small(e, weights)
        if is_author(e, words) and not is_when(e, words) and not is_button(words):
            fits.append(e)
    if not fits:
        return None
    best = [e for e in fits if e.tag == "cite" or _NAMED.search(mark_of(e))]
    first = (best or fits)[0]
    held = set(fits)
    below = [e for e in first.iterdescendants() if isinstance(e.tag, str)]
    for e in below:
        if e in held or (e.tag == "a" and is_name(_small(e, weights))):
            return e
    opening = (e for e in below if e.tag in _HEADING and is_name(_small(e, weights)))
    return next(opening, first) if not (first.text or "").strip() else first


def _beside(
    own: Sequence[etree._Element],
    when: etree._Element,
    weights: Mapping[etree._Element, Weight],
) -> Writer:
    """The name on the line of the time, or the first heading or link before the words."""
    time = _small(when, weights)
    told = whole(time)
    if told and (name := _alone(f"{time[: told.start]} {time[told.end :]}")):
        return Writer(name, None)
    held = set(own)
    for over in islice((a for a in when.iterancestors() if a in held), 3):
        line = _small(over, weights)
        if time in line and (rest := _alone(line.replace(time, " ", 1))):
            return Writer(rest, over if over is not own[0] else None)
    for e in own[1:]:
        words = _small(e, weights)
        if weights.get(e, EMPTY).words > 60:
            break
        if e.tag in _HEADING and is_name(words) and not is_button(words) and moment(words) is None:
            return Writer(name_within(words), e)
    return Writer(None, None)


def _alone(words: str) -> str | None:
    """The name that is left of a line without its time; None: something else is."""
    name = name_within(_trimmed(words))
    fits = name and is_name(name) and any(c.isalpha() for c in name) and not is_button(name)
    return name if fits else None


def _trimmed(words: str) -> str:
    first = _AROUND.match(words)
    return _TRAILING.sub("", words[first.end() :] if first else words)


def name_within(words: str) -> str | None:
    """Give the name within the words that hold it.

    >>> name_within("Ana Reyes says:"), name_within("Posted by: ben"), name_within("Gorcon")
    ('Ana Reyes', 'ben', 'Gorcon')
    """
    name = _SAYS.sub("", _BY.sub("", words.strip())).strip(" ,:|–—-·•")
    return name if 0 < len(name) <= 60 else None


def when_of(
    own: Sequence[etree._Element], weights: Mapping[etree._Element, Weight]
) -> etree._Element | None:
    """The time of writing: not the day its writer joined, nor the time of what he quotes."""
    dates = [
        e for e in own if (h := weights.get(e)) and h.dates and h.small and is_when(e, h.small)
    ]
    if len(dates) > 1:
        other = [e for e in dates if _of_other(e, weights)]
        around = {a for e in other for a in (e, *e.iterancestors())}
        dates = [e for e in dates if e not in around]
    told = {e: moment(_printed(e, _small(e, weights))) for e in dates}
    timed = [e for e in dates if e.tag == "time" or e.get("datetime")]
    clocked = [e for e in dates if (m := told[e]) and m.time]
    named = [e for e in dates if told[e] and _DATE_MARK.search(mark_of(e))]
    dated = [e for e in dates if told[e]]
    for fits in (timed, clocked, named, dated, dates):
        if fits:
            return next((e for e in reversed(fits) if fits[0] in set(e.iterancestors())), fits[0])
    return None


def _printed(element: etree._Element, words: str) -> str:
    told = moment(words)
    return words if told and told.time else f"{element.get('title', '')} {words}"


def _of_other(element: etree._Element, weights: Mapping[etree._Element, Weight]) -> bool:
    near = [element, *islice(element.iterancestors(), 2)]
    if any(_JOINED.match(_small(e, weights)) and len(e) < 4 for e in near):
        return True
    before = element.getprevious()
    return before is not None and _JOINED.match(_small(before, weights)[:40]) is not None


def told_by_data(own: Sequence[etree._Element]) -> str | None:
    """Give the time that a record carries as data only."""
    for e in own:
        if not (kept := e.get("content")):
            continue
        name = e.get("itemprop") or e.get("property") or ""
        if _DATE_MARK.search(name) and (found := moment(kept)):
            return found.iso
    return None


def time_of(when: etree._Element | None) -> str | None:
    """Give the time that an element tells, as printed if that has the hour."""
    if when is None:
        return None
    words = words_of(when)
    data = (when.get("datetime", ""), when.get("title", ""))
    for told in (words, *data, when.get("content", "")):
        if (full := whole(told)) and full.at and "T" in full.at:
            return full.at
    return next((found.iso for told in (*data, words) if (found := moment(told))), None)
