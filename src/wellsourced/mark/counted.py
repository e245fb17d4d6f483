"""What a number counts: the noun, the outcome, and whether it counts anything at all."""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from wellsourced.mark.counts import Count, counting
from wellsourced.mark.outcomes import befell, told_by
from wellsourced.mark.scopes import sentence
from wellsourced.mark.syntax import Passage
from wellsourced.model import Bound, Outcome

_MODIFIES = frozenset(
    {"nummod", "amod", "det", "quantmod", "advmod", "compound", "predet", "nmod", "appos", "poss"}
)
_VAGUER = frozenset({Outcome.COUNT, Outcome.STRENGTH})
_ARMY = 5  # fewer armed men than this are no force
_LARGE = 1_000  # a bare number as large as this counts something
_NOT_NUMBERS = frozenset({"no", "none", "no-one", "one", "both"})
_STREETS = frozenset(
    {"street", "st.", "avenue", "ave.", "road", "way", "drive", "lane", "boulevard", "court"}
)
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "PRON"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with its place in the tree: the number's own word, and the noun it counts."""

    count: Count
    number: Token
    noun: Token | None
    outcome: Outcome


def counted(
    passage: Passage, count: Count, before: Counted | None, last: Outcome | None = None
) -> Counted | None:
    """Find what is counted; None where the number measures, names or numbers something.

    `before`: the count before it in the passage; `last`: what befell those counted last, to whom
    "put the figure at 60" returns.
    """
    words = passage.tree.char_span(count.core, count.end, alignment_mode="expand")
    if words is None or _names(words, count):
        return None
    number = words.root
    noun = noun_of(words)
    if count.money or (noun is not None and noun.lower_ in counting().money.words):
        return Counted(count, number, noun, Outcome.AMOUNT)
    outcome = befell(noun or number, number, words)
    if outcome is Outcome.CAPTURED and noun is not None and not _anybody(noun):
        outcome = Outcome.COUNT
    if _strong(words):
        return Counted(count, number, None, Outcome.STRENGTH)
    before = before if before and before.number.i >= sentence(number)[0] else None
    if noun is None and outcome is None and last is not None and _refigured(number):
        return Counted(count, number, None, last)
    if noun is None:
        return _elliptic(words, count, outcome, before)
    if outcome is None or outcome is Outcome.STRENGTH:
        outcome = _shared(words, noun, before) or outcome or Outcome.COUNT
    return _of_noun(words, noun, count, outcome)


def _refigured(number: Token) -> bool:
    """Whether a number is another figure for what was counted: "puts the figure at *60*"."""
    preposition = number.head
    if number.dep_ != "pobj" or preposition.lower_ not in ("at", "of", "to"):
        return False
    above = preposition.head
    near = (above, *(c for c in above.children if c.dep_ in ("dobj", "nsubjpass", "nsubj")))
    return any(t.lower_ in counting().sizes.numbers for t in near)


def _of_noun(words: Words, noun: Token, count: Count, outcome: Outcome) -> Counted | None:
    """The count of a noun; None where it measures, or counts no thing."""
    measured = noun.lower_ in counting().measures.words
    if measured or (outcome in _VAGUER and not _thing(words, noun, count)):
        return None
    few = max(count.low or 0, count.high or 0) < _ARMY
    if outcome is Outcome.STRENGTH and (few or _part(noun)):
        outcome = Outcome.COUNT
    return Counted(count, words.root, noun, outcome)


def _anybody(noun: Token) -> bool:
    """Whether the noun is of people: rifles and towns are seized, not captured as men are."""
    known = _people() | frozenset(told_by("nouns"))
    return noun.lower_ in known or noun.pos_ in {"PROPN", "PRON", "ADJ"}


def _strong(words: Words) -> bool:
    """Whether a force is "5,000 strong", not who turned out "5,000 strong"."""
    behind = words.doc[words.end] if words.end < len(words.doc) else None
    return behind is not None and behind.lower_ == "strong" and behind.head.lemma_ == "be"


def _part(noun: Token) -> bool:
    """Whether some of those who were named are counted, and no force: "hundreds of these men"."""
    these = any(c.lower_ in {"these", "those"} for c in noun.lefts)
    return these and noun.dep_ == "pobj" and noun.head.lower_ == "of"


def noun_of(words: Words) -> Token | None:
    """Give the noun that a number counts: what it modifies, or what stands behind its "of"."""
    number = words.root
    for child in number.children:
        if child.lower_ == "of" and child.i >= words.end - 1:
            found = next((t for t in child.children if t.dep_ == "pobj"), None)
            if found is not None:
                return found
    head = number
    while words.start <= head.i < words.end and head.head.i != head.i and head.dep_ in _MODIFIES:
        head = head.head
    if head.i >= words.end and head.pos_ in {"NOUN", "PROPN", "ADJ", "PRON"}:
        return head
    return _noun_behind(words)


def _noun_behind(words: Words) -> Token | None:
    """The noun right behind the number, where the parser joined them otherwise."""
    tree = words.doc
    for i in range(words.end, min(words.end + 4, len(tree))):
        token = tree[i]
        if token.pos_ == "NOUN" and (i + 1 >= len(tree) or tree[i + 1].pos_ != "NOUN"):
            return token
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"} and token.lower_ not in {"more", "other"}:
            return None
    return None


def _names(words: Words, count: Count) -> bool:
    """Whether the number is part of a name, an age, a year, or the base of a rate."""
    first = words[0]
    core = words.text
    before = first.nbor(-1) if first.i else None
    if count.bound is Bound.EXACT and core.isdigit():
        if len(core) == 4 and 1900 <= int(core) <= 2099:
            return True
        if before is not None and before.is_title and before.pos_ in {"PROPN", "NOUN"}:
            modifies = words.root.head.i >= words.end and before.dep_ not in _MODIFIES
            return not before.is_sent_start and not modifies
    if before is None:
        return False
    if re.fullmatch(r"\d+\.\d+", core) or _numbered(words, before):
        return True
    return _aged(words) or _housed(words) or before.lower_ in {"aged", "age", "per"}


def _numbered(words: Words, before: Token) -> bool:
    """Whether the number is part of a name or a second number of things: "posts 4 and 5"."""
    if re.fullmatch(r"\d+-\d+", words.text) and before.pos_ == "PROPN" and before.is_title:
        return True
    if before.lower_ not in {"and", "or"} or before.i < 2 or not words.text.isdigit():
        return False
    noun = before.nbor(-2)
    return (
        before.nbor(-1).text.isdigit() and noun.tag_ in {"NNS", "NNPS"} and noun_of(words) is None
    )


def _aged(words: Words) -> bool:
    """Whether a bare number behind a comma is an age: "Odo Kell, 70; Ana Marsh, 47"."""
    tree, first = words.doc, words[0]
    after = tree[words.end].text if words.end < len(tree) else "."
    if not words.text.isdigit() or first.i < 2 or first.nbor(-1).text != ",":
        return False
    return after == "," or (after in {".", ";", ":", ")"} and first.nbor(-2).pos_ == "PROPN")


def _housed(words: Words) -> bool:
    """Whether the number is of a house or a street: "the 7500 block", "at 900 Garden Way"."""
    tree = words.doc
    behind = [t.lower_ for t in tree[words.end : words.end + 4]]
    if not words.text.isdigit() or not behind:
        return False
    named = tree[words.end].is_title and bool(_STREETS & set(behind[1:]))
    return behind[0] == "block" or named


def _elliptic(
    words: Words, count: Count, outcome: Outcome | None, before: Counted | None
) -> Counted | None:
    """A bare number counts what the number before it in the sentence counted."""
    number = words.root
    noun = before.noun if before else None
    if outcome is not None and outcome is not Outcome.STRENGTH:
        return Counted(count, number, noun, outcome)
    if words.text.lower() in _NOT_NUMBERS - {"one"}:
        return None
    listed = before and (
        number.dep_ in {"conj", "appos", "nsubj"} or _follows(words, before) or _spread(words)
    )
    if before and listed and (noun is not None or before.outcome not in _VAGUER):
        if before.outcome in _VAGUER and words.text.lower() == "one":
            return None
        return Counted(count, number, noun, before.outcome)
    return _bare(words, count)


def _bare(words: Words, count: Count) -> Counted | None:
    """A number alone: how many a force has, or nobody knows what."""
    number = words.root
    sized = next(_sizes(number), None)
    if (
        sized is not None
        and number.dep_ in _BARE
        and max(count.low or 0, count.high or 0) >= _ARMY
    ):
        return Counted(_recalled(count, number), number, sized, Outcome.STRENGTH)
    bare = count.vague or count.bound is not Bound.EXACT or (count.low or 0) >= _LARGE
    if bare and number.pos_ in {"NUM", "NOUN"} and number.dep_ in _BARE:
        return Counted(count, number, None, Outcome.COUNT)
    return None


def _sizes(number: Token) -> Iterator[Token]:
    """What a bare number sizes: "*membership* varies, but the number I heard was 4,000"."""
    about = {c.lower_ for c in number.head.children if c.dep_ == "nsubj"}
    if about & set(counting().sizes.numbers):
        first, last = sentence(number)
        near = (t for t in number.doc[first:last] if t.i < number.i)
        yield from (t for t in near if t.lower_ in counting().sizes.words)


def _recalled(count: Count, number: Token) -> Count:
    """A number that somebody recalls is about so: "the last number *I saw* was 4,000"."""
    said = (g for c in number.head.children if c.dep_ == "nsubj" for g in c.children)
    recalled = any(c.dep_ == "relcl" for c in said)
    exact = count.bound is Bound.EXACT
    return dataclasses.replace(count, bound=Bound.APPROX) if recalled and exact else count


_BARE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT"})


def _shared(words: Words, noun: Token, before: Counted | None) -> Outcome | None:
    """The outcome of the count before, where this one is a part of it or stands in its list."""
    if before is None or before.outcome in _VAGUER or before.outcome is Outcome.AMOUNT:
        return None
    first = words[0]
    lead = first.nbor(-1).lower_ if first.i else ""
    if lead in {"including"} or (
        lead == "them" and first.i > 1 and first.nbor(-2).lower_ in {"among", "of"}
    ):
        return before.outcome
    if noun.lower_ in _people() and _follows(words, before):
        return before.outcome
    return None


def _follows(words: Words, before: Counted) -> bool:
    """Whether only a list's comma or "and" parts the number from the one before: no verb."""
    first = words[0]
    lead = first.nbor(-1).lower_ if first.i else ""
    between = first.doc[before.number.i + 1 : first.i]
    return lead in {"and", ",", ";", "with", "plus"} and not any(
        t.pos_ in {"VERB", "AUX"} for t in between
    )


def _spread(words: Words) -> bool:
    """Whether a number is the next place's or day's: "530 in Lorne, *190* in Dorvel"."""
    first = words[0]
    lead = [t.lower_ for t in first.doc[max(0, first.i - 2) : first.i]]
    behind = first.doc[words.end].lower_ if words.end < len(first.doc) else ""
    moved = len(lead) > 1 and lead[1] == "from" and lead[0] in ("up", "down", "revised")
    return moved or (bool(lead) and lead[-1] in (",", "and", ";") and behind in ("in", "at"))


def _people() -> frozenset[str]:
    return frozenset(counting().persons.plurals) | frozenset(counting().persons.words)


def _thing(words: Words, noun: Token, count: Count) -> bool:
    """Whether the words count things at all: not "one of them", "no question", "both sides"."""
    lowered = words.text.lower().split()
    if (
        (lowered[0] in _NOT_NUMBERS and len(lowered) == 1)
        or noun.is_punct
        or noun.pos_ not in _NOUNS
    ):
        return False
    if count.low == 0 or count.high == 1:
        return False
    if lowered[-1] in {"several", "few"} and noun.lower_ not in _people():
        return False
    small = max(count.low or 0, count.high or 0) <= 3 and not count.vague
    return not (small and any(c.lower_ == "the" for c in noun.lefts))
