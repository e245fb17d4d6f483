"""Which paragraphs of a comment are pasted from elsewhere."""

import re
from collections.abc import Sequence

from wellsourced.read.lines import sentence_like
from wellsourced.read.moments import moment
from wellsourced.read.voices import news_voice, own_voice

_ADDRESS = re.compile(r"\W*(?:(?:https?|ftp):\S+|www\.\S+|,[\d,]+\.html?)\W*", re.IGNORECASE)
_ADDRESS_LAST = re.compile(r".{0,40}\b(?:https?://|www\.)\S+$", re.IGNORECASE)
_CLOSING = re.compile(
    r"\S\.,[\d,]+\.html?$|\.\s+https?://\S+$"
)  # an address glued to the last line
_DATELINE = re.compile(r"[A-Z][A-Z .'’\-]{2,}(?:,[^()]{2,40})? \(\w[\w /]{1,30}\)\s*[–—-]")
_BYLINE = re.compile(r"By [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}\W*")
_LONG = 40  # words that make a pasted text, where the reader announces it


def cuttings(words: Sequence[str]) -> set[int]:
    """Give the numbers of the paragraphs that a reader pasted in.

    Signs: an address below them, a dateline of an agency, a headline below an address.
    """
    return _above_address(words) | _wire(words) | _titles(words)


def _above_address(words: Sequence[str]) -> set[int]:
    found: set[int] = set()
    for at, paragraph in enumerate(words):
        end = at + (_CLOSING.search(paragraph) is not None)
        if end == at and not _ADDRESS.fullmatch(paragraph):
            continue
        start, announced = _from(words, at)
        stretch = words[start:end]
        long = sum(len(w.split()) for w in stretch) >= _LONG
        reports = any(map(news_voice, stretch)) and not any(map(own_voice, stretch))
        if stretch and (long if announced else reports):
            found.update(range(start, end))
    return found


def _from(words: Sequence[str], address: int) -> tuple[int, bool]:
    """Where the text above an address begins, and whether something announces it."""
    for i in range(address - 1, -1, -1):
        short = len(words[i].split()) < 14
        if _ADDRESS.fullmatch(words[i]):
            return i + 1, False
        if _BYLINE.fullmatch(words[i]) or (short and words[i].endswith(":")):
            return i + 1, True
        if i == 0 and short and words[i].endswith(("?", "!", "…")):
            return 1, True
    return 0, False


def _wire(words: Sequence[str]) -> set[int]:
    found: set[int] = set()
    for at, paragraph in enumerate(words):
        if not _DATELINE.match(paragraph):
            continue
        start = at
        while start > 1 and at - start < 3 and _heading(words[start - 1]):
            start -= 1
        end = at + 1
        while end < len(words) and not own_voice(words[end]):
            end += 1
        found.update(range(start, end))
    return found


def _heading(paragraph: str) -> bool:
    return moment(paragraph) is not None or (
        len(paragraph) < 120 and not paragraph.endswith((".", "!")) and not own_voice(paragraph)
    )


def _titles(words: Sequence[str]) -> set[int]:
    """A headline, words with capitals, below the line that ends in its address."""
    return {
        i + 1
        for i, paragraph in enumerate(words[:-1])
        if _ADDRESS_LAST.fullmatch(paragraph) and _capitals(words[i + 1])
    }


def _capitals(words: str) -> bool:
    told = [w for w in words.split() if len(w) > 3]
    return (
        2 < len(words.split()) < 16
        and not _BYLINE.fullmatch(words)
        and not sentence_like(words.split()[-1])
        and sum(w[0].isupper() for w in told) >= 0.7 * len(told) > 0
    )
