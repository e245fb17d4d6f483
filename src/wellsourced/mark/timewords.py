"""Text as a row of word classes, one letter each, in which time expressions are patterns."""

import functools
import re
from dataclasses import dataclass

from msgspec import Struct

from wellsourced.lang.numbers import CARDINALS, ORDINALS
from wellsourced.lexicon.reader import read

_TOKEN = (
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\."
    r"|[aApPBA]\.[mMCDH]\.?"
    r"|Q[1-4]\b"
    r"|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*"
    r"|\d{4}-\d\d-\d\d(?!\d)|\d{4}/\d\d?/\d\d?(?![\d/])"
    r"|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?![\d/])"
    r"|\d{1,2}[:.]\d\d(?=\s?[aApP]\.?[mM]\b)|\d{1,2}:\d\d(?::\d\d)?(?!\d)"
    r"|(?:\d{4}|['’]\d\d)['’]?s\b|['’]\d\d(?![\d\w])"
    r"|\d{1,3}(?:st|nd|rd|th)\b"
    r"|\d+(?:,\d{3})*(?:\.\d+)?"
    r"|['’]s\b|\n\s*\n|[^\s\w]"
)
_CAPITAL = frozenset(
    [
        "march",
        "may",
        "mar",
        "jan",
        "sat",
        "sun",
        "mon",
        "wed",
        "fri",
        "aug",
        "dec",
        "oct",
        "sep",
        "sept",
        "jun",
        "jul",
        "apr",
        "feb",
        "nov",
        "tue",
        "thu",
    ]
)
SHORT = frozenset(["mar", "jan", "sat", "sun", "mon", "wed", "fri", "sep", "dec", "oct", "jun"])


class Class(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that stand in one place of a time expression, each with what it means."""

    example: str
    words: dict[str, int | str]
    plurals: dict[str, str] = {}


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one kind."""

    example: str
    words: tuple[str, ...]


class Calendar(Struct, frozen=True, forbid_unknown_fields=True):
    """The word list of the calendar."""

    weekdays: Class
    months: Class
    seasons: Class
    units: Class
    clock: Class
    parts: Class
    days: Class
    holidays: Class
    moons: Class
    references: Class
    frequencies: Class
    decades: Class
    directions: Class
    small: Class
    zones: Class
    future: Listed


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each stands, its lower-case form, and all classes in a row."""

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    classes: str


@functools.cache
def calendar() -> Calendar:
    """The word list, read once."""
    known: Calendar = read("en/calendar.toml", Calendar)
    return known


def words(text: str) -> Words:
    """Cut a text into words and class them."""
    table = _table()
    found = list(_token().finditer(text))
    raws = [f.group() for f in found]
    forms = [_plain(r) if " " in r or "’" in r else r.lower() for r in raws]
    letters = [
        (table.get(form) or "w") if raw[0].isalpha() else _letter(raw)
        for raw, form in zip(raws, forms, strict=True)
    ]
    for i, raw in enumerate(raws):
        if raw[0].islower() and (
            letters[i] == "I" or (letters[i] != "w" and forms[i] in _CAPITAL)
        ):
            letters[i] = "w"
    return Words(
        text=text,
        starts=[f.start() for f in found],
        ends=[f.end() for f in found],
        forms=forms,
        classes="".join(letters),
    )


def _plain(raw: str) -> str:
    return " ".join(raw.replace("’", "'").lower().split())


@functools.cache
def _token() -> re.Pattern[str]:
    """The pattern of a word; feasts of several words are one."""
    named = (*calendar().holidays.words, *calendar().moons.words)
    feasts = sorted((w for w in named if " " in w or "'" in w), key=lambda w: (-len(w), w))
    joined = "|".join(re.escape(w).replace(r"\ ", r"[ \n]").replace("'", "['’]") for w in feasts)
    return re.compile(rf"(?:{joined})(?!\w)|{_TOKEN}")


def _letter(raw: str) -> str:
    """Class a token that is no word: a number, a date, a clock time, a sign."""
    if not raw[0].isdecimal():
        return _sign(raw)
    if raw.isdecimal():
        if len(raw) == 4 and raw <= "2099":
            return "Y" if raw >= "1000" else "C"
        return "d" if len(raw) <= 2 and 1 <= int(raw) <= 31 else "n"
    if raw[-1] in "tdh":
        return "O" if int(raw[:-2]) <= 31 else "o"
    dated = max(raw.count("/"), raw.count("-"), raw.count(".")) == 2
    return "y" if raw[-1] == "s" else "C" if ":" in raw else "X" if dated else "n"


def _sign(raw: str) -> str:
    if raw in "-‐‑–—":
        return "-"
    if raw[0] in "'’":
        return "x" if raw[1:] == "s" else "y" if raw[-1] == "s" else "Y" if len(raw) > 1 else "."
    return {",": ",", "/": "/", "$": "$", "£": "$", "€": "$", "½": "n", "¼": "n", "¾": "n"}.get(
        raw, "."
    )


@functools.cache
def _table() -> dict[str, str]:
    """Each word's letter; later lines win, so the more telling use of a word stands last."""
    known = calendar()
    table = dict.fromkeys(ORDINALS, "o")
    table |= dict.fromkeys(CARDINALS, "n")
    table |= {word: str(letter) for word, letter in known.small.words.items()}
    for letter, group in (
        ("W", known.weekdays),
        ("M", known.months),
        ("J", known.seasons),
        ("U", known.units),
        ("H", known.clock),
        ("P", known.parts),
        ("G", known.days),
        ("c", known.holidays),
        ("I", known.moons),
        ("R", known.references),
        ("F", known.frequencies),
        ("S", known.zones),
    ):
        table |= {w.lower(): letter for w in group.words}
        table |= dict.fromkeys(group.plurals, {"U": "V", "H": "h"}.get(letter, letter))
    table |= {w: "LTN"[int(step) + 1] for w, step in known.directions.words.items()}
    table |= dict.fromkeys(known.decades.words, "y")
    table["quarter"] = "u"
    table |= dict.fromkeys(("q1", "q2", "q3", "q4"), "3")
    short = {f"{w}.": table[w] for w in _CAPITAL if w in table} | {"sept.": "M", "thurs.": "W"}
    return table | short | {"tues.": "W"}
