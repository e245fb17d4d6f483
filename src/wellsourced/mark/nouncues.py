"""Nouns and adjectives that say: "his claim that ...", "aware of ..."."""

from spacy.tokens import Token

from wellsourced.mark.commitment import hedges
from wellsourced.mark.cues import Cue, CueClass, cues
from wellsourced.mark.drafts import Draft, Range
from wellsourced.mark.trees import children, negated, subject, verb_group, whole
from wellsourced.model import Commitment

_OF = {
    "of": "of",
    "against": "of",
    "for": "for",
    "about": "about",
    "over": "about",
    "regarding": "about",
    "to": "to",
}
_BE = frozenset({"be", "remain", "become", "seem", "feel", "sound", "appear"})


def noun_said(passage: int, noun: Token, cue: Cue) -> Draft | None:
    """Give the attribution of a noun with the clause, infinitive or noun that it holds."""
    kids = children(noun)
    found = _held(noun, kids, cue)
    if found is None:
        return None
    kind, stated, content, last = found
    head = _owner(noun, kids, cue)
    if head is None and kind.commitment is Commitment.UNKNOWN:
        return None
    denied = any(c.lower_ in hedges().no for c in noun.lefts) or _taken_back(noun)
    return Draft(
        passage=passage,
        word=noun,
        cue=(noun.i, last),
        kind=kind,
        content=(content,),
        head=head,
        stated=stated,
        denied=denied,
    )


def _taken_back(noun: Token) -> bool:
    """Example: "Tam retracted his statement that the ferry was safe"."""
    return noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in hedges().retractions


_Held = tuple[CueClass, Token, Range, int]


def _held(noun: Token, kids: dict[str, Token], cue: Cue) -> _Held | None:
    for child in noun.rights:
        found = _clause(noun, child, cue) or _of(noun, child, cue)
        if found is not None:
            return found
    return _is_that(noun, cue)


def _clause(noun: Token, child: Token, cue: Cue) -> _Held | None:
    """Example: "the claim that he left", "the call to leave"."""
    if child.dep_ not in ("acl", "ccomp", "relcl"):
        return None
    inner = children(child)
    mark = inner.get("mark")
    kind = cue.shapes.get("clause")
    if kind is not None and mark is not None and mark.lower_ in ("that", "whether"):
        return kind, child, whole(child), noun.i + 1
    if kind is not None and _mistaken(child, inner):
        return kind, child, whole(child), noun.i + 1
    kind = cue.shapes.get("infinitive")
    if kind is not None and child.tag_ == "VB" and "aux" in inner:
        return kind, child, whole(child), noun.i + 1
    return None


def _mistaken(child: Token, inner: dict[str, Token]) -> bool:
    """Whether "the warning that the river was rising" was taken for "the warning that he gave"."""
    that = inner.get("dobj")
    if child.dep_ != "relcl" or that is None or that.lower_ != "that" or "nsubj" not in inner:
        return False
    return that.i == child.left_edge.i and child.lemma_ not in cues().light


def _of(noun: Token, child: Token, cue: Cue) -> _Held | None:
    """Example: "claims of fraud", "calls for a strike"."""
    if child.dep_ != "prep" or child.i != noun.i + 1:
        return None
    kind = cue.shapes.get(_OF.get(child.lower_, ""))
    inner = children(child)
    thing = inner.get("pobj") or inner.get("pcomp")
    if kind is None or thing is None:
        return None
    return kind, thing, (child.i + 1, child.right_edge.i + 1), child.i + 1


def _is_that(noun: Token, cue: Cue) -> _Held | None:
    """Example: "His fear is that the dam will break"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ != "be":
        return None
    part = children(verb).get("ccomp")
    if part is None or part.i < verb.i:
        return None
    return cue.first, part, whole(part), noun.i + 1


def _owner(noun: Token, kids: dict[str, Token], cue: Cue) -> Token | None:
    """Give whose saying it is: "the mayor's claim", "claims by the mayor", "he made the claim"."""
    if "poss" in kids:
        return kids["poss"]
    for child in noun.rights:
        if child.lower_ in ("by", "from") and child.dep_ in ("prep", "agent"):
            return children(child).get("pobj")
        if child.dep_ == "acl" and child.tag_ == "VBN":
            by = children(child).get("agent")
            if by is not None:
                return children(by).get("pobj")
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in cues().light:
        return subject(verb)
    if noun.dep_ == "attr" and verb.lemma_ == "be" and cue.first.name == "supporter":
        return subject(verb)
    return next((c for c in noun.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"), None)


def adjective_said(passage: int, adjective: Token, cue: Cue) -> Draft | None:
    """Give the attribution of an adjective: "worried that ...", "aware of ..."."""
    verb = adjective.head if adjective.dep_ in ("acomp", "attr", "oprd") else adjective
    if adjective.dep_ in ("acomp", "attr") and verb.lemma_ not in _BE:
        return None
    kids = children(adjective)
    found = _about(adjective, kids, cue)
    head = subject(verb)
    if found is None or head is None or head.lower_ in ("it", "there"):
        return None
    stated, content, last = found
    denied = negated(verb) or negated(adjective) or adjective.lower_.startswith("un")
    first = verb_group(verb) if denied and verb.i < adjective.i else adjective.i
    first = min(first, verb.i) if denied and verb.i < adjective.i else first
    return Draft(
        passage=passage,
        word=adjective,
        cue=(first, last),
        kind=cue.first,
        content=(content,),
        head=head,
        stated=stated,
        denied=denied,
    )


def _about(adjective: Token, kids: dict[str, Token], cue: Cue) -> tuple[Token, Range, int] | None:
    part = kids.get("ccomp")
    if part is not None and part.i > adjective.i:
        return part, whole(part), adjective.i + 1
    part = kids.get("xcomp")
    if part is not None and "infinitive" in cue.shapes and part.tag_ == "VB":
        return part, whole(part), adjective.i + 1
    child = kids.get("prep")
    if child is None or child.lower_ not in cue.prepositions:
        return None
    inner = children(child)
    thing = inner.get("pobj") or inner.get("pcomp")
    if thing is None:
        return None
    return thing, (child.i + 1, child.right_edge.i + 1), child.i + 1
