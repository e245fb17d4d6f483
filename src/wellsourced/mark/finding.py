"""Every construction that attributes, found in one walk over each sentence tree."""

from collections.abc import Iterator

from spacy.tokens import Token

from wellsourced.mark.asides import according, alleged, reportedly
from wellsourced.mark.citing import cited
from wellsourced.mark.cues import Cue, Cues, cues
from wellsourced.mark.drafts import Draft
from wellsourced.mark.lightverbs import light_said
from wellsourced.mark.nouncues import adjective_said, noun_said
from wellsourced.mark.passives import said_of
from wellsourced.mark.saying import said
from wellsourced.mark.sayingcues import Saying
from wellsourced.mark.syntax import Passage
from wellsourced.mark.trees import PASSING_ON, children, passive


def drafts(number: int, passage: Passage) -> Iterator[Draft]:
    """Give the attributions that the trees of one passage show, in the order of their cues."""
    known = cues()
    for token in passage.tree:
        found = _found(number, token, known)
        if found is not None:
            yield found


def _found(number: int, token: Token, known: Cues) -> Draft | None:
    tag = token.tag_
    if tag[0] == "V":
        return _verb(number, token, known)
    if tag[:2] == "NN":
        cue = known.nouns.get(token.lemma_)
        return None if cue is None else noun_said(number, token, cue)
    if tag[:2] == "JJ":
        return _adjective(number, token, known)
    if tag[:2] == "RB":
        return reportedly(number, token) if token.lower_ in known.adverbs else None
    return according(number, token) if token.lower_ in known.asides and tag == "IN" else None


def _verb(number: int, verb: Token, known: Cues) -> Draft | None:
    if verb.lower_ in known.asides:
        return according(number, verb)
    if verb.dep_ in ("amod", "aux", "auxpass"):
        return alleged(number, verb) if verb.lower_ in known.hearsay_adjectives else None
    lemma = verb.lemma_
    kids = children(verb)
    if lemma == "quote":
        return cited(number, verb, kids)
    return light_said(number, verb, kids) or _by_cue(number, verb, kids, known)


def _by_cue(number: int, verb: Token, kids: dict[str, Token], known: Cues) -> Draft | None:
    lemma = verb.lemma_
    cue = _verb_cue(lemma, kids, known)
    if cue is None or (lemma in known.refusals and _carries(kids, known)):
        return None
    found = cited(number, verb, kids) if lemma in PASSING_ON else None
    if found is not None:
        return found
    carrier = _carrier(verb, known)
    if carrier is not None and cue.first.attitude:
        return None
    saying = Saying(number, verb, cue, kids, carrier)
    return said_of(saying) if passive(verb, kids) else said(saying)


def _verb_cue(lemma: str, kids: dict[str, Token], known: Cues) -> Cue | None:
    particle = kids.get("prt")
    if particle is not None:
        joined = known.verbs.get(f"{lemma} {particle.lower_}")
        if joined is not None:
            return joined
    cue = known.verbs.get(lemma)
    loose = (particle is not None and particle.lower_ not in ("on", "in")) or "xcomp" in kids
    return None if cue is not None and loose and cue.first.name == "go on" else cue


def _carrier(verb: Token, known: Cues) -> Token | None:
    above = verb.head
    if verb.dep_ == "xcomp" and above.lemma_ in known.refusals:
        return above
    return None


def _carries(kids: dict[str, Token], known: Cues) -> bool:
    """Whether a refusal only carries another cue: "declined to say why"."""
    inner = kids.get("xcomp")
    if (
        inner is None
        or inner.lemma_ not in known.verbs
        or known.verbs[inner.lemma_].first.attitude
    ):
        return False
    return any(c.dep_ in ("ccomp", "dobj", "prep") for c in inner.rights)


def _adjective(number: int, token: Token, known: Cues) -> Draft | None:
    if token.lower_ in known.hearsay_adjectives and token.dep_ == "amod":
        return alleged(number, token)
    cue = known.adjectives.get(token.lower_)
    return None if cue is None else adjective_said(number, token, cue)
