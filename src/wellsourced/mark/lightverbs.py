"""Sayings of several words: "made it clear that", "said as much", "what he said was that"."""

from spacy.tokens import Token

from wellsourced.mark.cues import CueClass, cues
from wellsourced.mark.drafts import Draft, Range
from wellsourced.mark.trees import children, negated, subject, whole

_CLAUSES = frozenset({"ccomp", "advcl", "csubj"})
_THINGS = frozenset({"something", "what", "thing", "all"})


def light_said(passage: int, verb: Token, kids: dict[str, Token]) -> Draft | None:
    """Give the attribution of a saying of several words, by the first that it fits."""
    return (
        _made_clear(passage, verb, kids)
        or _as_much(passage, verb, kids)
        or _cleft(passage, verb, kids)
        or _put_at(passage, verb, kids)
    )


def _made_clear(passage: int, verb: Token, kids: dict[str, Token]) -> Draft | None:
    """Example: "The mayor made it very clear that the bridge was shut"."""
    if verb.lemma_ != "make":
        return None
    plain = next((c for c in verb.rights if c.lower_ in cues().plain and c.tag_ == "JJ"), None)
    if plain is None:
        return None
    parts = [c for c in (*plain.rights, *verb.rights) if c.dep_ in _CLAUSES and c.i > plain.i]
    if not parts or parts[0].tag_ == "VB":
        return None
    cue = (verb.i, plain.i + 1)
    return _draft(passage, verb, kids, cue, (whole(parts[0]),), parts[0])


def _as_much(passage: int, verb: Token, kids: dict[str, Token]) -> Draft | None:
    """Take the sentence before. Example: "The bishop has left. The mayor said as much"."""
    tree, first = verb.doc, verb.i + 1
    last = first + 2
    if verb.lemma_ not in cues().verbs or [t.lower_ for t in tree[first:last]] != ["as", "much"]:
        return None
    begins = verb.sent.start
    if begins == 0 or "ccomp" in kids or (last < len(tree) and tree[last].lower_ == "as"):
        return None
    before = tree[begins - 1].sent
    return _draft(passage, verb, kids, (verb.i, last), ((before.start, before.end),), before.root)


def _cleft(passage: int, verb: Token, kids: dict[str, Token]) -> Draft | None:
    """Example: "What the mayor said is that the bridge is shut", "something he hinted at is"."""
    if verb.lemma_ not in cues().verbs or "ccomp" in kids:
        return None
    outer = verb.head
    if verb.dep_ == "relcl" and outer.lower_ in _THINGS and outer.dep_ in ("nsubj", "dobj"):
        outer = outer.head
    elif verb.dep_ != "csubj":
        return None
    if outer.lemma_ != "be":
        outer = next((c for c in outer.rights if c.dep_ == "ccomp" and c.lemma_ == "be"), outer)
    part = children(outer).get("ccomp")
    if outer.lemma_ != "be" or part is None or not verb.i < outer.i < part.i:
        return None
    after = verb.i + 1
    last = after + 1 if verb.doc[after].dep_ == "prep" else after
    return _draft(passage, verb, kids, (verb.i, last), (whole(part),), part)


def _put_at(passage: int, verb: Token, kids: dict[str, Token]) -> Draft | None:
    """Example: "Officials put the toll at five"."""
    thing = kids.get("dobj")
    if verb.lemma_ != "put" or thing is None or thing.i < verb.i:
        return None
    held = (*verb.rights, *thing.rights)
    at = next((c for c in held if c.lower_ == "at" and c.dep_ == "prep"), None)
    number = children(at).get("pobj") if at is not None else None
    if at is None or number is None or not any(t.like_num for t in number.subtree):
        return None
    content = (thing.left_edge.i, at.right_edge.i + 1)
    return _draft(passage, verb, kids, (verb.i, verb.i + 1), (content,), thing)


def _draft(
    passage: int,
    verb: Token,
    kids: dict[str, Token],
    cue: Range,
    content: tuple[Range, ...],
    stated: Token,
) -> Draft | None:
    source = subject(verb, kids)
    if source is None:
        return None
    return Draft(
        passage=passage,
        word=verb,
        cue=cue,
        kind=_kind(verb),
        content=content,
        head=source,
        stated=stated,
        denied=negated(verb),
    )


def _kind(verb: Token) -> CueClass:
    known = cues().verbs
    return known[verb.lemma_ if verb.lemma_ in known else "state"].first
