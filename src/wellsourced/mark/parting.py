"""Trees put right where the parser takes who says it for a part of what is said."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from wellsourced.mark.cues import cues
from wellsourced.mark.speakers import speaker

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BESIDE = frozenset({"appos", "conj"})
_ROLES = frozenset({"NOUN", "PROPN"})
_LOOSE = frozenset({"advcl", "npadvmod", "dep", "advmod", "intj"})


def named(tokens: Iterable[Token]) -> None:
    """Take a family name that looks like an adverb for the name: "Captain Viktor Wessely said"."""
    for token in tokens:
        if token.pos_ != "ADV" or not token.i or not token.text[:1].isupper():
            continue
        before = token.doc[token.i - 1]
        if before.pos_ == "PROPN" and before.text[:1].isupper() and not token.text.isupper():
            _name(before, token)


def _name(first: Token, last: Token) -> None:
    last.pos_, last.tag_, last.lemma_ = "PROPN", "NNP", last.text
    if first.head.i == last.i:
        first.dep_ = "compound"
        return
    head, label = first.head, first.dep_
    chief = first.i == head.i
    for child in [c for c in first.children if c.i != last.i]:
        child.head = last
    last.head = last if chief else head
    last.dep_ = label
    _hang(first, last, "compound")


def parted(verb: Token) -> None:
    """Give a verb of saying the speaker that the parser put elsewhere."""
    _from_said(verb)
    _from_beside(verb)
    _from_told(verb)
    _before_role(verb)


def _from_said(verb: Token) -> None:
    """As in "The boats left Lorne, a senior pilot said": no more of the boats."""
    said = _said_before(verb)
    if said is None or any(c.dep_ in _SUBJECTS for c in verb.children):
        return
    ends = verb.i - 1
    while ends > said.i and verb.doc[ends].text == ",":
        ends -= 1
    for token in verb.doc[said.i + 1 : ends + 1]:
        if token.dep_ in _BESIDE and token.right_edge.i in (ends, verb.i - 1) and _speaks(token):
            _hang(token, verb, "nsubj")
            return


def _from_beside(verb: Token) -> None:
    """As in "The boats hold Lorne, a senior pilot said", where Lorne is what they hold."""
    said = _said_before(verb)
    taken = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    if said is None or taken is None or any(c.dep_ == "dobj" for c in said.children):
        return
    teller = next((c for c in taken.rights if c.dep_ in _BESIDE and _speaks(c)), None)
    if teller is None or said.right_edge.i + 1 != taken.left_edge.i or taken.pos_ != "PROPN":
        return
    if said.right_edge.i == said.i and verb.i - 1 in (
        teller.right_edge.i,
        teller.right_edge.i + 1,
    ):
        _hang(teller, verb, "nsubj")
        _hang(taken, said, "dobj")


def _from_told(verb: Token) -> None:
    """As in "told the Herald that Lorne is held by rebels", where nothing is said of the paper."""
    told = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    clause = next((c for c in told.rights if c.dep_ == "relcl"), None) if told else None
    subjects = [c for c in clause.lefts if c.dep_ in _SUBJECTS] if clause else []
    if clause is not None and len(subjects) > 1 and subjects[0].lower_ == "that":
        _hang(subjects[0], clause, "mark")
        _hang(clause, verb, "ccomp")


def _said_before(verb: Token) -> Token | None:
    """The clause before a verb of saying, with a subject of its own: what is said."""
    said = [c for c in verb.lefts if c.dep_ == "ccomp"]
    if len(said) != 1 or not any(c.dep_ in _SUBJECTS for c in said[0].lefts):
        return None
    return said[0]


def _speaks(token: Token) -> bool:
    """Whether a comma stands before it, and it can be somebody."""
    opens = token.left_edge.i
    after_comma = opens > 0 and token.doc[opens - 1].text == ","
    return after_comma and (token.pos_ == "PROPN" or speaker(token))


def _before_role(verb: Token) -> None:
    """As in "Ada Orm, the mayor of Lorne, told the Herald": the mayor is she."""
    names = [c for c in verb.lefts if c.dep_ in _LOOSE and c.pos_ == "PROPN"]
    role = next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)
    if role is None and names and any(c.dep_ == "appos" for c in names[0].rights):
        _hang(names[0], verb, "nsubj")
        return
    if role is None or role.pos_ != "NOUN" or not _speaks(role):
        return
    ends = role.left_edge.i - 2
    name = next((c for c in names if ends in _ends(c)), None)
    closes = verb.doc[role.right_edge.i : role.right_edge.i + 2]
    if name is not None and any(t.text == "," for t in closes):
        _hang(name, verb, "nsubj")
        _hang(role, name, "appos")


def _ends(token: Token) -> Iterator[int]:
    yield token.right_edge.i
    yield token.i


def told_by_noun(verb: Token) -> None:
    """Hang a clause on the noun it spells out: "withdrew his statement *that they had fled*"."""
    for clause in [c for c in verb.rights if c.dep_ == "advcl"]:
        opens = clause.left_edge
        noun = verb.doc[opens.i - 1]
        if opens.lower_ == "that" and noun.dep_ == "dobj" and noun.lemma_ in cues().nouns:
            _hang(clause, noun, "acl")


def introduced(verb: Token) -> None:
    """Put a role beside the name before it: "According to Kell, the mayor of Osk, two died"."""
    source = _object(next((c for c in verb.lefts if c.lower_ == "according"), None))
    subject = next((c for c in reversed(list(verb.lefts)) if c.dep_ in _SUBJECTS), None)
    if source is None or subject is None or source.pos_ != "PROPN":
        return
    opens = source.i + 1
    role = next((t for t in verb.doc[opens + 1 : subject.i] if t.pos_ in _ROLES), None)
    while role is not None and role.dep_ == "compound":
        role = role.head
    if role is None or verb.doc[opens].text != "," or role.left_edge.i != opens + 1:
        return
    ends = role.right_edge.i + 1
    if verb.doc[ends].text == "," and ends < subject.left_edge.i and role.head.i != source.i:
        _hang(role, source, "appos")


def led(verb: Token) -> None:
    """Give a clause the subject that follows a source: "According to Kell, Orm is in Lorne"."""
    if any(c.dep_ in _SUBJECTS for c in verb.lefts):
        return
    opening = next((c for c in verb.lefts if c.lower_ == "according"), None)
    source = _object(opening)
    if source is None or source.pos_ != "PROPN":
        return
    beside = [c for c in source.rights if c.dep_ in _BESIDE and c.pos_ in ("PROPN", "NOUN")]
    last = beside[-1] if beside else None
    if last is None or verb.doc[last.left_edge.i - 1].text != ",":
        return
    if not any(c.dep_ == "cc" for c in source.children):
        _hang(last, verb, "nsubj")


def _object(opening: Token | None) -> Token | None:
    """Whom "according to" names."""
    to = next((c for c in opening.rights if c.lower_ == "to"), None) if opening else None
    return next((c for c in to.rights if c.dep_ == "pobj"), None) if to else None


def _hang(token: Token, head: Token, label: str) -> None:
    token.head = head
    token.dep_ = label
