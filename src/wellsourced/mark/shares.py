"""Percentages: shares that make a whole, and the share that one number is of another."""

import re
from collections.abc import Iterator

from wellsourced.lang.numbers import value
from wellsourced.model import Check, Document, Span, Verdict

_WHOLE = 100.0
_ROUNDED = 0.6  # of a percent, for each share that was rounded
_OFF = 0.15  # of the share stated: what rounding and "about" cannot explain
_LEAST = 2.0  # percent
_PERCENT = r"(?:\s?%|\s+per\s?cent)"
_SHARE = re.compile(rf"(?<![\d.,-])(?P<n>\d{{1,3}}(?:\.\d+)?){_PERCENT}", re.IGNORECASE)
_STOP = re.compile(r"[.!?][\"”’')]*\s|\n")
_OF = re.compile(
    rf"(?<![\d.,$€£-])(?P<part>\d[\d,]*)(?:\s+[a-z]+){{0,3}}\s*(?:,|\(|,?\s*or)\s*(?:about\s+|some\s+|"
    rf"roughly\s+|nearly\s+)?(?P<share>\d{{1,2}}(?:\.\d+)?){_PERCENT}\s*(?:of)\s+"
    rf"(?:the|its|all|their)\s+(?:total\s+of\s+)?(?P<whole>\d[\d,]*)(?![\d%.]|\s+(?:million|billion))",
    re.IGNORECASE,
)
_PARTS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fifth": 1 / 5,
    "two third": 2 / 3,
    "three quarter": 3 / 4,
}
_FRACTION = re.compile(
    r"\b(?=[haot])(?<!than )(?<!over )(?<!nearly )(?<!almost )(?<!least )"
    r"(?P<part>half|(?:a|one)[ -](?:third|quarter|fifth)|two[ -]thirds|three[ -]quarters)"
    r"\s+of\s+(?:the|its|their|all)\s+(?P<whole>\d[\d,]*)\s+[a-z]+(?:\s+[a-z]+)?"
    r"\s?(?:,|\(|—|–)\s?(?:or\s+|some\s+|about\s+)?(?P<number>\d[\d,]*)"
    r"(?![\d%:.]|\s?%|\s+(?:per\s?cent|years?|days?|times|of)\b)",
    re.IGNORECASE,
)


def share_checks(document: Document) -> Iterator[Check]:
    """Check percentages: those of one sentence that make 100, and "45, or 30 % of the 150"."""
    shares = list(_SHARE.finditer(document.text))
    yield from _of_whole(document.text) if shares else ()
    yield from _fractions(document.text)
    row: list[re.Match[str]] = []
    for found in shares:
        if row and _STOP.search(document.text, row[-1].end(), found.start()):
            row = []
        row.append(found)
        check = _made_up(row)
        if check is not None:
            row = []
            yield check


def _fractions(text: str) -> Iterator[Check]:
    """Check "a quarter of the 60 boats, 15 in all": the fraction against the number."""
    for found in _FRACTION.finditer(text):
        size = _PARTS[re.sub(r"^(?:a|one)[ -]|s$", "", found["part"].lower().replace("-", " "))]
        whole, part = value(found["whole"].lower()), value(found["number"].lower())
        if not whole or not part or part >= whole:
            continue
        made = whole * size
        fits = abs(made - part) <= max(_OFF * made, 1)
        yield Check(
            about=tuple(Span(*found.span(name)) for name in ("part", "whole", "number")),
            verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
            why=f"{found['part'].lower()} of {whole:,.0f} are {made:,.0f}"
            + ("" if fits else f", not {part:,.0f}"),
        )


def _made_up(row: list[re.Match[str]]) -> Check | None:
    """The last shares of a sentence, where they make a whole."""
    for first in range(len(row) - 1):
        shares = [float(m["n"]) for m in row[first:]]
        if abs(sum(shares) - _WHOLE) <= _ROUNDED * (len(shares) - 1):
            written = " + ".join(f"{s:g}" for s in shares)
            return Check(
                about=tuple(Span(*m.span()) for m in row[first:]),
                verdict=Verdict.CONSISTENT,
                why=f"{written} = {sum(shares):g} percent",
            )
    return None


def _of_whole(text: str) -> Iterator[Check]:
    for found in _OF.finditer(text):
        part, share, whole = (value(found[name]) for name in ("part", "share", "whole"))
        if not part or not share or not whole or part > whole:
            continue
        made = part / whole * _WHOLE
        fits = abs(made - share) <= max(_OFF * share, _LEAST)
        yield Check(
            about=tuple(Span(*found.span(name)) for name in ("part", "share", "whole")),
            verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
            why=f"{part:,.0f} of {whole:,.0f} are {made:.1f} percent"
            + ("" if fits else f", not {share:g}"),
        )
