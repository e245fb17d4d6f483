"""Numbers that a page has taken back: "an earlier version said that 40 were killed; it was 14"."""

import functools
import re
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from wellsourced.lexicon.reader import read
from wellsourced.model import DocumentId
from wellsourced.weigh.counts import Count
from wellsourced.weigh.retractions import Correction
from wellsourced.weigh.scopes import alike
from wellsourced.weigh.scoping import one_scope
from wellsourced.weigh.world import World

_BEFORE = 24  # characters before a number in which "not" stands


class _Class(Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    example: str


class Corrections(Struct, frozen=True, forbid_unknown_fields=True):
    """The word list: what tells that the number after it was wrong, or is right again."""

    wrong: _Class
    right: _Class
    instead: _Class


def corrected(
    pile: Sequence[Count], made: Iterable[Correction]
) -> dict[tuple[str, int, int, str], str]:
    """Give the numbers of one scope that the page which told them has corrected, with the words.

    The correction tells the wrong number again; what the same outlet told so before, and on that
    page, counts no more.
    """
    out = {}
    for c in made:
        if c.reader is not None:
            out.update({n.key: _told(c) for n in pile if _of_reader(n, c)})
            continue
        wrong = [n for n in pile if _within(n, c) and is_wrong(c.words.quote, _at(n, c))]
        for n in pile:
            if any(_same(n, w) for w in wrong) and _own(n, c):
                out[n.key] = _told(c)
    return out


def _told(c: Correction) -> str:
    words = " ".join(c.words.quote.split())
    return f"taken back on {c.day}: “{words}”"


def _of_reader(n: Count, c: Correction) -> bool:
    """Whether it is a number that a reader takes back: "OK I take that back"."""
    if c.last is None or not n.utterance.commenter or n.utterance.origin.name != c.reader:
        return False
    here = n.quote.document == c.document
    return here and c.last[0] <= n.quote.start and n.quote.end <= c.last[1]


def rehoused(
    piles: Sequence[list[Count]], made: Sequence[Correction], of: World
) -> list[list[Count]]:
    """Give the piles of counts, a number that was wrong beside those that are right.

    One voice that gives two numbers on one page counts two things, but where it corrects itself.
    """
    if not made:
        return list(piles)
    pages = {c.document for c in made}
    near = (any(n.quote.document in pages for n in p) for p in piles)
    wrong = [at and len(corrected(p, made)) == len(p) for p, at in zip(piles, near, strict=True)]
    out = [list(p) for p, bad in zip(piles, wrong, strict=True) if not bad]
    for pile in (p for p, bad in zip(piles, wrong, strict=True) if bad):
        home = next((o for o in out if any(_one(c, b, of) for c in o for b in pile)), None)
        if home is None:
            out.append(list(pile))
        else:
            home.extend(pile)
    return out


def _one(right: Count, wrong: Count, of: World) -> bool:
    """Whether both would count the same if they stood on two pages."""
    elsewhere = replace(wrong.quote, document=DocumentId(""))
    apart = wrong._replace(quote=elsewhere)
    return one_scope(right, apart, of) and alike(right, apart) > 0


def is_wrong(sentence: str, at: int) -> bool:
    """Whether the number at a place of a correcting sentence is the one that was wrong.

    >>> told = "An earlier version said that 40 were killed; it was 14."
    >>> is_wrong(told, told.index("40")), is_wrong(told, told.index("14"))
    (True, False)
    >>> told = "Correction: 14 were killed, not 40."
    >>> is_wrong(told, told.index("40")), is_wrong(told, told.index("14"))
    (True, False)
    """
    lists = _lists()
    before = sentence[:at].casefold()
    if re.search(rf"(?:{_any(lists.instead.words)})\W+(?:\w+\W+){{0,2}}$", before[-_BEFORE:]):
        return True
    wrong = [m.end() for m in re.finditer(_any(lists.wrong.words), before)]
    right = [m.end() for m in re.finditer(_any(lists.right.words), before)]
    return bool(wrong) and max(wrong) > max(right, default=-1)


def _same(one: Count, wrong: Count) -> bool:
    return one.number == wrong.number and one.quantity.outcome == wrong.quantity.outcome


def _own(n: Count, c: Correction) -> bool:
    """Whether it was told by the outlet that corrects itself, and no later."""
    said = n.utterance
    if said.commenter or c.outlet not in (said.origin.name, *said.chain):
        return False
    return n.quote.document == c.document or (n.day or date.min) <= (c.day or date.max)


def _within(n: Count, c: Correction) -> bool:
    here = n.quote.document == c.document
    return here and c.words.start <= n.quote.start and n.quote.end <= c.words.end


def _at(n: Count, c: Correction) -> int:
    return n.quote.start - c.words.start


@functools.cache
def _lists() -> Corrections:
    lists: Corrections = read("en/corrections.toml", Corrections)
    return lists


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in ordered)
