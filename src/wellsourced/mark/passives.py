"""Verbs of saying in the passive: with an agent, and without one (hearsay)."""

from spacy.tokens import Token

from wellsourced.mark.cues import cues
from wellsourced.mark.drafts import Draft, Range
from wellsourced.mark.sayingcues import Saying
from wellsourced.mark.speakers import obtainer, speakers
from wellsourced.mark.trees import agent, children, described, negated, verb_group, whole

_EXPLETIVE = frozenset({"it", "there"})


def said_of(saying: Saying) -> Draft | None:
    """Give the attribution of a verb in the passive.

    "The split was confirmed by officials" has a source; "he is said to have left" has none, and
    its content is what is said of him: "he ... have left".
    """
    carried = saying.verb.head.lower_ in speakers().carriers
    if carried and obtainer(saying.verb) is not None:
        return None  # "documents seen by the Herald" is nothing that the Herald says
    if saying.cue.told and _addressed(saying):
        return _was_told(saying)
    by = agent(saying.kids)
    if by is None and not _unsourced(saying):
        return None
    content, stated, last = _content(saying)
    untold = stated is None and saying.cue.shapes.keys() == {"as"}
    if untold or (by is None and _settled(saying, stated)):
        return None
    if not content or (by is None and stated is None and not _plain_hearsay(saying)):
        return None
    cue = _by_cue(saying) if by is not None else (verb_group(saying.verb), last)
    return Draft(
        passage=saying.passage,
        word=saying.verb,
        cue=cue,
        kind=saying.cue.first,
        content=content,
        head=by,
        stated=stated,
        denied=negated(saying.verb),
    )


def _settled(saying: Saying, stated: Token | None) -> bool:
    """Whether no words are told: "was pronounced dead", "officers were called to the pier"."""
    if stated is None or saying.cue.hearsay:
        return False
    return stated.lower_ == "dead" or (stated.dep_ == "prep" and stated.lower_ != "as")


def _unsourced(saying: Saying) -> bool:
    """Whether a passive may do without a source: hearsay, or what something is called."""
    called = {"as", "predicate"} & saying.cue.shapes.keys()
    if _able(saying.verb) or not (saying.cue.hearsay or called):
        return False
    return saying.verb.dep_ != "xcomp" or "predicate" not in saying.cue.shapes


def _able(verb: Token) -> bool:
    """Whether it only can be so: "guns could be heard", "this can be seen as good news"."""
    return any(c.tag_ == "MD" for c in verb.lefts)


def _addressed(saying: Saying) -> bool:
    return "ccomp" in saying.kids or "xcomp" in saying.kids


def _was_told(saying: Saying) -> Draft | None:
    """Example: "Residents were told to leave", "I'm told that it rained"."""
    part = saying.kids.get("ccomp") or saying.kids.get("xcomp")
    if part is None:
        return None
    by = agent(saying.kids)
    if saying.verb.lemma_ in ("authorize", "authorise"):
        return None
    cue = (verb_group(saying.verb), saying.verb.i + 1)
    content: tuple[Range, ...] = (whole(part),)
    order = part.dep_ == "xcomp"
    whom = saying.kids.get("nsubjpass")
    if order and whom is not None and "object-infinitive" in saying.cue.shapes:
        content = (described(whom), whole(part))
    return Draft(
        passage=saying.passage,
        word=saying.verb,
        cue=cue,
        kind=saying.cue.shapes.get("object-infinitive" if order else "clause", saying.cue.first),
        content=content,
        head=by,
        stated=part,
        denied=negated(saying.verb),
    )


def _plain_hearsay(saying: Saying) -> bool:
    """Example: "No deaths were reported": only what is plainly said, and by a finite verb."""
    return saying.verb.lemma_ in cues().rumoured and "auxpass" in saying.kids


def _content(saying: Saying) -> tuple[tuple[Range, ...], Token | None, int]:
    """Give content, its chief word, and where the cue's words end."""
    verb, kids = saying.verb, saying.kids
    raised = kids.get("nsubjpass") or kids.get("nsubj")
    last = verb.i + 1
    part = kids.get("xcomp")
    clause = kids.get("ccomp") or kids.get("csubjpass") or kids.get("csubj")
    if clause is not None and (raised is None or raised.lower_ in _EXPLETIVE):
        return (whole(clause),), clause, last
    content = [_raised(verb, raised)]
    if part is not None and part.i > verb.i:
        start = part.left_edge.i
        to = start if verb.doc[start].lower_ == "to" and start == last else None
        content.append((start + 1 if to is not None else start, part.right_edge.i + 1))
        return tuple(r for r in content if r), part, (start + 1 if to is not None else last)
    for child in verb.rights:
        if child.dep_ == "oprd" or (
            child.dep_ == "prep" and child.lower_ in ("as", *saying.cue.prepositions)
        ):
            content.append(whole(child))
            return tuple(r for r in content if r), child, last
    return tuple(r for r in content if r), None, last


def _raised(verb: Token, raised: Token | None) -> Range:
    if raised is not None:
        if raised.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
            return described(verb.head)
        return (
            whole(raised) if raised.i < verb.i else (raised.left_edge.i, raised.right_edge.i + 1)
        )
    if verb.dep_ in ("acl", "amod"):
        outer = verb.head.left_edge.i, verb.left_edge.i
        return outer if outer[0] < outer[1] else (0, 0)
    if verb.dep_ == "conj":
        above = children(verb.head)
        shared = above.get("nsubjpass") or above.get("nsubj")
        if shared is not None:
            return whole(shared)
    return (0, 0)


def _by_cue(saying: Saying) -> Range:
    by = saying.kids["agent"]
    first = verb_group(saying.verb) if negated(saying.verb) else saying.verb.i
    return (first, by.i + 1) if by.i == saying.verb.i + 1 else (first, saying.verb.i + 1)
