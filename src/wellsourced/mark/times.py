"""When: the time expressions of a document, with TIMEX3 values and the days they can mean."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

from msgspec import structs

from wellsourced.lang.datelines import dateline
from wellsourced.lang.dates import Days, interval, stepped
from wellsourced.mark.stretches import Paragraph, Read
from wellsourced.mark.timeanchor import Anchor, Meaning
from wellsourced.mark.timecounted import Told, counted, counted_from
from wellsourced.mark.timegrammar import Phrase, phrases
from wellsourced.mark.timelines import Entries
from wellsourced.mark.timeranks import part_days
from wellsourced.mark.timevalues import meaning
from wellsourced.mark.timewords import Words, calendar, words
from wellsourced.mark.timezones import universal
from wellsourced.model import Dated, Marks, PartId, TimeBasis, TimeMark, TimeType

_SENTENCE = frozenset(".!?;\n")
_NAMED = frozenset({"day", "days", "month", "season"})
_PAST = frozenset({"said", "says", "told", "was", "were", "had"})
_TOLD = frozenset({"was", "were", "said", "known", "thought", "found", "seen", "felt"})
_UNTIL = frozenset({"by", "until", "till"})
_BY = (["as", "early", "as"], ["as", "soon", "as"], ["as", "late", "as"])
_BETWEEN = frozenset({"on", ",", "(", ")", "local", "time", "or"})
_NEAR = 12  # words beside an expression in which the tense is looked for
_WIDE = timedelta(days=45)  # a page dated less closely than this has no day of speaking


def times(reading: Read, found: Marks) -> tuple[TimeMark, ...]:
    """Give every time expression, in order; those of a comment are seen from its own day."""
    cut = [(p, w, tuple(phrases(w))) for p in reading.passages for w in (words(p.text),)]
    narrative = _narrative(reading, [x for _, _, xs in cut for x in xs])
    marks: list[TimeMark] = []
    anchor = Anchor(now=None, narrative=narrative)
    told = Told()
    entries = Entries()
    written: dict[PartId, date] = {}
    for passage, text, expressions in cut:
        now, whose = _spoken(reading, passage)
        if wired := written.get(passage.part.id):
            now, whose = wired, TimeBasis.DATELINE
        first = reading.document.published.earliest
        sure = now != _last(reading) or now == first
        entries.enter(passage.text)
        told_so = narrative or entries.running
        anchor = replace(anchor, now=now, sure=sure, whose=whose, narrative=told_so)
        wire = _dateline(passage)
        for mark, after in _marked(text, expressions, anchor, told):
            anchor = after
            marks.append(_moved(mark, passage.start))
            if wire and _before(mark, now):
                written[passage.part.id] = mark.earliest or date.min
    return tuple(sorted(marks, key=lambda m: (m.start, m.end)))


def _dateline(passage: Paragraph) -> bool:
    """Whether a passage is the dateline of an agency's text: "OLD HARBOUR, Sept. 21 (AP) -"."""
    return dateline(f"{passage.text}x", 0, len(passage.text) + 1) == len(passage.text)


def _before(mark: TimeMark, now: date | None) -> bool:
    """Whether a dateline's day is one, not long before the page's own."""
    day = mark.earliest
    if day is None or day != mark.latest:
        return False
    return now is None or timedelta() <= now - day <= _WIDE


def _marked(
    text: Words, expressions: tuple[Phrase, ...], anchor: Anchor, known: Told
) -> Iterator[tuple[TimeMark, Anchor]]:
    """Give each mark, and the anchor that the next words are seen from."""
    before: Phrase | None = None
    shared = dict(_shared_days(text, expressions))
    for phrase, after in zip_longest(expressions, expressions[1:]):
        seen = replace(
            anchor,
            future=_future(text, phrase),
            year=_shared_year(phrase, after) or _year_before(before, phrase),
        )
        before = phrase if "Y" in phrase.classes or _starts(before, phrase) else before
        if phrase.first in shared and (day := meaning(shared[phrase.first], seen)):
            seen = replace(seen, day=day[1].partition("T")[0])
        told = meaning(phrase, seen)
        if told is None:
            continue
        kind, value = told
        basis = _basis(phrase, told, seen)
        days = _days(phrase, kind, value, seen)
        if kind is TimeType.DURATION and days is None:
            days = counted(phrase, value, after, seen) or counted_from(phrase, value, known)
            basis = TimeBasis.TEXT if days and not phrase.form("N") else basis
        known.add(phrase, days)
        mark = TimeMark(
            start=phrase.start,
            end=phrase.end,
            type=kind,
            value=value,
            earliest=days[0] if days else None,
            latest=days[1] if days else None,
            basis=basis,
            utc=universal(phrase, value) if kind is TimeType.TIME else None,
        )
        quarterly = phrase.kind in {"quarter", "figured"} and re.fullmatch(r"\d{4}-Q\d", value)
        quarter = value if quarterly else anchor.quarter
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


def _year_before(before: Phrase | None, phrase: Phrase) -> int | None:
    """The year that a sentence has named already: "He came in 2005 and left on July 6"."""
    if before is None or phrase.kind not in _NAMED or _starts(before, phrase):
        return None
    found = [y for y in before.forms("Y") if y.isdigit()]
    return int(found[-1]) if found else None


def _starts(before: Phrase | None, phrase: Phrase) -> bool:
    """Whether a sentence ends between two expressions."""
    if before is None:
        return True
    return bool(_SENTENCE.intersection(phrase.words.forms[before.last : phrase.first]))


def _shared_days(text: Words, expressions: tuple[Phrase, ...]) -> Iterator[tuple[int, Phrase]]:
    """Each time of the clock with the day behind it: "at 5 a.m. (0200 GMT) on Thursday"."""
    day: Phrase | None = None
    after: Phrase | None = None
    for phrase in reversed(expressions):
        if phrase.kind in {"day", "weekday", "when"}:
            day = phrase
        elif phrase.kind != "clock":
            day = None
        elif after is not None and day is not None:
            between = text.forms[phrase.last : after.first]
            if set(between) <= _BETWEEN:
                yield phrase.first, day
            else:
                day = None
        after = phrase


def _days(phrase: Phrase, kind: TimeType, value: str, anchor: Anchor) -> Days | None:
    """The days that a value covers; of "the past nine days" those up to the day of speaking."""
    if kind in {TimeType.DATE, TimeType.TIME}:
        if phrase.form("Q") and phrase.kind in {"year", "quarter", "figured"}:
            return None  # nobody tells when this body's fiscal year begins
        return _half(phrase, value, interval(value))
    if phrase.kind == "rank":
        return part_days(phrase, anchor)
    found = re.fullmatch(r"P(\d+)([DWMY])", value)
    if kind is TimeType.SET or not found or anchor.now is None or not phrase.form("L"):
        return None
    first = stepped(anchor.now, -int(found[1]), found[2])
    return first + timedelta(days=not phrase.form("h")), anchor.now


def _half(phrase: Phrase, value: str, days: Days | None) -> Days | None:
    """The half that "early" or "late" leaves of a month or a decade; of a century, the quarter."""
    part = phrase.form("m")
    if days is None or part not in {"early", "late"}:
        return days
    first, last = days
    if phrase.kind == "month" and len(value) == 7:
        middle = first.replace(day=15)
        return (first, middle) if part == "early" else (middle, last)
    if phrase.kind in {"decade", "century"}:
        width = (last.year - first.year + 1) // (2 if len(value) == 3 else 4)
        if part == "early":
            return first, date(first.year + width - 1, 12, 31)
        return date(last.year - width + 1, 1, 1), last
    return days


def _focus(phrase: Phrase, mark: TimeMark, anchor: Anchor) -> str | None:
    """What is spoken of from here on: the new date, unless it only looks back or is vaguer."""
    backward = phrase.kind in {"ago", "back"} or (phrase.kind == "shift" and phrase.form("E"))
    if phrase.kind == "rank" and mark.type is TimeType.DURATION and mark.earliest:
        return f"{mark.earliest.year:04}"
    if mark.type in {TimeType.DURATION, TimeType.SET} or (backward and anchor.narrative):
        return anchor.focus
    if mark.value.startswith("BC"):
        return mark.value
    if mark.earliest is None:
        return anchor.focus
    value = mark.value.partition("/")[0]
    known = anchor.focus or ""
    return known if len(value) <= 4 and known.startswith(value) else value


def _basis(phrase: Phrase, told: Meaning, seen: Anchor) -> TimeBasis:
    """From where the words have their meaning: they mean something else without it."""
    if "Y" in phrase.classes or (seen.now is None and seen.focus is None):
        return TimeBasis.NAMED
    if meaning(phrase, replace(seen, focus=None)) != told:
        return TimeBasis.TEXT
    alone = replace(seen, now=None, focus=None)
    return TimeBasis.NAMED if meaning(phrase, alone) == told else seen.whose


def _moved(mark: TimeMark, by: int) -> TimeMark:
    return structs.replace(mark, start=mark.start + by, end=mark.end + by)


def _future(text: Words, phrase: Phrase) -> bool:
    """Whether the clause around speaks of what is to come: "will meet on Monday"."""
    before = text.forms[max(phrase.first - _NEAR, 0) : phrase.first][::-1]
    if (before[:1] and before[0] in _UNTIL and not _over(before)) or before[:3] in _BY:
        return True
    behind = text.forms[phrase.last : phrase.last + _NEAR]
    return _ahead(before, backward=True) or _ahead(behind, backward=False)


def _over(before: list[str]) -> bool:
    """Whether a verb of the past stands before: "was shared by Thursday"."""
    for form in before:
        if form in _SENTENCE or form in calendar().future.words:
            return False
        if form in {"was", "were", "had"}:
            return True
    return False


def _ahead(forms: list[str], *, backward: bool) -> bool:
    """Whether words of the future come before any of the past, within the sentence."""
    future = calendar().future.words
    for i, form in enumerate(forms):
        if form in _SENTENCE or form in _PAST:
            return False
        if backward and forms[i : i + 2] == ["be", "to"] and not _told(forms[i + 2 : i + 3]):
            return True
        if form in future:
            return not (backward and _PAST & set(forms[i + 1 : i + 4]))
    return False


def _told(before: list[str]) -> bool:
    """Whether "to be" follows what is told of somebody: "are reported to be fleeing"."""
    return any(
        w in _TOLD or (w.endswith("ed") and w not in calendar().future.words) for w in before
    )


def _spoken(reading: Read, passage: Paragraph) -> tuple[date | None, TimeBasis]:
    """The day on which the passage speaks, and whose it is: the comment's own, or the page's."""
    speech = reading.document.speech_at(passage.start)
    at = speech.at if speech else None
    if at and re.match(r"\d{4}-\d\d-\d\d", at):
        return date.fromisoformat(at[:10]), TimeBasis.COMMENT
    return _last(reading), TimeBasis.PAGE


def _last(reading: Read) -> date | None:
    return _day_of(reading.document.published)


def _day_of(published: Dated) -> date | None:
    first, last = published.earliest, published.latest
    if first and last and last - first <= _WIDE:
        return last
    return None


def _narrative(reading: Read, expressions: list[Phrase]) -> bool:
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
