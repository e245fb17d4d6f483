"""Sources named aside: "according to ...", and adverbs that say that somebody said so."""

from spacy.tokens import Token

from wellsourced.mark.cues import cues
from wellsourced.mark.drafts import Draft, Range
from wellsourced.mark.trees import PASSING_ON, children, clause_head, minus, sentence_head, whole
from wellsourced.model import Commitment

_JOINTS = frozenset({";", ":"})
_STOPS = frozenset({",", "-", "--", "—", "–", "(", ";", ":"})


def according(passage: int, token: Token) -> Draft | None:
    """Give the attribution of "according to" and its like.

    Set off at either end of the sentence it covers the whole; inside, the clause it stands in.
    """
    inner = children(token)
    preposition = inner.get("prep") if token.lower_ == "according" else token
    if preposition is None or (preposition is not token and preposition.lower_ != "to"):
        return None
    source = children(preposition).get("pobj")
    if source is None or token.head.i == token.i:
        return None
    if token.lower_ == "per" and source.pos_ != "PROPN":
        return None
    hole = token.left_edge.i, token.right_edge.i + 1
    top = _covered(token, hole)
    content = minus(whole(top), [hole, *_citing(top, hole)])
    content = tuple(r for r in content if _words(token, r))
    if not content:
        return None
    return Draft(
        passage=passage,
        word=token,
        cue=(token.i, preposition.i + 1),
        kind=None,
        content=content,
        head=source,
        stated=top,
        quotes=True,
        flat=Commitment.CERTAIN,
    )


def _citing(top: Token, hole: Range) -> list[Range]:
    """Give the words that go on to cite: "according to the Herald, *citing two officers*, ..."."""
    for child in top.lefts:
        if child.lemma_ not in PASSING_ON or child.tag_ != "VBG" or child.i < hole[1]:
            continue
        stops = (t.i for t in top.doc[child.i : top.i] if t.text == ",")
        last = next(stops, None)
        return [(child.i, last + 1)] if last is not None else []
    return []


def _covered(token: Token, hole: Range) -> Token:
    top = sentence_head(token)
    begins = hole[0] <= top.left_edge.i + 1
    ends = hole[1] >= top.right_edge.i and hole[0] > 0 and token.doc[hole[0] - 1].text in _STOPS
    if begins or ends:
        return top
    head = clause_head(token.head)
    if head.dep_ == "xcomp":
        head = clause_head(head.head)
    return head


def _words(token: Token, piece: Range) -> bool:
    return any(t.is_alpha or t.like_num for t in token.doc[piece[0] : piece[1]])


def reportedly(passage: int, token: Token) -> Draft | None:
    """Give the attribution of an adverb of hearsay: nobody is named as saying so."""
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX"):
        verb = clause_head(token)
    if verb.i == token.i:
        return None
    named = [whole(c) for c in verb.rights if c.lower_ in cues().asides]
    content = minus(_own_clause(verb), [(token.i, token.i + 1), *named])
    return _hearsay(passage, token, content, verb)


def _own_clause(verb: Token) -> Range:
    """Give the clause of a verb, without those joined on before it."""
    first, last = whole(verb)
    for token in verb.doc[first:last]:
        if token.text in _JOINTS:
            if token.i < verb.i:
                first = token.i + 1
            else:
                return first, token.i
    return first, last


def alleged(passage: int, token: Token) -> Draft | None:
    """Give the attribution of an adjective of hearsay: "two alleged smugglers"."""
    thing = token.head
    if token.dep_ != "amod" or thing.i < token.i:
        return None
    last = thing.i + 1
    for child in thing.rights:
        if child.dep_ == "prep" and child.left_edge.i == last:
            last = child.right_edge.i + 1
    return _hearsay(passage, token, ((token.i + 1, last),), thing)


def _hearsay(
    passage: int, token: Token, content: tuple[Range, ...], stated: Token
) -> Draft | None:
    content = tuple(r for r in content if _words(token, r))
    if not content:
        return None
    return Draft(
        passage=passage,
        word=token,
        cue=(token.i, token.i + 1),
        kind=None,
        content=content,
        stated=stated,
        flat=Commitment.CERTAIN,
    )
