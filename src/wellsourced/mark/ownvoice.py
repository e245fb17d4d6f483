"""Who "we" and "I" are where nobody is quoted: the writer, who gives a statement, who is asked."""

import re

from wellsourced.mark.scene import Scene
from wellsourced.mark.syntax import Passage
from wellsourced.model import Document, EntityKind, PartKind

_FROM = re.compile(
    r"\b(?:statement|letter|communique|communiqué|declaration|message)\s+"
    r"(?:issued\s+)?(?:by|of|from)\s+",
    re.IGNORECASE,
)
_WITH = re.compile(r"\b(?:interview|conversation|questions and answers|Q ?& ?A)\s+with\s+", re.I)
_ANSWER = re.compile(r"A(?:nswer)?:\s")
_COMMENTS = frozenset({PartKind.COMMENT, PartKind.TRACKBACK})
_NEAR = 40  # characters from "by" to the end of the name: "the former general Odo Kell"


def own_voice(passage: Passage, document: Document, here: Scene) -> str | None:
    """Give who speaks in a paragraph's own voice; None: the page does not say.

    "Statement by the Ministry of Defence", "An interview with Odo Kell ... A: We never left".
    """
    part = passage.part
    if part.kind in _COMMENTS:
        return part.author
    if _ANSWER.match(passage.text):
        return _named(_WITH, document, here) or part.author or _first_person(here)
    told = part.author or _named(_FROM, document, here) or _issuer(document)
    return told or document.author


def _issuer(document: Document) -> str | None:
    """The body whose statement the page's first line says that it is."""
    line = document.text.lstrip().partition("\n")[0]
    return document.outlet if _FROM.search(line) else None


def _first_person(here: Scene) -> str | None:
    """Who is named first on a page of questions and answers: whom it introduces."""
    persons = (m for m in here.mentions.all() if m.kind is EntityKind.PERSON)
    return next((m.name for m in persons), None)


def _named(words: re.Pattern[str], document: Document, here: Scene) -> str | None:
    """The first name behind the words in the page's first line."""
    text = document.text
    top = next((p for p in document.parts if p.kind is PartKind.HEADLINE), None)
    first = top.start if top else len(text) - len(text.lstrip())
    line = text[first : top.end] if top else text[first:].partition("\n")[0]
    found = words.search(line)
    if found is None:
        return None
    start = first + found.end()
    end = min(start + _NEAR, first + len(line))
    return next((m.name for m in here.mentions.over(start, end)), None)
