"""Whether what a predicate tells of has come to pass by the time of telling."""

import functools

from msgspec import Struct
from spacy.tokens import Token

from wellsourced.lexicon.reader import read
from wellsourced.model import Commitment

_NOT = frozenset({Commitment.CERTAIN_NOT, Commitment.PROBABLE_NOT, Commitment.POSSIBLE_NOT})
_AFTER = frozenset({"by", "after", "since", "while", "in", "upon", "without"})
_WHENEVER = frozenset({"when", "whenever", "until", "till", "once", "before"})
_DEEDS = {"before": "wanted", "to": "wanted", "for": "thanked", "at": "thanked"}
_HELPERS = frozenset({"aux", "auxpass"})
_UNDER = frozenset({"xcomp", "ccomp", "csubj", "advcl", "dobj", "conj"})
_MAKING = frozenset({"let", "make", "get", "help", "see", "have", "watch"})
_LINKED = frozenset({"relcl", "acl", "advcl"})


class Way(Struct, frozen=True):
    """One way in which a thing has, or has not, come to pass, with its example."""

    name: str
    value: float
    why: str
    word: str
    example: str


class _Settling(Struct, frozen=True):
    done: tuple[str, ...]
    undone: tuple[str, ...]
    trying: tuple[str, ...]
    granting: tuple[str, ...]
    granting_example: str
    done_example: str
    undone_example: str


class _Feelings(Struct, frozen=True):
    words: tuple[str, ...]
    example: str


class HappeningList(Struct, frozen=True):
    """The word list, as it is written."""

    ways: tuple[Way, ...]
    modals: dict[str, tuple[str, ...]]
    settling: _Settling
    feelings: _Feelings
    states: _Feelings
    journeys: _Feelings


class Happenings(Struct, frozen=True):
    """The ways by name, the modals that point to them, and the verbs that settle it."""

    values: dict[str, float]
    modals: dict[str, str]
    done: frozenset[str]
    undone: frozenset[str]
    trying: frozenset[str]
    granting: frozenset[str]
    feelings: frozenset[str]
    states: frozenset[str]
    journeys: frozenset[str]


@functools.cache
def happenings() -> Happenings:
    """Give the word list, turned for looking up."""
    found = read("en/happening.toml", HappeningList)
    return Happenings(
        values={w.name: w.value for w in found.ways},
        modals={word: name for name, words in found.modals.items() for word in words},
        done=frozenset(found.settling.done),
        undone=frozenset(found.settling.undone),
        trying=frozenset(found.settling.trying),
        granting=frozenset(found.settling.granting),
        feelings=frozenset(found.feelings.words),
        states=frozenset(found.states.words),
        journeys=frozenset(found.journeys.words),
    )


def happened(verb: Token, value: Commitment) -> float:
    """Give how sure it is that it has come to pass, from -3 to 3.

    >>> from wellsourced.mark.syntax import parser
    >>> happened(parser()("The bridge will fall.")[3], Commitment.POSSIBLE)
    -2.0
    """
    return happenings().values[_way(verb, value)]


def _way(verb: Token, value: Commitment) -> str:
    if value in _NOT:
        return _denied(verb)
    verb = leader(verb)
    pointed = _pointed(verb) or _hung(verb, value) or _governed(verb)
    if pointed is not None:
        return pointed
    if value is Commitment.CERTAIN:
        return "past" if verb.tag_ == "VBD" or _perfect(verb) else "present"
    return "open" if value is Commitment.UNKNOWN else "thought"


def _denied(verb: Token) -> str:
    """Give how firmly it is denied: a state of mind that is not is a state too."""
    if any(c.tag_ == "MD" for c in verb.lefts):
        return "never"
    return "lacking" if verb.lemma_ in happenings().states else "denied"


def leader(verb: Token) -> Token:
    """Give the verb whose helpers a joined one shares: "may fall and sink" may sink."""
    depth = 0
    while shares(verb) and depth < _DEEP:
        verb = verb.head
        depth += 1
    return verb


_DEEP = 5
_ORDERING = frozenset({"ROOT", "advcl", "ccomp", "parataxis", "conj", "dep"})


def shares(verb: Token) -> bool:
    """Whether a verb joined on has no helper of its own: "to stay and fish"."""
    bare = verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.tag_[:1] == "V"
    if bare and verb.head.tag_ not in ("VB", "VBP"):
        return False  # "It is late, so leave."
    return bare and not any(c.dep_ in ("aux", "nsubj") for c in verb.lefts)


def _pointed(verb: Token) -> str | None:
    """Give the way that its own helpers, or its mood, point to."""
    modals = happenings().modals
    helper = next((c.lower_ for c in verb.lefts if c.tag_ == "MD"), None)
    if helper is not None:
        return modals.get(helper, "would")
    if verb.lemma_ == "go" and verb.tag_ == "VBG" and any(c.dep_ == "xcomp" for c in verb.rights):
        return "ahead"
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.lefts):
        return "supposed"
    if ordered(verb):
        return "ordered"
    if verb.dep_ == "advcl" and verb.tag_ in ("VBP", "VBZ") and _awaited(verb):
        return "awaited"
    return _asked(verb) or ("planned" if _planned(verb) else None)


def _asked(verb: Token) -> str | None:
    if verb.dep_ != "ROOT" or not any(c.text == "?" for c in verb.rights):
        return None
    return "asked when" if _presupposed(verb) else "asked"


def _presupposed(verb: Token) -> bool:
    """Whether a question takes it for granted: "When did it fall?", "Where did you fish?"."""
    done = verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.lefts if c.dep_ in _HELPERS)
    return done and any(t.tag_[0] == "W" for t in verb.doc[verb.left_edge.i : verb.i])


def _planned(verb: Token) -> bool:
    """Whether it is a journey agreed on: "We are leaving tomorrow."."""
    if verb.tag_ != "VBG" or verb.lemma_ not in happenings().journeys:
        return False
    return any(c.dep_ == "aux" and c.tag_ in ("VBP", "VBZ") for c in verb.lefts)


def _awaited(verb: Token) -> bool:
    """Whether it only will be: "when the bridge falls", "until he comes"."""
    return any(c.lower_ in _WHENEVER for c in verb.lefts)


def ordered(verb: Token) -> bool:
    """Whether it is an order: "Leave the boat.", "do not wait"."""
    asked = any(c.lower_ == "please" for c in verb.lefts)
    bare = verb.tag_ == "VB" and verb.dep_ in _ORDERING
    if not (bare or asked) or verb.lemma_ in happenings().feelings:
        return False
    return not any(
        c.dep_ in ("nsubj", "nsubjpass", "csubj", "mark", "expl")
        or (c.dep_ == "aux" and c.lower_ != "do")
        for c in verb.lefts
    )


def _hung(verb: Token, value: Commitment) -> str | None:
    """Give the way of what hangs on another word: "wants to go", "a boat to fish"."""
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.lefts)
    if verb.dep_ == "xcomp" and (infinitive or value is not Commitment.CERTAIN):
        above = verb.head
        if above.lemma_ in happenings().done:
            return _way(above, value) if above.i != verb.i else None
        return "wanted" if value is not Commitment.CERTAIN else "purpose"
    if infinitive and verb.dep_ in _LINKED:
        return _aim(verb)
    if verb.dep_ == "pcomp" and verb.head.lower_ not in _AFTER:
        return _DEEDS.get(verb.head.lower_, "deed")
    if verb.tag_ == "VB" and value is Commitment.UNKNOWN:
        return "wanted"
    return None


def _aim(verb: Token) -> str:
    """Give the way of an aim: what a noun is for may be done; what was done for it mostly was."""
    above = verb.head
    if verb.dep_ == "advcl" and above.tag_[:1] == "V":
        higher = _pointed(above)
        if higher is not None:
            return higher
        return "aimed" if above.tag_ == "VBD" or _perfect(above) else "purpose"
    return "purpose"


def _governed(verb: Token, depth: int = 0) -> str | None:
    """Give the way of the verb above, for one that has no time of its own.

    "Closing the bridge would help", "let me know", "we could get the boat mended".
    """
    above = verb.head
    if depth > _DEEP or above.i == verb.i or above.pos_ not in ("VERB", "AUX") or _timed(verb):
        return None
    if verb.dep_ not in _UNDER or (verb.dep_ == "ccomp" and above.lemma_ not in _MAKING):
        return None
    above = leader(above)
    return _pointed(above) or _governed(above, depth + 1)


def _timed(verb: Token) -> bool:
    """Whether a verb has a tense: its own, or a helper's."""
    if any(c.tag_ in ("VBD", "VBP", "VBZ", "MD") for c in verb.lefts if c.dep_ in _HELPERS):
        return True
    if verb.dep_ == "ccomp" and verb.tag_ == "VBP":
        return False  # "let me know": the parser takes it for a present
    return verb.tag_ not in ("VB", "VBG", "VBN")


def _perfect(verb: Token) -> bool:
    return any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.lefts) or any(
        c.tag_ == "VBD" for c in verb.lefts if c.dep_ in ("aux", "auxpass")
    )
