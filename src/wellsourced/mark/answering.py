"""Where somebody is said to deny or confirm what was said before, by a word that stands for it."""

from spacy.tokens import Token

from wellsourced.mark.cues import cues
from wellsourced.mark.pointing import answers, nouns, pointers


def said_before(verb: Token, kids: dict[str, Token]) -> tuple[int, int] | None:
    """Give the word for what was said, as the object of who denies or confirms it.

    "The rebels denied *it*", "..., *which* the rebels denied", "*a charge* the rebels deny".
    """
    p = pointers()
    thing = kids.get("dobj")
    sure = verb.lemma_ in (*p.denies.words, *p.confirms.words)
    if thing is not None and sure and thing.lower_ in p.pronouns.words:
        return (thing.i, thing.i + 1) if thing.i > verb.i or thing.lower_ == "which" else None
    if not answers(verb.lemma_) or verb.dep_ != "relcl":
        return None
    head = verb.head
    relative = thing is None or thing.tag_ == "WDT" or thing.lower_ == "that"
    return (head.left_edge.i, head.i + 1) if relative and head.lower_ in nouns() else None


def set_apart(verb: Token) -> None:
    """Part an answer from what it answers: "She said they shelled it, which the army denied".

    The answer is not what she said: it is hung beside it.
    """
    if verb.dep_ not in ("relcl", "acl") or verb.head.i == verb.i:
        return
    if not answers(verb.lemma_):
        return
    top = verb.head if verb.head.lower_ in nouns() and verb.head.dep_ == "appos" else verb
    if top.i == verb.i and not any(c.lower_ == "which" for c in verb.lefts):
        return
    first = top.left_edge.i
    teller = _teller(top)
    if teller is None or first == 0 or verb.doc[first - 1].text != ",":
        return
    top.head = teller
    if top.i != verb.i:
        top.dep_ = "parataxis"


def _teller(token: Token) -> Token | None:
    """Give the verb by which a clause is said that a word stands in."""
    while token.head.i != token.i:
        if token.dep_ == "ccomp" and token.head.lemma_ in cues().verbs:
            return token.head if token.i > token.head.i else None
        token = token.head
    return None
