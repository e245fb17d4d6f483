"""Which paragraphs of a post are pasted from the news, where the page lost the mark-up."""

import re
from collections.abc import Sequence

from msgspec import Struct

from wellsourced.lexicon.reader import read


class Voices(Struct, frozen=True):
    """Words that show who speaks."""

    own: tuple[str, ...]
    news: tuple[str, ...]
    example_own: str
    example_news: str


class _List(Struct, frozen=True):
    voices: Voices


_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|(?<!\w)‘[^’]*’(?!\w)")
_LISTED = re.compile(r"\W*\d{1,2}[.)]\s")
_FEWEST = 3  # paragraphs that the writer does not announce
_SHORT = 18  # words; a shorter paragraph at the edge of a pasted stretch is the writer's own
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def voices() -> Voices:
    """Give the word list."""
    found: _List = read("en/pages.toml", _List)
    return found.voices


def own_voice(paragraph: str) -> bool:
    """Whether a writer speaks for himself: I and you, asides, questions, outside quotations.

    >>> own_voice("Details:"), own_voice("I don't know."), own_voice("The minister said “I know”.")
    (False, True, False)
    """
    plain = _QUOTED.sub(" ", paragraph).replace("US", "U.S.")  # a country is not the writer
    words = set(_WORD.findall(plain.lower().replace("’", "'")))
    return "?" in plain or not words.isdisjoint(voices().own)


def news_voice(paragraph: str) -> bool:
    """Whether a paragraph reports what others said.

    >>> news_voice("Two officials told reporters so."), news_voice("The money makes sense.")
    (True, False)
    """
    plain = " ".join(_WORD.findall(paragraph.lower()))
    return any(re.search(rf"\b{re.escape(cue)}\b", plain) for cue in voices().news)


def pasted(paragraphs: Sequence[str]) -> frozenset[int]:
    """Give the numbers of the paragraphs that are pasted from the news.

    Only a post that elsewhere speaks in its writer's own voice can hold such: in a report, all
    paragraphs are alike. A stretch begins where the writer announces it by a colon, or where
    the voice turns; it ends where he speaks again. Where nothing announces it, two paragraphs may
    be his own account, and what he numbers is.
    """
    own = [own_voice(p) for p in paragraphs]
    if sum(own) < 2 or sum(own) < 0.15 * len(paragraphs):
        return frozenset()
    found: set[int] = set()
    start = 0
    while start < len(paragraphs):
        if own[start]:
            start += 1
            continue
        end = start
        while end < len(paragraphs) and not own[end]:
            end += 1
        announced = start > 0 and paragraphs[start - 1].rstrip().endswith(":")
        found.update(_stretch(paragraphs, start, end, announced=announced))
        start = end
    return frozenset(found)


def _stretch(paragraphs: Sequence[str], start: int, end: int, *, announced: bool) -> range:
    if not announced:
        colon = [i for i in range(start, end) if paragraphs[i].rstrip().endswith(":")]
        start = colon[-1] + 1 if colon else start
        announced = bool(colon)
    while not announced and start < end and _slight(paragraphs[start]):
        start += 1
    while start < end and not announced and _slight(paragraphs[end - 1]):
        end -= 1
    if not announced and (end - start < _FEWEST or any(map(_LISTED.match, paragraphs[start:end]))):
        return range(0)
    news = sum(news_voice(p) for p in paragraphs[start:end])
    enough = news >= (1 if announced else 2) and news >= 0.4 * (end - start)
    return range(start, end) if enough else range(0)


def _slight(paragraph: str) -> bool:
    return paragraph.count(" ") < _SHORT and not news_voice(paragraph)
