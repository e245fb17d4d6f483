"""The sides and the place of a claim, by name."""

from typing import NamedTuple

from spacy.tokens import Token

from wellsourced.mark.blame import another_cause, nature, told_event
from wellsourced.mark.clauses import after, clause_of, passive, target, top
from wellsourced.mark.doers import cause, event_doer, is_event
from wellsourced.mark.frames import Frame, clause_words
from wellsourced.mark.roles import Cast
from wellsourced.mark.scene import Scene
from wellsourced.mark.syntax import Passage
from wellsourced.mark.toward import toward
from wellsourced.mark.triggers import Trigger
from wellsourced.mark.words import words
from wellsourced.model import ClaimType, EntityKind

_HIM = frozenset({"him", "her", "it", "them"})
_ACTING = frozenset(k.value for k in EntityKind)

# Types that have no other side.
_ALONE = frozenset({ClaimType.WHEREABOUTS, ClaimType.MOBILIZE})


# Types whose two sides may stand together as the subject.
_MUTUAL = frozenset({ClaimType.AGREE, ClaimType.CONSULT, ClaimType.COOPERATE})


class Slots(NamedTuple):
    """The sides of a claim; None: the page does not say."""

    actor: str | None
    recipient: str | None
    place: str | None


def slots(trigger: Trigger, passage: Passage, cast: Cast, speaker: str | None) -> Slots:
    """Name the sides and the place."""
    frame = trigger.frame
    doer = _doer(_agent(trigger))
    if doer is not None and _scene_of(doer, passage, cast):
        doer = None
    actor = _named(doer, passage, cast, speaker) or _blamed(trigger, passage, cast)
    whom = _undergoes(toward(trigger, passage, cast.scene))
    if doer is not None and _against(doer):
        actor, whom = None, whom or _opposed(doer)
    recipient = _named(whom, passage, cast, speaker)
    if whom is not None and recipient == actor and whom.lower_ in _HIM:
        recipient = None  # "Kell did not kill him": another
    place = _place(trigger, passage, cast.scene)
    if frame.type is ClaimType.CONTROL and trigger.recipient is not None:
        held = place_of(trigger.recipient, passage, cast.scene)
        if held:
            return Slots(actor, None, held)
    if frame.type in _ALONE or (recipient or "").lower() in clause_words().anybody:
        recipient = None
    if frame.type in _MUTUAL and recipient is None and actor and "; " in actor:
        actor, recipient = actor.split("; ", 1)  # "Norvia and Sarka signed a treaty"
    return Slots(actor, recipient, place)


def _agent(trigger: Trigger) -> Token | None:
    """Who acts; where nobody is told to have killed, who did what the victims died in."""
    if trigger.frame.type is not ClaimType.CASUALTY or trigger.actor is not None:
        return trigger.actor
    return cause(trigger.word)


def _against(word: Token) -> bool:
    """Whether an event is against what stands before it: "*anti-government* protests"."""
    doc, at = word.doc, word.i
    return word.lower_ == "anti" or (at > 1 and doc[at - 2].lower_ == "anti")


def _opposed(word: Token) -> Token:
    """What it is against: the word itself, or the one behind "anti-"."""
    doc, at = word.doc, word.i
    return doc[at + 2] if word.lower_ == "anti" and at + 2 < len(doc) else word


def _undergoes(whom: Token | None) -> Token | None:
    """Whom a deed befell: in "took five and killed two", two of the five; "took place": nobody."""
    if whom is None or (whom.lemma_ == "place" and whom.head.lemma_ == "take"):
        return None
    verb = whom.head
    if whom.pos_ == "NUM" and whom.dep_ == "dobj" and verb.dep_ == "conj" and not any(whom.rights):
        return target(verb.head) or whom
    return whom


def _blamed(trigger: Trigger, passage: Passage, cast: Cast) -> str | None:
    """What killed, where nobody is named: the flood, or who did the deed that was told before."""
    if trigger.frame.type is not ClaimType.CASUALTY:
        return None
    if told_event(trigger, passage):
        return cast.deed(passage.start + trigger.word.idx)
    natural = nature(trigger, passage, cast.scene)
    if natural is None and another_cause(trigger, passage):
        return None
    return natural or cast.disaster


def _doer(token: Token | None) -> Token | None:
    """Who is behind an event that is told as the doer: "a *Norvian* air strike killed nine"."""
    noun = token
    if noun is not None and noun.dep_ == "nsubj" and noun.tag_ in {"WDT", "WP"}:
        noun = noun.head.head if noun.head.dep_ == "relcl" else noun
    if noun is not None and noun.lemma_.lower() in clause_words().parts:
        noun = next(after(noun, ("of",)), noun)
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"}:
        return token
    return event_doer(noun) if is_event(noun) else token


def _scene_of(word: Token, passage: Passage, cast: Cast) -> bool:
    """Whether what stands before an event tells where it was, or how many: "a *Dorvel* bombing".

    A country does what others do in its name: "a *Norvia* raid".
    """
    noun = word
    while noun.dep_ in {"compound", "amod", "nmod"} and noun.head.i > noun.i:
        noun = noun.head
    if noun.i == word.i or not is_event(noun):
        return False
    sort = cast.sort(passage, word)
    at = passage.start + word.idx
    other = sort in {EntityKind.OTHER.value, "PROPN"}
    if sort == EntityKind.PLACE.value or (
        other and cast.scene.place_at(at, at + len(word)) is not None
    ):
        return (word.text,) not in words().nations
    return bool(word.is_sent_start) and sort not in _ACTING


def goes_somewhere(trigger: Trigger, passage: Passage, here: Scene) -> bool:
    """Whether a leaving names its goal: "left Norvia *for Sarka*"."""
    goals = after(trigger.word, trigger.frame.goal)
    return any(place_of(t, passage, here) for t in goals)


def leaves(trigger: Trigger, passage: Passage, here: Scene) -> bool:
    """Whether a flight names where from and not where to: "fled *Norvia*"."""
    left = target(trigger.word)
    if trigger.word.lemma_.lower() not in clause_words().left or left is None:
        return False
    goals = after(trigger.word, _goal_words(trigger.frame))
    onward = any(place_of(t, passage, here) for t in goals)
    return place_of(left, passage, here) is not None and not onward


def _goal_words(frame: Frame) -> tuple[str, ...]:
    return frame.goal or frame.where


def place_of(token: Token, passage: Passage, here: Scene) -> str | None:
    """Give the place that the noun names, or that stands after it: "the port of Dorvel"."""
    at = passage.start + token.idx
    name = here.place_at(at, at + len(token))
    if name:
        return name
    for child in after(token, ("of", "in")):
        at = passage.start + child.idx
        name = here.place_at(at, at + len(child))
        if name:
            return name
    return None


def _named(token: Token | None, passage: Passage, cast: Cast, speaker: str | None) -> str | None:
    return None if token is None else cast.names(passage, token, speaker)


def _place(trigger: Trigger, passage: Passage, here: Scene) -> str | None:
    for way in _ways(trigger.frame):
        for base in _bases(trigger):
            for token in after(base, way):
                name = place_of(token, passage, here)
                if name:
                    return name
    if trigger.frame.type is ClaimType.WHEREABOUTS:
        goal = target(trigger.word) or trigger.recipient
        return None if goal is None else place_of(goal, passage, here)
    return None


def _ways(frame: Frame) -> tuple[tuple[str, ...], ...]:
    return (frame.goal, frame.where) if frame.goal else (frame.where,)


def _bases(trigger: Trigger) -> list[Token]:
    """The words a place may hang on: the event, its object, the verb of its clause."""
    bases = [trigger.word]
    sides = (target(trigger.word), trigger.recipient)
    bases += [t for t in sides if t is not None and t.head.i == trigger.word.i]
    if trigger.actor is not None and passive(trigger.word):
        bases.append(trigger.actor)  # "was arrested by the police *in Sarka*"
    elif trigger.actor is not None and is_event(trigger.actor):
        bases.append(trigger.actor)  # "the flood *in Sarka* killed nine"
    if trigger.frame.type is ClaimType.WHEREABOUTS:
        bases += after(trigger.word, ("with",))  # "is staying with family *in Sarka*"
    verb = clause_of(trigger.word)
    if verb is not None:
        bases += [verb, top(verb)]
        if verb.dep_ == "conj":
            bases.append(verb.head)
    return bases
