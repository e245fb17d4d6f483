"""The days of a length of time that is counted from something: "six days after the attack"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wellsourced.lang.dates import Days, coarse, interval, stepped
from wellsourced.mark.timeanchor import Anchor
from wellsourced.mark.timegrammar import Phrase
from wellsourced.mark.timevalues import meaning
from wellsourced.mark.timewords import Words

_LENGTH = re.compile(r"P(\d+)([DWMY])")
_BREAKS = frozenset(".!?;\n,()")
_DAYS = frozenset(
    {"day", "weekday", "when", "holiday", "moon", "numeric", "rank", "month", "year"}
)
_MODALS = frozenset({"must", "should", "may", "can", "could", "would", "shall", "within"})
_REACH = 6  # words behind "after" in which the day is looked for
_STEM = 5  # letters that "attack" and "attacked" have in common
_LONGEST = 3  # letters of words that name nothing


@dataclass(slots=True)
class Told:
    """The days told so far, each with the words of its sentence."""

    found: list[tuple[frozenset[str], Days]] = field(default_factory=list)

    def add(self, phrase: Phrase, days: Days | None) -> None:
        """Remember a single day."""
        if days is not None and days[0] == days[1]:
            self.found.append((_sentence(phrase), days))

    def day_of(self, words: Iterable[str]) -> Days | None:
        """Give the day of the last sentence that tells of the same thing."""
        named = _stems(words)
        return next((days for told, days in reversed(self.found) if named & told), None)


def counted(phrase: Phrase, value: str, after: Phrase | None, anchor: Anchor) -> Days | None:
    """Give the days of "six days after May 3", "the next six days", "four days now"."""
    found = _LENGTH.fullmatch(value)
    if not found:
        return None
    count, unit = int(found[1]), found[2]
    if phrase.form("N") and anchor.now is not None and not anchor.narrative:
        return stepped(anchor.now, 1, "D"), stepped(anchor.now, count, unit)
    step, behind = _direction(phrase)
    if not step:
        return None
    base = _named(behind, phrase, after, anchor)
    return _away(base, step * count, unit) if base else None


def counted_from(phrase: Phrase, value: str, told: Told) -> Days | None:
    """Give the days of "six days after the attack", of which an earlier sentence gave the day."""
    found = _LENGTH.fullmatch(value)
    step, behind = _direction(phrase)
    if not found or not step or phrase.form("12") or _ruled(phrase):
        return None
    forms = phrase.words.forms[behind : behind + _REACH]
    stop = next((i for i, w in enumerate(forms) if w in _BREAKS), len(forms))
    base = told.day_of(forms[:stop])
    return _away(base, step * int(found[1]), found[2]) if base else None


def _ruled(phrase: Phrase) -> bool:
    """Whether it is what has to be, not what was: "must wait 30 days before the sale"."""
    return bool(_MODALS.intersection(phrase.words.forms[max(phrase.first - 5, 0) : phrase.first]))


def _direction(phrase: Phrase) -> tuple[int, int]:
    """Which way is counted, and where the words begin from which; 0: no way."""
    words, at = phrase.words, phrase.last
    if words.classes[at : at + 1] != "4" and words.forms[at : at + 1] != ["following"]:
        return 0, at
    return -1 if words.forms[at] == "before" else 1, at + 1


def _named(behind: int, phrase: Phrase, after: Phrase | None, anchor: Anchor) -> Days | None:
    """The day that stands behind: "after *May 3*", "after the vote of *May 3*"."""
    if after is None or after.kind not in _DAYS or not behind <= after.first <= behind + _REACH:
        return None
    if _BREAKS.intersection(phrase.words.forms[behind : after.first]):
        return None
    told = meaning(after, anchor)
    days = interval(told[1]) if told else None
    return days if days and days[0] == days[1] else None


def _away(base: Days, count: int, unit: str) -> Days | None:
    """So many units away; as fine as the unit in which is counted, weeks as days."""
    if unit in "DW":
        day = stepped(base[0], count, unit)
        return day, day
    return interval(coarse(stepped(base[0], count, unit), unit))


def _sentence(phrase: Phrase) -> frozenset[str]:
    words: Words = phrase.words
    first, last = phrase.first, phrase.last
    while first and words.forms[first - 1] not in ".!?\n":
        first -= 1
    while last < len(words.forms) and words.forms[last] not in ".!?\n":
        last += 1
    return _stems((*_plain(words, first, phrase.first), *_plain(words, phrase.last, last)))


def _plain(words: Words, first: int, last: int) -> Sequence[str]:
    """The words that are no words of the calendar."""
    return [words.forms[i] for i in range(first, last) if words.classes[i] == "w"]


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in words if len(w) > _LONGEST and w.isalpha())
