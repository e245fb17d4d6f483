"""How each comment stands to what it answers, and what each part takes back of its own."""

import functools
import re
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.model import Document, Part, PartId, PartKind, Span

_THREAD = frozenset({PartKind.COMMENT, PartKind.TRACKBACK})
_ADDRESS = re.compile(r"(?:^|(?<=\s))\.?@\w+:?|#(?=\w)")
_LINK = re.compile(r"https?\S+|www\.\S+")
_QUOTED = re.compile(
    r"\b(?:RT|MT) ?@\w+.*|[“\"]\s*@\w+:[^”\"]*[”\"]?", re.DOTALL
)  # passed on to the end, or up to the closing mark: what follows is one's own
_LONG = re.compile(r"[a-z']{4,}")
_NOT = re.compile(r"\b(?:not|no|never|isnt|wasnt|didnt)\b|n't\b")
_UNDENIED = re.compile(r"\b(?:not|isn't|wasn't|never)(?: an?| the| all)? $")
_WORD = re.compile(r"[\w'-]+")
_EDGE = " \t\n\r.:,-–—“”\"'!"
_ENDS = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")
_OTHERS = frozenset({PartKind.FURNITURE, PartKind.BLOCKQUOTE})  # words that are not the page's
_SHORT = 8  # words of an answer whose first word is the whole of it
_QUESTIONED = 25  # words; who asks in more is making a speech
_SOME, _MOST = 0.2, 0.6  # of the long words of an answer that repeat what it answers
_HEARD = 400  # characters of what is answered; a whole page holds every word
_PASSING = 14  # words around a question that others follow
_FEW = 2  # words beside a link that are no comment of their own


class Answer(Struct, frozen=True):
    """One kind of answer: words that it begins with, holds, or asks by, and examples."""

    examples: tuple[str, ...]
    opens: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
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
    asks: re.Pattern[str]


class _Kinds(Struct, frozen=True):
    retract: _Kind
    correct: _Kind
    deny: _Kind
    query: _Kind
    support: _Kind


def stanced(document: Document) -> Document:
    """Give the document with the stance of each comment, and what each part takes back.

    A comment answers the one that it replies to, else the page's own first words.
    """
    document = _corrected(document)
    if not any(p.kind in _THREAD for p in document.parts):
        return document
    page = _page(document.parts)
    parts = tuple(
        _answering(p, document, page) if p.kind in _THREAD else p for p in document.parts
    )
    return msgspec.structs.replace(document, parts=parts)


def _corrected(document: Document) -> Document:
    """Give the document with the sentences in which a part's author takes back own words."""
    if not retracts(document.text):
        return document
    found: dict[PartId, list[Span]] = {}
    for start, end in _sentences(document.text):
        words = _taking_back(document.text[start:end])
        owner = None if words is None else document.part_at(start + words)
        if owner is not None and owner.kind not in _OTHERS:
            found.setdefault(owner.id, []).append(Span(start, end))
    parts = (
        msgspec.structs.replace(p, takes_back=tuple(found.get(p.id, ()))) for p in document.parts
    )
    return msgspec.structs.replace(document, parts=tuple(parts))


def _sentences(text: str) -> Iterable[tuple[int, int]]:
    """Give the sentences and lines of a text, without the white space around."""
    at = 0
    for stop in [*(m.end() for m in _ENDS.finditer(text)), len(text)]:
        words = text[at:stop]
        start = at + len(words) - len(words.lstrip())
        if words.strip():
            yield start, at + len(words.rstrip())
        at = stop


def _page(parts: Sequence[Part]) -> PartId | None:
    own = [p for p in parts if p.kind in (PartKind.BODY, PartKind.HEADLINE)]
    bodies = [p for p in own if p.kind is PartKind.BODY]
    return next((p.id for p in (*bodies, *own)), None)


def _answering(part: Part, document: Document, page: PartId | None) -> Part:
    """Give a comment with its stance; one that answers nothing stands for what it says itself."""
    answered = part.reply_to or page
    before = next((p for p in document.parts if p.id == answered), None)
    heard = "" if before is None else document.text[before.start : before.end][:_HEARD]
    said = stance_of(_own_words(part, document), heard)
    if answered is None and said == "comment":
        said = "support"
    return msgspec.structs.replace(part, stance=said, in_answer_to=answered)


def _own_words(part: Part, document: Document) -> str:
    """Give a comment's words without those that it quotes."""
    quoted = sorted(
        (p.start, p.end)
        for p in document.parts
        if p.kind is PartKind.BLOCKQUOTE and p is not part and part.span.holds(p.span)
    )
    return " ".join(_left(document.text, part, quoted))


def _left(text: str, part: Part, holes: Iterable[tuple[int, int]]) -> Iterable[str]:
    at = part.start
    for start, end in holes:
        yield text[at:start]
        at = max(at, end)
    yield text[at : part.end]


def stance_of(words: str, answered: str = "") -> str:
    """Give the stance of an answer by its words.

    >>> [stance_of(w) for w in ("Fake.", "Source?", "I can confirm that.", "What a day.")]
    ['deny', 'query', 'support', 'comment']

    Who takes back own words denies what he said. Who says again what is answered supports it, who
    says it with a "not" denies it:

    >>> stance_of("The bridge did not fall.", "The bridge fell at noon")
    'deny'
    """
    own = _QUOTED.sub(" ", words)
    bare = _ADDRESS.sub(" ", _LINK.sub(" ", own)).replace("’", "'").strip(_EDGE)
    lower = bare.lower()
    kinds = _kinds()
    count = len(_WORD.findall(bare))
    if _asks(bare, lower, kinds, count):
        return "query"
    again = _again(lower, answered)
    if kinds.retract.holds.search(lower) or _says(kinds.deny, lower, count):
        return "deny"
    if again >= _SOME and _NOT.search(lower):
        return "deny"
    passed_on = own != words and count <= _FEW
    linked = _LINK.search(own) is not None and count <= _FEW
    said = passed_on or linked or again >= _MOST or _says(kinds.support, lower, count)
    return "support" if said else "comment"


def _again(lower: str, answered: str) -> float:
    """Give the share of an answer's long words that stand in what it answers."""
    said = set(_LONG.findall(lower))
    if not said or not answered:
        return 0.0
    return len(said & set(_LONG.findall(answered.lower()))) / len(said)


def retracts(words: str) -> bool:
    """Whether somebody takes back what he said.

    >>> retracts("Sorry, I was wrong about the bridge."), retracts("We regret the error.")
    (True, True)
    """
    return _taking_back(words) is not None


def _taking_back(words: str) -> int | None:
    """Give where the words stand that take back; None: there are none."""
    kinds = _kinds()
    lower = words.lower().replace("’", "'")
    found = kinds.retract.holds.search(lower) or kinds.correct.holds.search(lower)
    return found.start() if found else None


def _says(kind: _Kind, lower: str, count: int) -> bool:
    """Whether a word opens it and is the whole, or stands before a pause, or one is in it."""
    opened = kind.opens.match(lower)
    if opened is not None and (
        count <= _SHORT or lower[opened.end() :][:1] in (",", ".", "!", ";")
    ):
        return True
    return any(_UNDENIED.search(lower[: m.start()]) is None for m in kind.holds.finditer(lower))


def _asks(bare: str, lower: str, kinds: _Kinds, count: int) -> bool:
    """Whether it asks about what was said: a plea for a source, or a question not too long."""
    if kinds.query.holds.search(lower):
        return True
    asked = count <= (_QUESTIONED if bare.endswith("?") else _PASSING) and "?" in bare
    return asked and not kinds.query.opens.match(lower)


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
        asks=_any(answer.asks, "{}"),
    )


def _any(words: tuple[str, ...], form: str) -> re.Pattern[str]:
    """Any of the words, whole; of no words, what never matches."""
    if not words:
        return re.compile(r"(?!)")
    longest = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(form.format(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)"))
