"""Whether a clause holds, and how sure it is of it."""

from typing import NamedTuple

from spacy.tokens import Token

from wellsourced.mark.clauses import planned
from wellsourced.mark.commitment import hedges
from wellsourced.mark.frames import clause_words
from wellsourced.model import Commitment, Polarity

_VERBAL = frozenset({"VERB", "AUX"})
_NEGATING = frozenset({"neg", "det", "preconj", "advmod", "nsubj", "cc"})
_HUNG = frozenset({"acl", "csubj"})
_TENSED = frozenset({"VBD", "VBP", "VBZ", "VB", "VBN"})
_SIDES = frozenset({"nsubj", "nsubjpass", "dobj"})
_SURE, _PROBABLE, _POSSIBLE, _OPEN = 3, 2, 1, 0
_VALUES = {
    (_SURE, True): Commitment.CERTAIN,
    (_PROBABLE, True): Commitment.PROBABLE,
    (_POSSIBLE, True): Commitment.POSSIBLE,
    (_SURE, False): Commitment.CERTAIN_NOT,
    (_PROBABLE, False): Commitment.PROBABLE_NOT,
    (_POSSIBLE, False): Commitment.POSSIBLE_NOT,
}
_STRENGTH = {"CT": _SURE, "PR": _PROBABLE, "PS": _POSSIBLE, "U": _OPEN}


class Stand(NamedTuple):
    """How a clause stands: negated or not, and 3 (certain) to 0 (left open)."""

    negative: bool
    strength: int


def stand(word: Token) -> Stand:
    """Read the negations and hedges over a word, up to the verb of its clause.

    "did *not* flee", "*failed* to storm", "*may* have fled", "*if* the army attacks".
    """
    negative, strength = _of(word)
    plan = planned(word)
    if plan is not None and word.dep_ == "advcl":
        foiled = plan.head.lemma_.lower() in clause_words().foiled
        negative, strength = negative ^ foiled, min(strength, _SURE if foiled else _PROBABLE)
    at = word
    while at.head.i != at.i and at.dep_ in {
        "xcomp",
        "dobj",
        "pobj",
        "prep",
        "attr",
        "acomp",
        "conj",
        "nsubjpass",
        "ccomp",
        "csubj",
        "acl",
    }:
        before, at = at, at.head
        over = _plotted(before, at) or _over(before, at)
        if over is not None:
            negative ^= over.negative
            strength = min(strength, over.strength)
        if over is not None or before.dep_ in _HUNG:
            break
        if before.dep_ == "ccomp" and at.lemma_.lower() not in clause_words().probable:
            break
        if before.dep_ == "conj":
            if at.pos_ in _VERBAL and _shares(before):
                strength = min(strength, _of(at).strength)
            continue
        if at.pos_ in _VERBAL:
            above = _of(at)
            negative ^= above.negative ^ _fails(at, before)
            strength = min(strength, above.strength, _plan(at, before))
            negative ^= _vain(at, before)
    return Stand(negative, strength)


def _plotted(aim: Token, plan: Token) -> Stand | None:
    """Read what a plan is of: "a *plot* to kill Kell" is likely, "foiled a plot" no more."""
    if aim.dep_ != "acl" or planned(aim) is None:
        return None
    over = plan.head
    foiled = plan.dep_ in {"dobj", "nsubjpass"} and over.lemma_.lower() in clause_words().foiled
    return Stand(foiled, _SURE if foiled else _PROBABLE)


def granted(word: Token) -> bool:
    """Whether the clause takes an event for granted and speaks of who had a part in it.

    "denied any role in the *murder* of Kell", "was charged with *killing* Kell".
    """
    at = word
    while at.dep_ in {"pobj", "pcomp", "conj", "compound"} and at.head.i != at.i:
        at = at.head
        if at.dep_ == "prep":
            above = at.head
            if above.lemma_.lower() in clause_words().part:
                return True
            return word.pos_ == "VERB" and above.lemma_.lower() in clause_words().charging
    return False


def disowned(word: Token, doer: Token | None) -> bool:
    """Whether the doer says, or is said, to have had no part in what happened.

    "The Front had *no part* in the blast", "The Front *denied any role* in the murder".
    """
    at = word
    while at.dep_ in {"pobj", "prep", "pcomp", "conj", "compound"} and at.head.i != at.i:
        at = at.head
        if at.lemma_.lower() in clause_words().part:
            break
    else:
        return False
    verb = at.head
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if doer is None or subject is None or subject.i != doer.i:
        return False
    denied = verb.lemma_.lower() in _DENYING
    return denied ^ (_none(at) or any(c.dep_ == "neg" for c in verb.children))


_DENYING = frozenset({"deny", "disclaim", "disavow", "reject"})


def _over(clause: Token, above: Token) -> Stand | None:
    """Read what is said over a whole clause: "it is unlikely that", "no evidence that"."""
    words = hedges().over
    if clause.dep_ == "acl":
        nobody = any(c.lower_ in hedges().no for c in above.lefts)
        here = [above] if nobody and clause.tag_ in _TENSED else []
    elif clause.dep_ in ("ccomp", "csubj"):
        here = [above, *(c for c in above.children if c.dep_ == "acomp")]
    else:
        return None
    found = next((words[t.lemma_] for t in here if t.lemma_ in words), None)
    if found is None:
        return None
    denied = any(c.dep_ == "neg" for c in above.children)  # "it is not likely that"
    sign = found.value.endswith("-") ^ denied
    return Stand(sign, _STRENGTH[found.value.rstrip("+-")])


def weighed(
    here: Stand, said: Commitment | None, polarity: Polarity
) -> tuple[Polarity, Commitment]:
    """Combine a clause's own stand with its source's commitment.

    >>> weighed(Stand(False, 3), Commitment.CERTAIN_NOT, Polarity.HOLDS)[1].value
    'CT-'
    >>> weighed(Stand(True, 3), Commitment.PROBABLE, Polarity.FAILS)[1].value
    'PR+'
    """
    outer = said or Commitment.CERTAIN
    denied = outer.value.endswith("-")
    holds = (polarity is Polarity.HOLDS) ^ here.negative ^ denied
    strength = min(here.strength, _STRENGTH[outer.value.rstrip("+-")])
    sign = Polarity.HOLDS if holds else Polarity.FAILS
    return sign, _VALUES.get((strength, holds), Commitment.UNKNOWN)


def _of(word: Token) -> Stand:
    lists = clause_words()
    negative, strength = False, _SURE
    for child in word.children:
        low = child.lower_
        if _denies(child):
            negative = not negative
        elif low in lists.possible:
            strength = min(strength, _POSSIBLE)
        elif low in lists.probable and child.dep_ in {"aux", "advmod", "oprd", "acomp"}:
            strength = min(strength, _PROBABLE)
        elif low in lists.open and child.dep_ in {"mark", "aux"}:
            strength = min(strength, _OPEN if child.dep_ == "mark" else _SURE)
    if word.lower_ in lists.probable:
        strength = min(strength, _PROBABLE)
    return Stand(negative, strength)


def _denies(child: Token) -> bool:
    if child.lower_ == "longer" and any(c.lower_ in {"no", "not", "n't"} for c in child.lefts):
        return True  # "is no longer loyal"
    if child.lower_ in clause_words().negative and child.dep_ in _NEGATING:
        return True
    there_is_no = child.dep_ == "attr" and any(c.dep_ == "expl" for c in child.head.children)
    return (child.dep_ in _SIDES or there_is_no) and _none(child)


def _none(noun: Token) -> bool:
    """Whether the noun is of the kind "no miners", "none of the miners"."""
    lists = clause_words()
    if noun.pos_ == "NOUN" and noun.left_edge.lower_ == "no":
        return True
    return noun.lower_ in {"none", "nobody", "nothing", "no-one"} or any(
        c.dep_ == "det" and c.lower_ in {"no", "neither"} and c.lower_ in lists.negative
        for c in noun.lefts
    )


def _fails(verb: Token, below: Token) -> bool:
    lists, lemma = clause_words(), verb.lemma_.lower()
    if below.dep_ in {"dobj", "nsubjpass"}:
        return lemma in lists.foiled  # "*prevented* an attack", "a plot was *foiled*"
    return below.dep_ in {"xcomp", "prep"} and lemma in lists.failed


def _vain(verb: Token, below: Token) -> bool:
    """Whether it was tried in vain: "tried to return *but* turned back"."""
    tried = below.dep_ == "xcomp" and verb.lemma_.lower() in clause_words().tried
    return tried and any(c.lower_ == "but" for c in verb.children)


def attempted(verb: Token) -> bool:
    """Whether the clause tells of an attempt that came to nothing: "tried to return but ..."."""
    return verb.dep_ == "xcomp" and (_vain(verb.head, verb) or verb.head.lemma_.lower() == "fail")


def asked(word: Token) -> bool:
    """Whether the sentence asks: "Will they arrest him?", and not "They arrested him, no?"."""
    sentence = word.sent
    if sentence[-1].text != "?":
        return False
    opening = next((t for t in sentence if t.is_alpha), word)
    return opening.pos_ == "AUX" or opening.tag_ in {"WP", "WRB", "WDT", "WP$", "MD"}


def bidden(verb: Token) -> bool:
    """Whether the clause bids somebody do it: "Arrest them all!"."""
    if verb.tag_ != "VB" or verb.dep_ != "ROOT":
        return False
    return not any(c.dep_ in {"nsubj", "nsubjpass", "aux", "expl"} for c in verb.children)


def _plan(verb: Token, below: Token) -> int:
    lists, lemma = clause_words(), verb.lemma_.lower()
    if below.dep_ not in {"xcomp", "dobj"}:
        return _SURE
    if lemma in lists.feared:
        return _POSSIBLE  # "*fears* arrest"
    return _PROBABLE if lemma in lists.planned else _SURE


def _shares(verb: Token) -> bool:
    """Whether a joined verb has no subject or auxiliary of its own."""
    return not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in verb.children)
