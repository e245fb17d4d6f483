"""From where a time expression is seen, and how its counts and units are read."""

import re
from dataclasses import dataclass
from datetime import date

from wellsourced.lang.dates import interval
from wellsourced.lang.numbers import value
from wellsourced.mark.timegrammar import Phrase
from wellsourced.mark.timewords import calendar
from wellsourced.model import TimeBasis, TimeType

DATE, TIME, DURATION, SET = TimeType.DATE, TimeType.TIME, TimeType.DURATION, TimeType.SET
SIZES = {"D": "D", "W": "W", "M": "M", "Q": "Q", "Y": "Y", "E": "E", "C": "C", "S": "M"}

Meaning = tuple[TimeType, str]


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where an expression is seen.

    `now` is the day of speaking (None: not known), `focus` the value last spoken of, `narrative`
    whether the text tells of past times in their order, `future` whether the clause speaks of what
    is to come, `year` the year that a date joined to this one names, `quarter` the quarter of a
    year that the text reports on, `sure` whether `now` is that day and not the last of several,
    `day` the day named behind a time of the clock: "at 5 a.m. (0200 GMT) on Thursday", `whose` the
    day of speaking is.
    """

    now: date | None
    focus: str | None = None
    narrative: bool = False
    future: bool = False
    year: int | None = None
    quarter: str | None = None
    sure: bool = True
    day: str | None = None
    whose: TimeBasis = TimeBasis.PAGE

    @property
    def era(self) -> str | None:
        """The year before Christ that the text speaks of."""
        return self.focus[:6] if self.focus and self.focus.startswith("BC") else None

    @property
    def here(self) -> date | None:
        """The day that bare names of days and months are near to."""
        return self.told if self.narrative else self.now

    @property
    def told(self) -> date | None:
        """The first day of the focus, or the day of speaking."""
        days = interval(self.focus) if self.focus else None
        if days:
            return days[0]
        return None if self.narrative else self.now


def step_of(phrase: Phrase) -> int:
    """The direction of "last", "this", "next"; 0 without any."""
    form = phrase.form("LTN")
    return int(calendar().directions.words.get(form, 0)) if form else 0


def count_of(phrase: Phrase) -> str:
    """The count before a unit: digits, "X" where it is vague, "1" for "a"."""
    if phrase.form("qv"):
        return "2" if "couple" in phrase.forms("q") else "X"
    spelt = phrase.slice(r"[nd](?:-?(?:&i?)?[nd])*(?:&n)?(?:d/d)?|[nd]d/d")
    if spelt in {"half"}:
        return "0.5"
    number = value(spelt) if spelt else 1
    if number is None:
        return "X"
    half = 0.5 if re.search(r"&in$|&n$", phrase.classes) and "half" in phrase.forms("n") else 0
    number = number + half if half and number == int(number) else number
    return f"{number:g}" if number < 1_000_000 else str(int(number))


def unit_of(phrase: Phrase) -> tuple[str, bool]:
    """The unit's letter and whether it is one of the clock."""
    known = calendar()
    form = phrase.form("UVHhuJ") or ""
    if form in known.clock.words or form in known.clock.plurals:
        return str(known.clock.words.get(form) or known.clock.plurals[form]), True
    if form in known.seasons.words:
        return "Y", False
    return str(known.units.words.get(form) or known.units.plurals.get(form) or "D"), False


def length_of(count: str, unit: str, *, clock: bool) -> str:
    """Write a duration: P6D, PT2H, PXY; decades and centuries in years, fortnights in weeks."""
    if clock:
        return f"PT{count}{unit}"
    factor, unit = {"F": (2, "W"), "E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y")}.get(
        unit, (1, unit)
    )
    unit = {"S": "M", "N": "D"}.get(unit, unit)
    if count == "X":
        return {10: "PXE", 100: "PXC", 1000: "PXL"}.get(factor, f"PX{unit}").replace("PXE", "PXDE")
    if unit == "Y" and count.endswith(".5") and factor == 1:
        whole = count[:-2]
        return f"P{whole}Y6M" if whole != "0" else "P6M"
    if unit == "Q" and factor == 1:
        return f"P{int(float(count)) * 3}M" if count != "X" else "PXQ"
    return f"P{float(count) * factor:g}{unit}"
