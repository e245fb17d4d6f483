"""How an answer stands to what it answers, by rules of words alone."""

import functools
import re
from collections.abc import Iterator

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.mark.wording import (
    bare_words,
    before,
    head,
    links,
    of_it,
    own_words,
    sentences,
    spelt,
)

_LONG = re.compile(r"[a-z']{4,}")
_NOT = re.compile(r"\b(?:not|no|never|isnt|wasnt|didnt)\b|n't\b")
_UNDENIED = re.compile(
    r"\b(?:not|isn't|wasn't|never)(?: an?| the| all)? $|\bif (?:\w+ ){0,3}$"
)  # denied in its turn, or only supposed
_WISHED = re.compile(
    r"\b(?:i|we|you|ca|wo|shall|should|must|would|will|will be|can|do|if (?:\w+ ){1,3})\W?$"
    r"|\b(?:i|we|you) \w+$"
)  # "I do not", "can't", "should not" deny no fact
_NO_IT = re.compile(
    r"(?:no|nope|nah)[,.;!]* (?:it|he|she|they|there|that|this|the|we're|i'm)(?!\w)"
)
_WORD = re.compile(r"[\w'-]+")
_EDGE = " \t\n\r.:,-–—“”\"'!"
_SHORT = 8  # words of an answer whose first word is the whole of it
_QUESTIONED = 25  # words; who asks in more is making a speech
_SOME, _MOST = 0.2, 0.6  # of the long words of an answer that repeat what it answers
_OFTEN = 3  # long words; fewer are no repetition
_PASSING = 14  # words around a question that others follow
_BESIDE = 4  # words between a "not" and what it denies
_FEW = 2  # words beside a link that are no comment of their own


class Answer(Struct, frozen=True):
    """One kind of answer: words that it begins with, holds, calls by or asks by, and examples."""

    examples: tuple[str, ...]
    opens: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


class AnswerList(Struct, frozen=True):
    """The word list, as it is written."""

    retract: Answer
    correct: Answer
    deny: Answer
    query: Answer
    support: Answer


class _Kind(Struct, frozen=True):
    opens: re.Pattern[str]
    holds: re.Pattern[str]
    calls: re.Pattern[str]
    asks: re.Pattern[str]


class _Kinds(Struct, frozen=True):
    retract: _Kind
    correct: _Kind
    deny: _Kind
    query: _Kind
    support: _Kind


def by_rules(words: str, answered: str = "") -> str:
    """Give the stance of an answer by its words.

    >>> [by_rules(w) for w in ("Fake.", "Source?", "I can confirm that.", "What a day.")]
    ['deny', 'query', 'support', 'comment']

    Who takes back own words denies what he said. Who says again what is answered supports it, who
    says it with a "not" denies it:

    >>> by_rules("The bridge did not fall.", "The bridge fell at noon")
    'deny'
    """
    own = own_words(words)
    bare = bare_words(own).strip(_EDGE)
    lower, heard = spelt(bare.lower()), spelt(answered.lower())
    kinds = _kinds()
    count = len(_WORD.findall(bare))
    if _asks(bare, lower, kinds, count):
        return "query"
    lower = head(lower)
    again, often = _again(lower, heard)
    if kinds.retract.holds.search(lower) or _says(kinds.deny, lower, count, heard):
        return "deny"
    if contradicts(lower) or (again >= _SOME and _turned_round(lower, heard)):
        return "deny"
    linked = count <= _FEW and (own != words or links(own))
    repeated = again >= _MOST and often >= _OFTEN
    said = linked or repeated or _says(kinds.support, lower, count, heard)
    return "support" if said else "comment"


def contradicts(lower: str) -> bool:
    """Whether an answer begins by saying that it is not so.

    >>> contradicts("no, he did not."), contradicts("no words")
    (True, False)
    """
    begun = _NO_IT.match(lower)
    return begun is not None and "?" not in lower[: begun.end() + 40]


def _turned_round(lower: str, answered: str) -> bool:
    """Whether a word of what is answered stands right beside a "not"."""
    heard = set(_LONG.findall(answered))
    return any(
        heard & set(_LONG.findall(" ".join(before(lower, m.start()).split(" ")[-_BESIDE:])))
        or heard
        & set(_LONG.findall(" ".join(lower[m.end() :].split(" ", _BESIDE + 1)[: _BESIDE + 1])))
        for m in _NOT.finditer(lower)
        if not _WISHED.search(before(lower, m.start()))
    )


def _again(lower: str, answered: str) -> tuple[float, int]:
    """Give how many of an answer's long words stand in what it answers: the share, the number."""
    said = set(_LONG.findall(lower))
    again = said & set(_LONG.findall(answered))
    return (len(again) / len(said) if said else 0.0), len(again)


def retracts(words: str) -> bool:
    """Whether somebody takes back what he said.

    >>> retracts("Sorry, I was wrong about the bridge."), retracts("We regret the error.")
    (True, True)
    """
    return taking_back(words) is not None


def taking_back(words: str) -> int | None:
    """Give where the words stand that take back; None: there are none."""
    kinds = _kinds()
    lower = words.lower().replace("’", "'")
    found = kinds.retract.holds.search(lower) or kinds.correct.holds.search(lower)
    return found.start() if found else None


def _says(kind: _Kind, lower: str, count: int, heard: str) -> bool:
    """Whether a word opens it and is the whole, or stands before a pause, or one is in it.

    A word of what is answered is what both speak of: to "it is a hoax" who says hoax agrees.
    """
    opened = kind.opens.match(lower)
    if opened is not None and (
        count <= _SHORT or lower[opened.end() :][:1] in (",", ".", "!", ";")
    ):
        return True
    theirs = {m[0] for form in (kind.holds, kind.calls) for m in form.finditer(heard)}
    return any(
        _UNDENIED.search(before(lower, m.start())) is None and m[0] not in theirs
        for m in (*kind.holds.finditer(lower), *_meant(kind, lower, count))
    )


def _meant(kind: _Kind, lower: str, count: int) -> Iterator[re.Match[str]]:
    """Give the words that count in a short answer, or said of what is answered."""
    for found in kind.calls.finditer(lower):
        if count <= _SHORT or of_it(before(lower, found.start())):
            yield found


def _asks(bare: str, lower: str, kinds: _Kinds, count: int) -> bool:
    """Whether it asks about what was said: a plea for a source, or a question not too long."""
    if kinds.query.holds.search(lower):
        return True
    if "?" not in bare:
        return count <= _SHORT and kinds.query.asks.match(lower) is not None
    parts = [s.strip(_EDGE) for s in sentences(lower)]
    asked = [s for s in parts if s.endswith("?")]
    real = [s for s in asked if not kinds.query.opens.match(s)]
    return bool(real) and count <= (_QUESTIONED if bare.endswith("?") else _PASSING)


@functools.cache
def _kinds() -> _Kinds:
    found = read("en/answers.toml", AnswerList)
    return _Kinds(
        retract=_kind(found.retract),
        correct=_kind(found.correct),
        deny=_kind(found.deny),
        query=_kind(found.query),
        support=_kind(found.support),
    )


def _kind(answer: Answer) -> _Kind:
    return _Kind(
        opens=_any(answer.opens, "{}"),
        holds=_any(answer.holds, "{}"),
        calls=_any(answer.calls, "{}"),
        asks=_any(answer.asks, "{}"),
    )


def _any(words: tuple[str, ...], form: str) -> re.Pattern[str]:
    """Any of the words, whole; of no words, what never matches."""
    if not words:
        return re.compile(r"(?!)")
    longest = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(form.format(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"))
