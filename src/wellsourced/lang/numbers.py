"""Numbers as they are written in English: digits, words, fractions, scales, ordinals."""

import re
from collections.abc import Sequence

UNITS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    **{f"{word}th": n for word, n in UNITS.items() if n in {4, 6, 7, 10, 11, *range(13, 20)}},
    **{f"{word[:-1]}ieth": n for word, n in TENS.items()},
    "hundredth": 100,
    "thousandth": 1_000,
}
CARDINALS = frozenset(UNITS | TENS | SCALES)

LARGEST = 10**15  # longer rows of digits are no numbers that anybody counted

_WORDS = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?=[^\W\d]|\b)|[^\W\d_]+|[½¼¾/]")
_FRACTIONS = {"half": 0.5, "quarter": 0.25, "½": 0.5, "¼": 0.25, "¾": 0.75}
_MARKS = {"k": "thousand", "m": "million", "bn": "billion", "mn": "million"}


def value(words: str) -> float | None:
    """Give the number that the words spell, None where they spell none.

    >>> value("three hundred and fifty-eight"), value("1,500"), value("2.9 million")
    (358, 1500, 2900000)
    >>> value("two and a half"), value("2 1/2"), value("a dozen")
    (2.5, 2.5, 12)
    >>> value("three-and-a-half million")
    3500000
    >>> value("several") is None
    True
    """
    found = _WORDS.findall(words.casefold())
    if not found:
        return None
    total, fraction, rest = _split_fraction(found)
    number = _sum(rest) if rest else 0.0
    if number is None:
        return None
    exact = (number + fraction) * total
    if exact > LARGEST:
        return None
    return int(exact) if exact == int(exact) else exact


def ordinal(word: str) -> int | None:
    """Give the rank that an ordinal names.

    >>> ordinal("21st"), ordinal("twenty-first"), ordinal("third"), ordinal("three")
    (21, 21, 3, None)
    """
    word = word.casefold()
    if found := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word):
        return int(found[1])
    tens, _, last = word.rpartition("-")
    rank = ORDINALS.get(last)
    if rank is None or not tens:
        return rank
    return TENS[tens] + rank if tens in TENS else None


def year(words: str) -> int | None:
    """Give the year that is spelt as two pairs.

    >>> year("nineteen ninety-six"), year("two thousand"), year("nineteen")
    (1996, 2000, None)
    """
    found = _WORDS.findall(words.casefold())
    if "thousand" in found:
        whole = value(words)
        return int(whole) if whole and 1900 <= whole < 2100 else None
    if len(found) < 2 or UNITS.get(found[0], TENS.get(found[0], 0)) not in range(11, 21):
        return None
    century = UNITS.get(found[0], TENS.get(found[0], 0))
    rest = _sum(found[1:])
    return century * 100 + int(rest) if rest and 10 <= rest < 100 else None


def _split_fraction(found: list[str]) -> tuple[float, float, list[str]]:
    """Take scale words behind a fraction, and the fraction, off the end."""
    scale = 1.0
    rest = list(found)
    tail: list[str] = []
    while len(rest) > 1 and rest[-1] in SCALES and rest[-2] in _FRACTIONS:
        tail.append(rest.pop())
        scale *= SCALES[tail[-1]]
    if len(rest) >= 3 and rest[-2] == "/" and rest[-1].isdigit() and rest[-3].isdigit():
        below = int(rest[-1]) or 1
        return scale, int(rest[-3]) / below, rest[:-3]
    if rest and rest[-1] in _FRACTIONS:
        fraction = _FRACTIONS[rest.pop()]
        while rest and rest[-1] in {"a", "and"}:
            rest.pop()
        return scale, fraction, rest
    return scale, 0.0, rest


def _sum(words: Sequence[str]) -> float | None:
    """Add up cardinal words: what stands before a scale is multiplied by it."""
    total = group = 0.0
    seen = False
    for raw in words:
        word = _MARKS.get(raw, raw)
        if word in {"and", "a", "an", "of"}:
            continue
        if word in SCALES:
            group = (group if seen and group else 1.0) * SCALES[word]
            if SCALES[word] >= 1000:
                total, group = total + group, 0.0
        elif word[0].isdecimal():
            group += float(word.replace(",", ""))
        elif word in UNITS or word in TENS:
            group += UNITS.get(word, TENS.get(word, 0))
        else:
            return None
        seen = True
    return total + group if seen else None
