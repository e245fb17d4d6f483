"""Through which paper somebody speaks who has given it an interview."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from spacy.tokens import Token

from wellsourced.mark.namebook import Names
from wellsourced.mark.named import Named
from wellsourced.mark.speakers import full
from wellsourced.mark.syntax import Passage
from wellsourced.mark.trees import children, subject
from wellsourced.model import EntityKind


class Meant(Protocol):
    """How a document's sources are named."""

    def __call__(self, number: int, head: Token, *, depth: int) -> Named:
        """Give who a word of a passage means, `depth` pronouns deep."""
        ...


class Interviews:
    """The interviews that a document tells of, looked for when first asked."""

    def __init__(self, passages: Sequence[Passage], names: Names) -> None:
        self.passages = passages
        self.names = names
        self._found: dict[str, tuple[str, int]] | None = None

    def printer(self, name: str, number: int, meant: Meant) -> str | None:
        """Give who has printed an interview with somebody: "The Herald published an interview"."""
        if self._found is None:
            self._found = dict(self._interviewed(meant))
        printed = self._found.get(name)
        return printed[0] if printed is not None and printed[1] <= number else None

    def _interviewed(self, meant: Meant) -> Iterator[tuple[str, tuple[str, int]]]:
        for number, passage in enumerate(self.passages):
            if "interview with" not in passage.text:
                continue
            for token in passage.tree:
                if token.lower_ == "interview" and token.dep_ == "dobj":
                    yield from self._printed(number, token, meant)

    def _printed(
        self, number: int, interview: Token, meant: Meant
    ) -> Iterator[tuple[str, tuple[str, int]]]:
        printer = subject(interview.head)
        if printer is None:
            return
        span = self.passages[number].span(printer.left_edge, printer.right_edge)
        papers = [m for m in self.names.within(span) if m.kind is EntityKind.OUTLET]
        for child in interview.rights:
            whom = children(child).get("pobj") if child.lower_ == "with" else None
            if whom is not None and papers:
                yield meant(number, whom, depth=1).name, (full(papers[-1].name), number)
