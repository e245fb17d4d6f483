"""Whom a pronoun stands for: the nearest subject or source before it that may be meant."""

from collections.abc import Mapping

from spacy.tokens import Token

from wellsourced.mark.commitment import hedges
from wellsourced.mark.namebook import Names
from wellsourced.mark.named import Named
from wellsourced.mark.pointing import answers
from wellsourced.mark.speakers import speakers, stands_for
from wellsourced.mark.trees import children, subject, up
from wellsourced.model import EntityKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ACCUSING = frozenset({"accuse", "blame", "charge", "suspect"})
_BACK = 3  # passages back that a pronoun may reach


def antecedent(
    names: Names, heads: Mapping[int, Mapping[int, Named]], number: int, pronoun: Token
) -> tuple[int, Token] | None:
    """Give the passage and the word that a pronoun stands for; `heads`: the sources so far."""
    own = _taker_back(pronoun) or _accused(pronoun)
    if own is not None:
        return number, own
    for back in range(number, max(-1, number - 1 - _BACK), -1):
        tree = names.passages[back].tree
        known = heads.get(back, {})
        last = pronoun.i - 1 if back == number else len(tree) - 1
        for at in range(last, -1, -1):
            word = tree[at]
            named_there = word.dep_ in _SUBJECTS and word.pos_ in ("NOUN", "PROPN")
            meant = (at in known or named_there) and stands_for(pronoun, word)
            if meant and (word.pos_ == "PRON" or _possible(names, back, word, pronoun)):
                teller = _teller(word, known, pronoun)
                if teller is not None and _possible(names, back, teller, pronoun):
                    return back, teller
                return back, word
    return None


def _teller(word: Token, known: Mapping[int, Named], pronoun: Token) -> Token | None:
    """Give who told of somebody in a sentence before, where the pronoun goes on to say.

    "Kell confirmed that Tam was in Norvia. He would not say more": Kell would not. Who "they" are
    is told by what is told of.
    """
    if speakers().pronouns.get(pronoun.lower_) not in ("he", "she"):
        return None
    verb = pronoun.head
    above = word.head
    fresh = word.doc is not pronoun.doc or word.sent.start != pronoun.sent.start
    if not fresh or pronoun.dep_ != "nsubj" or verb.dep_ != "ROOT" or above.dep_ != "ccomp":
        return None
    own = subject(above.head)
    told = own is not None and own.i in known and own.pos_ != "PRON" and stands_for(pronoun, own)
    return own if told else None


def _taker_back(pronoun: Token) -> Token | None:
    """Give who takes back words of his own: "Kost withdrew her claim" was Kost's."""
    noun = pronoun.head
    if (
        pronoun.dep_ != "poss"
        or noun.dep_ != "dobj"
        or noun.head.lemma_ not in hedges().retractions
    ):
        return None
    taker = subject(noun.head)
    return taker if taker is not None and stands_for(pronoun, taker) else None


def _accused(pronoun: Token) -> Token | None:
    """Give who is accused before he denies it.

    "They accused *the rebels* of it, a claim they deny"; "They accused *Kell*. He denied it".
    """
    verb = pronoun.head
    if pronoun.dep_ != "nsubj" or not answers(verb.lemma_):
        return None
    opens = pronoun.sent.start
    before = (pronoun.doc[opens - 1].sent.root,) if verb.dep_ == "ROOT" and opens else ()
    for above in up(verb) if verb.dep_ == "relcl" else before:
        whom = children(above).get("dobj") if above.lemma_ in _ACCUSING else None
        if whom is not None and whom.i < verb.i and stands_for(pronoun, whom):
            return whom
    return None


def _possible(names: Names, number: int, word: Token, pronoun: Token) -> bool:
    """Whether a word is of a kind that such a pronoun stands for: people, bodies, papers."""
    mention = names.at(number, word)
    known = speakers()
    person = mention is not None and mention.kind is EntityKind.PERSON
    role = word.lower_ in known.singular or word.lower_ in known.plural
    role = role or (word.tag_ == "NN" and word.lower_ in known.kin)
    want = known.pronouns.get(pronoun.lower_, "it")
    if want in ("he", "she"):
        unknown = mention is None and word.pos_ == "PROPN" and word.text[0] != "@"
        return person or role or unknown
    if want == "it":
        body = word.lower_ in known.named or word.lower_ in known.carriers
        return body or (mention is not None and not person)
    people = role or word.lower_ in known.unnamed or word.lower_ in known.named
    joined = any(c.dep_ == "conj" for c in word.rights)
    return people or joined or mention is not None or word.tag_ == "NNPS"
