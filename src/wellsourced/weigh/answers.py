"""How readers answer other readers: which telling of a comment an answer is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wellsourced.model import Document, DocumentId, Part, PartId, ReaderAnswer
from wellsourced.weigh.tellings import Telling, telling_words

_STANCES = ("support", "deny", "query")
Answers = Mapping[tuple[str, int, int, str], tuple[ReaderAnswer, ...]]


def answers(documents: Mapping[DocumentId, Document], found: Iterable[Telling]) -> Answers:
    """Give for each telling in a comment the answers to it, by the telling's key.

    "That is false", below a comment of one claim, is about that claim; below one of several it is
    about those with which it shares words. Answers to the page itself are about no claim of it.
    """
    replies = {d.id: _replies(d) for d in documents.values()}
    told: dict[tuple[DocumentId, PartId], list[Telling]] = defaultdict(list)
    for t in found:
        document = documents[t.quote.document]
        part = document.speech_at(t.quote.start) if replies[document.id] else None
        if part is not None and part.id in replies[document.id]:
            told[document.id, part.id].append(t)
    out: dict[tuple[str, int, int, str], tuple[ReaderAnswer, ...]] = {}
    for (name, comment), tellings in sorted(told.items()):
        for t in tellings:
            meant = (r for r in replies[name][comment] if _about(r, t, tellings, documents[name]))
            out[t.key] = tuple(_answer(name, r) for r in meant)
    return out


def _replies(document: Document) -> dict[PartId, list[Part]]:
    """The answers of a thread that take a stand, by the comment that they answer."""
    out: dict[PartId, list[Part]] = defaultdict(list)
    for p in document.parts:
        if p.reply_to is not None and p.stance in _STANCES:
            out[p.reply_to].append(p)
    return out


def _about(answer: Part, t: Telling, beside: Sequence[Telling], document: Document) -> bool:
    if len({o.quote for o in beside}) == 1:
        return True
    return bool(t.words & telling_words(document.text[answer.start : answer.end]))


def _answer(document: DocumentId, p: Part) -> ReaderAnswer:
    return ReaderAnswer(document=document, start=p.start, end=p.end, stance=p.stance or "")
