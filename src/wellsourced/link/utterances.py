"""Each telling of a claim or a count: by whom, through whom, when, in whose words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from wellsourced.lang.shingles import words
from wellsourced.link.names import Union
from wellsourced.link.origins import Names, Page, Voice, heard_on, told_on, voice
from wellsourced.model import (
    Commitment,
    Document,
    DocumentId,
    MarkId,
    OriginKind,
    PartKind,
    Reuse,
    Source,
    Span,
    Utterance,
    digest,
)

_ACTS = frozenset({"DEMAND", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE"})
_SMALL = frozenset({"the", "a", "an", "of", "in", "for", "and", "he", "she", "they", "it", "who"})
_ALIKE = 0.75  # share of the words that a copy of a telling has in common with it
_LONG = 100  # characters from which words found in another document are taken from it
_COVERED = 0.6  # share of a telling that has to lie in a passage to be a copy


class Telling(NamedTuple):
    """Where something is told, and what kind of thing."""

    document: DocumentId
    mark: MarkId
    start: int
    end: int
    about: str
    attribution: MarkId | None
    commitment: Commitment
    words: frozenset[str]
    numbers: tuple[str, ...]

    @property
    def key(self) -> str:
        """Names the telling over all documents."""
        return f"{self.document}:{self.start:09d}-{self.end:09d}:{self.about}:{self.mark}"


def of_claims(page: Page) -> Iterator[Telling]:
    """Give the claims of a page as tellings."""
    for c in page.marks.claims:
        about = f"{c.type} {c.polarity}"
        yield _telling(page, c.id, (c.start, c.end), about, (c.attribution, c.commitment))


def of_counts(page: Page) -> Iterator[Telling]:
    """Give the quantities of a page as tellings, as sure as the attribution that holds them."""
    for q in page.marks.quantities:
        found = page.attributions.get(q.attribution) if q.attribution else None
        sure = found.commitment if found else Commitment.CERTAIN
        yield _telling(page, q.mark, (q.start, q.end), q.outcome, (q.attribution, sure))


def _telling(
    page: Page,
    mark: MarkId,
    at: tuple[int, int],
    about: str,
    said: tuple[MarkId | None, Commitment],
) -> Telling:
    told = words(page.document.text, *at).texts
    numbers = tuple(w for w in told if w.isnumeric())
    return Telling(page.document.id, mark, *at, about, *said, frozenset(told), numbers)


class Sources(NamedTuple):
    """What origins are looked up in: pages, shared passages by their younger text, wires."""

    pages: Mapping[DocumentId, Page]
    copied: Mapping[DocumentId, Sequence[Reuse]]
    wires: Mapping[DocumentId, str]
    names: Names


def sources(
    pages: Mapping[DocumentId, Page],
    reused: Iterable[Reuse],
    wires: Mapping[DocumentId, str],
    names: Names,
) -> Sources:
    """Put together what origins are looked up in."""
    copied: dict[DocumentId, list[Reuse]] = defaultdict(list)
    for r in reused:
        copied[r.b].append(r)
    return Sources(pages, copied, wires, names)


def utterances(tellings: Sequence[Telling], found: Sources) -> tuple[Utterance, ...]:
    """Give who said each thing first; copies of one text get one name, `same`."""
    by_page: dict[DocumentId, list[Telling]] = defaultdict(list)
    for t in tellings:
        by_page[t.document].append(t)
    joined = Union()
    for t in tellings:
        for _, other in _originals(t, by_page, found):
            joined.join(t.key, other.key)
    out = [_utterance(t, found, joined, _originals(t, by_page, found)) for t in tellings]
    return tuple(sorted(_first_said(out), key=lambda u: (u.document, u.claim)))


def _first_said(found: Sequence[Utterance]) -> Iterator[Utterance]:
    """Copies were said when the first of them was: what is reprinted later is no newer for it."""
    days: dict[str, date] = {}
    for u in found:
        if u.said_on is not None:
            days[u.same] = min(u.said_on, days.get(u.same, u.said_on))
    yield from (replace(u, said_on=days.get(u.same, u.said_on)) for u in found)


def _originals(
    t: Telling, by_page: Mapping[DocumentId, Sequence[Telling]], found: Sources
) -> list[tuple[Reuse, Telling]]:
    """The tellings in older texts whose words these are."""
    out = [
        (reuse, other)
        for reuse in found.copied.get(t.document, ())
        if (there := _carried(t, reuse)) is not None
        for other in by_page.get(reuse.a, ())
        if other.key != t.key and _repeats(t, other, there) and not _others(t, other, found)
    ]
    return out or _quoted_back(t, by_page[t.document], found.pages[t.document].document)


def _quoted_back(
    t: Telling, beside: Sequence[Telling], document: Document
) -> list[tuple[Reuse, Telling]]:
    """What the page itself says in the words that a reader quotes, however few they are."""
    part, thread = document.part_at(t.start), document.speech_at(t.start)
    if thread is None or part is None or part.kind is not PartKind.BLOCKQUOTE:
        return []
    quoted = words(document.text, t.start, t.end).texts
    said = [
        o
        for o in beside
        if o.start < thread.start
        and o.about == t.about
        and words(document.text, o.start, o.end).texts == quoted
    ]
    if not said:
        return []
    first = min(said, key=lambda o: o.key)
    a_span, b_span = Span(first.start, first.end), Span(t.start, t.end)
    return [(Reuse(a=document.id, b=document.id, a_span=a_span, b_span=b_span), first)]


def _others(t: Telling, other: Telling, found: Sources) -> bool:
    """Whether the same words are told of two sources: two who say one thing, and no copy.

    As in "the bridge is closed, the mayor said" and "The bridge is closed, the general said".
    """
    a, b = (_source_words(found.pages[x.document], x) for x in (t, other))
    return bool(a and b) and not (a <= b or b <= a)


def _source_words(page: Page, t: Telling) -> frozenset[str]:
    """The words of the page for whoever says it; none, if it is the page's own."""
    holding = _holding(page, t)
    said = page.attributions.get(holding) if holding else None
    source = said.source if said else None
    if source is None:
        return frozenset()
    return frozenset(words(page.document.text, source.start, source.end).texts) - _SMALL


def _repeats(t: Telling, other: Telling, there: Span) -> bool:
    """Whether one telling has the words of the other: no other number, no other sense."""
    if other.about != t.about or other.numbers != t.numbers:
        return False
    alike = 2 * len(t.words & other.words) / (len(t.words) + len(other.words)) >= _ALIKE
    return alike and _share(Span(other.start, other.end), there) >= 0.5


def _carried(t: Telling, reuse: Reuse) -> Span | None:
    """Where the words of a telling stand in the text that they were taken from."""
    if _share(Span(t.start, t.end), reuse.b_span) < _COVERED:
        return None
    a, b = reuse.a_span, reuse.b_span
    scale = (a.end - a.start) / (b.end - b.start)
    start = a.start + int(max(0, t.start - b.start) * scale)
    end = a.start + int((min(t.end, b.end) - b.start) * scale)
    return Span(start, max(end, start + 1))


def _share(one: Span, other: Span) -> float:
    """How much of the shorter lies in the other."""
    over = min(one.end, other.end) - max(one.start, other.start)
    return over / min(one.end - one.start, other.end - other.start)


def _utterance(
    t: Telling, found: Sources, joined: Union, originals: Sequence[tuple[Reuse, Telling]]
) -> Utterance:
    page = found.pages[t.document]
    part = page.document.speech_at(t.start)
    said = _spoken(page, t.start, _holding(page, t), found)
    first, why = _first(t, said, found, originals)
    return Utterance(
        claim=t.mark,
        document=t.document,
        origin=first.origin,
        described=first.described,
        chain=first.chain,
        same=digest("same", joined.root(t.key)),
        commenter=first.origin.kind is OriginKind.COMMENTER,
        commitment=t.commitment,
        said_on=told_on(page, said, part),
        heard_on=heard_on(page.document, part),
        why=why,
        reader=said.reader,
        own=said.attribution is None and said.reader is None,
    )


def _holding(page: Page, t: Telling) -> MarkId | None:
    """The attribution in whose voice a telling is: of a speech act, the one that tells of it.

    In "the mayor said the rebels asked for a truce" the mayor tells that they asked.
    """
    own = page.attributions.get(t.attribution) if t.attribution else None
    if own is None or own.cue is None or own.nested_in is None or own.source is None:
        return t.attribution
    act = t.about.split()[0] in _ACTS and t.start <= own.source.start and own.cue.end <= t.end
    return own.nested_in if act else t.attribution


def _spoken(page: Page, start: int, attribution: MarkId | None, found: Sources) -> Voice:
    """The voice at a place; on a page that prints an agency's copy, through the agency."""
    said = voice(page, start, attribution, found.names)
    wire = found.wires.get(page.document.id)
    part = page.document.part_at(start)
    own = part is None or part.kind in (PartKind.BODY, PartKind.HEADLINE)
    if wire is None or said.reader is not None or not own or wire in said.chain:
        return said
    chain = (said.chain[0], wire, *said.chain[1:])
    if said.attribution is not None:
        return said._replace(chain=chain)
    agency = Source(name=wire, unnamed=False, kind=OriginKind.OUTLET)
    return said._replace(origin=agency, chain=chain)


def _first(
    t: Telling, said: Voice, found: Sources, originals: Sequence[tuple[Reuse, Telling]]
) -> tuple[Voice, tuple[str, ...]]:
    """The voice behind words that were taken from another text; told without it, its own."""
    if said.attribution is not None and not _unsourced(said):
        return said, ()
    for reuse, other in originals:
        page = found.pages[reuse.a]
        before = _spoken(page, other.start, _holding(page, other), found)
        return _through(said, before), (f"the words are those of {_titled(page)}",)
    for reuse in found.copied.get(t.document, ()):
        there = _carried(t, reuse)
        long = reuse.a == reuse.b or reuse.a_span.end - reuse.a_span.start >= _LONG
        if there is not None and long:
            page = found.pages[reuse.a]
            before = _spoken(page, there.start, _innermost(page, there.start), found)
            return _through(said, before), (f"the words are those of {_titled(page)}",)
    wire = found.wires.get(t.document)
    carried = wire is not None and wire in said.chain
    return said, (f"the page carries copy of {wire}",) if carried else ()


def _unsourced(said: Voice) -> bool:
    """Whether nobody is named for the words: a commenter's own, or a bare quotation."""
    bare = said.origin.unnamed and said.origin.name == "unnamed"
    return bare or said.origin.kind is OriginKind.COMMENTER


def _through(said: Voice, before: Voice) -> Voice:
    """The older voice, come through the one that repeats it."""
    chain = said.chain + tuple(n for n in before.chain if n not in said.chain)
    return before._replace(chain=chain, reader=said.reader or before.reader)


def _titled(page: Page) -> str:
    d = page.document
    return f"“{d.title}” ({page.outlet})" if d.title else page.outlet


def _innermost(page: Page, at: int) -> MarkId | None:
    """The attribution whose content holds the place most closely."""
    holding = [
        (span.end - span.start, a.id)
        for a in page.marks.attributions
        for span in a.content
        if span.start <= at < span.end
    ]
    return min(holding)[1] if holding else None
