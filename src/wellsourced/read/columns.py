"""Where the records of a thread have their writers, learnt from all of them together.

Where a page's names do not say so, the place does: an element that stands in nearly every record,
before the words, and holds a name that changes from record to record.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from wellsourced.read.census import EMPTY, Weight
from wellsourced.read.endings import is_button
from wellsourced.read.stamps import is_name
from wellsourced.read.whens import whole

Place = tuple[str, ...]
_FIRST = 40  # elements of a record that are looked at
_RECORDS = 60  # records that are
_MOST = 0.8  # of the records that have the place, with a name in it
_WORDS = frozenset({"div", "p", "td", "dd", "span", "section", "article", "blockquote"})
_DIGITS = re.compile(r"\d+")


def place_of(element: etree._Element) -> Place:
    """Give an element's place in its record: how it and what holds it are built."""
    over = element.getparent()
    held = (str(over.tag), over.get("class", "")) if over is not None else ()
    return tuple(_DIGITS.sub("", w) for w in (str(element.tag), element.get("class", ""), *held))


def names_place(
    records: Iterable[Sequence[etree._Element]], weights: Mapping[etree._Element, Weight]
) -> Place | None:
    """Give the place of the writers' names in the records' elements; None: none is clear."""
    found: dict[Place, dict[int, tuple[int, str]]] = defaultdict(dict)
    beside: Counter[Place] = Counter()
    number = -1
    for number, own in enumerate(records):
        if number >= _RECORDS:
            break
        for n, element in enumerate(own[1:_FIRST]):
            held = weights.get(element, EMPTY)
            small = held.small
            if small and len(small) <= 45 and not held.dates:
                place = place_of(element)
                over = element.getparent()
                if number not in found[place]:
                    found[place][number] = (n, small)
                    beside[place] += over is not None and weights.get(over, EMPTY).dates > 0
    places = [
        (beside[place] < 0.5 * len(held), sum(n for n, _ in held.values()) / len(held), place)
        for place, held in found.items()
        if _names([small for _, small in held.values()], number + 1)
    ]
    return min(places)[2] if places else None


def words_place(
    records: Iterable[Sequence[etree._Element]],
    weights: Mapping[etree._Element, Weight],
    apart: Place | None,
) -> Place | None:
    """Give the place of the writers' words: what holds most, and neither a name nor a time."""
    found: dict[Place, dict[int, int]] = defaultdict(dict)
    often: set[Place] = set()  # paragraphs, and what holds a name
    number, whole_words = -1, 0
    for number, own in enumerate(records):
        if number >= _RECORDS:
            break
        whole_words += weights.get(own[0], EMPTY).words
        names = {a for e in own if apart and place_of(e) == apart for a in (e, *e.iterancestors())}
        for element in own[1:_FIRST]:
            held = weights.get(element, EMPTY)
            if not held.words or element.tag not in _WORDS:
                continue
            place = place_of(element)
            often |= {place} if number in found[place] else set()
            if element in names or (held.dates and held.small):
                often.add(place)
            found[place][number] = held.words
    sums = {
        place: sum(held.values())
        for place, held in found.items()
        if place not in often and len(held) >= _MOST * (number + 1) and number > 0
    }
    best = max(sums, key=lambda p: (sums[p], p), default=None)
    return best if best is not None and sums[best] >= 0.6 * whole_words else None


def _names(told: Sequence[str], records: int) -> bool:
    differing = len({_DIGITS.sub("", words) for words in told})
    if records < 2 or len(told) < _MOST * records or differing < min(3, records):
        return False
    return sum(map(_named, told)) >= 0.9 * len(told)


def _named(words: str) -> bool:
    letters = any(c.isalpha() for c in words)
    return letters and is_name(words) and not is_button(words) and whole(words) is None
