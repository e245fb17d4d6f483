"""When: the time expressions of a document, with TIMEX3 values and the days they can mean."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

from wellsourced.lang.dates import Days, interval, stepped
from wellsourced.mark.syntax import Passage, Reading
from wellsourced.mark.timeanchor import Anchor
from wellsourced.mark.timegrammar import Phrase, phrases
from wellsourced.mark.timevalues import meaning
from wellsourced.mark.timewords import Words, calendar, words
from wellsourced.model import Dated, Marks, TimeMark, TimeType

_SENTENCE = frozenset(".!?;\n")
_NAMED = frozenset({"day", "days", "month", "season"})
_PAST = frozenset({"said", "says", "told", "was", "were", "had"})
_UNTIL = frozenset({"by", "until", "till"})
_BY = (["as", "early", "as"], ["as", "soon", "as"], ["as", "late", "as"])
_NEAR = 12  # words beside an expression in which the tense is looked for
_WIDE = timedelta(days=45)  # a page dated less closely than this has no day of speaking


def times(reading: Reading, found: Marks) -> tuple[TimeMark, ...]:
    """Give every time expression, in order; those of a comment are seen from its own day."""
    cut = [(p, w, tuple(phrases(w))) for p in reading.passages for w in (words(p.text),)]
    narrative = _narrative(reading, [x for _, _, xs in cut for x in xs])
    marks: list[TimeMark] = []
    anchor = Anchor(now=None, narrative=narrative)
    for passage, text, expressions in cut:
        now = _spoken(reading, passage)
        first = reading.document.published.earliest
        anchor = replace(anchor, now=now, sure=now != _last(reading) or now == first)
        for mark, after in _marked(text, expressions, anchor):
            anchor = after
            marks.append(_moved(mark, passage.start))
    return tuple(sorted(marks, key=lambda m: (m.start, m.end)))


def _marked(
    text: Words, expressions: tuple[Phrase, ...], anchor: Anchor
) -> Iterator[tuple[TimeMark, Anchor]]:
    """Give each mark, and the anchor that the next words are seen from."""
    for phrase, after in zip_longest(expressions, expressions[1:]):
        seen = replace(anchor, future=_future(text, phrase), year=_shared_year(phrase, after))
        told = meaning(phrase, seen)
        if told is None:
            continue
        kind, value = told
        days = _days(phrase, kind, value, seen)
        mark = TimeMark(
            start=phrase.start,
            end=phrase.end,
            type=kind,
            value=value,
            earliest=days[0] if days else None,
            latest=days[1] if days else None,
        )
        quarter = value if phrase.kind == "quarter" and days else anchor.quarter
        anchor = replace(anchor, focus=_focus(phrase, mark, seen), quarter=quarter)
        yield mark, anchor


def _shared_year(phrase: Phrase, after: Phrase | None) -> int | None:
    """The year that the next date names for both: "late summer and fall of 1998"."""
    if after is None or "Y" in phrase.classes or phrase.kind not in _NAMED:
        return None
    between = phrase.words.classes[phrase.last : after.first]
    if after.kind not in _NAMED or not re.fullmatch(r",?[&k-][pD]{0,2}|[,]", between):
        return None
    found = next((y for y in after.forms("Y") if y.isdigit()), None)
    return int(found) if found else None


def _days(phrase: Phrase, kind: TimeType, value: str, anchor: Anchor) -> Days | None:
    """The days that a value covers; of "the past nine days" those up to the day of speaking."""
    if kind in {TimeType.DATE, TimeType.TIME}:
        return _half(phrase, value, interval(value))
    found = re.fullmatch(r"P(\d+)([DWMY])", value)
    if kind is TimeType.SET or not found or anchor.now is None or not phrase.form("L"):
        return None
    first = stepped(anchor.now, -int(found[1]), found[2])
    return first + timedelta(days=1), anchor.now


def _half(phrase: Phrase, value: str, days: Days | None) -> Days | None:
    """The half of a month that "early" or "late" leaves."""
    if days is None or phrase.kind != "month" or len(value) != 7:
        return days
    middle = days[0].replace(day=15)
    part = phrase.form("m")
    return (days[0], middle) if part == "early" else (middle, days[1]) if part == "late" else days


def _focus(phrase: Phrase, mark: TimeMark, anchor: Anchor) -> str | None:
    """What is spoken of from here on: the new date, unless it only looks back or is vaguer."""
    backward = phrase.kind in {"ago", "back"} or (phrase.kind == "shift" and phrase.form("E"))
    if mark.type in {TimeType.DURATION, TimeType.SET} or (backward and anchor.narrative):
        return anchor.focus
    if mark.value.startswith("BC"):
        return mark.value
    if mark.earliest is None:
        return anchor.focus
    value = mark.value.partition("/")[0]
    known = anchor.focus or ""
    return known if len(value) <= 4 and known.startswith(value) else value


def _moved(mark: TimeMark, by: int) -> TimeMark:
    return TimeMark(
        start=mark.start + by,
        end=mark.end + by,
        type=mark.type,
        value=mark.value,
        earliest=mark.earliest,
        latest=mark.latest,
    )


def _future(text: Words, phrase: Phrase) -> bool:
    """Whether the clause around speaks of what is to come: "will meet on Monday"."""
    before = text.forms[max(phrase.first - _NEAR, 0) : phrase.first][::-1]
    if (before[:1] and before[0] in _UNTIL) or before[:3] in _BY:
        return True
    behind = text.forms[phrase.last : phrase.last + _NEAR]
    return _ahead(before, backward=True) or _ahead(behind, backward=False)


def _ahead(forms: list[str], *, backward: bool) -> bool:
    """Whether words of the future come before any of the past, within the sentence."""
    future = calendar().future.words
    for i, form in enumerate(forms):
        if form in _SENTENCE or form in _PAST:
            return False
        if form in future:
            return not (backward and _PAST & set(forms[i + 1 : i + 4]))
    return False


def _spoken(reading: Reading, passage: Passage) -> date | None:
    """The day on which the passage speaks: the comment's own, or the page's."""
    speech = reading.document.speech_at(passage.start)
    at = speech.at if speech else None
    if at and re.match(r"\d{4}-\d\d-\d\d", at):
        return date.fromisoformat(at[:10])
    return _last(reading)


def _last(reading: Reading) -> date | None:
    return _day_of(reading.document.published)


def _day_of(published: Dated) -> date | None:
    first, last = published.earliest, published.latest
    if first and last and last - first <= _WIDE:
        return last
    return None


def _narrative(reading: Reading, expressions: list[Phrase]) -> bool:
    """Whether a text tells history: most years that it names lie far from its own date."""
    published = _day_of(reading.document.published)
    dated = [x for x in expressions if x.kind in {"day", "month", "year", "season"}]
    named = [int(y) for x in dated for y in x.forms("Y") if y.isdigit()]
    eras = sum(x.kind == "era" for x in expressions)
    deictic = sum(x.kind in {"when", "weekday", "ago", "this"} for x in expressions)
    if published is None:
        return len(named) >= 5 and deictic < len(named)
    far = sum(abs(y - published.year) > 2 for y in named) + eras
    if far < 4 or far <= 0.7 * (len(named) + eras):
        return False
    return deictic < far * 0.1 or (far >= 10 and deictic < 0.3 * far)
