"""Quotations inside comments, and which comment each answers, where the mark-up was lost."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wellsourced.model import Span
from wellsourced.read.answers import addressed, goes_on, joins_in, replies
from wellsourced.read.cuttings import cuttings

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_GRAM = 4  # words
_SHARE = 0.75  # of a paragraph's runs of four words that the source has to have
_SOURCES = 6  # a run of words that more of the page's writers use identifies none
_SHORT = 16  # words; so few may be said twice by chance
_ARTICLE = -1
_MOST = 2_000  # paragraphs of a comment that is looked into
_REACH = 200  # comments back that one is answered
_IN_MARKS = re.compile(r"^[^\w\s“\"]*\s*([“\"].*[”\"])\W?$", re.DOTALL)


class Speech(NamedTuple):
    """A comment: its author, its paragraphs, and what its setting tells of them.

    `apart`: numbers of the paragraphs that the page sets apart as block quotes. `signed`: the
    number of paragraphs at its beginning that repeat another comment, number `cites`, down to its
    signature.
    """

    author: str | None
    paragraphs: tuple[Span, ...]
    apart: frozenset[int] = frozenset()
    signed: int = 0
    cites: int | None = None


class Quoting(NamedTuple):
    """The stretches that a comment quotes, and the number of the comment that it answers."""

    spans: tuple[Span, ...]
    answers: int | None


def quotations(text: str, article: Iterable[str], thread: Sequence[Speech]) -> list[Quoting]:
    """Find, for each comment of a thread in order, what it quotes and whom it answers."""
    heard = _Heard(article)
    found = []
    last = ""
    for number, speech in enumerate(thread):
        if len(speech.paragraphs) > _MOST:  # many readers' words, left as one
            found.append(Quoting((), None))
            continue
        words = [span.of(text) for span in speech.paragraphs]
        quoted, answered = _repeated(words, speech, heard)
        quoted |= speech.apart | cuttings(words)
        if speech.apart and len(quoted) == len(words):
            quoted = set(speech.apart)
        spans = _spans(text, speech.paragraphs, quoted)
        own = [w for i, w in enumerate(words) if i not in quoted]
        if answered is None:
            answered = _answered(own, number, thread)
            if answered is None and own and last and joins_in(own[0], last):
                answered = number - 1
        last = " ".join(own)
        heard.add(number, own, opening=words)
        found.append(Quoting(spans, answered))
    return found


class _Heard:
    """The runs of words that were read so far, with who wrote them first."""

    def __init__(self, article: Iterable[str]) -> None:
        self._grams: dict[str, tuple[int, ...]] = {}
        self._whole: dict[tuple[str, ...], list[int]] = {}
        self._opening: dict[tuple[str, ...], int] = {}
        self.add(_ARTICLE, list(article), opening=())

    def add(self, number: int, paragraphs: Sequence[str], *, opening: Sequence[str]) -> None:
        for paragraph in paragraphs:
            words = _words(paragraph)
            self._whole.setdefault(tuple(words), []).append(number)
            for gram in _grams(words):
                sources = self._grams.get(gram, ())
                if len(sources) <= _SOURCES and number not in sources:
                    self._grams[gram] = (*sources, number)
        first = _words(opening[0])[:3] if opening else []
        if len(first) > 1:
            self._opening.setdefault(tuple(first[:2]), number)
            self._opening.setdefault(tuple(first), number)

    def source(self, paragraph: str, *, leads: bool) -> int | None:
        """Give the number of the comment (-1: the article) that a paragraph repeats."""
        words = _words(paragraph)
        grams = _grams(words)
        if not grams:
            return self._opening.get(tuple(words)) if leads and len(words) > 1 else None
        whole = self._whole.get(tuple(words), [])
        if leads and (len(whole) == 1 or (whole and len(words) >= _SHORT)):
            return whole[0]
        votes: dict[int, int] = {}
        for gram in grams:
            for source in self._grams.get(gram, ()):
                votes[source] = votes.get(source, 0) + 1
        enough = [s for s, n in votes.items() if n >= _SHARE * len(grams)]
        least = 6 if leads else 9
        if not enough or len(words) < least or (len(enough) > 1 and len(words) < _SHORT):
            return None
        return min(enough)


def _words(paragraph: str) -> list[str]:
    return _WORD.findall(paragraph.casefold().replace("’", "'"))


def _grams(words: Sequence[str]) -> list[str]:
    return [" ".join(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)]


def _repeated(words: Sequence[str], speech: Speech, heard: _Heard) -> tuple[set[int], int | None]:
    """Give the paragraphs that repeat, or stand in quotation marks, and the comment repeated."""
    quoted = set(range(speech.signed))
    sources: dict[int, int] = {}
    first = 1 if words and replies(words[0]) else 0
    for i in range(max(speech.signed, first), len(words) if len(words) > 1 else 0):
        leads = i == 0 or i - 1 in quoted
        source = heard.source(words[i], leads=leads)
        if source is not None:
            sources[i] = source
        if source is not None or (len(_words(words[i])) > 4 and _IN_MARKS.match(words[i])):
            quoted.add(i)
    for i in _said_himself(words, quoted, speech.signed):
        quoted.discard(i)
        sources.pop(i, None)
    answered = (sources[i] for i in sorted(sources) if sources[i] != _ARTICLE)
    return quoted, speech.cites if speech.signed else next(answered, None)


def _said_himself(words: Sequence[str], quoted: set[int], signed: int) -> list[int]:
    """Who quotes then speaks: short words at the end, or the last if all are quoted, are his."""
    last = len(words) - 1
    if last not in quoted or last < signed:
        return []
    announced = last > 0 and words[last - 1].endswith(":")
    short = len(_words(words[last])) < _SHORT and not _IN_MARKS.match(words[last])
    return [last] if (short and not announced) or len(quoted) == len(words) else []


def _spans(text: str, paragraphs: Sequence[Span], quoted: Iterable[int]) -> tuple[Span, ...]:
    """Join neighbours into one stretch, and leave out a bullet before quotation marks."""
    runs: list[list[int]] = []
    for i in sorted(quoted):
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = []
    for run in runs:
        start, end = paragraphs[run[0]].start, paragraphs[run[-1]].end
        marked = _IN_MARKS.match(text[start:end])
        spans.append(Span(start + (marked.start(1) if marked else 0), end))
    return tuple(spans)


def _answered(own: Sequence[str], number: int, thread: Sequence[Speech]) -> int | None:
    """Give the earlier comment that the first words turn to."""
    if not own or not number:
        return None
    author = thread[number].author
    if author and thread[number - 1].author == author and goes_on(own[0]):
        return number - 1
    far = max(0, number - _REACH)
    found = addressed("\n".join(own[:2]), [s.author for s in thread[far:number]], author)
    return None if found is None else far + found
