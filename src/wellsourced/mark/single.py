"""Whether a word tells of one act that has been done: no plan, order, habit or sum of many."""

import re

from spacy.tokens import Token

from wellsourced.mark.background import summed
from wellsourced.mark.clauses import clause_of, passive, subject, target
from wellsourced.mark.frames import clause_words
from wellsourced.mark.happening import happened
from wellsourced.mark.polarity import granted
from wellsourced.model import Commitment

_DONE = 2.0  # what one who believes it vouches for
_VERBAL = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_COUNTING = frozenset({"nummod", "det", "poss"})
_VAST = re.compile(r"\d[\d,.]*,\d{3}|thousands|millions|\d{4,}")


def single(word: Token, value: Commitment) -> bool:
    """Tell whether the word names one act that has happened.

    "Rebels *attacked* a farm"; not "threatened to *attack*", "will *attack*", "the *murders* of
    villagers", "have *killed* judges", "70,000 people were *killed*".
    """
    verb = word if word.pos_ in _VERBAL else clause_of(word)
    if value is Commitment.UNKNOWN or (verb is not None and summed(_clause(verb))):
        return False
    if granted(word) or _attempted(word):
        return True
    if word.pos_ in _VERBAL:
        return happened(word, value) >= _DONE and not _again(word)
    return word.pos_ not in _NOUNS or not (_bare(word) or (verb is not None and _ahead(verb)))


def _attempted(word: Token) -> bool:
    """Whether it was begun and not brought to its end: "tried to *kill* Kell"."""
    lists = clause_words()
    lemma = word.head.lemma_.lower()
    if word.dep_ != "xcomp" or word.head.tag_ not in {"VBD", "VBN"}:
        return False
    return lemma in lists.tried or lemma == "fail"


def _clause(verb: Token) -> str:
    return verb.doc[verb.left_edge.i : verb.right_edge.i + 1].text


def _bare(noun: Token) -> bool:
    """Whether a noun in the plural is not counted: "*attacks* on farms", "such *murders*"."""
    if noun.tag_ not in {"NNS", "NNPS"}:
        return False
    counted = (c.dep_ == "nummod" or c.lower_ in {"the", "these"} for c in noun.lefts)
    return not any(counted)


def _ahead(verb: Token) -> bool:
    """Whether what is its object is only planned, or fails: "were planning the *murder*"."""
    lists = clause_words()
    lemma = verb.lemma_.lower()
    return (
        lemma in lists.planned or lemma in lists.failed or any(c.tag_ == "MD" for c in verb.lefts)
    )


def _again(verb: Token) -> bool:
    """Whether it is told as what recurs, or of many over time: "*have killed* judges"."""
    if verb.tag_ in {"VBZ", "VBP"}:
        return True
    whom = subject(verb) if passive(verb) else target(verb)
    if whom is None:
        return False
    if _VAST.search(_clause(whom)):
        return True
    perfect = any(c.lower_ in {"have", "has", "'ve"} and c.dep_ == "aux" for c in verb.lefts)
    return perfect and whom.tag_ == "NNS" and not any(c.dep_ in _COUNTING for c in whom.lefts)
