"""What an answer shows of how it stands to what it answers, each hint with its words."""

import functools
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.mark.replies import contradicts
from wellsourced.mark.wording import (
    addressed,
    bare_words,
    before,
    head,
    links,
    of_it,
    own_words,
    sentences,
    spelt,
)

_QUOTE = re.compile(r"[“\"][^”\"]{12,400}[”\"]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_NUMBER = re.compile(r"\d[\d,.]*")
_NOT = re.compile(r"(?<!\w)(?:not|no|never|none|nobody|nothing|no one|\w+n't)(?!\w)")
_CANT = re.compile(r"(?<!\w)(?:i|we|you|they|people) (?:do not|can not|\w+n't|cannot)(?!\w)")
_WASNT = re.compile(
    r"(?<!\w)(?:is|was|are|were|has|have|had|did|does)(?: not|n't)(?!\w)|\w's not(?!\w)"
)
_BEFORE = re.compile(r"(?:(?<!\w)(?:not|no|never|nobody|cannot)|n't)(?: \w+){0,2} $")
_FEELING = re.compile(r"[!]{2,}|[\U0001F300-\U0001FAFF☀-➿]|:\(|:\)|;\)|<3")
_SHOUT = re.compile(r"\b[A-Z]{3,}\b")
_OWN = re.compile(r"(?<!\w)(?:i|i'm|i've|my|me)(?!\w)")
_WE = re.compile(r"(?<!\w)(?:we|us|our)(?!\w)")
_YOU = re.compile(r"(?<!\w)(?:you|your|you're|u|ur)(?!\w)")
_BUT = re.compile(r"(?<!\w)(?:but|however|yet)(?!\w)")
_IF = re.compile(r"(?<!\w)if(?!\w)")
_IT_IS = re.compile(
    r"(?:it|that|this|he|she|they|there)(?:'s|'re| is| are| was| were| has| had)\b"
)
_NOT_BUT = re.compile(
    r"\w,? (?:and )?not (?:an? |the |in |at |on )?\w+[.!]?$|(?<!\w)not [\w ]{2,25}(?:,|but|;|-) "
)
_SCARE = re.compile(r"[“\"][\w' ]{3,20}[”\"]")
_WAS = re.compile(r"(?<!\w)(?:was|were|had|did)(?!\w)")
_ASKING = (
    ("why", re.compile(r"(?:\w+ )?(?:why|how come|what's wrong|so what|what if)\b")),
    (
        "wh",
        re.compile(r"(?:\w+ )?(?:who|whom|whose|what|which|where|when|how)\b|\w+ wh(?:o|at)\b"),
    ),
    (
        "not",
        re.compile(r"(?:\w+ )?(?:isn't|aren't|wasn't|didn't|don't|doesn't|hasn't|can't|won't)\b"),
    ),
    (
        "is",
        re.compile(
            r"(?:\w+ )?(?:is|are|was|were|did|does|do|has|have|had|can|could|any|anyone|will)\b"
        ),
    ),
)
_EDGE = " .:,-–—“”\"'!"
_HEARD = 400  # characters of what is answered; a whole page holds every word
_STEM = 5  # letters that tell one word from another: "resign" and "resigns" are one
_SHORT = 9  # words of an answer in which each word tells much
_LENGTHS = ((2, "words 2"), (6, "words 6"), (14, "words 14"), (30, "words 30"))
_SOME, _MOST = 0.25, 0.6  # of the long words of an answer that repeat what it answers


class Hint(Struct, frozen=True):
    """Something that an answer shows, and its words as the answer has them, in small letters."""

    name: str
    words: str


class AnswerKind(Struct, frozen=True):
    """Words of one kind, the stance that they hint at, and examples."""

    name: str
    stance: str
    examples: tuple[str, ...]
    much: float = 1.0
    opens: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()


class AnswerKinds(Struct, frozen=True):
    """The word list, as it is written; of common words no answer is said to repeat one."""

    common: tuple[str, ...]
    kinds: tuple[AnswerKind, ...]


class _Kind(Struct, frozen=True):
    name: str
    stance: str
    much: float
    opens: re.Pattern[str]
    holds: re.Pattern[str]


class _Said(Struct, frozen=True):
    """An answer made plain: without links and names addressed, and the same in small letters."""

    own: str
    bare: str
    lower: str
    words: tuple[str, ...]


def hints(words: str, answered: str = "") -> tuple[Hint, ...]:
    """Give what an answer shows, once each.

    >>> [h.name for h in hints("Fake. Any source?")][:4]
    ['no opens', 'fake', 'short deny', 'asked proof']
    """
    said = _plain(words)
    found = (
        *_of_words(said),
        *_of_questions(said),
        *_of_denial(said),
        *_of_shape(words, said),
        *_of_both(said, answered[:_HEARD]),
    )
    return tuple({h.name: h for h in reversed(found)}.values())[::-1]


def _plain(words: str) -> _Said:
    own = own_words(words).replace("’", "'")
    bare = " ".join(bare_words(own).split())
    lower = spelt(bare.lower())
    return _Said(own, bare, lower, tuple(_WORD.findall(lower)))


def _of_words(said: _Said) -> Iterator[Hint]:
    """Give the kinds of words: how it opens, and what each sentence tells or asks."""
    start = said.lower.lstrip(_EDGE)
    for kind in _kinds():
        opened = kind.opens.match(start)
        if opened:
            pause = start[opened.end() :][:1] in ("", ",", ".", "!", ";", ":", "?", "-")
            yield Hint(f"{kind.name} {'opens' if pause else 'begins'}", opened[0])
    for sentence in sentences(head(said.lower)):
        asked = "asked " if sentence.endswith("?") else ""
        for kind in _kinds():
            for found in kind.holds.finditer(sentence):
                said_of = before(sentence, found.start())
                turned = (
                    "not " if _BEFORE.search(said_of) else "if " if _IF.search(said_of) else ""
                )
                yield Hint(f"{asked}{turned}{kind.name}", found[0])
                if not asked and not turned and kind.much == 1:
                    yield from _placed(kind, sentence, found, len(said.words))


def _placed(kind: _Kind, sentence: str, found: re.Match[str], count: int) -> Iterator[Hint]:
    """Give where a word of a kind stands: in a short answer, or said of what is answered."""
    if count <= _SHORT:
        yield Hint(f"short {kind.stance}", found[0])
    if of_it(before(sentence, found.start())):
        yield Hint(f"of it {kind.stance}", found[0])


def _of_questions(said: _Said) -> Iterator[Hint]:
    """Give what kind of question it is, how long, and whether it is the whole."""
    parts = [s.strip(" ,-–—\"'“”") for s in sentences(said.lower)]
    asked = [s for s in parts if s.endswith("?")]
    if not asked:
        first = next((name for name, form in _ASKING if form.match(said.lower)), None)
        if first and len(said.words) <= 8:
            yield Hint(f"unmarked {first}", said.lower)
        return
    if len(parts) > 1 and asked[0] == parts[0] and len(asked[0].split()) <= 3:
        yield Hint("asks an echo", asked[0])
    yield Hint("asks", asked[0])
    yield from (Hint("asks last", s) for s in parts[-1:] if s.endswith("?"))
    yield Hint("asks alone" if len(asked) == len(parts) else "asks and tells", asked[0])
    if len(said.words) > 30:
        yield Hint("asks in a speech", asked[0])
    for s in asked:
        kind = next((name for name, form in _ASKING if form.match(s)), "other")
        yield Hint(f"asks {kind}", s)
        yield Hint("asks shortly" if len(s.split()) <= 7 else "asks at length", s)
        if _YOU.search(s):
            yield Hint("asks you", s)
        if _NOT.search(s):
            yield Hint("asks not", s)
        if s.endswith(("!?", "??")):
            yield Hint("asks loudly", s)


def _of_denial(said: _Said) -> Iterator[Hint]:
    """Give the negations: of being, of one's own doing, at the start, aloud."""
    told = " ".join(s for s in sentences(head(said.lower)) if not s.endswith("?"))
    forms = (("not", _NOT), ("was not", _WASNT), ("can not", _CANT), ("not but", _NOT_BUT))
    for name, form in forms:
        found = form.search(told)
        if found:
            yield Hint(name, found[0])
    if contradicts(said.lower.lstrip(_EDGE)):
        yield Hint("contradicts", said.lower)
    early = _NOT.search(" ".join(said.words[:4]))
    if early:
        yield Hint("not early", early[0])
    if re.search(r"\bNOT\b", said.bare) and not said.bare.isupper():
        yield Hint("NOT", "not")
    if said.lower.startswith("not "):
        yield Hint("not first", "not")


def _of_shape(words: str, said: _Said) -> Iterator[Hint]:
    """Give what it looks like: length, links, numbers, shouts, whom it speaks of."""
    yield Hint(
        next((name for most, name in _LENGTHS if len(said.words) <= most), "words many"), ""
    )
    if links(said.own):
        yield Hint("link" if len(said.words) > 2 else "link alone", "")
    if said.own != words.replace("’", "'"):
        yield Hint("passed on" if len(said.words) > 2 else "passed on alone", "")
    names = addressed(said.own)
    if names:
        yield Hint("addresses one" if names == 1 else "addresses more", "")
    forms = (
        ("quote", _QUOTE, said.own),
        ("scare quote", _SCARE, said.own),
        ("names", _NAME, said.bare),
        ("number", _NUMBER, said.bare),
        ("shout", _SHOUT, said.bare),
        ("felt", _FEELING, said.bare),
        ("I", _OWN, said.lower),
        ("we", _WE, said.lower),
        ("you", _YOU, said.lower),
        ("but", _BUT, said.lower),
        ("if", _IF, said.lower),
        ("was", _WAS, said.lower),
    )
    for name, form, text in forms:
        found = form.search(text)
        if found:
            yield Hint(name, found[0].lower())
    begun = _IT_IS.match(said.lower)
    if begun:
        yield Hint("it is", begun[0])
    if said.bare.endswith("!"):
        yield Hint("exclaims", "!")


def _of_both(said: _Said, answered: str) -> Iterator[Hint]:
    """Give what it repeats of the words that it answers, and what it has otherwise."""
    if not answered:
        return
    heard = _plain(answered)
    own, others = _stems(said.words), _stems(heard.words)
    again = sorted(own & others)
    share = len(again) / len(own) if own else 0.0
    denied, was = (_NOT.search(s.lower) is not None for s in (said, heard))
    if again:
        amount = "most" if share >= _MOST else "some" if share >= _SOME else "little"
        yield Hint(f"repeats {amount}", " ".join(again))
        if denied != was and "?" not in said.bare:
            yield Hint(f"turns round {amount}", " ".join(again))
    else:
        yield Hint("repeats nothing", "")
    numbers, told = (set(_NUMBER.findall(s.bare)) for s in (said, heard))
    if numbers & told:
        yield Hint("same number", sorted(numbers & told)[0])
    elif numbers and told:
        yield Hint("other number", sorted(numbers)[0])
    if heard.lower.rstrip().endswith("?"):
        yield Hint("answers a question", "")
    if _kinds()[0].opens.match(heard.lower):
        yield Hint("answers a no", "")


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(w[:_STEM] for w in words if len(w) > 3 and w not in _common())


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(read("en/answerhints.toml", AnswerKinds).common)


@functools.cache
def _kinds() -> tuple[_Kind, ...]:
    found = read("en/answerhints.toml", AnswerKinds)
    return tuple(
        _Kind(k.name, k.stance, k.much, _any(k.opens), _any(k.holds)) for k in found.kinds
    )


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, whole, a star standing for any ending; of no words, what never matches."""
    if not words:
        return re.compile(r"(?!)")
    longest = sorted(words, key=lambda w: (-len(w), w))
    forms = (re.escape(w).replace(r"\*", r"\w*") for w in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
