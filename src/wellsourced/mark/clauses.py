"""The shape of a clause: its subject, objects, agent, and how far its words reach."""

from collections.abc import Iterator

from spacy.tokens import Token

from wellsourced.mark.frames import clause_words
from wellsourced.mark.words import words

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_OPENING = frozenset({"prep", "agent", "dative", "prt", "advmod"})
_DEPTH = 6  # how many verbs up a subject may be borrowed from


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Give the subject: the verb's own, or that of the verb which lends it.

    "The army fled and *was beaten*", "Rebels tried to *storm* the town", "a man *carrying* a gun".
    """
    own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None) or _headed(verb)
    own = own or _charged(verb)
    if own is not None or depth > _DEPTH:
        return own
    head = verb.head
    if _anothers(verb):
        return None
    if verb.dep_ in {"acl", "relcl"} and head.i != verb.i:
        return _borne(verb, head, depth)
    if verb.dep_ == "xcomp":
        borrowed = next((c for c in head.children if c.dep_ in {"dobj", "dative"}), None)
        return borrowed or subject(head, depth + 1)
    if verb.dep_ in {"conj", "advcl", "pcomp", "aux", "dep", "acomp"} and head.i != verb.i:
        while head.pos_ not in _VERBAL and head.head.i != head.i:
            head = head.head
        return subject(head, depth + 1) if head.pos_ in _VERBAL else None
    return None


def planned(verb: Token) -> Token | None:
    """Give the noun of what is only meant: "a *plot* to kill the mayor"."""
    first = verb.left_edge.i
    if verb.tag_ != "VB" or verb.dep_ not in {"acl", "advcl"} or first == 0:
        return None
    noun = verb.doc[first - 1]
    return noun if noun.lemma_.lower() in clause_words().plots else None


def _anothers(verb: Token) -> bool:
    """Whether the plan is not the subject's own: who foils "a plot *to kill* Kell" has none."""
    plan = planned(verb)
    small = clause_words()
    return plan is not None and plan.head.lemma_.lower() in small.foiled | small.bared


def _charged(verb: Token) -> Token | None:
    """Give who is charged with a deed: "accused *the army* of shelling the town"."""
    over = verb.head.head
    if verb.dep_ != "pcomp":
        return None
    if over.dep_ == "dobj" and over.pos_ in _NOUNS:
        over = over.head
    if over.lemma_.lower() not in clause_words().charging or passive(over):
        return None
    return target(over)


def _headed(verb: Token) -> Token | None:
    """The subject that the parser took for part of the verb: "AP: *Lake Front* fractures"."""
    if verb.tag_ not in {"VBZ", "VBP", "VBD"}:
        return None
    return next((c for c in verb.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"), None)


def _borne(verb: Token, noun: Token, depth: int) -> Token | None:
    """The subject of a clause that hangs on a noun.

    "a man *carrying* a gun", "plans to *storm* the town", "Kell is a miner *living* here".
    """
    if verb.dep_ == "relcl" and passive(verb):
        return None
    over = noun.head
    infinitive = any(c.tag_ == "TO" for c in verb.children)
    lent = infinitive or noun.lemma_.lower() in clause_words().papers
    if over.pos_ in _VERBAL and ((lent and noun.dep_ == "dobj") or noun.dep_ == "attr"):
        return subject(over, depth + 1) or noun
    if infinitive:
        return next((c for c in noun.lefts if c.dep_ == "poss"), noun)
    return noun


def passive(verb: Token) -> bool:
    """Whether the subject undergoes: "was taken", "the man taken yesterday"."""
    if any(c.dep_ in {"auxpass", "nsubjpass", "agent"} for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" for c in verb.children):
        return False
    if verb.dep_ == "conj":
        return passive(verb.head) if verb.head.pos_ in _VERBAL else False
    if any(c.dep_ == "nsubj" for c in verb.children):
        return not any(c.dep_ == "dobj" for c in verb.children)
    return verb.dep_ in {"acl", "ROOT", "xcomp", "ccomp", "advcl"}


def target(verb: Token) -> Token | None:
    """Give the direct object."""
    return next((c for c in verb.children if c.dep_ in {"dobj", "dative", "oprd"}), None)


def agent(verb: Token) -> Token | None:
    """Give who did it, by "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def after(token: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    """Give what stands after these prepositions, the first preposition first."""
    if not prepositions:
        return
    opening = [(c.lower_, c) for c in token.rights if c.dep_ in _OPENING]
    for word in prepositions:
        for lower, child in opening:
            if lower == word:
                yield from (c for c in child.children if c.dep_ in {"pobj", "pcomp"} and _thing(c))


def _thing(noun: Token) -> bool:
    """Whether it is no day or month: "on *Monday*", "on *May* 4"."""
    return noun.text not in words().never and not noun.is_digit


def top(verb: Token) -> Token:
    """Give the verb that carries the clause: "*tried* to storm", "*began* using"."""
    at = verb
    while at.dep_ in {"xcomp", "aux", "auxpass", "acomp", "attr"} and at.head.pos_ in _VERBAL:
        if any(c.dep_ in {"dobj", "dative"} for c in at.head.children):
            break  # "asked the army to leave": another's clause
        at = at.head
    return at


def reach(head: Token) -> tuple[int, int]:
    """Give the first and last token of the clause, without clauses joined on behind it."""
    first, last = head.left_edge.i, head.right_edge.i
    for child in head.children:
        joined = child.dep_ == "conj" and head.pos_ in _VERBAL
        if (joined or child.dep_ == "parataxis") and child.left_edge.i > head.i:
            last = min(last, child.left_edge.i - 1)
    tokens = head.doc
    while first < head.i and (tokens[first].is_punct or tokens[first].dep_ in {"mark", "cc"}):
        first += 1
    while last > head.i and (tokens[last].is_punct or tokens[last].dep_ in {"cc", "punct"}):
        last -= 1
    return first, last


def clause_of(token: Token) -> Token | None:
    """Give the verb that the word stands under."""
    at = token
    while at.pos_ not in _VERBAL:
        if at.head.i == at.i:
            return None
        at = at.head
    return at
