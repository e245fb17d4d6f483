"""Where a paragraph speaks of an event or a state: the word, its frame, its clause."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from wellsourced.mark.clauses import after, agent, clause_of, passive, reach, subject, target, top
from wellsourced.mark.doers import owner
from wellsourced.mark.frames import Entry, Frame, Roles, clause_words, entry_of, frame_of
from wellsourced.mark.trees import WORDS_GIVEN
from wellsourced.model import ClaimType, Polarity

_VERBAL = frozenset({"VERB", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss"})
_STATES = frozenset({"acomp", "oprd", "ROOT", "conj", "attr", "xcomp", "ccomp"})
_BY = ("by", "from")
_OWN = frozenset(
    {"nsubj", "nsubjpass", "prep", "prt", "xcomp", "ccomp", "agent", "aux", "auxpass"}
)
_LINKS = frozenset({"attr", "oprd"})
_ASKING = frozenset({ClaimType.DEMAND, ClaimType.REQUEST})
_THAT = frozenset({"that", "this", "it", "claim", "claims", "report", "reports", "allegation"})


class Trigger(NamedTuple):
    """A word that names an event: its frame and sides, and the claim's first and last token."""

    word: Token
    frame: Frame
    first: int
    last: int
    actor: Token | None
    recipient: Token | None


def triggers(tokens: list[Token]) -> Iterator[Trigger]:
    """Give the events of a paragraph, in order."""
    for token in tokens:
        if token.pos_ in _VERBAL or token.pos_ in _NOUNS or token.pos_ == "ADJ":
            entry = entry_of(token)
            made = _made(token, entry) if entry else None
            if made and not asked_for(token):
                yield made


def _made(token: Token, entry: Entry) -> Trigger | None:
    frame = entry.frame
    if token.pos_ in _VERBAL:
        return _verb(token, entry)
    if token.dep_ in _MODIFIERS and token.lower_ in clause_words().rogue:
        return _rogue(token, frame)
    return _noun(token, frame) if token.pos_ in _NOUNS else _adjective(token, frame)


def _rogue(word: Token, frame: Frame) -> Trigger | None:
    """Who is said to have broken away: "there are *rogue* Lake Front fighters"."""
    group = word.head
    while group.dep_ in _MODIFIERS and group.head.i != group.i:
        group = group.head
    verb = clause_of(group)
    if verb is None or not any(c.dep_ == "expl" for c in verb.children):
        return None
    return Trigger(group, frame, *reach(top(verb)), group, None)


def _verb(verb: Token, entry: Entry) -> Trigger | None:
    if verb.dep_ in {"amod", "compound", "aux", "auxpass"} or _no_deed(verb):
        return None
    frame = entry.frame
    first, last = _reached(verb)
    held = _held_event(verb, entry)
    if held is not None:
        by, other = (
            next(after(held, ("between", "of", "by")), None),
            next(after(held, ("with",)), None),
        )
        return Trigger(verb, frame, first, last, by or agent(verb), other)
    does, undergoes = _sides(verb)
    away = (c for c in verb.rights if c.lower_ == "away")  # "broke *away* from the Front"
    to = (t for at in (verb, *away) for t in after(at, frame.to))
    other = next((t for t in to if not _apart(t)), None)
    things = target(verb)
    if things is not None and (entry.object or _handed(verb)):
        other = other or next(after(things, frame.to), None)
        undergoes = None if entry.object or other is not None else undergoes
    if frame.roles is Roles.UNDERGOES:
        giver = _from(verb, frame)
        return Trigger(verb, frame, first, last, giver, does or undergoes)
    if frame.roles is Roles.IS:
        if frame.type is ClaimType.WHEREABOUTS and undergoes is not None and passive(verb):
            does = undergoes
        if frame.type is ClaimType.CONSULT and does is not None:
            other = other or undergoes  # "met *the envoy*", "visited *Norvia*"
        return Trigger(verb, frame, first, last, does or undergoes, other)
    if frame.type in _ASKING:
        other = undergoes = other or _bid(verb) or undergoes
    if frame.type is ClaimType.ACCUSE or undergoes is not None:
        other = undergoes or other
    return Trigger(verb, frame, first, last, does, other)


def _reached(verb: Token) -> tuple[int, int]:
    """The words of a verb's clause: "14 *killed* as rockets hit a market"."""
    first, last = reach(top(verb))
    headed = verb.dep_ == "acl" and verb.head.dep_ == "ROOT"
    return (verb.head.left_edge.i if headed else first), last


def _held_event(verb: Token, entry: Entry) -> Token | None:
    """The event that is its verb's subject: "*talks* between Norvia and Sarka were held"."""
    noun = subject(verb) if entry.object and passive(verb) else None
    return noun if noun is not None and noun.lemma_.lower() == entry.object else None


def _bid(verb: Token) -> Token | None:
    """Who is to do it: "demanded that *Norvia* open the road"."""
    clause = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    return None if clause is None else subject(clause)


def _no_deed(verb: Token) -> bool:
    """Whether a verb, most often in the passive, tells no deed of anybody's.

    Somebody only has arms about him, "the men were *armed* with sticks", or is sent for, "officers
    were *called* to the pier".
    """
    if verb.lemma_ in ("offer", "dismiss"):  # "offered no evidence", "dismissed that"
        given = target(verb)
        return given is not None and given.lower_ in WORDS_GIVEN | _THAT
    if verb.lemma_ == "ask":
        return verb.tag_ == "VBN" and verb.dep_ == "advcl" and agent(verb) is None
    if verb.lemma_ not in ("arm", "equip", "call") or not passive(verb):
        return False
    if verb.lemma_ == "call":
        return any(c.lower_ == "to" and c.dep_ == "prep" for c in verb.rights)
    return agent(verb) is None


def _apart(noun: Token) -> bool:
    """Whether a comma stands before the preposition: "split, *with* many men loyal to Kell"."""
    return noun.head.i > 0 and noun.doc[noun.head.i - 1].text == ","


def _from(verb: Token, frame: Frame) -> Token | None:
    """Who gives what is received: "received arms and training *from Norvia*"."""
    things = target(verb)
    given = [] if things is None else [things, *things.conjuncts]
    return next((t for at in (verb, *given) for t in after(at, frame.own)), None)


def _handed(verb: Token) -> bool:
    """Whether the object is what is given: "supplied *rifles* to the rebels"."""
    given = verb.lemma_.lower() in clause_words().giving
    return given and any(c.lower_ == "to" and c.dep_ in {"prep", "dative"} for c in verb.rights)


def _sides(verb: Token) -> tuple[Token | None, Token | None]:
    """Who does and who undergoes."""
    if passive(verb):
        return agent(verb), subject(verb)
    return subject(verb), target(verb) or _shared(verb)


def _shared(verb: Token) -> Token | None:
    """The object that joined verbs share: "*funded* and armed *the rebels*"."""
    at = verb
    while True:
        joined = [c for c in at.rights if c.dep_ == "conj" and c.pos_ == "VERB"]
        if not joined or any(c.dep_ in _OWN for c in (*at.rights, *joined[0].lefts)):
            return None
        at = joined[0]
        if target(at) is not None:
            return target(at)


def _adjective(word: Token, frame: Frame) -> Trigger | None:
    """A state told by an adjective: "the brigade is *loyal* to Kell", "nine were left *dead*"."""
    verb = word.head
    other = next(after(word, frame.to), None)
    if verb.pos_ in _NOUNS and verb.i < word.i and other is not None:
        ends = (verb.left_edge.i, word.right_edge.i)
        return Trigger(word, frame, *ends, verb, other)
    if verb.pos_ not in _VERBAL or word.dep_ not in _STATES:
        return None
    first, last = reach(top(verb))
    who = subject(word) or subject(verb)
    if word.dep_ == "oprd" and target(verb) is not None:
        who = target(verb)
    if frame.roles is Roles.UNDERGOES:
        return Trigger(word, frame, first, last, None, who)
    return Trigger(word, frame, first, last, who, other)


def _noun(noun: Token, frame: Frame) -> Trigger | None:
    if noun.dep_ in _MODIFIERS or any(c.lower_ in clause_words().ailing for c in noun.lefts):
        return None
    by = next(after(noun, _by(frame)), None) or owner(_first(noun)) or _charged(noun)
    other = next(after(noun, frame.to), None) or _shared_other(noun, frame)
    made = _identity(noun, frame, other) or _in_clause(noun, frame, by, other)
    if made is not None:
        return made
    named = _beside(noun, frame)
    if frame.type is ClaimType.ALLEGIANCE and named is not None and other is None:
        by, other = named, by  # "the *Front's* leader, Odo Kell"
    held = _held(noun, frame)
    if held is not None:
        by = by or next(after(noun, ("of",)), None)
        return _nominal(noun, frame, reach(top(noun.head.head)), by, held)
    by = by or _beside(noun, frame)
    if frame.type is ClaimType.SUPPORT:
        other = other or _bound_for(noun)
    if by is None and other is None and noun.dep_ != "ROOT":
        return None
    first = _first(noun)
    behind = (t for t in (*noun.rights, *first.rights) if t.i > noun.i)
    last = max([t.right_edge.i for t in behind if t.dep_ in {"prep", "agent"}], default=noun.i)
    return _nominal(noun, frame, (first.left_edge.i, last), by, other)


def _charged(noun: Token) -> Token | None:
    """Who is said to have done it: "blamed *the Front* for the attack"."""
    verb = noun.head.head
    told = noun.dep_ == "pobj" and noun.head.lower_ in {"for", "of", "over"}
    if not told or verb.pos_ not in _VERBAL or verb.lemma_.lower() not in clause_words().charging:
        return None
    return subject(verb) if passive(verb) else target(verb)


def _in_clause(noun: Token, frame: Frame, by: Token | None, other: Token | None) -> Trigger | None:
    """An event whose verb says no more than that it took place, or who did it."""
    small = clause_words()
    verb = clause_of(noun)
    if verb is None or noun.dep_ not in {"dobj", "nsubjpass", "nsubj"}:
        return None
    lemma = verb.lemma_.lower()
    ends = reach(top(verb))
    if noun.dep_ != "nsubj" and lemma in small.light:
        does = agent(verb) if passive(verb) else subject(verb)
        return _nominal(noun, frame, ends, does or by, other)
    if noun.dep_ == "nsubj" and lemma in small.occur:
        return _nominal(noun, frame, ends, by, other or target(verb))
    return None


def _identity(noun: Token, frame: Frame, other: Token | None) -> Trigger | None:
    """Who is whose leader: "Kell is *leader* of the Front", "the Front's *leader* is Kell"."""
    verb = noun.head
    if frame.type is not ClaimType.ALLEGIANCE or verb.pos_ not in _VERBAL:
        return None
    if frame.polarity is not Polarity.HOLDS:
        return None
    other = other or next((c for c in noun.lefts if c.dep_ == "poss"), None)
    who = None
    if noun.dep_ in _LINKS:
        who = target(verb) if noun.dep_ == "oprd" and not passive(verb) else subject(verb)
        who = subject(verb) if who is not None and who.i == noun.i else who
    elif noun.dep_ == "nsubj" and verb.lemma_.lower() == "be":
        who = next((c for c in verb.children if c.dep_ == "attr" and c.pos_ == "PROPN"), None)
    return _nominal(noun, frame, reach(top(verb)), who, other) if who is not None else None


def _by(frame: Frame) -> tuple[str, ...]:
    return (*_BY, *frame.own) if "from" not in frame.to else ("by", *frame.own)


def _first(noun: Token) -> Token:
    """The first of joined nouns, which bears what stands before: "*Norvian* arms and money"."""
    while noun.dep_ == "conj" and noun.head.pos_ in _NOUNS:
        noun = noun.head
    return noun


def _shared_other(noun: Token, frame: Frame) -> Token | None:
    """What stands behind joined nouns: "recruitment and *training* of *rebels*"."""
    first = _first(noun)
    return next((t for t in after(first, frame.to) if t.i > noun.i), None)


def _held(noun: Token, frame: Frame) -> Token | None:
    """Who is in it: "*nine men* are in Norvian *custody*", "is under the *protection* of ..."."""
    verb = noun.head.head
    kept = noun.dep_ == "pobj" and noun.head.lower_ in {"in", "under"} and verb.pos_ in _VERBAL
    known = frame.type in {ClaimType.ARREST, ClaimType.SUPPORT}
    if not (kept and known) or verb.lemma_ not in clause_words().kept:
        return None
    return subject(verb)


def _bound_for(noun: Token) -> Token | None:
    """Who goes to get it: "*scores* crossed the lake for *training* by the guard"."""
    verb = clause_of(noun)
    bound = noun.dep_ == "pobj" and noun.head.lower_ == "for" and verb is not None
    return subject(verb) if bound and verb is not None else None


def _beside(noun: Token, frame: Frame) -> Token | None:
    """Who is meant: "Kell, the *leader* of the Front"; "marched in *support* of the Front"."""
    if frame.type is ClaimType.ALLEGIANCE:
        if noun.dep_ == "appos":
            return noun.head
        return next((c for c in noun.rights if c.dep_ == "appos"), None)
    verb = clause_of(noun)
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and verb is not None:
        return subject(verb)
    return None


def _nominal(
    noun: Token, frame: Frame, at: tuple[int, int], does: Token | None, other: Token | None
) -> Trigger:
    if frame.roles is Roles.UNDERGOES:
        return Trigger(noun, frame, *at, None, other or does)
    return Trigger(noun, frame, *at, does, other)


def asked_for(token: Token) -> bool:
    """Whether somebody asks, orders or refuses what the word names: it is not told as done."""
    at = token
    while at.head.i != at.i and at.dep_ in {
        "xcomp",
        "ccomp",
        "conj",
        "pobj",
        "prep",
        "dobj",
        "pcomp",
        "acl",
    }:
        below, at = at, at.head
        if below.dep_ in {"xcomp", "ccomp", "pobj", "dobj", "acl"} and at.pos_ in _VERBAL:
            frame = frame_of(at)
            if frame and frame.speech and frame.type is not ClaimType.ACCUSE:
                return True
            if frame and frame.type is ClaimType.AGREE and below.dep_ == "xcomp":
                return True  # "agreed *to withdraw*": what is told is the promise
    return False
