"""Patterns of time expressions over word classes (see `timewords`)."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from wellsourced.mark.timewords import SHORT, Words

_NUMBER = r"(?:[nd](?:-?(?:&i?)?[nd]){0,9}(?:&n)?(?:d/d)?|in?)"
_VAGUE = r"(?:i?[qv]f?n?|DqV?)"
_COUNT = rf"(?:{_NUMBER}|{_VAGUE})"
_ABOUT = r"(?:[~]|12|p2)?~?"
_MOD = r"(?:(?:D?[mb](?:&[mb])?(?:pD|f)?|E|B|p?D?w?b)[-,]?)?"
_OF_YEAR = r"(?:[,f]{0,2}(?:ppD)?Y|,?f?[LTN]U|fDz?U|fZz?U)"
_CLOCK = r"(?:Ch|(?<=p)Yh|~?(?:C|[nd])a(?:S)?|~?C(?:[-k]C)?S?|~?[nd]{1,2}S|YS)"
_MONTH_DAY = r"M[dO](?![HhV]|-[UH])(?:[,f]{0,2}Y)?"
_DAY_MONTH = r"[dO]f?M(?:[,f]{0,2}(?:Y(?!-?V)|Z?z?U|DzU))?"
_DAY = rf"(?:(?:W,?)?D?(?:m-?)?(?:{_MONTH_DAY}|{_DAY_MONTH})|G|[LTN]?W)"
_BACK = r"(?:UE|UA|U-E|U-A)?"

# In order: of two that begin at one word the first is taken. Each with what it matches.
PATTERNS = (
    ("numeric", r"X(?:,?C)?"),  # 2008-03-30
    ("clock_day", rf"{_CLOCK},?p?(?:{_DAY})"),  # 6 a.m. GMT, May 9
    (
        "part_of",  # the night of 3 May
        r"[DTZ]?m?-?(?:p?D)?P[fp]?,?[fp]?(?:D?[dO]f?M(?:,?Y)?|(?:W,?)?M[dO](?:,?Y)?|G|W)",
    ),
    ("day_part", rf"{_MOD}{_DAY},?p?D?m?-?P"),  # Friday evening
    ("part", r"(?:[TZ]z?|D?[LN])[mb]?-?P|D?m-?P"),  # this morning
    ("era_year", r"D?U[ndY]g"),  # the year 480 BC
    ("half", r"D?[oL]-?nf(?:[LTN]U|Y)"),  # the first half of 1998
    (
        "rank",  # the second week of March, the last ten days of Ramadan
        (
            rf"(?:D?[oO]|DL)-?(?:{_NUMBER}-?)?[UVWK][fp](?:D?[LTN]?M{_OF_YEAR}?|D?I(?:,?[Yn])?"
            r"|[LTN]?J(?:[,f]{0,2}Y)|[LTN]U|[DZ]z?U(?![ABE4])|Y)"
        ),
    ),
    ("week_of", rf"D?(?:U|K)f(?:W,?)?D?(?:{_MONTH_DAY}|{_DAY_MONTH})"),  # the week of March 10
    ("tail", r"(?<=Y[-/])[nd](?![.,]?[dn]|[UVHh]|f?M)"),  # 1997-98
    (
        "list",
        r"M[dO](?:,[dO]){1,6},?&[dO](?![HhV])(?:,?f?Y)?|[dO](?:,[dO]){1,6},?&[dO]f?M(?:,?f?Y)?",
    ),
    (
        "days",  # May 3-7
        r"(?:W,?)?(?:M[dO][-k&][dO](?![HhVU])(?:,?f?Y)?|[dO][-k&][dO]f?M(?:,?f?Y)?)",
    ),
    ("day", rf"{_MOD}(?:W,?p?)?D?(?:{_MONTH_DAY}|{_DAY_MONTH})"),  # Sunday, 3 May 1998
    (
        "month",
        rf"{_MOD}(?:[TLN]|DL|DN)?M(?:{_OF_YEAR}|[,f]?[nd]g|nn(?:-n)?)?",
    ),  # early June of 1998
    (
        "quarter",  # the third quarter of 2008
        (
            rf"{_MOD}(?:D?(?:YQ?|[LTN]Ux|[LTN])?Q?-?{_BACK}-?[on]-?u(?:p?f?Y|f[LTN]U|fQ?Y|iUA)?"
            rf"|D(?:U-?[AE])u|D[LTN]?u(?:iUA)?|[LTNZ]u)"
        ),
    ),
    ("figured", r"3[,f]{0,2}Q?Y|(?<=[psk])3"),  # Q3 1998
    (
        "season",  # late summer of 1998
        (
            rf"{_MOD}(?:[TLNZ]|D[LN]|D|p)m?J(?!f[Dw])(?:{_OF_YEAR})?"
            r"|J[,f]{0,2}Y|m-?J(?:[,f]*Y)?|J(?=&)|(?<=&)J(?:[,f]{0,2}Y)?"
        ),
    ),
    ("century", r"D?(?:m?-?)[oO]-?Ug?"),  # the 20th century
    ("decade", rf"{_MOD}D?m?-?(?:&m?)?y"),  # the late 1990s
    ("set", r"e[nqo6]?(?:[UVHhuMWJPK]|WP)|F|(?:n?5)[ie][UH]"),  # every Friday, twice a day
    (
        "moon",  # 17 Ramadan 1418
        rf"{_MOD}(?:D?[dOo]f?I(?:,?[Yn](?!V))?|I[dO](?![HhV])(?:,?[Yn])?|[LTN]?I(?:,?[Yn](?!V))?)g?",
    ),
    ("holiday", rf"{_MOD}[LTN]?c(?:[,fp]?Y)?"),  # last Christmas
    ("weekend", rf"{_MOD}(?:D?[LTNZ]|D|W)?K"),  # the weekend
    ("beyond", r"DU4G"),  # the day before yesterday
    ("ago_day", rf"{_COUNT}UAW|[iI]UrD?W|W(?:f|,)?[LN]U"),  # a week ago Tuesday, Tuesday last week
    ("from_now", rf"{_ABOUT}{_COUNT}[UV]rR"),  # two weeks from now
    ("ago", rf"{_ABOUT}{_COUNT}-?f?[UVHhuJ]-?(?:&in)?A"),  # two weeks ago
    ("shift", rf"{_ABOUT}{_COUNT}-?[UVHh](?:&in)?-?[EB]"),  # over ten weeks later
    ("back", r"D?U-?[AE](?:j|w(?=w))?"),  # year-earlier
    ("next_day", r"D?z?[LN]U(?!x?L|-)|DUN|DUE|DU4|DUB|DU(?!-)|Zz?U|D?z[UP]|zU"),  # the next day
    ("span", rf"(?:D?[LNT]|D)(?:~?{_COUNT}|o{_NUMBER})-?[UVHhuJ]"),  # the past nine days
    ("this", rf"{_MOD}[LTN]U|[mb]fDU|D[mb]fDU|(?:E|B|m)pDU"),  # late last week
    ("recent", r"D?v[VU]|[LN]V|D?[vN]?t[VU]|DN?t|pt"),  # recent months
    ("length", rf"{_ABOUT}{_COUNT}(?:-|wV)?[UVHhu](?:&in?)?(?:-?l)?"),  # nine days
    ("bare", r"V"),  # for years
    ("when", r"(?:m-?|E|B)?G"),  # yesterday
    ("weekday", rf"{_MOD}(?:[TLN]|DL|DN)?W"),  # Friday
    ("clock", _CLOCK),  # 10:30 UTC
    ("noon", r"P"),  # midnight
    ("era", r"(?:[p~])?[ndY](?:-[nd])?g|gY|g[nd]"),  # 480 BC
    ("spelt", r"nn(?:-n)?"),  # nineteen ninety-six
    ("year", rf"{_MOD}(?:DU)?(?:QU?)?Y"),  # fiscal 1989
    ("reference", r"R|DL(?=[.,&])"),  # now
)

_ALL = "(?![w.,x&-])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS) + ")"
_HINT = re.compile(r"[XCWMJUVHhPKGRycIFYuSLNtgo3]|nn|[nd]a")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of words that a pattern matched."""

    kind: str
    words: Words
    first: int
    last: int  # not included

    @property
    def classes(self) -> str:
        """The classes of its words."""
        return self.words.classes[self.first : self.last]

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.words.starts[self.first]

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.words.ends[self.last - 1]

    def form(self, classes: str) -> str | None:
        """Give the first word of one of these classes."""
        for i in range(self.first, self.last):
            if self.words.classes[i] in classes:
                return self.words.forms[i]
        return None

    def forms(self, classes: str) -> list[str]:
        """Give all words of these classes."""
        return [
            self.words.forms[i]
            for i in range(self.first, self.last)
            if self.words.classes[i] in classes
        ]

    def slice(self, pattern: str) -> str | None:
        """Give the text of the first stretch of classes that matches."""
        found = re.search(pattern, self.classes)
        if not found or found.start() == found.end():
            return None
        i, j = self.first + found.start(), self.first + found.end() - 1
        return self.words.text[self.words.starts[i] : self.words.ends[j]]


def phrases(words: Words) -> Iterator[Phrase]:
    """Give the stretches that look like time expressions, in order, none over another."""
    if not _HINT.search(words.classes):
        return
    for found in _grammar().finditer(words.classes):
        phrase = Phrase(str(found.lastgroup), words, found.start(), found.end())
        if phrase.first < phrase.last and _plausible(phrase):
            yield phrase


@functools.cache
def _grammar() -> re.Pattern[str]:
    return re.compile(_ALL)


def _plausible(phrase: Phrase) -> bool:
    """Whether a short or doubtful match is meant as a time."""
    words, first, last = phrase.words, phrase.first, phrase.last
    before = words.classes[first - 1] if first else "."
    after = words.classes[last] if last < len(words.classes) else "."
    if "old" in words.forms[last - 1 : last + 2] and phrase.kind in {"length", "span", "back"}:
        return False  # an age
    if last - first == 1 and words.forms[first] in SHORT and words.classes[first] in "MW":
        return False
    if phrase.kind == "year":
        return _year_like(phrase, before, after)
    return {
        "week_of": "week" in words.forms[first:last] or "weekend" in words.forms[first:last],
        "tail": _year_tail(phrase),
        "holiday": words.forms[first] != "eid" or before in "pDrks4",
        "month": phrase.classes != "M" or _month_like(words.forms[first], before, after),
        "noon": words.forms[first] in {"noon", "midnight", "midday"},
        "spelt": before in "pMf" or "nineteen" in words.forms[first],
        "clock": _clock_like(phrase, before, after),
    }.get(phrase.kind, True)


def _clock_like(phrase: Phrase, before: str, after: str) -> bool:
    """Whether figures alone are a time of the clock; "at 0230 hours" is one, "at 90 hours" not."""
    if phrase.classes[-1] == "h":
        return len(phrase.words.forms[phrase.first]) == 4
    return phrase.classes not in {"C", "~C"} or before == "p" or after in "PSW"


def _year_tail(phrase: Phrase) -> bool:
    """Whether two figures behind a year and a dash are a later year of its century."""
    if phrase.first < 2:
        return False  # "3/7/2017" begins with figures, and no year stands before them
    form, year = phrase.words.forms[phrase.first], phrase.words.forms[phrase.first - 2]
    return len(form) == 2 and form.isdigit() and year[-2:] < form


def _month_like(form: str, before: str, after: str) -> bool:
    """Whether "May" and "March", alone, are months."""
    if form not in {"may", "march"}:
        return True
    return before in "prks&f,mLTN" or (before == "." and after in "dOY.,-")


def _year_like(phrase: Phrase, before: str, after: str) -> bool:
    """A number of four digits is a year, unless it counts something or is counted by a sign."""
    if before in "$dn/~12" or (before == "-" and phrase.first > 1 and _digit(phrase, -2)):
        return False
    if len(phrase.classes) > 1:
        return True
    form = phrase.words.forms[phrase.first]
    if before in "pfsrk&DbmE" or form[0] in "'’":
        return after not in "VUHh" or before in "p"
    following = phrase.words.forms[phrase.last] if phrase.last < len(phrase.words.forms) else ""
    counts = after == "w" and following.endswith("s") and not following.endswith("ss")
    return form >= "1500" and not counts


def _digit(phrase: Phrase, offset: int) -> bool:
    return phrase.words.classes[phrase.first + offset] in "dn"
