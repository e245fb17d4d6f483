"""A claim before it is judged: its record, and the hints that any clause gives for and against."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from wellsourced.mark.clauses import clause_of, passive
from wellsourced.mark.polarity import Stand, asked, bidden, stand
from wellsourced.mark.roles import Cast
from wellsourced.mark.scene import Content
from wellsourced.mark.slots import Slots
from wellsourced.mark.syntax import Passage
from wellsourced.model import Attribution, ClaimType, Commitment, Polarity, Span


class Draft(NamedTuple):
    """A claim before it is judged and sealed."""

    span: Span
    type: ClaimType
    slots: Slots
    polarity: Polarity
    commitment: Commitment
    said: Attribution | None
    mode: str | None
    hints: tuple[str, ...]
    word: str = ""  # the base form of the word that names the event
    one: bool = True  # violence told as one that has happened: no plan, order, habit or sum


def common_hints(
    at: tuple[Token, Stand],
    kind: ClaimType,
    sides: Slots,
    said: Attribution | None,
    passage: Passage,
) -> Iterator[str]:
    """Hints that any clause gives: what stands in it, who says it, and where."""
    word, stood = at
    verb = clause_of(word)
    yield kind.value
    yield f"{kind} {word.pos_} {word.dep_}"
    yield f"dep {word.dep_}"
    yield f"{kind} place {sides.place is not None}"
    yield f"sides {sides.actor is not None} {sides.recipient is not None}"
    yield f"said {said is not None}"
    yield f"{kind} said {said is not None}"
    if said:
        yield f"said {said.kind} {said.unnamed} {said.nested_in is not None}"
        yield f"commitment {said.commitment}"
    if verb is not None:
        yield f"tense {verb.tag_} {passive(verb)}"
        yield f"{kind} tense {verb.tag_}"
        auxiliary = sorted(c.lower_ for c in verb.children if c.dep_ == "aux")
        yield from (f"aux {a}" for a in auxiliary)
    if asked(word) or (verb is not None and bidden(verb)):
        yield "unsaid"
    yield f"part {passage.part.kind}"
    yield f"early {min(passage.start // 400, 3)}"
    yield f"strength {stood.strength}"


def stood_at(word: Token) -> Stand:
    """Give how a word stands in its sentence: nothing that a question asks is told."""
    here = stand(word)
    return Stand(here.negative, 0) if word.sent[-1].text == "?" else here


def clipped(span: Span, content: Content | None) -> Span:
    """Give the part of the clause that its source says."""
    if content is None or not span.meets(Span(content.start, content.end)):
        return span
    return Span(max(span.start, content.start), min(span.end, content.end))


def speaker_of(said: Attribution | None, cast: Cast) -> str | None:
    """Who "I" and "we" are: the source, or the writer."""
    return said.chain[-1] if said and said.chain else cast.own
