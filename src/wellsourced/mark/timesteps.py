"""Times that are counted from another: "last month", "two weeks ago", "the next day"."""

from datetime import date

from wellsourced.lang.dates import coarse, stepped, weekday_by
from wellsourced.mark.timeanchor import (
    DATE,
    DURATION,
    SET,
    SIZES,
    TIME,
    Anchor,
    Meaning,
    count_of,
    length_of,
    step_of,
    unit_of,
)
from wellsourced.mark.timegrammar import Phrase
from wellsourced.mark.timewords import calendar


def weekday_named(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give the day that a weekday is: the last one, or the next where the clause looks ahead."""
    number = int(calendar().weekdays.words[(phrase.form("W") or "").rstrip(".")])
    here = anchor.here
    if (phrase.form("W") or "").endswith("days"):
        return SET, f"XXXX-WXX-{number}"
    if here is None:
        return DATE, f"XXXX-WXX-{number}"
    step = step_of(phrase) if phrase.form("LN") else 0
    if step:
        return DATE, weekday_by(stepped(here, step, "D"), number, forward=step > 0).isoformat()
    ahead = anchor.narrative or anchor.future or bool(phrase.form("T") and anchor.future)
    if not ahead and not anchor.sure:
        here = stepped(here, -1, "D")  # it need not be the very last day that it may be
    return DATE, weekday_by(here, number, forward=ahead).isoformat()


def day_spoken(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give "today", "yesterday", "tonight"."""
    offset, _, part = str(calendar().days.words[phrase.form("G") or ""]).partition("T")
    kind = TIME if part else DATE
    here = anchor.now if not anchor.narrative else None
    if here is None:
        if phrase.form("G") == "today":
            return DATE, "PRESENT_REF"
        return kind, "XXXX-XX-XX" + (f"T{part}" if part else "")
    return kind, stepped(here, int(offset), "D").isoformat() + (f"T{part}" if part else "")


def day_beyond(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give "the day before yesterday", "the day after tomorrow"."""
    step = 1 if phrase.form("4") == "after" else -1
    told = day_spoken(phrase, anchor)
    if told is None or anchor.now is None or anchor.narrative:
        return None
    return DATE, stepped(date.fromisoformat(told[1][:10]), step, "D").isoformat()


def weekday_of_week(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a weekday that is counted in weeks: "a week ago Tuesday", "Tuesday last week"."""
    here = anchor.here
    number = int(calendar().weekdays.words[(phrase.form("W") or "").rstrip(".")])
    if here is None or unit_of(phrase)[0] != "W":
        return None
    if phrase.form("LN"):
        monday = weekday_by(stepped(here, step_of(phrase), "W"), 1, forward=False)
        return DATE, stepped(monday, number - 1, "D").isoformat()
    count = int(float(count_of(phrase))) if count_of(phrase) != "X" else 1
    ahead = phrase.form("r") is not None
    near = weekday_by(stepped(here, 1 if ahead else -1, "D"), number, forward=ahead)
    return DATE, stepped(near, count if ahead else -count, "W").isoformat()


def time_from_now(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Count on from the day of speaking: "two weeks from now"."""
    return _away(phrase, anchor, anchor.here, back=False)


def weekend_named(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give a weekend."""
    here = anchor.here
    if here is None:
        return DATE, "XXXX-WXX-WE"
    if phrase.form("K") == "weekends":
        return SET, "XXXX-WXX-WE"
    step = step_of(phrase) if phrase.form("LN") else 0
    early = here.isoweekday() <= (3 if phrase.form("T") else 5)
    if not step and not anchor.future and early:
        step = -1  # on a Tuesday "this weekend" is the one that is over
    return DATE, coarse(stepped(here, step, "W"), "W") + "-WE"


def time_ago(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Count back from the day of speaking: "two weeks ago"."""
    return _away(phrase, anchor, anchor.here, back=True)


def time_shifted(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Count from what was spoken of last: "two days later", "a year earlier"."""
    return _away(phrase, anchor, anchor.told, back=bool(phrase.form("E")))


def _away(phrase: Phrase, anchor: Anchor, base: date | None, *, back: bool) -> Meaning | None:
    """Count from a day; how finely the result is given depends on the unit counted in."""
    unit, clock = unit_of(phrase)
    count = count_of(phrase)
    if clock or (count == "X" and not anchor.narrative and phrase.kind == "shift"):
        return DURATION, length_of(count, unit, clock=clock)
    if count == "X" or base is None:
        return DATE, "PAST_REF" if back else "FUTURE_REF"
    if unit == "Y" and count == "1" and back and anchor.quarter:
        return DATE, f"{int(anchor.quarter[:4]) - 1:04}{anchor.quarter[4:]}"
    step, size, steps = _whole(unit, float(count))
    if unit == "W" and (steps <= 3 or anchor.narrative):
        size = "D"
    return DATE, coarse(stepped(base, -steps if back else steps, step), size)


def _whole(unit: str, count: float) -> tuple[str, str, int]:
    """Give the unit to step in, the unit to write the result in, and a whole number of steps."""
    factor, step = {"F": (2, "W"), "E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y")}.get(
        unit, (1, unit if unit in SIZES else "Y")
    )
    count *= factor
    if count != int(count):
        finer = {"Y": (12, "M"), "M": (30, "D"), "W": (7, "D")}.get(step, (1, step))
        return finer[1], finer[1], int(count * finer[0])
    return step, step, int(count)


def year_back(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give "year-earlier", "month-ago"."""
    unit, _ = unit_of(phrase)
    if anchor.now is None or unit not in "DWMQY":
        return DATE, "PAST_REF"
    if unit == "Y" and anchor.quarter:
        return DATE, f"{int(anchor.quarter[:4]) - 1:04}{anchor.quarter[4:]}"
    return DATE, coarse(stepped(anchor.now, -1, unit), unit)


def unit_beside(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Step from what was spoken of last, or from today: "the following year", "that day"."""
    unit, _ = unit_of(phrase)
    told = (
        phrase.form("Zz")
        or phrase.form("LN")
        in {"following", "previous", "preceding", "prior", "subsequent", "ensuing", "succeeding"}
        or phrase.form("BE4")
    )
    base = anchor.told if told or anchor.narrative else anchor.now
    if phrase.classes[0] == "D" and phrase.form("N") == "next":
        base = anchor.told
    step = step_of(phrase) or (_beside(phrase))
    if phrase.classes in {"DU", "DUw", "DUN"} and not step:
        return _plain(phrase, anchor, unit)
    if base is None:
        return DATE, "XXXX"
    if unit not in SIZES:
        return None
    if unit in "EC" and phrase.form("L") == "past":
        return DURATION, length_of("1", unit, clock=False)
    if unit in "EC":
        return DATE, coarse(stepped(base, step * (10 if unit == "E" else 100), "Y"), unit)
    return DATE, coarse(stepped(base, step, "M" if unit == "S" else unit), SIZES[unit])


def _beside(phrase: Phrase) -> int:
    if phrase.form("B") or phrase.form("4") == "after":
        return 1
    return -1 if phrase.form("E4") else 0


def _plain(phrase: Phrase, anchor: Anchor, unit: str) -> Meaning | None:
    """Give what "the year", "the week" mean alone."""
    if unit == "D" or unit not in "WMYEC":
        return None
    if unit == "Y" and not anchor.narrative:
        return DURATION, "P1Y"
    base = anchor.told
    return (DATE, coarse(base, unit)) if base else None


def this_unit(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give "this week", "last month", "the end of the year"."""
    unit, _ = unit_of(phrase)
    base = anchor.now
    step = step_of(phrase)
    if anchor.narrative or phrase.form("LN") in {"following", "previous", "preceding", "prior"}:
        base = anchor.told
    if base is None or unit not in SIZES:
        return DATE, {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[step]
    if phrase.form("L") == "past":
        return DURATION, length_of("1", unit, clock=False)
    if unit in "EC":
        return DATE, coarse(stepped(base, step * (10 if unit == "E" else 100), "Y"), unit)
    if unit == "D":
        return DATE, coarse(stepped(base, step, "D"), "D")
    return DATE, coarse(
        stepped(
            base.replace(day=1) if unit in "MQY" else base, step, unit if unit != "S" else "M"
        ),
        SIZES[unit],
    )


def recent_time(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give "recent weeks", "the coming months"."""
    if phrase.form("t") or step_of(phrase) > 0:
        return DATE, "FUTURE_REF"
    return DATE, "PAST_REF"


def vague_reference(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give "now", "recently", "the past"."""
    if form := phrase.form("R"):
        return DATE, str(calendar().references.words[form])
    return DATE, "FUTURE_REF" if phrase.form("t") else "PAST_REF"
