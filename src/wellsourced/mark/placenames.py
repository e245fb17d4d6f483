"""Place names spotted in a text: capitalised words that a gazetteer has, in their surroundings."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.mark.gazetteer import folded, spots

_INNER = r"(?:(?:of|the|de|del|la|al|el|and|des|du|da|do|los|las|upon)[ ])"
_INITIALS = r"(?:[A-Z]\.){2,}"
_ONE = r"[A-ZÀ-Þ][\w’']*(?:-[A-Za-zÀ-þ][\w’']*)*"
_CAPITAL = re.compile(
    rf"(?:{_INITIALS}|{_ONE}\.?)(?:[ \n]{_INNER}?{_INITIALS}|[ \n]{_INNER}{{0,2}}{_ONE})*"
)
_WORD = re.compile(r"(?:[A-Z]\.){2,}|\w[\w’'-]*")
_STATE = re.compile(r", (W\.\s?Va|(?:[A-Z]\.){2}|[A-Z][a-z]{1,5})\.?(?=[\s,.;)])(?<=\.)")
_PARTY = re.compile(r"(?:D|R|I|DFL)-(?=[A-Z])")
_TAIL = re.compile(
    r"-(?:based|born|area|led|backed|held|controlled|bound|style|made|wide|trained)$"
)
_DEAL = re.compile(
    r"\s(?:[a-z]+\s)?(?:plan|accords?|agreement|treaty|pact|declaration|protocol|convention)\b"
)
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST = 5


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one kind."""

    example: str
    words: tuple[str, ...]


class Short(Struct, frozen=True, forbid_unknown_fields=True):
    """Short names and what they are short for."""

    example: str
    words: dict[str, str]


class Geography(Struct, frozen=True, forbid_unknown_fields=True):
    """The word list of place names' surroundings."""

    locative: Listed
    sides: Short
    surroundings: Listed
    titles: Listed
    wholes: Listed
    bodies: Listed
    common: Listed
    people: Listed
    short: Short


@dataclass(frozen=True, slots=True)
class Name:
    """A name that may be a place's.

    `located`: the words around say so; `known`: the gazetteer has it; `within`: the name behind a
    comma, "Alexandria, Virginia"; `part`: it stands in a longer row of capitals; `own`: what
    follows is a body of the place, "Dalmeny Police"; `side`: the part of it that is meant.
    """

    start: int
    end: int
    text: str
    located: bool = False
    known: bool = False
    within: str | None = None
    part: bool = False
    own: bool = False
    side: str | None = None


def names(text: str, offset: int, own: frozenset[str]) -> Iterator[Name]:
    """Give the names of a passage that begins at `offset`; `own` are folded names of the case."""
    short: set[int] = set()
    for row in _CAPITAL.finditer(text):
        words = [
            _trimmed(text, row.start() + w.start(), row.start() + w.end())
            for w in _WORD.finditer(row.group())
        ]
        at = 0
        while at < len(words):
            taken = _longest(text, words, at, own)
            if taken is None:
                at += 1
                continue
            name = _name(text, words, at, taken, offset)
            yield name
            if name.within and folded(name.within) in geography().short.words:
                short.add(name.end)
                yield _short(text, name, offset)
            at = taken
    for found in _STATE.finditer(text):
        full = geography().short.words.get(folded(found[1]).replace(" ", ""))
        if full and offset + found.start() not in short:
            start, end = offset + found.start(1), offset + found.end()
            yield Name(start=start, end=end, text=full, located=True, known=True)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A word without what is joined to a name: "D-Dalmeny", "Dalmeny-based"."""
    word = text[start:end]
    if "-" not in word:
        return start, end
    party = _PARTY.match(word)
    tail = _TAIL.search(word)
    return start + (party.end() if party else 0), end - (len(tail[0]) if tail else 0)


def _short(text: str, name: Name, offset: int) -> Name:
    """Give the short name of a province that stands behind a town: "Va."."""
    start = text.index(name.within or "", name.end - offset)
    full = geography().short.words[folded(name.within or "")]
    end = start + len(name.within or "")
    end += text[end : end + 1] == "."
    return Name(start=offset + start, end=offset + end, text=full, located=True, known=True)


def _longest(text: str, words: list[tuple[int, int]], at: int, own: frozenset[str]) -> int | None:
    """How far the longest known name from here goes."""
    for end in range(min(len(words), at + _LONGEST), at, -1):
        stretch = _cut(text, words[at][0], words[end - 1][1])
        key = folded(stretch)
        if key in own:
            return end
        if end - at == 1 and (
            (key in _common() and not (stretch.isupper() and len(stretch) <= 5 and key == "us"))
            or not stretch[0].isupper()
        ):
            continue
        if len(key) > 1 and spots(stretch):
            return end
    return None


def _cut(text: str, start: int, end: int) -> str:
    stretch = text[start:end]
    return re.sub(r"['’]s$", "", stretch)


def _name(text: str, words: list[tuple[int, int]], at: int, end: int, offset: int) -> Name:
    start = words[at][0]
    stretch = _cut(text, start, words[end - 1][1])
    stop = start + len(stretch)
    before = re.findall(r"[\w.]+", text[max(0, start - 30) : start])[-1:]
    behind = text[stop : stop + 40]
    known = geography()
    word = before[0].lower().rstrip(".") if before else ""
    after = re.match(r"\s+(\w+)", behind)
    next_word = after[1].lower() if after else ""
    within = re.match(r",\s+((?:[A-Z]\.){2,}|[A-Z][\w.’'-]*(?:\s[A-Z][\w’'-]*){0,2})", behind)
    joined = at > 0 and text[words[at - 1][1] : start] == " " and text[words[at - 1][0]].isupper()
    joined = joined and word not in known.locative.words and word not in _ARTICLES
    own = next_word in known.bodies.words and bool(after) and behind[:1] == " "
    followed = (
        end < len(words)
        and behind[:1] == " "
        and text[words[end][0]].isupper()
        and next_word not in _common()
        and not own
    )
    person = folded(stretch) in _people() and word not in {"in", "near"}
    return Name(
        start=offset + start,
        end=offset + stop,
        text=stretch,
        located=(
            word in known.locative.words
            or next_word in known.surroundings.words
            or within is not None
            or own
            or stretch.endswith((" County", " Parish", " Township"))
        )
        and not joined
        and not (person and within is None),
        known=True,
        own=own and not joined,
        side=None if joined else known.sides.words.get(word),
        within=within[1].rstrip(".") if within else None,
        part=joined
        or followed
        or (person and within is None)
        or word in known.titles.words
        or bool(_DEAL.match(behind))
        or (
            next_word in known.wholes.words
            and not own
            and bool(after)
            and (after is not None and after[1][0].isupper())
        ),
    )


@functools.cache
def geography() -> Geography:
    """The word list, read once."""
    known: Geography = read("en/geography.toml", Geography)
    return known


def ordinary(name: str) -> bool:
    """Whether a single word is one of the language rather than a place's name."""
    return folded(name) in _common() or folded(name) in geography().wholes.words


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(geography().people.words)


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(geography().common.words)
