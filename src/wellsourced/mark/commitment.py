"""How far a source commits itself to what it says."""

import functools

from msgspec import Struct
from spacy.tokens import Token

from wellsourced.lexicon.reader import read
from wellsourced.mark.drafts import Draft
from wellsourced.mark.trees import up
from wellsourced.model import Commitment

_ONLY = frozenset({"only", "just", "merely", "simply"})  # "not only the mayor said so"


class Hedge(Struct, frozen=True):
    """Words that weaken what is said, and what commitment they leave."""

    name: str
    commitment: Commitment
    modals: tuple[str, ...]
    adverbs: tuple[str, ...]
    verbs: tuple[str, ...]
    adjectives: tuple[str, ...]
    example: str


class _Open(Struct, frozen=True):
    marks: tuple[str, ...]
    inverted: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    after: tuple[str, ...]
    sure: tuple[str, ...]
    example: str


class Over(Struct, frozen=True):
    """Words said over a whole clause, and what commitment to it they leave."""

    commitment: Commitment
    words: tuple[str, ...]
    example: str


class HedgeList(Struct, frozen=True):
    """The word list, as it is written."""

    hedges: tuple[Hedge, ...]
    over: tuple[Over, ...]
    open: _Open


class _Negations(Struct, frozen=True):
    pronouns: tuple[str, ...]
    determiners: tuple[str, ...]
    scarce: tuple[str, ...]
    example: str


class _Dismissals(Struct, frozen=True):
    verbs: tuple[str, ...]
    example: str


class _Mistaken(Struct, frozen=True):
    adverbs: tuple[str, ...]
    example: str


class DenialList(Struct, frozen=True):
    """The list of denials, as it is written."""

    negations: _Negations
    retractions: _Dismissals
    mistaken: _Mistaken
    dismissals: _Dismissals


class Hedges(Struct, frozen=True):
    """Hedging words by what they are, and the words that open a condition."""

    modals: dict[str, Commitment]
    adverbs: dict[str, Commitment]
    verbs: dict[str, Commitment]
    adjectives: dict[str, Commitment]
    over: dict[str, Commitment]
    marks: frozenset[str]
    inverted: frozenset[str]
    auxiliaries: frozenset[str]
    after: frozenset[str]
    sure: frozenset[str]
    mistaken: frozenset[str]
    retractions: frozenset[str]
    nobody: frozenset[str]
    no: frozenset[str]
    scarce: frozenset[str]
    dismissals: frozenset[str]


@functools.cache
def hedges() -> Hedges:
    """Give the word lists, turned for looking up."""
    found = read("en/hedges.toml", HedgeList)
    denials = read("en/denials.toml", DenialList)
    return Hedges(
        modals={w: h.commitment for h in found.hedges for w in h.modals},
        adverbs={w: h.commitment for h in found.hedges for w in h.adverbs},
        verbs={w: h.commitment for h in found.hedges for w in h.verbs},
        adjectives={w: h.commitment for h in found.hedges for w in h.adjectives},
        over={w: o.commitment for o in found.over for w in o.words},
        marks=frozenset(found.open.marks),
        inverted=frozenset(found.open.inverted),
        auxiliaries=frozenset(found.open.auxiliaries),
        after=frozenset(found.open.after),
        sure=frozenset(found.open.sure),
        mistaken=frozenset(denials.mistaken.adverbs),
        retractions=frozenset(denials.retractions.verbs),
        nobody=frozenset(denials.negations.pronouns),
        no=frozenset(denials.negations.determiners),
        scarce=frozenset(denials.negations.scarce),
        dismissals=frozenset(denials.dismissals.verbs),
    )


def commitment(draft: Draft) -> Commitment:
    """Give the immediate source's commitment to the content as it is worded.

    A negated saying ("was not aware of") is neither assent nor denial. A hedge counts wherever it
    stands, in the cue or in the content.
    """
    base = draft.flat or (draft.kind.commitment if draft.kind else Commitment.CERTAIN)
    if draft.denied or nobody(draft.head) or _open(draft.word):
        return Commitment.UNKNOWN
    if draft.head is None and _mistaken(draft.word):
        return Commitment.CERTAIN_NOT
    if base is Commitment.CERTAIN_NOT:
        return base
    if draft.word.lemma_ in hedges().dismissals and draft.kind and "as" in draft.kind.takes:
        return Commitment.CERTAIN_NOT
    if base is not Commitment.CERTAIN or draft.stated is None:
        return base
    return hedged(draft.stated) or base


def _open(word: Token) -> bool:
    """Whether it is left open that anything was said at all."""
    return _supposed(word) or _would(word) or _disowned(word)


def nobody(head: Token | None) -> bool:
    """Whether a source is no source: "no official said", "none of them", "not one of them".

    >>> from wellsourced.mark.syntax import parser
    >>> tree = parser()("No official confirmed it, and a few pilots denied it.")
    >>> nobody(tree[1]), nobody(tree[8])
    (True, False)
    """
    if head is None:
        return False
    words, first = hedges(), head.left_edge
    if head.lower_ in words.nobody or first.lower_ in words.no | words.scarce | words.nobody:
        return True
    only = first.i + 1 < len(head.doc) and head.doc[first.i + 1].lower_ in _ONLY
    return first.lower_ == "not" and first.i < head.i and not only


def _supposed(word: Token) -> bool:
    """Whether the saying is only asked about or supposed: "if he said so", "does he think so?"."""
    verb = word
    for token in (word, *up(word)):
        if token.dep_ == "advcl" and any(
            c.lower_ in ("if", "unless") for c in token.lefts if c.dep_ == "mark"
        ):
            return True
        if _turned(token):
            return True
        verb = token
    return bool(word.tag_[0] == "V" and _question(verb) and verb.i <= word.i and _leads(verb))


def _turned(verb: Token) -> bool:
    """Whether a condition is told by order: "Had the mayor said so", "Should she say so"."""
    first, turned = verb.left_edge, hedges().inverted
    if first.lower_ not in turned or not (first.i == verb.i or first.dep_ in ("aux", "auxpass")):
        return False
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    own = any(c.left_edge.i == first.i + 1 for c in subjects)
    return own and verb.sent[-1].text != "?"


def _would(word: Token) -> bool:
    """Whether it only would be said: "the mayor would say"; not "would later say"."""
    lists = hedges()
    aux = any(c.dep_ == "aux" and c.lower_ in lists.auxiliaries for c in word.lefts)
    if not aux or word.tag_[0] != "V":
        return False
    return not any(c.lower_ in lists.after for c in word.children)


def _disowned(word: Token) -> bool:
    """Whether it is not held that it was said: "it is not true that she said", "it is unclear"."""
    lists, above = hedges(), word.head
    if word.dep_ not in ("ccomp", "csubj") or above.lemma_ != "be":
        return False
    said = [c.lower_ for c in above.children if c.dep_ == "acomp"]
    denied = any(c.dep_ == "neg" for c in above.children)
    return any(w in lists.over or (denied and w in lists.sure) for w in said)


def _mistaken(word: Token) -> bool:
    """Whether it was said in error: "it was wrongly reported that"."""
    return any(c.lower_ in hedges().mistaken for c in word.children)


def _leads(verb: Token) -> bool:
    """Whether an auxiliary stands before the subject: "Does he think ...?"."""
    first = verb.left_edge
    return first.tag_ in ("VBZ", "VBP", "VBD", "MD") or first.lower_ in (
        "why",
        "how",
        "what",
        "who",
        "when",
        "where",
    )


def _question(verb: Token) -> bool:
    last = verb.right_edge
    return last.text == "?" or any(c.text == "?" for c in verb.rights)


def hedged(stated: Token) -> Commitment | None:
    """Give what a hedge in the clause leaves of its certainty; None: there is none."""
    words = hedges()
    said = any(c.dep_ == "auxpass" for c in stated.lefts)  # "is believed to": a saying of its own
    carries = not said and any(c.dep_ == "xcomp" for c in stated.rights)
    found = words.verbs.get(stated.lemma_) if carries else None
    for child in stated.children:
        lower = child.lower_
        if child.dep_ == "aux":
            found = found or words.modals.get(lower)
        elif child.dep_ == "advmod" and child.i < stated.i + 2:
            found = found or words.adverbs.get(lower)
        elif child.dep_ == "acomp":
            found = found or words.adjectives.get(lower)
    return found
