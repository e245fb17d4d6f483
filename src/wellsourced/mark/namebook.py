"""The names of a document, looked up by where they stand."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from wellsourced.mark.speakers import full
from wellsourced.mark.syntax import Passage
from wellsourced.model import EntityKind, Mention, Span


class Names:
    """The names that can speak, in order, and where words for a people stand."""

    def __init__(self, passages: Sequence[Passage], mentions: Sequence[Mention]) -> None:
        people = EntityKind.NATIONALITY
        self.passages = passages
        self.mentions = sorted((m for m in mentions if m.kind is not people), key=_place)
        self._peoples = frozenset(m.start for m in mentions if m.kind is people)
        self._starts = [m.start for m in self.mentions]

    def at(self, number: int, token: Token) -> Mention | None:
        """Give the name that covers a token of a passage."""
        at = self.passages[number].start + token.idx
        spot = bisect_left(self._starts, at + 1) - 1
        for mention in reversed(self.mentions[max(0, spot - 2) : spot + 1]):
            if mention.start <= at < mention.end:
                return mention
        return None

    def within(self, span: Span) -> list[Mention]:
        """Give the names that begin inside a span."""
        first = bisect_left(self._starts, span.start)
        return self.mentions[first : bisect_left(self._starts, span.end)]

    def before(self, at: int) -> Iterator[Mention]:
        """Give the names that begin before a place, the last first."""
        for spot in range(bisect_left(self._starts, at) - 1, -1, -1):
            yield self.mentions[spot]

    def filling(self, span: Span) -> str | None:
        """Give the name at the end of a span, as known; None: no name, or only a place's."""
        for mention in self.within(span):
            if mention.end != span.end or mention.kind is EntityKind.PLACE:
                continue
            if mention.start == span.start or mention.kind is EntityKind.PERSON:
                return full(mention.name)
        return None

    def of_people(self, number: int, token: Token) -> bool:
        """Whether a word is one of a people: "a local Norvian"."""
        return self.passages[number].start + token.idx in self._peoples


def _place(mention: Mention) -> tuple[int, int, str]:
    return mention.start, -mention.end, mention.name
