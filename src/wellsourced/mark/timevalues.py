"""What a time expression means: TIMEX3 type and value, seen from an anchor."""

from collections.abc import Callable

from wellsourced.mark import timemoons, timenames, timeparts, timeranks, timesteps
from wellsourced.mark.timeanchor import Anchor, Meaning
from wellsourced.mark.timegrammar import Phrase


def meaning(phrase: Phrase, anchor: Anchor) -> Meaning | None:
    """Give type and value; None where the words turn out to be no time."""
    try:
        kind = "part" if phrase.kind == "next_day" and phrase.form("P") else phrase.kind
        found = _MEANINGS[kind](phrase, anchor)
    except (ValueError, OverflowError):
        return None
    if found and found[1].startswith("XXXX-") and anchor.era:
        return found[0], anchor.era + found[1][4:]
    return found


_MEANINGS: dict[str, Callable[[Phrase, Anchor], Meaning | None]] = {
    "numeric": timenames.numeric_date,
    "clock_day": timeparts.clock_time,
    "part_of": timeparts.part_of_day,
    "day_part": timeparts.part_of_day,
    "part": timeparts.part_of_day,
    "days": timenames.days_of_month,
    "rank": timeranks.part_named,
    "week_of": timeranks.week_of,
    "tail": timenames.year_behind,
    "list": timenames.days_of_month,
    "half": timenames.half_of_year,
    "era_year": timenames.era_named,
    "day": timenames.day_of_month,
    "month": timenames.month_named,
    "quarter": timenames.quarter_named,
    "season": timenames.season_named,
    "century": timenames.century_named,
    "decade": timenames.decade_named,
    "set": timeparts.frequency,
    "moon": timemoons.moon_named,
    "holiday": timenames.holiday_named,
    "weekend": timesteps.weekend_named,
    "ago": timesteps.time_ago,
    "shift": timesteps.time_shifted,
    "figured": timenames.quarter_figured,
    "beyond": timesteps.day_beyond,
    "ago_day": timesteps.weekday_of_week,
    "from_now": timesteps.time_from_now,
    "back": timesteps.year_back,
    "next_day": timesteps.unit_beside,
    "span": timeparts.stretch,
    "this": timesteps.this_unit,
    "recent": timesteps.recent_time,
    "length": timeparts.duration,
    "bare": timeparts.bare_unit,
    "when": timesteps.day_spoken,
    "weekday": timesteps.weekday_named,
    "clock": timeparts.clock_time,
    "noon": timeparts.part_of_day,
    "era": timenames.era_named,
    "spelt": timenames.spelt_year,
    "year": timenames.year_named,
    "reference": timesteps.vague_reference,
}
