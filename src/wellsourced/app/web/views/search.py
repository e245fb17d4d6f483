"""Search: names, claims, and words in the text of the pages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sentences, sheet, texts
from wellsourced.model import Claim, Document, Entity, Quote

_MOST = 30
_SPACE = re.compile(r"\s")


class Hit(NamedTuple):
    """Words of a page that were looked for, with the sentence around them."""

    quote: Quote
    around: tuple[str, ...]
    page: str


class Found(View, frozen=True, kw_only=True):
    """What was found; of each kind the first, and how many there are."""

    asked: str
    names: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    words: tuple[Hit, ...]
    counts: dict[str, int]

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the words found."""
        yield from sheet(Quote, [h.quote for h in self.words])


def search(case: Case, asked: Asked, of: Mapping[str, str]) -> Found:
    """Give what holds the words asked for, letters of either case."""
    wanted = " ".join(asked.given.get("q", "").split()).casefold()
    if not wanted:
        return Found(asked="", names=(), claims=(), words=(), counts={})
    names = [e for e in case.entities(as_of=asked.as_of) if _named(e, wanted)]
    claims = [c for c in case.claims(as_of=asked.as_of) if wanted in _told(c)]
    pages = texts(case, as_of=asked.as_of)
    spots = [(d, start) for d in sorted(pages) for start in _spots(pages[d], wanted)]
    return Found(
        asked=asked.given["q"],
        names=tuple(sorted(names, key=lambda e: (-e.mentions, e.name))[:_MOST]),
        claims=tuple(claims[:_MOST]),
        words=tuple(_hit(pages[d], start, len(wanted)) for d, start in spots[:_MOST]),
        counts={"names": len(names), "claims": len(claims), "words": len(spots)},
    )


def trimmed(found: Found, most: int, aside: str) -> Found:
    """Give what was found as far as it is shown; how many there are was not counted further."""
    counts = {k: min(n, most) for k, n in found.counts.items()}
    return replace(found, counts=counts, aside=aside)


def _named(entity: Entity, wanted: str) -> bool:
    return any(wanted in n.casefold() for n in (entity.name, *(a.name for a in entity.aliases)))


def _told(claim: Claim) -> str:
    slots = (claim.text, claim.actor, claim.recipient, claim.place)
    return " ".join(" ".join(s.split()) for s in slots if s).casefold()


def _spots(page: Document, wanted: str) -> Iterator[int]:
    """Where the words begin; each letter is folded by itself, so that places stay true."""
    text = _folded(page.text)
    start = text.find(wanted)
    while start >= 0:
        yield start
        start = text.find(wanted, start + len(wanted))


def _hit(page: Document, start: int, long: int) -> Hit:
    end = start + long
    quote = Quote(document=page.id, start=start, end=end, quote=page.text[start:end])
    return Hit(quote, _around(page, start, end), page.title or page.file)


def _folded(text: str) -> str:
    if text.isascii():
        return _SPACE.sub(" ", text.lower())
    return "".join(map(_letter, text))


def _letter(char: str) -> str:
    folded = char.casefold()
    return " " if char.isspace() else folded if len(folded) == 1 else char


def _around(page: Document, start: int, end: int) -> tuple[str, ...]:
    found: Sequence[tuple[str, ...]] = sentences(page.text, [(start, end)])
    return found[0]


SCREENS = (Screen(path="/search", name="search", gather=search),)
