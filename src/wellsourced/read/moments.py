"""Days and times as pages print them."""

import re
from datetime import date
from typing import NamedTuple

_MONTHS = (
    "january january janvier enero gennaio janeiro januari januar jänner",
    "february février febrero febbraio fevereiro februari februar",
    "march mars marzo março maart märz",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juin junio giugno junho juni",
    "july juillet julio luglio julho juli",
    "august août agosto augustus",
    "september septembre septiembre settembre setembro",
    "october octobre octubre ottobre outubro oktober",
    "november novembre noviembre",
    "december décembre diciembre dicembre dezembro dezember",
)  # English first, then the other languages of the pages that cite English ones
_WHOLE = (
    "styczeń stycznia sty января янв січня ledna ianuarie január ocak ιανουαρίου",
    "luty lutego lut февраля фев лютого února februarie február şubat φεβρουαρίου",
    "marzec marca марта мар березня března martie március mart μαρτίου",
    "kwiecień kwietnia kwi апреля апр квітня dubna aprilie április nisan απριλίου",
    "maj maja мая травня května május mayıs μαΐου",
    "czerwiec czerwca cze июня июн червня června iunie június haziran ιουνίου",
    "lipiec lipca lip июля июл липня července iulie július temmuz ιουλίου",
    "sierpień sierpnia sie августа авг серпня srpna augusti augusztus ağustos αυγούστου",
    "wrzesień września wrz сентября сен вересня září septembrie szeptember eylül σεπτεμβρίου",
    "październik października paź октября окт жовтня října octombrie október ekim οκτωβρίου",
    "listopad listopada lis ноября ноя листопада listopadu noiembrie kasım νοεμβρίου",
    "grudzień grudnia gru декабря дек грудня prosince decembrie aralık desember δεκεμβρίου",
)  # of languages in which the first letters of two months, or of a month and a word, are the same
_NAMES = {
    form: number
    for number, names in enumerate(_MONTHS, 1)
    for name in names.split()
    for form in (name, name[:3], name[:4])
} | {name: number for number, names in enumerate(_WHOLE, 1) for name in names.split()}
_MONTH = r"(?:" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+)?"
_DAY = r"(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?"
_YEAR = r"(?P<year{n}>(?:19|20)\d\d)"
_OF = r"(?:del?\s+)?"
_FORMS = (
    rf"{_WEEKDAY}(?=[^\W\d_]{{3,13}}\.?\s+\d)(?P<name1>{_MONTH})\s+{_DAY.format(n=1)},?\s+{_OF}{_YEAR.format(n=1)}",
    (
        rf"{_WEEKDAY}{_DAY.format(n=2)}\s*(?:of\s+|de\s+|[-/]\s*)?(?P<name2>{_MONTH})"
        rf"(?:,?\s+|\s*[-/]\s*){_OF}{_YEAR.format(n=2)}"
    ),
    r"(?P<year3>(?:19|20)\d\d)(?:[-/.]|\.\s)(?P<month3>\d{1,2})(?:[-/.]|\.\s)(?P<day3>\d{1,2})",
    (
        r"(?P<first4>\d{1,2})(?P<mark4>[/.\-])(?P<second4>\d{1,2})(?P=mark4)"
        r"(?P<year4>(?:19|20)?\d\d)"
    ),
    rf"(?P<first8>\d{{1,2}})\.\s(?P<second8>\d{{1,2}})\.\s{_YEAR.format(n=8)}",
    rf"{_DAY.format(n=5)}[\s\-]?(?P<name5>{_MONTH})(?:\s?['’]|[.\-]|(?<=\.))(?P<year5>\d\d)(?![:])",
    rf"{_YEAR.format(n=6)}\.?\s+(?P<name6>{_MONTH})\s+{_DAY.format(n=6)}",
)
_EASTERN = (
    r"(?P<year7>(?:19|20)\d\d)\s?[年년]\s?(?P<month7>\d{1,2})\s?[月월]"
    r"\s?(?P<day7>\d{1,2})\s?(?:[日号]|일)"
)
DAY = re.compile(rf"(?<![\w/])(?:{'|'.join(_FORMS)})(?![\d/])|{_EASTERN}", re.IGNORECASE)
CLOCK = re.compile(
    r"(?<![\w:.])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?)?\s*"
    r"(?P<half>[ap]\.?m\b\.?)?(?!\w|:\d)(?:\s*(?:\(?(?:[A-Z]{1,2}[SD]T|UTC|GMT|ET|PT|Z)\)?(?!\w)|[+-]\d\d:?\d\d))?",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?P<day>(?:19|20)\d\d-\d\d-\d\d)T(?P<time>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
)


class Moment(NamedTuple):
    """A day, and the time of it where printed, with the characters that say so."""

    start: int
    end: int
    day: date
    time: str | None

    @property
    def iso(self) -> str:
        """ISO 8601, to the minute where known."""
        return f"{self.day.isoformat()}T{self.time}" if self.time else self.day.isoformat()


def day_of(told: re.Match[str], *, day_first: bool = False) -> date | None:
    """Give the day that a match of DAY tells; of 4/5 and the like, month first by default.

    >>> day_of(DAY.search("on 21 March 2031"))
    datetime.date(2031, 3, 21)
    >>> day_of(DAY.search("25.12.2030")), day_of(DAY.search("14 Feb ’31"))
    (datetime.date(2030, 12, 25), datetime.date(2031, 2, 14))
    >>> day_of(DAY.search("4/5/2031")), day_of(DAY.search("4/5/2031"), day_first=True)
    (datetime.date(2031, 4, 5), datetime.date(2031, 5, 4))
    """
    form = (told.lastgroup or "")[-1:]
    if form in "48":
        one, two = int(told[f"first{form}"]), int(told[f"second{form}"])
        turned = day_first or form == "8" or told["mark4"] == "."
        month, day = (two, one) if one > 12 or (two <= 12 and turned) else (one, two)
    else:
        month = int(told[f"month{form}"]) if form in "37" else month_of(told[f"name{form}"])
        day = int(told[f"day{form}"])
    year = told[f"year{form}"]
    full = int(year) + (2000 if int(year) < 70 else 1900) if len(year) == 2 else int(year)
    try:
        return date(full, month, day)
    except ValueError:
        return None


def either_way(told: re.Match[str]) -> bool:
    """Whether a match of DAY can be read day first and month first.

    >>> either_way(DAY.search("4/5/2031")), either_way(DAY.search("4/15/2031"))
    (True, False)
    """
    marked = told["mark4"] in ("/", "-")
    return marked and int(told["first4"]) <= 12 and int(told["second4"]) <= 12


def month_of(name: str) -> int:
    """Give the number of a month by its name, short or long.

    >>> month_of("Sept."), month_of("MAY")
    (9, 5)
    >>> month_of("März")
    3
    """
    return _NAMES[name.lower().rstrip(".")]


def is_month(name: str) -> bool:
    """Whether a word names a month."""
    return name.lower().rstrip(".") in _NAMES


def clock_of(told: re.Match[str]) -> str | None:
    """Give the time of day that a match of CLOCK tells, as HH:MM; a bare number tells none.

    >>> clock_of(CLOCK.search("at 12:05 AM")), clock_of(CLOCK.search("at 7 pm"))
    ('00:05', '19:00')
    """
    hour, minute, half = int(told["hour"]), told["minute"], (told["half"] or "").lower()
    if minute is None and not half:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or int(minute or 0) > 59:
        return None
    return f"{hour:02d}:{minute or '00'}"


def moment(words: str, *, day_first: bool = False) -> Moment | None:
    """Give the first day that the words print, with a time that stands beside it.

    >>> moment("Ana on May 12, 2031 at 5:33 PM").iso
    '2031-05-12T17:33'
    >>> moment("posted at 6:14 pm on May 12, 2031").iso
    '2031-05-12T18:14'
    """
    if joined := _JOINED.search(words):
        told = DAY.search(joined["day"])
        day = day_of(told) if told else None
        return Moment(joined.start(), joined.end(), day, joined["time"]) if day else None
    for told in DAY.finditer(words):
        if day := day_of(told, day_first=day_first):
            return _with_time(words, told, day)
    return None


_NEAR = re.compile(r"[\s,@|()\-–—•·]*(?:at\b|on\b)?[\s,@|(]*", re.IGNORECASE)


def _with_time(words: str, told: re.Match[str], day: date) -> Moment:
    gap = _NEAR.match(words, told.end())
    after = CLOCK.match(words, gap.end() if gap else told.end())
    if after and (time := clock_of(after)):
        return Moment(told.start(), after.end(), day, time)
    for before in CLOCK.finditer(words, 0, told.start()):
        if _NEAR.fullmatch(words, before.end(), told.start()) and (time := clock_of(before)):
            return Moment(before.start(), told.end(), day, time)
    return Moment(told.start(), told.end(), day, None)
