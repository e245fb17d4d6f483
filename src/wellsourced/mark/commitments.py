"""The commitment to every predicate: did it happen, as the text has it."""

from collections.abc import Iterator

from spacy.tokens import Token

from wellsourced.mark.commitment import hedged, hedges
from wellsourced.mark.cues import cues
from wellsourced.mark.happening import happened, happenings, leader, ordered, shares
from wellsourced.mark.syntax import Passage, Reading
from wellsourced.mark.trees import children
from wellsourced.model import Commitment, CommitmentMark, Marks

_PREDICATES = frozenset({"VERB"})
_OPPOSITE = {
    Commitment.CERTAIN: Commitment.CERTAIN_NOT,
    Commitment.PROBABLE: Commitment.PROBABLE_NOT,
    Commitment.POSSIBLE: Commitment.POSSIBLE_NOT,
}
_UNREAL = frozenset({"would", "should", "ought", "must", "shall", "'d"})
_AHEAD = frozenset({"will", "'ll", "wo", "can", "ca"})
_HELD = frozenset({"ccomp", "xcomp", "conj", "pcomp"})
_ARGUMENTS = frozenset({"nsubj", "dobj", "nsubjpass", "attr"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "VBN", "VBG"})
_CONTENT = frozenset({"ccomp", "xcomp"})


def commitments(reading: Reading, found: Marks) -> tuple[CommitmentMark, ...]:
    """Give each predicate's commitment: from modals, negation, and what it hangs on."""
    return tuple(mark for passage in reading.passages for mark in _marks(passage))


def _marks(passage: Passage) -> Iterator[CommitmentMark]:
    known: dict[int, Commitment] = {}
    for token in passage.tree:
        if _predicate(token):
            span = passage.span(token)
            value = committed(token, known)
            yield CommitmentMark(
                start=span.start,
                end=span.end,
                commitment=value,
                value=happened(_bearer(token), value),
            )


def _predicate(token: Token) -> bool:
    if token.pos_ in _PREDICATES or token.lemma_ == "get":  # "get hurt": its own predicate
        return token.dep_ not in ("aux", "auxpass", "compound") or token.lemma_ == "get"
    if token.pos_ == "AUX" and token.lemma_ != "be" and token.dep_ not in ("aux", "auxpass"):
        return True
    return token.dep_ in ("acomp", "attr") or (
        token.dep_ == "ROOT" and token.pos_ in ("NOUN", "AUX")
    )


def committed(token: Token, known: dict[int, Commitment]) -> Commitment:
    """Give one predicate's commitment; what it hangs on limits it, negation turns it round.

    >>> from wellsourced.mark.syntax import parser
    >>> tree = parser()("The guard may not have fled.")
    >>> committed(tree[5], {}).value
    'PS-'
    """
    if token.i in known:
        return known[token.i]
    if shares(token):
        known[token.i] = Commitment.UNKNOWN
        known[token.i] = _joined(token, known)
        return known[token.i]
    known[token.i] = Commitment.UNKNOWN  # a loop in a broken tree ends here
    kids = children(token)
    bearer = _bearer(token)
    own = _own(bearer, kids if bearer is token else children(bearer))
    held = _held(token if bearer is token else bearer, known)
    value = _weaker(own, held)
    if _negated(bearer) or (bearer is not token and _negated(token)):
        value = _OPPOSITE.get(value, value)
    known[token.i] = value
    return value


def _joined(token: Token, known: dict[int, Commitment]) -> Commitment:
    """Give what a verb joined on shares: "may fall and sink"."""
    value = committed(leader(token), known)
    return _OPPOSITE.get(value, value) if _negated(token) else value


def _bearer(token: Token) -> Token:
    """Give the verb that bears the helpers: "is" of "the mayor is ill"."""
    return token.head if token.dep_ in ("acomp", "attr") else token


def _own(verb: Token, kids: dict[str, Token]) -> Commitment:
    """Give what the verb's own clause leaves: conditions, questions, orders, modals."""
    if _supposed(verb, kids) or ordered(verb):
        return Commitment.UNKNOWN
    modal = next((c.lower_ for c in verb.lefts if c.tag_ == "MD"), "")
    if modal in _UNREAL:
        return Commitment.UNKNOWN
    if modal in _AHEAD:
        return Commitment.POSSIBLE
    return hedged(verb) or Commitment.CERTAIN


def _supposed(verb: Token, kids: dict[str, Token]) -> bool:
    """Whether it is a condition, a question, or talk of doing it, done or not."""
    mark = kids.get("mark")
    if mark is not None and mark.lower_ in hedges().marks:
        return True
    if verb.dep_ == "pcomp":
        return verb.head.lower_ not in ("by", "after", "since", "while")
    return verb.dep_ == "ROOT" and any(c.text == "?" for c in verb.rights)


def _held(verb: Token, known: dict[int, Commitment]) -> Commitment:
    """Give what the word above leaves: "wants to go", "if he goes and stays", "thinks that"."""
    above = verb.head
    purpose = verb.dep_ in ("advcl", "acl", "relcl") and verb.tag_ == "VB"
    if purpose and any(c.lower_ == "to" for c in verb.lefts):
        return Commitment.UNKNOWN
    if above.i == verb.i or verb.dep_ not in _HELD or above.pos_ not in ("VERB", "AUX", "ADJ"):
        return Commitment.CERTAIN
    if _granted(verb, above) or (verb.dep_ == "conj" and _own_clause(verb, above)):
        return Commitment.CERTAIN
    limit = Commitment.CERTAIN
    settling = happenings()
    if verb.dep_ == "xcomp" and above.lemma_ in settling.done | settling.undone:
        return _settled(above, known)
    if verb.dep_ in _CONTENT:
        cue = cues().verbs.get(above.lemma_) or cues().adjectives.get(above.lower_)
        if cue is not None:
            shape = "infinitive" if verb.dep_ == "xcomp" else "clause"
            limit = cue.shapes.get(shape, cue.first).commitment
            if shape == "infinitive" and limit is Commitment.CERTAIN and verb.tag_ == "VB":
                limit = Commitment.PROBABLE
        elif above.lemma_ in settling.trying:
            limit = Commitment.UNKNOWN
    return _weaker(limit, _limits(above, known))


def _granted(verb: Token, above: Token) -> bool:
    """Whether it is taken for granted: "know where it fell", "forgot that it had fallen"."""
    if verb.dep_ != "ccomp" or verb.tag_ not in _FINITE:
        return False
    first = verb.left_edge
    return first.tag_[0] == "W" or above.lemma_ in happenings().granting


def _own_clause(verb: Token, above: Token) -> bool:
    """Whether a joined clause stands on its own feet: "Leave, and we will wait."."""
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.lefts)
    return own and above.dep_ == "ROOT" and verb.i > above.i


def _settled(above: Token, known: dict[int, Commitment]) -> Commitment:
    """Give what a verb leaves that settles it: "managed to leave", "failed to leave"."""
    value = committed(above, known)
    undone = above.lemma_ in happenings().undone
    return _OPPOSITE.get(value, value) if undone else value


def _limits(above: Token, known: dict[int, Commitment]) -> Commitment:
    """A thought that is itself unsure makes what is thought unsure; a negated one does not."""
    value = committed(above, known)
    return value if value in (Commitment.UNKNOWN, Commitment.POSSIBLE) else Commitment.CERTAIN


_ORDER = (
    Commitment.CERTAIN_NOT,
    Commitment.UNKNOWN,
    Commitment.POSSIBLE_NOT,
    Commitment.POSSIBLE,
    Commitment.PROBABLE_NOT,
    Commitment.PROBABLE,
    Commitment.CERTAIN,
)


def _weaker(a: Commitment, b: Commitment) -> Commitment:
    return min(a, b, key=_ORDER.index)


def _negated(token: Token) -> bool:
    words = hedges()
    for child in token.children:
        dep = child.dep_
        if dep == "neg" or (dep == "det" and child.lower_ in words.no):
            return True
        if dep in _ARGUMENTS and (
            child.lower_ in words.nobody or any(c.lower_ in words.no for c in child.lefts)
        ):
            return True
    return False
