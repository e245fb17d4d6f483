"""A plain rival for counts: a number near a word for dead or hurt; such a word alone is one.

Our own patterns, in the manner of those that analysts write; tried against the development side,
which favours them.
"""

import re
from collections.abc import Iterator

Row = dict[str, object]
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {w: n for n, w in enumerate(_WORDS, 1)} | {"a": 1, "an": 1}
_N = rf"(?P<n>\d{{1,3}}(?![\d,.:-]*\d)|{'|'.join(_NUMBERS)})"
_WHO = (
    r"(?: (?:other|more|young|\d+-year-old|people|persons?|m[ae]n|wom[ae]n|boys?|girls?|teen\w*"
    r"|victims?|others|child(?:ren)?))*"
)
_WERE = r",? ?(?:(?:was|were|is|are|has been|have been|had been|being|and|left|critically)\s)*"
_DEAD = r"(?:killed|dead|died|slain|shot (?:and killed|dead|to death)|fatally shot|murdered)"
_HURT = r"(?:wounded|injured|hurt|hospitali[sz]ed|(?:critical|stable|serious) condition)"


def _forms(said: str) -> tuple[re.Pattern[str], ...]:
    shapes = (
        rf"\b{_N}{_WHO}{_WERE}\b{said}\b",
        rf"\b{said} (?:at least |about )?{_N}\b{_WHO}",
        rf"(?P<n>)\b{said}\b",
    )
    return tuple(re.compile(shape, re.IGNORECASE) for shape in shapes)


_FORMS = {"killed": _forms(_DEAD), "wounded": _forms(_HURT)}


def answers(rows: list[Row]) -> Iterator[Row]:
    """Give a row for each number near such a word, and one for each such word."""
    for row in rows:
        found = [
            {"start": m.start(), "end": m.end(), "outcome": outcome, "low": n, "high": n}
            for outcome, forms in _FORMS.items()
            for form in forms
            for m in form.finditer(str(row["text"]))
            for n in [_NUMBERS.get(m["n"].lower()) or int(m["n"] or 1)]
        ]
        yield {"id": row["id"], "quantities": found}
