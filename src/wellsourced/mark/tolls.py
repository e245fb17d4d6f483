"""What the page's own incident cost: its dead and its wounded, out of title and lead."""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from wellsourced.lang.numbers import value
from wellsourced.mark.counts import counting
from wellsourced.mark.margins import Margins, Told, margins
from wellsourced.mark.tollwords import pattern, tollwords

_FIRST = 600  # characters behind the title that say what kind of incident it was
_LEAD = 700  # characters in which a page tells what its own incident cost
_BACK = 90  # characters in front of "were shot" that tell who
_AHEAD = 60  # characters behind "killing" that tell whom
_FAR = 2_500  # characters in which a page says whether its victim lived
_MANY = 60  # more dead or wounded than this are told in other words
_WORD_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|both|a\\s+dozen"
)
_MONTHS = (
    "jan feb mar apr jun jul aug sep oct nov dec sept january february march april may june july"
)
_NO_DATE = "".join(
    rf"(?<!{m}[. ])" if len(m) < 4 else rf"(?<!{m} )"
    for m in f"{_MONTHS} august september october november december".split()
)
_NUMBER = (  # no age, clock time, date, house number, page of a gallery or mark of a footnote
    r"(?<!than )(?<!\d and )(?<!ages )(?<!aged )(?<!age )(?<![\w:,.$#\[-])(?<!\d of )"
    r"(?<!father of )(?<!mother of )(?<!parent of )(?<!dad of )(?<!mom of )"
    rf"(?:{_NO_DATE}\d{{1,2}}(?!\d|,)|(?:{_WORD_NUMBERS})\b)"
    r"(?![-\s]*(?:year|month|yr|yo\b)|[:/%-]|\.\d|\s*[ap]\.?m\b|['’]?s\b|st\b|th\b|nd\b|rd\b)"
)
_SELF = r"\b(?:himself|herself)\b"
_BE = (
    r"(?:was|were|is|are|be|been|being|has|have|had|got|left|remains?|reported|confirmed|each|also|"
    r"both|reportedly|accidentally|critically|seriously|fatally)"
)
_NOT = re.compile(
    r"\b(?:not|no|never|nobody|nor|suspects?|arrested|charged|if|could|would)\b", re.IGNORECASE
)
_NAMED = re.compile(r"[A-Z][\w'’.-]+[ ][A-Z][\w'’.-]+, \Z")
_AGE = re.compile(r"\d{1,2}(?:,|[ ]of[ ]|[ ](?:was|is)\b|\Z)")
_ALIKE = re.compile(r"[.!?]\s|\n")


class Toll(NamedTuple):
    """The dead and the wounded of one incident, told first by the words from `start` to `end`.

    `small`: a shooting or stabbing, which pages tell victim by victim.
    """

    killed: int
    wounded: int
    start: int
    end: int
    small: bool
    margins: Margins


class _Count(NamedTuple):
    """So many of one fate; `counted`: by a number, not by "a man" or a name."""

    number: int
    counted: bool
    start: int
    end: int


def _where(count: _Count) -> tuple[int, int]:
    return count.start, count.end


class _Figures(NamedTuple):
    """What a stretch of the page says of those hit, dead and wounded."""

    hit: tuple[_Count, ...]
    dead: tuple[_Count, ...]
    wounded: tuple[_Count, ...]

    def most(self, name: str) -> int | None:
        """Give the greatest number of a fate; None: the stretch says nothing of it."""
        return max((c.number for c in getattr(self, name)), default=None)

    def numbers(self, name: str) -> int | None:
        """Give the greatest number of a fate that is counted."""
        return max((c.number for c in getattr(self, name) if c.counted), default=None)


_TIMES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
_FOLDS = r"\b(double|triple|quadruple|quintuple)[ -](?:fatal[ ])?"
_FOLD = {
    "hit": re.compile(_FOLDS + r"(?:shooting|stabbing)", re.IGNORECASE),
    "dead": re.compile(_FOLDS + r"(?:murder|homicide|killing|slaying)", re.IGNORECASE),
}
_NOBODY = {"more", "another", "other", "police", "forces", "troops", "personnel"}


def toll(text: str) -> Toll | None:
    """Give the toll of the incident that the page opens with; None where it opens with none.

    >>> toll("Six shot, one fatally, at a party in Dorvel")[:2]
    (1, 5)
    >>> toll("Teen shot in Dorvel. The boy was pronounced dead at the scene.")[:2]
    (1, 0)
    """
    title = text.partition("\n")[0]
    lead = text[: len(title) + _LEAD]
    if not pattern("opening").search(lead):
        return None
    top, opening = _figures(title), _figures(lead)
    if not any(opening):
        opening = _figures(text[:_FAR])
    killed, wounded = _settled(top, opening, text)
    if not killed and not wounded:
        return None
    first = min((c for counts in opening for c in counts), key=_where, default=None)
    start, end = (first.start, first.end) if first is not None else (0, len(title))
    start = end - len(text[start:end].lstrip())
    small = pattern("small").search(text, 0, len(title) + _FIRST) is not None
    himself = killed > 1 and _himself(text, killed - 1) > 0
    open_to = margins(text, _told(killed, wounded, top, opening)._replace(himself=himself))
    return Toll(killed, wounded, start, end, small, open_to)


def _told(killed: int, wounded: int, top: _Figures, opening: _Figures) -> Told:
    """What the range of the toll is made from."""
    counted = any(c.counted for counts in opening for c in counts)
    first = [(f.numbers("dead"), f.numbers("wounded")) for f in (top, opening)]
    dead, hurt = (tuple(n for n in told if n is not None) for told in zip(*first, strict=True))
    return Told(killed, wounded, counted=counted, dead=bool(opening.dead), numbers=(dead, hurt))


def _settled(top: _Figures, opening: _Figures, text: str) -> tuple[int, int]:
    """Weigh the title against the lead, and numbers against persons told one by one."""
    hit, dead, wounded = (_best(top, opening, name) for name in ("hit", "dead", "wounded"))
    counted = any(c.counted for counts in opening for c in counts)
    if not counted:
        return _single(opening, text)
    if dead is None:
        everyone = (hit or 0) + (wounded or 0)
        dead = 1 if everyone <= 1 and _dies(text) else 0
    shot = top.numbers("hit") or opening.numbers("hit") or 0
    if shot > dead and (wounded is None or not _alone(wounded, opening)):
        wounded = shot - dead
    elif wounded is None:
        wounded = max((hit or 0) - dead, 0)
    return dead + _himself(text, dead), wounded or 0


def _alone(wounded: int, opening: _Figures) -> bool:
    """Whether the wounded are counted, and by a number that can stand beside those shot."""
    counted = opening.numbers("wounded")
    shot = opening.numbers("hit") or 0
    return counted == wounded and wounded != shot


def _best(top: _Figures, opening: _Figures, name: str) -> int | None:
    """The number in the title, else the one in the lead, else the persons told there."""
    for found in (top.numbers(name), opening.numbers(name), opening.most(name)):
        if found is not None:
            return found
    return None


def _single(opening: _Figures, text: str) -> tuple[int, int]:
    """Nobody is counted: one victim, or one dead and one wounded beside each other."""
    beside = any(_beside(a, b, text) for a in opening.dead for b in opening.wounded)
    most = max(c.number for counts in opening for c in counts) if any(opening) else 1
    if _dies(text):
        return most + _himself(text, most), 1 if beside else 0
    return 0, most


def _beside(dead: _Count, other: _Count, text: str) -> bool:
    """Whether one sentence tells of two persons: "a man was killed and a woman was wounded"."""
    first, second = sorted((dead, other), key=lambda c: c.start)
    if first.end > second.start or _ALIKE.search(text[first.end : second.start]):
        return False
    nouns = [_last_noun().findall(text[c.start : c.end].lower()) for c in (dead, other)]
    if not nouns[1] or _the_same(text[other.start : other.end].lower()):
        return False
    return not nouns[0] or nouns[0][0] != nouns[1][0] or "another" in text[first.end : second.end]


def _the_same(words: str) -> bool:
    """Whether the wounded may be the one who died: "he", "the teen", "a boy with a wound"."""
    return words.split()[0] in {"he", "she", "the", "who"} or " with " in words


@functools.cache
def _last_noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_people()})\b")


def _himself(text: str, dead: int) -> int:
    """One more where the killer killed himself, and is not among those counted."""
    lead = text[:_FAR]
    return (
        1 if dead == 1 and pattern("himself").search(lead) and pattern("slays").search(lead) else 0
    )


def _dies(text: str) -> bool:
    """Whether the page tells of a death, and not of one that was only attempted or feared.

    A coroner or a murder further down may be another story's.
    """
    plain = text[:_FAR]
    for count in [c for c in _said("dead", plain) if c.number > 1]:
        plain = plain[: count.start] + " " * (count.end - count.start) + plain[count.end :]
    plain = pattern("living").sub(" ", plain)
    return bool(pattern("death").search(plain) or pattern("deathly").search(plain, 0, _LEAD))


def _figures(text: str) -> _Figures:
    return _Figures(*(tuple(_said(name, text)) for name in ("hit", "dead", "wounded")))


def _said(name: str, text: str) -> Iterator[_Count]:
    """The counts of one fate: "four people were shot", "killing two", "a man was shot"."""
    if name in _FOLD:
        yield from (
            _Count(_TIMES[m[1].lower()], counted=True, start=m.start(), end=m.end())
            for m in _FOLD[name].finditer(text)
        )
    for verb in pattern(name).finditer(text):
        start = max(0, verb.start() - _BACK)
        who = _before().search(text, start, verb.start())
        if who and not _NOT.search(text[who.start() : verb.start()]) and not _aged(text, who):
            yield _count(who, verb.end())
    for verb in pattern({"hit": "acts", "dead": "slays", "wounded": "wounds"}[name]).finditer(
        text
    ):
        whom = _behind().match(text, verb.end(), verb.end() + _AHEAD)
        if whom:
            yield _count(whom, whom.end())


def _aged(text: str, who: re.Match[str]) -> bool:
    """Whether the number is the age of a name in front of it: "Odo Kell Jr., 21 of Dorvel"."""
    start = max(0, who.start() - _BACK)
    return bool(_AGE.match(who.group()) and _NAMED.search(text, start, who.start()))


def _count(who: re.Match[str], end: int) -> _Count:
    """Add up numbers, and persons told one by one: "two men and a boy" are three."""
    numbers: list[int] = []
    singles = last = 0
    for unit in _each().finditer(who.group()):
        between, last = who.group()[last : unit.start()], unit.end()
        bare = unit.group().isdigit() and last and between == ", " and (singles or numbers)
        if bare or (between == " of " and numbers):
            continue  # an age, "a man, 18"; the whole of some, "four of five"
        if unit["n"]:
            numbers.append(1 if unit["n"].lower() == "another" else _number(unit["n"]))
        else:
            singles += 1
    listed = singles if " and " in who.group() or numbers else min(singles, 1)
    many = sum(n for n in numbers if n <= _MANY)
    return _Count(max(many + listed, 1), bool(many) or listed > 1, who.start(), end)


def _number(words: str) -> int:
    low = " ".join(words.lower().split())
    fixed = {"both": 2, "a dozen": 12}
    return fixed[low] if low in fixed else int(value(low) or 1)


@functools.cache
def _each() -> re.Pattern[str]:
    return re.compile(rf"{_units(named='(?P<n>')}|{_SELF}", re.IGNORECASE)


def _units(*, named: str = "(?:") -> str:
    """A number, a noun, or a name, for those whom something befell."""
    people = _people()
    person = rf"(?:[ ]+[\w'-]+){{0,2}}?[ ]+(?:{people})\b"
    # "and another wounded"; "another man" is a person told by a noun.
    another = rf"\banother(?=[ ]+(?:{_BE}\b|\Z)|\Z)"
    many = rf"{named}{_NUMBER}|{another})(?:{person}|(?:[ ]+(?:other|more)s?)*)"
    whose = r"\b(?:an?|another|the(?![ ]other)|his|her|their)[ ]+"
    one = rf"{whose}(?:[\w'-]+[ ]+){{0,3}}?(?:{people})\b"
    bare = rf"(?:[\w-]+-year-old\b(?:[ ]+(?:\w+[ ])?(?:{people})\b)?|\b(?:{people})\b)"
    name = (
        r"(?-i:\b[A-Z][\w'’-]+(?:[ ][A-Z][\w'’.-]+){0,3}"
        r"(?=(?:,[ ]\d{1,3},)?[ ](?:was|were|is|has|had|died))|\b[Hh]e\b|\b[Ss]he\b|\bwho\b)"
    )
    return rf"(?:{many}|{one}|{bare}|{name})"


@functools.cache
def _before() -> re.Pattern[str]:
    """Who, in front of what befell them: "two men and a boy were [shot]"."""
    unit = _units()
    others = unit.replace("(?-i:", "(?!)(?-i:")
    aside = (
        r"(?:[ ]*\([^)]{0,30}\)|,[^,.;\n]{0,50},"
        r"|[ ]+(?:in|of|from|at|inside|near|after)[ ]+(?:[\w'-]+[ ]?){1,4}?)?"
    )
    return re.compile(
        rf"{unit}(?:(?:[ ]*,[ ]*|[ ]+and[ ]+|[ ]*,[ ]*and[ ]+){others}){{0,3}}{aside}"
        rf"(?:[ ]+{_BE})*[ ]*[,:]?[ ]*\Z",
        re.IGNORECASE,
    )


@functools.cache
def _behind() -> re.Pattern[str]:
    """Whom, behind what was done: "[killing] two", "[shoots] his brother"."""
    unit = _units().replace("(?-i:", "(?!)(?-i:")  # no names: "shooting Monday"
    unit = rf"(?:{unit}|{_SELF})"
    return re.compile(
        rf"[ ]+(?:at[ ]+least[ ]+|more[ ]+than[ ]+|up[ ]+to[ ]+|about[ ]+|some[ ]+)?{unit}"
        rf"(?![ ]+(?:times|shots|rounds|counts|years?|hours?|days|minutes))"
        rf"(?:(?:[ ]*,[ ]*|[ ]+and[ ]+){unit}){{0,3}}",
        re.IGNORECASE,
    )


@functools.cache
def _people() -> str:
    known = counting().persons
    own = tollwords()["persons"].words
    words = {*known.words, *known.plurals, *own, *(w + "s" for w in own)} - _NOBODY
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
