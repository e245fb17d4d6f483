"""Entries of a timeline: lines that begin with a day, of which the first names its year."""

import functools
import re
from dataclasses import dataclass

from wellsourced.mark.timewords import calendar


@dataclass(slots=True)
class Entries:
    """Whether a text has come to a line that a timeline's day begins.

    >>> entries = Entries()
    >>> for line in ("March 3: nothing", "2 May 2014: It began.", "5 May: It ended.", "So what?"):
    ...     entries.enter(line)
    ...     print(entries.running)
    False
    True
    True
    False
    """

    begun: bool = False
    running: bool = False

    def enter(self, line: str) -> None:
        """Begin a paragraph; one without a day is none of the timeline's."""
        found = _entry().match(line)
        self.begun = self.begun or bool(found and found["year"])
        self.running = found is not None and self.begun


@functools.cache
def _entry() -> re.Pattern[str]:
    known = calendar()
    months = "|".join(sorted(map(re.escape, known.months.words), key=lambda w: (-len(w), w)))
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    weekday = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
    return re.compile(
        rf"\W*{weekday}(?:{day} (?:{months})|(?:{months})\.? {day})"
        r"\b\.?(?:,? (?P<year>\d{4}))?\s*(?::|[–—-](?=\s))",
        re.IGNORECASE,
    )
