"""A verb of saying at its place, and what is found of the words that it brings."""

from dataclasses import dataclass

from spacy.tokens import Token

from wellsourced.mark.cues import Cue, CueClass
from wellsourced.mark.drafts import Range
from wellsourced.mark.trees import negated, verb_group

_POINTING = frozenset({"it", "this", "that", "so", "one", "what", "which", "who", "whom"})
EMPTY = _POINTING | {"something", "nothing", "anything"}


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


Found = tuple[CueClass, tuple[Range, ...], Token | None, Range]
