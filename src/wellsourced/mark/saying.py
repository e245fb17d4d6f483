"""Verbs of saying in the active voice: each shape of content is one function."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from wellsourced.mark.answering import said_before
from wellsourced.mark.cues import Cue, CueClass, cues
from wellsourced.mark.drafts import Draft, Range
from wellsourced.mark.trees import (
    children,
    described,
    left_open,
    minus,
    negated,
    strays,
    subject,
    unasided,
    verb_group,
    whole,
)

_ASIDE = frozenset({"parataxis", "advcl", "ccomp", "conj"})
_OWN = frozenset({"nsubj", "dobj", "npadvmod", "prt", "dative"})
_OBJECTS = frozenset({"dobj", "dative"})
_WHEN = frozenset({"on", "in", "at", "during", "after", "before", "since", "until", "to"})
_POINTING = frozenset({"it", "this", "that", "so", "one", "what", "which", "who", "whom"})
_EMPTY = _POINTING | {"something", "nothing", "anything"}


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb cue at its place, with its children by label and the verb that carries it, if any."""

    passage: int
    verb: Token
    cue: Cue
    kids: dict[str, Token]
    carrier: Token | None = None

    @property
    def range(self) -> Range:
        """The words of the cue."""
        last = self.verb.i + 1
        particle = self.kids.get("prt")
        if particle is not None and particle.i == last:
            last += 1
        if self.carrier is not None:
            first = verb_group(self.carrier) if negated(self.carrier) else self.carrier.i
            return first, last
        return (verb_group(self.verb) if negated(self.verb) else self.verb.i), last


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


_Found = tuple[CueClass, tuple[Range, ...], Token | None, Range]


def clause(saying: Saying) -> _Found | None:
    """Take a clause. Example: "said the bridge had fallen"; "the bridge had fallen, he said"."""
    kind = saying.cue.shapes.get("clause")
    if kind is None:
        return None
    parts = [c for c in saying.verb.children if c.dep_ == "ccomp" and not _of_object(c, saying)]
    parts = parts or [c for c in saying.verb.rights if left_open(c, saying.verb)]
    if not parts or (kind.name == "know" and parts[0].tag_ in ("VB", "VBG")):
        return None
    after = [c for c in parts if c.i > saying.verb.i]
    parts = [_before_next(c) for c in after] or parts
    teller = saying.kids.get("nsubj")
    own = [(saying.verb.i, saying.verb.i + 1)]
    if teller is not None and any(a <= teller.i < b for a, b in map(whole, parts)):
        own.append((teller.left_edge.i, teller.i + 1))  # "which *residents* said killed nine"
    holes = [*own, *(whole(t) for c in parts for t in strays(saying.verb, c))]
    pieces = (r for c in parts for r in minus(_joined(saying.verb, c), holes))
    content = tuple(_antecedent(saying.verb, r) for r in pieces)
    return kind, content, parts[0], saying.range


def _before_next(part: Token) -> Token:
    """Give what was said before another speaks: "said *13 had died*; the army put it at 60"."""
    semicolon = next((c.i for c in part.lefts if c.text == ";"), None)
    if semicolon is None or part.lemma_ not in cues().verbs:
        return part
    return next((c for c in part.lefts if c.dep_ == "ccomp" and c.i < semicolon), part)


def _joined(verb: Token, part: Token) -> Range:
    """Give a clause with the one before it that the parser took for the sentence's own.

    Example: "A man has died and two others are hurt, police have confirmed".
    """
    first, last = whole(part)
    above = verb.head
    joint = part.doc[first - 1] if first else part
    told = verb.dep_ == "conj" and part.i < verb.i and joint.dep_ == "cc" and joint.head == above
    if told and above.lemma_ not in cues().verbs and "nsubj" in children(above):
        return above.left_edge.i, last
    return first, last


def _antecedent(verb: Token, piece: Range) -> Range:
    """Put the noun for its pronoun: "raids which they say killed ten" are raids."""
    words = [t for t in verb.doc[piece[0] : piece[1]] if not t.is_punct]
    if len(words) == 1 and words[0].tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        return described(verb.head)
    return piece


def _of_object(part: Token, saying: Saying) -> bool:
    """Whether the clause is an infinitive with a subject: "wants them to leave"."""
    if "clause" in saying.cue.shapes and "object-infinitive" not in saying.cue.shapes:
        return False
    return part.tag_ == "VB" and any(c.lower_ == "to" for c in part.lefts) and saying.cue.told


def aside(saying: Saying) -> _Found | None:
    """Take the clause that the cue interrupts. Example: "The rebels, he says, have fled"."""
    verb = saying.verb
    kind = saying.cue.shapes.get("clause") or saying.cue.shapes.get("aside")
    if kind is None or verb.dep_ not in _ASIDE or ("mark" in saying.kids and not _as(saying)):
        return None
    if verb.dep_ == "ccomp" and not verb.head.i > verb.i:
        return None
    if (verb.dep_ == "advcl" and not _as(saying)) or (verb.dep_ == "conj" and not _run_on(verb)):
        return None
    outer, inner = _interrupted(verb), whole(verb)
    first = inner[0] - 1 if _as(saying) and inner[0] > outer[0] else inner[0]
    if _heads_list(verb):
        return None
    content = minus(outer, [(first, _aside_end(verb, saying, inner))])
    if sum(b - a for a, b in content) < 2:
        return None
    return kind, content, verb.head, saying.range


def _interrupted(verb: Token) -> Range:
    """Give what the words of saying stand in: before another saying, what both speak of."""
    before = [c for c in verb.head.lefts if c.dep_ == "ccomp" and c.i < verb.i]
    passed_on = before and verb.dep_ == "parataxis" and verb.head.lemma_ in cues().verbs
    inside = verb.dep_ == "parataxis" and verb.head.dep_ == "nsubj" and verb.head.head.i > verb.i
    return whole(before[0] if passed_on else verb.head.head if inside else verb.head)


def passed_on(saying: Saying) -> _Found | None:
    """Take another's saying before it. Example: "The town fell, the mayor said, AFP reported"."""
    kind = saying.cue.shapes.get("clause")
    if kind is None:
        return None
    for child in saying.verb.lefts:
        if child.dep_ == "parataxis" and child.lemma_ in cues().verbs:
            return kind, (whole(child),), child, saying.range
    return None


def _run_on(verb: Token) -> bool:
    """Whether a comma alone joins the words of saying on. Example: "He fled, the mayor said"."""
    doc, first = verb.doc, verb.left_edge.i
    while doc[first].is_punct:
        first += 1
    own = any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.lefts)
    ends = all(t.is_punct for t in doc[verb.right_edge.i + 1 : verb.sent.end])
    return own and ends and first > verb.sent.start and doc[first - 1].text == ","


def _as(saying: Saying) -> bool:
    mark = saying.kids.get("mark") or saying.kids.get("advmod")
    thing = saying.kids.get("dobj")  # "as the army rejected the charge", not "as he put it"
    own = thing is not None and thing.lower_ not in _EMPTY and not saying.cue.told
    return mark is not None and mark.lower_ in ("as", "like") and not own


def _heads_list(verb: Token) -> bool:
    """Whether a clause joined on by a colon or a semicolon tells of its own, and is no aside."""
    before = verb.left_edge.i - 1
    return before >= 0 and verb.doc[before].text in (";", ":")


def _aside_end(verb: Token, saying: Saying, inner: Range) -> int:
    """Where the aside ends: words after its comma are the content's."""
    own = [c.right_edge.i for c in verb.children if c.dep_ in _OWN]
    last_own = max([verb.i, *own])
    for child in verb.rights:
        if child.text == "," and child.i > last_own and verb.dep_ == "parataxis":
            return inner[1] if _goes_on(verb, child) else child.i
    return inner[1]


def _goes_on(verb: Token, comma: Token) -> bool:
    """Whether a clause of the saying's own follows. Example: "he said, as the rain fell"."""
    return any(c.dep_ == "advcl" and c.left_edge.i == comma.i + 1 for c in verb.rights)


def predicate(saying: Saying) -> _Found | None:
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


def as_what(saying: Saying) -> _Found | None:
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


def object_infinitive(saying: Saying) -> _Found | None:
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


def infinitive(saying: Saying) -> _Found | None:
    """Take an infinitive. Example: "vowed to retake the town"."""
    kind = saying.cue.shapes.get("infinitive")
    part = saying.kids.get("xcomp")
    if kind is None or part is None or part.i < saying.verb.i:
        return None
    if not _bare(part):
        return None
    return kind, (whole(part),), part, saying.range


def gerund(saying: Saying) -> _Found | None:
    """Take a gerund. Example: "denied fleeing"."""
    kind = saying.cue.shapes.get("gerund")
    part = saying.kids.get("xcomp") or saying.kids.get("pcomp")
    if kind is None or part is None or part.left_edge.tag_ != "VBG":
        return None
    return kind, (whole(part),), part, saying.range


def again(saying: Saying) -> _Found | None:
    """Take a word for what was said before. Example: "The rebels denied it"."""
    kind, words = saying.cue.shapes.get("noun"), said_before(saying.verb, saying.kids)
    return None if kind is None or words is None else (kind, (words,), None, saying.range)


def noun(saying: Saying) -> _Found | None:
    """Take a noun that stands for what is said. Example: "announced a truce"."""
    kind = saying.cue.shapes.get("noun")
    thing = saying.kids.get("dobj") or _fallen(saying)
    if kind is None or thing is None or thing.i < saying.verb.i:
        return None
    if thing.lower_ in _EMPTY and not (kind.name == "blame" and _charged(saying, thing)):
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


def about(saying: Saying) -> _Found | None:
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
        if thing is None or thing.lower_ in _EMPTY:
            continue
        first, last = saying.range
        adjacent = child.i == last
        content = (unasided(saying.verb, (child.i + 1, _with_infinitive(saying, child))),)
        return kind, content, thing, ((first, child.i + 1) if adjacent else (first, last))
    return None


def _for_clause(saying: Saying, part: Token) -> _Found | None:
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


def quote(saying: Saying) -> _Found | None:
    """Leave the content to the quotation marks. Example: said: "It fell."."""
    kind = saying.cue.shapes.get("quote")
    return None if kind is None else (kind, (), None, saying.range)


_SHAPES: tuple[Callable[[Saying], _Found | None], ...] = (
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
