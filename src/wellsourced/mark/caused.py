"""Claims of what caused a blast, a fire or a crash, which rival sources tell otherwise."""

from collections.abc import Iterator

from wellsourced.mark.causes import causes
from wellsourced.mark.polarity import stand, weighed
from wellsourced.mark.roles import Cast
from wellsourced.mark.slots import Slots
from wellsourced.mark.syntax import Passage
from wellsourced.mark.unjudged import Draft, clipped
from wellsourced.model import ClaimType, Polarity

CAUSE = "cause"
"""The mode of a claim that tells a cause: its actor is what happened, its recipient the cause."""


def caused(passage: Passage, cast: Cast) -> Iterator[Draft]:
    """Give what a paragraph says to have caused something: "The blast was caused by *a bomb*"."""
    for one in causes(list(passage.tree), cast.document.text, passage.start):
        word, verb = passage.span(one.said), passage.span(one.verb)
        content = cast.scene.said_at(word.start, word.end)
        said = content.said if content else None
        first = one.first
        if one.blames:  # what is laid to a cause is the word of who lays it
            said, first = cast.scene.cue_at(verb.start, verb.end), one.verb.i + 1
        if one.verb.sent[-1].text == "?" or (one.blames and said is None):
            continue
        value = said.commitment if said else None
        polarity, commitment = weighed(stand(one.verb), value, Polarity.HOLDS)
        whole = passage.span(passage.tree[first], passage.tree[one.last])
        span = whole if one.blames else clipped(whole, content)
        place = next((p.name for p in cast.scene.places.over(span.start, span.end)), None)
        sides = Slots(one.event, one.cause, place)
        yield Draft(span, ClaimType.STATEMENT, sides, polarity, commitment, said, CAUSE, ("sure",))
