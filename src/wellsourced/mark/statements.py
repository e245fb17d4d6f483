"""Claims that are whole clauses: what a source states or demands, and what the page states."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from wellsourced.mark.clauses import passive, reach, subject
from wellsourced.mark.frames import clause_words
from wellsourced.mark.polarity import Stand, weighed
from wellsourced.mark.roles import Cast
from wellsourced.mark.scene import Scene
from wellsourced.mark.slots import Slots
from wellsourced.mark.syntax import Passage
from wellsourced.mark.unjudged import Draft, clipped, common_hints, speaker_of, stood_at
from wellsourced.model import Attribution, ClaimType, Polarity, Span

_VERBAL = frozenset({"VERB", "AUX"})
_SURE = frozenset({"sure", "identity"})
_SHORTEST = 12  # characters of a statement


def statements(
    passage: Passage, tokens: list[Token], told: Sequence[Draft], cast: Cast
) -> Iterator[Draft]:
    """Whole clauses, said by a source or by the page, beside the events in them."""
    for word in tokens:
        if word.pos_ in _VERBAL and _main(word, passage, cast.scene):
            made = _statement(word, passage, told, cast)
            if made:
                yield made


def _main(verb: Token, passage: Passage, here: Scene) -> bool:
    """Whether the clause is the page's own main one, or the main one of what a source says."""
    at = passage.start + verb.idx
    if here.cue_at(at, at + len(verb)):
        return False
    if verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ in {"ROOT", "ccomp"}):
        return any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children)
    return verb.dep_ in {"ccomp", "parataxis"} and here.said_at(at, at + len(verb)) is not None


def _statement(verb: Token, passage: Passage, told: Sequence[Draft], cast: Cast) -> Draft | None:
    here = cast.scene
    word = passage.span(verb)
    first, last = reach(verb)
    content = here.said_at(word.start, word.end)
    span = clipped(passage.span(passage.tree[first], passage.tree[last]), content)
    if span.end - span.start < _SHORTEST:
        return None
    said = content.said if content else None
    stood = stood_at(verb)
    worded = Stand(negative=False, strength=stood.strength)  # a statement is taken as it is worded
    polarity, commitment = weighed(worded, said.commitment if said else None, Polarity.HOLDS)
    doer = _topic(subject(verb), passage, cast)
    speaker = speaker_of(said, cast)
    sides = Slots(
        cast.names(passage, doer, speaker) if doer is not None else None,
        None,
        next((p.name for p in here.places.over(span.start, span.end)), None),
    )
    if said is not None and speaker is not None and _bidding(verb):
        return _demand(verb, Spoken(span, said, speaker), passage, cast)
    kind = ClaimType.STATEMENT
    if any(span.meets(d.span) and _SURE.intersection(d.hints) for d in told):
        return None  # the claim inside says as much
    inside = sorted({d.type.value for d in told if span.meets(d.span)})
    hints = [
        f"STATEMENT {verb.lemma_.lower()}",
        f"STATEMENT actor {cast.sort(passage, doer)}",
        f"STATEMENT beside {bool(inside)}",
        f"STATEMENT long {min((last - first) // 8, 4)}",
        *(f"STATEMENT beside {t}" for t in inside),
        *common_hints((verb, stood), kind, sides, said, passage),
    ]
    return Draft(span, kind, sides, polarity, commitment, said, None, tuple(hints))


def _bidding(verb: Token) -> bool:
    """Whether it says what others are to do: "the army *should* leave the valley"."""
    who = subject(verb)
    bids = any(c.lower_ in clause_words().bidding for c in verb.children if c.dep_ == "aux")
    acts = verb.lemma_ != "be"  # "it should be safe" only hopes
    return bids and acts and who is not None and who.lower_ not in clause_words().speaker


class Spoken(NamedTuple):
    """Words of a source: where they stand, who says them."""

    span: Span
    said: Attribution
    speaker: str


def _demand(verb: Token, spoken: Spoken, passage: Passage, cast: Cast) -> Draft:
    """What a source demands of another: "the army should leave the valley, the mayor said"."""
    who = None if passive(verb) else subject(verb)
    other = cast.names(passage, who, spoken.speaker) if who is not None else None
    sides = Slots(spoken.speaker, other if other != spoken.speaker else None, None)
    kind = ClaimType.DEMAND
    stood = Stand(negative=False, strength=3)
    hints = [f"{kind} bidding", *common_hints((verb, stood), kind, sides, spoken.said, passage)]
    polarity, commitment = weighed(stood, None, Polarity.HOLDS)
    return Draft(spoken.span, kind, sides, polarity, commitment, spoken.said, None, tuple(hints))


def _topic(token: Token | None, passage: Passage, cast: Cast) -> Token | None:
    """Whom a statement is about: in "the mayor's health", the mayor."""
    if token is None or cast.sort(passage, token) not in {"NOUN", "PROPN"}:
        return token
    return next((c for c in token.lefts if c.dep_ == "poss"), token)
