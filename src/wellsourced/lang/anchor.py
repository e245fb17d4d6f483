"""Where quoted words stand in a text that has changed since: by place, by words, by letters."""

from itertools import accumulate, takewhile
from typing import NamedTuple

from wellsourced.model import Span

AROUND = 32
"""Characters of what stands before and after that are kept with a quotation."""


class Anchored(NamedTuple):
    """Words as they were quoted: where they stood, and what stood before and after them."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


def anchored(text: str, start: int, end: int) -> Anchored:
    """Give words of a text with their place and what stands around them.

    >>> anchored("Selm has fallen", 5, 8)
    Anchored(start=5, end=8, exact='has', prefix='Selm ', suffix=' fallen')
    """
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Anchored(start, end, text[start:end], before, after)


def found(text: str, words: Anchored) -> Span | None:
    """Give where the words stand now; None: they do not, or cannot be told from others.

    Where they stood, if they still do, and else wherever they stand between what stood around
    them; then the same whatever blanks stand between their letters.

    >>> found("Today, Selm has  fallen", Anchored(0, 15, "Selm has fallen"))
    Span(start=7, end=23)
    """
    if not words.exact.strip():
        return None
    if text[words.start : words.end] == words.exact and _fits(text, words):
        return Span(words.start, words.end)
    plain = _best(text, words, words.start)
    return plain or _loosely(text, words)


def _fits(text: str, words: Anchored) -> bool:
    """Whether what stands around the place is what stood there, but for blanks."""
    before, after = text[: words.start], text[words.end :]
    return _bare(before[-2 * AROUND :]).endswith(_bare(words.prefix)) and _bare(
        after[: 2 * AROUND]
    ).startswith(_bare(words.suffix))


def _best(text: str, words: Anchored, near: int) -> Span | None:
    """The place where most of what stood around stands; of equals the nearest, if it is one."""
    size = len(words.exact)
    places = _places(text, words.exact)
    if not places:
        return None
    scored = {p: _around(text, p, p + size, words) for p in places}
    most = max(scored.values())
    if not most and len(places) > 1 and (words.prefix or words.suffix):
        return None
    best = [p for p in places if scored[p] == most]
    start = min(best, key=lambda p: (abs(p - near), p))
    return Span(start, start + size)


def _places(text: str, words: str) -> list[int]:
    out, at = [], text.find(words)
    while at >= 0:
        out.append(at)
        at = text.find(words, at + 1)
    return out


def _around(text: str, start: int, end: int, words: Anchored) -> int:
    """How many characters before and after are those that stood there."""
    before = _shared(text[max(0, start - AROUND) : start][::-1], words.prefix[::-1])
    return before + _shared(text[end : end + AROUND], words.suffix)


def _shared(one: str, other: str) -> int:
    """How many characters both begin with; blanks tell nothing.

    >>> _shared(" says the", " says a")
    4
    """
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(not a.isspace() for a, _ in alike)


def _loosely(text: str, words: Anchored) -> Span | None:
    """The place in the text without its blanks, put back into the text as it is."""
    kept = [n for n, c in enumerate(text) if not c.isspace()]
    seen = list(accumulate((not c.isspace() for c in text), initial=0))
    bare = Anchored(0, 0, *map(_bare, (words.exact, words.prefix, words.suffix)))
    near = seen[min(words.start, len(text))]
    place = _best("".join(text[n] for n in kept), bare, near)
    return Span(kept[place.start], kept[place.end - 1] + 1) if place else None


def _bare(text: str) -> str:
    return "".join(text.split())
