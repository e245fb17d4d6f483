"""Verbs of saying in the active voice: each shape of content is one function."""

from collections.abc import Callable

from spacy.tokens import Token

from wellsourced.mark.answering import said_before
from wellsourced.mark.cues import CueClass, cues
from wellsourced.mark.drafts import Draft
from wellsourced.mark.saidclauses import aside, clause, passed_on
from wellsourced.mark.sayingcues import EMPTY, Found, Saying
from wellsourced.mark.trees import children, negated, subject, unasided, whole

_OBJECTS = frozenset({"dobj", "dative"})
_WHEN = frozenset({"on", "in", "at", "during", "after", "before", "since", "until", "to"})


def said(saying: Saying) -> Draft | None:
    """Give the attribution of a verb in the active voice, by the first shape that it fits."""
    source = subject(saying.verb, saying.kids)
    for shape in _SHAPES:
        found = shape(saying)
        if found is not None:
            break
    else:
        return None
    kind, content, stated, cue = found
    if source is None and not _stands_alone(saying, kind):
        return None
    if not content and "quote" not in saying.cue.shapes:
        return None
    return Draft(
        passage=saying.passage,
        word=saying.verb,
        cue=cue,
        kind=kind,
        content=content,
        head=source,
        stated=stated,
        told=_told(saying),
        quotes="quote" in saying.cue.shapes,
        denied=_denied(saying),
    )


def _stands_alone(saying: Saying, kind: CueClass) -> bool:
    """Whether a saying may do without a source: it is a finite verb, or brings words with it."""
    if saying.verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    return saying.verb.tag_ != "VB" and "quote" in kind.takes and "ccomp" in saying.kids


def predicate(saying: Saying) -> Found | None:
    """Take an object and what it is called. Example: "called the plan a mistake"."""
    kind = saying.cue.shapes.get("predicate")
    what = saying.kids.get("oprd")
    if kind is None:
        return None
    if what is not None and what.i > saying.verb.i:
        thing = saying.kids.get("dobj")
        first = (
            thing.left_edge.i
            if thing is not None and thing.i > saying.verb.i
            else what.left_edge.i
        )
        return kind, ((first, _tied_end(saying, what)),), what, saying.range
    part = saying.kids.get("ccomp")
    if part is None or part.i < saying.verb.i:
        return None
    return kind, (whole(part),), part, saying.range


def as_what(saying: Saying) -> Found | None:
    """Take an object and "as". Example: "described the vote as a farce"."""
    kind = saying.cue.shapes.get("as")
    if kind is None:
        return None
    thing = saying.kids.get("dobj")
    held = () if thing is None else thing.rights
    for child in (*saying.verb.rights, *held):
        if child.dep_ == "prep" and child.lower_ == "as":
            first = (
                thing.left_edge.i if thing is not None and thing.i > saying.verb.i else child.i + 1
            )
            return kind, ((first, child.right_edge.i + 1),), child, saying.range
    return None


def object_infinitive(saying: Saying) -> Found | None:
    """Take somebody and what he is to do. Example: "urged them to leave"."""
    kind = saying.cue.shapes.get("object-infinitive")
    if kind is None:
        return None
    part = saying.kids.get("xcomp") or saying.kids.get("ccomp")
    if part is None or part.i < saying.verb.i or not _bare(part):
        return None
    thing = saying.kids.get("dobj")
    first = (
        thing.left_edge.i
        if thing is not None and saying.verb.i < thing.i < part.i
        else part.left_edge.i
    )
    return kind, ((first, part.right_edge.i + 1),), part, saying.range


def _bare(part: Token) -> bool:
    """Whether a verb has no time of its own: "to leave", "not to go"."""
    return part.tag_ == "VB" and any(c.lower_ == "to" for c in part.lefts)


def infinitive(saying: Saying) -> Found | None:
    """Take an infinitive. Example: "vowed to retake the town"."""
    kind = saying.cue.shapes.get("infinitive")
    part = saying.kids.get("xcomp")
    if kind is None or part is None or part.i < saying.verb.i:
        return None
    if not _bare(part):
        return None
    return kind, (whole(part),), part, saying.range


def gerund(saying: Saying) -> Found | None:
    """Take a gerund. Example: "denied fleeing"."""
    kind = saying.cue.shapes.get("gerund")
    part = saying.kids.get("xcomp") or saying.kids.get("pcomp")
    if kind is None or part is None or part.left_edge.tag_ != "VBG":
        return None
    return kind, (whole(part),), part, saying.range


def again(saying: Saying) -> Found | None:
    """Take a word for what was said before. Example: "The rebels denied it"."""
    kind, words = saying.cue.shapes.get("noun"), said_before(saying.verb, saying.kids)
    return None if kind is None or words is None else (kind, (words,), None, saying.range)


def noun(saying: Saying) -> Found | None:
    """Take a noun that stands for what is said. Example: "announced a truce"."""
    kind = saying.cue.shapes.get("noun")
    thing = saying.kids.get("dobj") or _fallen(saying)
    if kind is None or thing is None or thing.i < saying.verb.i:
        return None
    if thing.lower_ in EMPTY and not (kind.name == "blame" and _charged(saying, thing)):
        return None
    if kind.name == "tell of" and _carries_clause(thing):
        return None
    return (
        kind,
        (unasided(saying.verb, (thing.left_edge.i, _tied_end(saying, thing))),),
        thing,
        saying.range,
    )


def _charged(saying: Saying, thing: Token) -> bool:
    """Whether it is told what somebody is accused of: "accused *it of* interfering"."""
    return any(c.lower_ == "of" for c in (*thing.rights, *saying.verb.rights))


def _fallen(saying: Saying) -> Token | None:
    """Give the dead of "confirmed nine *dead*"."""
    fate = saying.kids.get("oprd")
    told = fate is not None and any(c.dep_ == "nummod" for c in fate.lefts)
    return fate if told else None


def _carries_clause(thing: Token) -> bool:
    """Whether the noun is a cue of its own: "expressed concern that the dam would break"."""
    return thing.lemma_ in cues().nouns and any(c.dep_ in ("acl", "ccomp") for c in thing.rights)


def _tied_end(saying: Saying, thing: Token) -> int:
    """Give where an object ends with what goes on without a comma: "him for not paying"."""
    last = thing.right_edge.i + 1
    for child in thing.rights:
        if child.dep_ == "relcl" and thing.doc[child.left_edge.i - 1].text == ",":
            return child.left_edge.i - 1
    for child in saying.verb.rights:
        if child.left_edge.i != last:
            continue
        tied = child.dep_ in ("prep", "dative", "agent") and child.lower_ not in _WHEN
        tied = tied or (child.tag_ == "VB" and child.dep_ in ("xcomp", "advcl"))
        if tied or (child.tag_ == "VBG" and child.dep_ in ("advcl", "xcomp", "acl", "ccomp")):
            last = child.right_edge.i + 1
    return last


def about(saying: Saying) -> Found | None:
    """Take the object of a preposition. Example: "called for new talks"."""
    for child in saying.verb.rights:
        if child.dep_ not in ("prep", "dative", "agent", "prt"):
            found = _for_clause(saying, child)
            if found is not None:
                return found
            continue
        kind = saying.cue.prepositions.get(child.lower_)
        if kind is None or "noun" in kind.takes:
            continue
        inner = children(child)
        thing = inner.get("pobj") or inner.get("pcomp")
        if thing is None or thing.lower_ in EMPTY:
            continue
        first, last = saying.range
        adjacent = child.i == last
        content = (unasided(saying.verb, (child.i + 1, _with_infinitive(saying, child))),)
        return kind, content, thing, ((first, child.i + 1) if adjacent else (first, last))
    return None


def _for_clause(saying: Saying, part: Token) -> Found | None:
    """Take "for" and a clause. Example: "called for the law to be dropped"."""
    word = part.left_edge
    kind = saying.cue.prepositions.get(word.lower_)
    if kind is None or word.dep_ != "mark" or word.i != saying.verb.i + 1:
        return None
    return kind, ((word.i + 1, part.right_edge.i + 1),), part, (saying.range[0], word.i + 1)


def _with_infinitive(saying: Saying, preposition: Token) -> int:
    """Where "called on the rebels to stop" ends."""
    part = saying.kids.get("xcomp") or saying.kids.get("advcl")
    if part is not None and part.left_edge.i == preposition.right_edge.i + 1 and part.tag_ == "VB":
        return part.right_edge.i + 1
    return preposition.right_edge.i + 1


def quote(saying: Saying) -> Found | None:
    """Leave the content to the quotation marks. Example: said: "It fell."."""
    kind = saying.cue.shapes.get("quote")
    return None if kind is None else (kind, (), None, saying.range)


_SHAPES: tuple[Callable[[Saying], Found | None], ...] = (
    object_infinitive,
    predicate,
    as_what,
    clause,
    passed_on,
    aside,
    infinitive,
    gerund,
    about,
    again,
    noun,
    quote,
)


def _told(saying: Saying) -> Token | None:
    for child in saying.verb.rights:
        if child.dep_ in _OBJECTS and saying.cue.told and child.pos_ in ("PROPN", "NOUN", "PRON"):
            return child
        if child.lower_ == "to" and child.dep_ in ("prep", "dative"):
            return children(child).get("pobj")
    return None


def _denied(saying: Saying) -> bool:
    return negated(saying.verb) or (saying.carrier is not None)
