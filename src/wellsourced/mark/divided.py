"""A whole and all its parts in one sentence: "of the 40 prisoners, 25 were freed and 15 held"."""

import re
from collections.abc import Iterator

from wellsourced.lang.numbers import value
from wellsourced.model import Check, Document, Span, Verdict

_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_N = (
    r"\b(?=[\dEFNOSTefnost])(?<![.,$£€-])"  # no other word begins a number: asked first, for speed
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|(?i:{_WORDS})(?:-(?:{_WORDS}))?)"
    r"(?![\d%]|,\d|\.\d|-)"
)
_NOT = (
    r"(?!\s*(?:%|per\s?cent|years?|months?|weeks?|days?|hours?|minutes?|times|km|kilomet|miles?"
    r"|metres|meters|million|billion|of\b|o'clock|a\.m|p\.m))"
)
_PART = rf"{_N}{_NOT}"
_ITEM = rf"(?:{_PART}|\ban?\b)(?:\s[a-z-]+){{1,4}}"
_LOOSE = re.compile(
    r"\b(?:includ\w+|among|at least|about|some|more than|nearly|over|up to|around|almost|least"
    r"|most|mostly|others?|also|as well|another|both|later|earlier|again|or)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"(?P<total>{_PART})(?P<mid>\s[^.,;:!?()\n\d—–]{{2,70}}?)\s?(?P<sign>:|—|–|\()\s?"
    rf"(?P<list>{_ITEM}?(?:,\s{_ITEM}?)*,?\sand\s{_ITEM})"
    r"(?P<end>\)|\.|;|\s?[—–]|$)"
)
_NOUN = r"(?P<noun>[a-z]+s|men|women|people|children)\b"
_OF = re.compile(
    rf"\b[Oo]f\s(?:the|its|their|those|these)\s(?P<total>{_PART})\s{_NOUN}"
    rf"(?P<mid>[^.;:!?\n\d]{{0,60}}?),\s(?P<a>{_PART})\s(?P<first>[^.;:!?\n]{{3,70}}?)"
    r",?\s(?:and|while|but|with)\s(?P<rest>the\s(?:other|remaining|rest,)\s)?"
    rf"(?P<b>{_PART})\s(?P<last>[^.;:!?\n]{{3,60}})[.;]"
)
_SUM = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_PEOPLE = re.compile(r"\b(?:m[ae]n|wom[ae]n|child|children|boys?|girls?|soldiers?|policem[ae]n)\b")
_EACH = re.compile(
    rf"(?P<n>{_PART})\s{_NOUN}[^.;:!?\n]{{0,40}}?"
    rf"(?P<sign>[$£€])\s?(?P<each>{_SUM})\s(?:each|apiece|a head|per person)\b"
    r"[^.;:!?\n]{0,40}?\b(?:for a total of|a total of|in total|in all,?|altogether,?|or)\s"
    rf"(?P=sign)\s?(?P<all>{_SUM})"
    r"(?!\d|,\d|\.\d|\s(?:million|billion|thousand|each|apiece|a\b|per\b))"
)


def divided_checks(document: Document) -> Iterator[Check]:
    """Check a whole against parts that are all there: behind a colon, or "of the 40, ...".

    What is only some ("including", "at least", "among") can't fail, and isn't looked at.
    """
    text = document.text
    yield from (c for m in _LIST.finditer(text) if (c := _listed(m)))
    yield from (c for m in _OF.finditer(text) if (c := _parted(m)))
    if any(sign in text for sign in "$£€"):
        yield from (c for m in _EACH.finditer(text) if (c := _paid(m)))


def _number(words: str) -> int:
    return int(value(words.lower()) or 0)


def _listed(found: re.Match[str]) -> Check | None:
    """A total, and its parts behind a colon, in dashes or brackets; these may name only some."""
    if _LOOSE.search(found["mid"]) or _LOOSE.search(found["list"]) or _before(found):
        return None
    items = re.split(r",\sand\s|,\s|\sand\s", found["list"])
    singles = sum(bool(re.match(r"an?\s", i)) for i in items)
    parts = [m.span() for m in re.finditer(_PART, found["list"], re.IGNORECASE)]
    if len(parts) + singles != len(items) or (singles and not _PEOPLE.search(found["list"])):
        return None
    at = found.start("list")
    numbers = [*(_number(found["list"][a:b]) for a, b in parts), *([1] * singles)]
    total = _number(found["total"])
    if len(numbers) < 2 or max(numbers) >= total:
        return None
    spans = (Span(*found.span("total")), *(Span(at + a, at + b) for a, b in parts))
    return _sum(total, numbers, spans, whole=found["sign"] == ":")


def _before(found: re.Match[str]) -> bool:
    """Whether the words in front of the total bound it."""
    ahead = found.string[max(0, found.start() - 14) : found.start()]
    return bool(_LOOSE.search(ahead))


def _parted(found: re.Match[str]) -> Check | None:
    """Check "of the 40 prisoners, 25 were freed and 20 are held": more than there were."""
    if any(_LOOSE.search(found[name]) for name in ("mid", "first", "last")):
        return None
    total, numbers = _number(found["total"]), [_number(found["a"]), _number(found["b"])]
    if (
        max(numbers) >= total
        or re.search(_PART, found["first"])
        or re.search(_PART, found["last"])
    ):
        return None
    spans = tuple(Span(*found.span(name)) for name in ("total", "a", "b"))
    return _sum(total, numbers, spans, whole=bool(found["rest"]))


def _sum(total: int, numbers: list[int], spans: tuple[Span, ...], *, whole: bool) -> Check | None:
    """The sum of parts that may be all, or less than the whole where they need not be."""
    made = sum(numbers)
    fails = made > total or (whole and made != total)
    if not fails and made != total:
        return None
    written = " + ".join(f"{n:,}" for n in numbers)
    return Check(
        about=tuple(sorted(spans)),
        verdict=Verdict.INCONSISTENT if fails else Verdict.CONSISTENT,
        why=f"{written} = {made:,}, {'not ' if fails else ''}the {total:,} stated",
    )


def _paid(found: re.Match[str]) -> Check | None:
    """A price for each times how many: "50 men got $200 each, $10,000 in all"."""
    count, each, whole = (_number(found[name].replace(",", "")) for name in ("n", "each", "all"))
    if not count or not each or not whole:
        return None
    made = count * each
    fits = abs(made - whole) <= 0.1 * whole
    return Check(
        about=tuple(Span(*found.span(name)) for name in ("n", "each", "all")),
        verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
        why=f"{count:,} times {each:,} are {made:,}{'' if fits else f', not {whole:,}'}",
    )
