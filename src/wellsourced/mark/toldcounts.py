"""Claims of how many: counts of people that no verb of the list tells."""

from collections.abc import Sequence

from spacy.tokens import Span as Words
from spacy.tokens import Token

from wellsourced.mark.clauses import clause_of, reach, top
from wellsourced.mark.polarity import weighed
from wellsourced.mark.roles import Cast
from wellsourced.mark.scene import Scene
from wellsourced.mark.single import single
from wellsourced.mark.slots import Slots
from wellsourced.mark.syntax import Passage
from wellsourced.mark.triggers import asked_for
from wellsourced.mark.unjudged import Draft, clipped, common_hints, stood_at
from wellsourced.model import ClaimType, Outcome, Polarity, Quantity

_COUNTED = {
    Outcome.KILLED: ClaimType.CASUALTY,
    Outcome.WOUNDED: ClaimType.CASUALTY,
    Outcome.DETAINED: ClaimType.ARREST,
    Outcome.CAPTURED: ClaimType.ARREST,
    Outcome.STRENGTH: ClaimType.STRENGTH,
}
_TAKEN = frozenset({"kidnap", "abduct", "hijack", "take", "kidnapping", "abduction"})


def counted(passage: Passage, told: Sequence[Draft], cast: Cast) -> list[Draft]:
    """Counts of people that no verb of the list tells: "the toll rose to 22"."""
    out: list[Draft] = []
    for count in cast.scene.quantities.over(passage.start, passage.end):
        kind = _COUNTED.get(count.outcome)
        same = [d for d in (*told, *out) if d.type is kind or _seized(d, kind)]
        if kind is None or any(d.span.start <= count.start < d.span.end for d in same):
            continue
        words = passage.tree.char_span(
            count.start - passage.start, count.end - passage.start, alignment_mode="expand"
        )
        if words is None or _whole(words) or _told_before(words):
            continue
        if not asked_for(words.root):
            out.append(_count(count, kind, words.root, passage, cast.scene))
    return out


def _seized(told: Draft, kind: ClaimType | None) -> bool:
    """Whether a count of the held is that of the kidnapped: one event, and no arrest besides."""
    return kind is ClaimType.ARREST and told.type is ClaimType.ASSAULT and told.word in _TAKEN


def _whole(words: Words) -> bool:
    """Whether a toll is told of a whole line and by no number in it: "MAYOR MURDERED"."""
    rest = words.doc[words.end :]
    told = any(t.like_num for t in words)
    return words.start == 0 and not told and all(t.is_punct or t.is_space for t in rest)


def _told_before(words: Words) -> bool:
    """Whether somebody told of before is counted, and no number told: "(killed) *the mayor*"."""
    definite = words[0].lower_ in ("the", "he", "she", "his", "her", "who")
    return definite and not any(t.like_num for t in words)


def _count(count: Quantity, kind: ClaimType, word: Token, passage: Passage, here: Scene) -> Draft:
    verb = clause_of(word)
    first, last = reach(top(verb)) if verb is not None else (word.left_edge.i, word.right_edge.i)
    content = here.said_at(count.start, count.end)
    said = content.said if content else None
    stood = stood_at(word)
    polarity, commitment = weighed(stood, said.commitment if said else None, Polarity.HOLDS)
    sides = Slots(count.by, count.group, count.place)
    if kind is ClaimType.STRENGTH:
        sides = Slots(count.group, None, count.place)
    span = clipped(passage.span(passage.tree[first], passage.tree[last]), content)
    hints = (
        f"{kind} count",
        f"{kind} count {count.outcome}",
        *common_hints((word, stood), kind, sides, said, passage),
    )
    mode = count.outcome.value if kind is ClaimType.CASUALTY else None
    one = single(word if verb is None else verb, commitment)
    return Draft(span, kind, sides, polarity, commitment, said, mode, hints, one=one)
