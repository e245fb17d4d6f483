"""Times that are named: days, months, seasons, years, feasts, eras."""

import functools
import re
from datetime import date

from wellsourced.lang.dates import coarse, easter, nth_weekday, stepped
from wellsourced.lang.hijri import month_days
from wellsourced.lang.numbers import ordinal, value, year
from wellsourced.mark.timeanchor import DATE, Anchor, Meaning, step_of
from wellsourced.mark.timegrammar import Phrase
from wellsourced.mark.timemoons import feast
from wellsourced.mark.timewords import calendar

_AHEAD = 150  # days
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month in which each begins


def _year_near(month: int, day: int | None, anchor: Anchor) -> int | None:
    """The year of a month or day that is named without one."""
    here = anchor.here
    if here is None:
        return None
    if anchor.narrative:
        return _narrated_year(month, anchor)
    key, now = (month, day or here.day), (here.month, here.day)
    nearest = _nearest_year(here, month, day) if day else None
    if anchor.future:
        return here.year + (key < now and (nearest != here.year or month != here.month))
    if nearest:
        return nearest
    ahead = (month - here.month) % 12
    return here.year + (month < here.month) if ahead <= 1 else here.year - (month > here.month)


def _nearest_year(here: date, month: int, day: int) -> int:
    """The year that brings the day nearest, five months ahead at the most."""
    ahead = (date(here.year, month, min(day, 28)) - here).days
    if ahead > _AHEAD:
        return here.year - 1
    return here.year + (ahead < _AHEAD - 365)


def _narrated_year(month: int, anchor: Anchor) -> int | None:
    told = anchor.told
    if told is None:
        return None
    dated = bool(anchor.focus and re.match(r"\d{4}-\d\d", anchor.focus))
    return told.year + (dated and told.month - month >= 9)


def _explicit_year(phrase: Phrase, anchor: Anchor) -> int | None:
    """The year that the words name, also "of last year" and "of that year"."""
    found = phrase.slice(r"Y")
    if found:
        if len(found) == 3:  # '98
            return 1900 + int(found[1:]) if int(found[1:]) > 29 else 2000 + int(found[1:])
        return int(found)
    if re.search(r"[LTN]Ux?", phrase.classes) and anchor.now and phrase.form("U") == "year":
        return anchor.now.year + step_of(phrase)
    if re.search(r"f[DZz]+U", phrase.classes) and anchor.told:
        return anchor.told.year
    spelt = phrase.slice(r"nn(?:-n)?")
    if spelt and phrase.kind in {"month", "year"}:
        return year(spelt)
    return anchor.year


def month_number(phrase: Phrase) -> int:
    """Give the number of the month named."""
    return int(calendar().months.words[(phrase.form("M") or "").rstrip(".")])


def numeric_date(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a date written in figures; day first where it is plain or dots part it."""
    fields = [int(x) for x in re.findall(r"\d+", phrase.form("X") or "")]
    if fields[0] > 31:
        found = date(*fields[:3])
    else:
        first, second, last = fields[:3]
        last += (1900 if last > 40 else 2000) if last < 100 else 0
        month, day = (
            (second, first) if first > 12 or "." in (phrase.form("X") or "") else (first, second)
        )
        found = date(last, month, day)
    return DATE, found.isoformat()


def day_of_month(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a day of a month, of the year named or the nearest."""
    number = month_number(phrase)
    day = _day_number(phrase)
    named = _explicit_year(phrase, anchor) or _year_near(number, day, anchor)
    if named is None:
        return DATE, f"XXXX-{number:02}-{day:02}"
    date(named, number, min(day, 28))
    return DATE, f"{named:04}-{number:02}-{day:02}"


def _day_number(phrase: Phrase) -> int:
    found = phrase.slice(r"(?<=M)[dO]|[dO](?=f?M)") or "1"
    return int(re.sub(r"\D", "", found))


def days_of_month(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give both ends of "May 3-7"."""
    found = [int(re.sub(r"\D", "", f)) for f in phrase.forms("dO")]
    number = month_number(phrase)
    named = _explicit_year(phrase, anchor) or _year_near(number, found[0], anchor)
    whole = f"{named:04}" if named else "XXXX"
    if found[0] >= found[1] or found[1] > 31:
        return DATE, f"{whole}-{number:02}-{found[0]:02}"
    found = sorted(d for d in found if d <= 31)
    first, last = (f"{whole}-{number:02}-{day:02}" for day in (found[0], found[-1]))
    return DATE, f"{first}/{last}"


def month_named(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a month: "December", "last October", "June of 1998"."""
    number = month_number(phrase)
    if phrase.form("g"):
        return DATE, f"{era_named(phrase, anchor)[1]}-{number:02}"
    named = _explicit_year(phrase, anchor)
    step = re.search(r"[LTN]M", phrase.classes)
    if named is None and step and anchor.here:
        named = _stepped_year(number, step_of(phrase), anchor.here)
    named = named or _year_near(number, None, anchor)
    return DATE, f"{named:04}-{number:02}" if named else f"XXXX-{number:02}"


def half_of_year(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a half of a year: "the first half of 1998", "the second half of last year"."""
    rank = {"first": 1, "second": 2, "last": 2}.get(phrase.form("oL") or "")
    named = _explicit_year(phrase, anchor)
    if phrase.form("n") != "half" or rank is None or named is None:
        return None
    return DATE, f"{named:04}-H{rank}"


def _stepped_year(number: int, step: int, here: date) -> int:
    """The year of "last October": the latest that is over; "next March": the first to come."""
    if step < 0:
        return here.year - (number >= here.month)
    return here.year + (step > 0 and number <= here.month)


def quarter_named(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a quarter of a year: "the third quarter", "the year-earlier quarter"."""
    here = anchor.here
    form = phrase.form("on")
    back = 1 if phrase.form("AE") else 0
    rank = (ordinal(form) or int(value(form) or 0)) if form else None
    if rank is None:
        return _this_quarter(phrase, anchor, back)
    if not 1 <= rank <= 4:
        return None
    named = _explicit_year(phrase, anchor)
    if named is None:
        if here is None:
            return DATE, f"XXXX-Q{rank}"
        now = (here.month + 2) // 3
        named = here.year - (not anchor.future and rank - now > 1)
    return DATE, f"{named - back:04}-Q{rank}"


def quarter_figured(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a quarter in figures: "Q3 1998"; without a year the one nearest before."""
    rank = int((phrase.form("3") or "q1")[1])
    named = _explicit_year(phrase, anchor)
    here = anchor.here
    if named is None:
        if here is None:
            return DATE, f"XXXX-Q{rank}"
        named = here.year - (not anchor.future and rank > (here.month + 2) // 3)
    return DATE, f"{named:04}-Q{rank}"


def _this_quarter(phrase: Phrase, anchor: Anchor, back: int) -> Meaning | None:
    """Give "the quarter", the one reported on, "this quarter", "the year-ago quarter"."""
    here = anchor.here
    if here is None:
        return DATE, "XXXX-QX"
    told = anchor.quarter or coarse(stepped(here, -1, "Q"), "Q")
    if phrase.form("LN") in {"latest", "following", None} and not phrase.form("T"):
        return DATE, f"{int(told[:4]) - back:04}{told[4:]}"
    if phrase.form("T") == "latest":
        return DATE, told
    return DATE, coarse(stepped(here, step_of(phrase), "Q"), "Q")


def season_named(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a season: "last fall", "the summer of 1998"."""
    code = str(calendar().seasons.words[phrase.form("J") or ""])
    named = _explicit_year(phrase, anchor)
    if named is None and (here := anchor.here):
        month = _SEASONS[code]
        if phrase.form("LN"):
            named = _stepped_year(month, step_of(phrase), here)
            named -= code == "WI" and step_of(phrase) < 0 and here.month <= 2  # it is not over
        elif anchor.narrative:
            named = _narrated_year(month, anchor)
        elif phrase.form("T"):
            named = _this_season(month, anchor, here)
        else:
            named = here.year - (month > here.month and not anchor.future)
    return DATE, f"{named:04}-{code}" if named else f"XXXX-{code}"


def _this_season(month: int, anchor: Anchor, here: date) -> int:
    """The year of "this winter": the running one, or of the last and the next the nearer."""
    since = (here.month - month) % 12  # months since it began last
    begun = here.year - (month > here.month)
    if since <= 2:
        return begun
    return begun + 1 if anchor.future or 12 - since < since - 2 else begun


def century_named(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a century by its rank."""
    rank = ordinal(phrase.form("oO") or "")
    if phrase.form("U") != "century" or rank is None:
        return None
    return DATE, f"{rank - 1:02}"


def decade_named(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a decade: "the 1990s", "the nineties"."""
    form = phrase.form("y") or ""
    digits = re.sub(r"\D", "", form)
    if len(digits) == 4:
        age = digits.endswith("00") and digits != "2000"
        return DATE, digits[:2] if age else digits[:3] if digits[3] == "0" else digits
    if len(digits) == 2:
        return DATE, ("20" if int(digits) < 20 else "19") + digits[0]
    return DATE, f"19{calendar().decades.words[form]}"


def holiday_named(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give the day of a feast."""
    rule = _feasts()[phrase.form("c") or ""]
    named = _explicit_year(phrase, anchor)
    here = anchor.here
    if rule[0] in "HJP":
        return feast(rule, phrase, anchor=anchor, replaced_year=named)
    if named is None and here is None:
        return DATE, f"XXXX-{rule}" if rule[0].isdigit() and "-" in rule else "XXXX-XX-XX"
    guess = named or (here.year if here else 1)
    found = _feast(guess, rule)
    if named is None and here and not anchor.future and found > here and not phrase.form("T"):
        found = _feast(guess - 1, rule) if not anchor.narrative else found
    return DATE, found.isoformat()


@functools.cache
def _feasts() -> dict[str, str]:
    return {name.lower(): str(rule) for name, rule in calendar().holidays.words.items()}


def _feast(named: int, rule: str) -> date:
    if rule[0] == "E":
        return stepped(easter(named), int(rule[1:]), "D")
    if "/" in rule:
        month, nth, weekday = (int(x) for x in rule.split("/"))
        return nth_weekday(named, month, (nth, weekday))
    month, day = (int(x) for x in rule.split("-"))
    return date(named, month, day)


def era_named(phrase: Phrase, anchor: Anchor) -> Meaning:
    """Give a year with its era: "480 BC"."""
    number = int(value(phrase.form("ndY") or "0") or 0)
    if (phrase.form("g") or "").replace(".", "") == "ah":
        first, last = month_days(number, 0)
        return DATE, f"{first.isoformat()}/{last.isoformat()}"
    if "b" in (phrase.form("g") or ""):
        return DATE, f"BC{number:04}"
    return DATE, f"{number:04}"


def spelt_year(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a year in words: "nineteen ninety-six"."""
    found = year(phrase.slice(r"n+(?:-n)?") or "")
    return (DATE, str(found)) if found else None


def year_behind(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give the later year of "1997-98"."""
    century = phrase.words.forms[phrase.first - 2][:2]
    return DATE, century + phrase.words.forms[phrase.first]


def year_named(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a year."""
    named = _explicit_year(phrase, anchor)
    return (DATE, f"{named:04}") if named else None
