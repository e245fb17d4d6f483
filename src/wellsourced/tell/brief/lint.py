"""What a brief should not say: likelihood outside the standard, or without its ground.

The standard is ICD 203 (Intelligence Community Directive 203, Analytic Standards, 2 January 2015),
D.6.e.(2)(a): words of likelihood come from one of two rows of seven terms, each with its range of
percentages, and the rows are not mixed; and confidence in the sources does not stand in a sentence
with a likelihood. That each sentence has its footnote is our own rule.

What stands between quotation marks is the source's and is left alone.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.model import LintFinding
from wellsourced.tell.brief.words import words


class Band(Struct, frozen=True, forbid_unknown_fields=True):
    """A band of likelihood: its terms, and its range in percent."""

    terms: tuple[str, ...]
    low: int
    high: int
    example: str


class Rows(Struct, frozen=True, forbid_unknown_fields=True):
    """The two rows of terms, of which a text keeps to one."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    example: str


class Outside(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that stand in no band, and how to mend them."""

    words: tuple[str, ...]
    remedy: str
    example: str


class Counted(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that count people, and estimate nothing."""

    words: tuple[str, ...]
    people: str
    example: str


class Months(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a word is the name of a month."""

    words: tuple[str, ...]
    pattern: str
    example: str


class Estimates(Struct, frozen=True, forbid_unknown_fields=True):
    """The list `en/estimates.toml`."""

    bands: tuple[Band, ...]
    rows: Rows
    outside: tuple[Outside, ...]
    counted: Counted
    confidence: Outside
    months: Months


class _Said(NamedTuple):
    """A sentence with the line in which it begins; `whole` with what is quoted in it."""

    line: int
    text: str
    whole: str


_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_END = re.compile(r"(?<=[.!?])(?P<notes>(?:\[\^?[\d,–\- ]+\])*)(?=\s+[“\"*_(]*[A-Z0-9*]|\s*$)")
_CITED = re.compile(r"\[\^?\d[\d,–\- ]*\]")
_STRUCTURE = re.compile(r"^\s*(?:#|\[\^?\d+\]:|\||<|```|---)")
_HEAD = re.compile(r"^(?:[-*+] |\d+[.)] )?(?:\*\*[^*]*\*\*\s*)?")
_ITALIC = re.compile(r"(?<!\*)\*(?!\*)[^*]+\*(?!\*)|(?<!\w)_[^_]+_(?!\w)")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_LEAST = 3  # words that make a sentence, where it has a stop


def findings(text: str) -> tuple[LintFinding, ...]:
    """Give what should not be said, in the order of the lines.

    >>> [f.words for f in findings("The pier may open.[1] It is likely to burn.[2]")]
    ['may']
    """
    said = [s for line in _lines(text) for s in _sentences(*line)]
    found = [f for s in said for f in (*_outside(s), *_mixed(s), *_bare(s))]
    return tuple(sorted((*found, *_rows(said)), key=lambda f: (f.line, f.rule, f.words)))


def likelihoods(text: str) -> bool:
    """Whether words of likelihood stand in a text, by the standard or not.

    >>> likelihoods("The pier may open"), likelihoods("The pier is open since May")
    (True, False)
    """
    known = estimates()
    spoken = re.sub(known.months.pattern, " ", text)
    return _likely().search(spoken) is not None


@cache
def _likely() -> re.Pattern[str]:
    """Any word of likelihood, by the standard or not."""
    known = estimates()
    terms = {t for b in known.bands for t in b.terms} | {w for g in known.outside for w in g.words}
    return re.compile(_any(terms), re.IGNORECASE)


@cache
def estimates() -> Estimates:
    """Give the list of words."""
    found: Estimates = read("en/estimates.toml", Estimates)
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of prose, with their numbers; headings, notes and tables are none."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not _STRUCTURE.match(line):
            yield number, line


def _sentences(number: int, line: str) -> Iterator[_Said]:
    """The sentences of a line; what stands in italics is about the brief itself."""
    rest = _ITALIC.sub(" ", _HEAD.sub("", line.strip()))
    masked = _QUOTED.sub(lambda m: "“" + "x" * (len(m.group()) - 2) + "”", rest)
    at = 0
    for end in _END.finditer(masked):
        if _abbreviated(masked[at : end.start()]):
            continue
        if masked[at : end.end()].strip():
            yield _Said(number, masked[at : end.end()], rest[at : end.end()])
        at = end.end()
    if masked[at:].strip():
        yield _Said(number, masked[at:], rest[at:])


def _abbreviated(before: str) -> bool:
    """Whether the stop before a place is that of "Mr." or of an initial."""
    last = before[:-1].rpartition(" ")[2].strip("“(") if before.endswith(".") else ""
    return last in words().abbreviations.words or _INITIALS.fullmatch(last) is not None


def _outside(said: _Said) -> Iterator[LintFinding]:
    """Words of likelihood that stand in no band."""
    known = estimates()
    spoken = re.sub(known.months.pattern, " ", said.text)
    spoken = re.sub(_any(known.counted.words), " ", re.sub(known.counted.people, " ", spoken))
    longer = {t for b in known.bands for t in b.terms if " " in t}
    spoken = re.sub(_any(longer), lambda m: "x" * len(m.group()), spoken, flags=re.IGNORECASE)
    for group in known.outside:
        for hit in re.finditer(_any(group.words), spoken, re.IGNORECASE):
            yield LintFinding(
                line=said.line,
                rule="outside the standard",
                words=hit.group(),
                remedy=group.remedy,
            )


def _mixed(said: _Said) -> Iterator[LintFinding]:
    """Likelihood and confidence in one sentence."""
    known = estimates()
    sure = re.search(_any(known.confidence.words), said.text, re.IGNORECASE)
    terms = {t for b in known.bands for t in b.terms}
    likely = re.search(_any(terms), said.text, re.IGNORECASE)
    if sure and likely:
        yield LintFinding(
            line=said.line,
            rule="likelihood and confidence in one sentence",
            words=f"{sure.group()} ... {likely.group()}",
            remedy=known.confidence.remedy,
        )


def _rows(said: list[_Said]) -> Iterator[LintFinding]:
    """Terms of the second row where the text has begun with the first, or the reverse."""
    rows = estimates().rows
    seen: tuple[str, ...] | None = None
    for one in said:
        for hit in re.finditer(_any((*rows.first, *rows.second)), one.text, re.IGNORECASE):
            own = rows.first if hit.group().casefold() in rows.first else rows.second
            seen = seen or own
            if own is not seen:
                yield LintFinding(
                    line=one.line,
                    rule="terms of both rows",
                    words=hit.group(),
                    remedy=f"keep to one row of ICD 203: {', '.join(seen)}",
                )


def _bare(said: _Said) -> Iterator[LintFinding]:
    """A sentence that rests on nothing that one can look up."""
    count = len(re.findall(r"\w+", _CITED.sub("", said.text)))
    if count >= _LEAST and not _CITED.search(said.text) and "." in said.text:
        yield LintFinding(
            line=said.line,
            rule="no footnote",
            words=" ".join(said.whole.split())[:80],
            remedy="cite the words it rests on, or set in italics what is about the brief itself",
        )


def _any(found: set[str] | tuple[str, ...]) -> str:
    """A pattern of any of the words, the longest first."""
    each = sorted(found, key=lambda w: (-len(w), w))
    return rf"\b(?:{'|'.join(map(re.escape, each))})\b"
