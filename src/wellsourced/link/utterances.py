"""Each telling of a claim or a count: by whom, through whom, when, in whose words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wellsourced.lang import shingles
from wellsourced.link.carried import ALIKE, copied_from, repeated
from wellsourced.link.origins import Names, Page, Voice, heard_on, speakers, told_on, voice
from wellsourced.link.same import Heard
from wellsourced.link.tellings import Telling, Tellings
from wellsourced.link.vias import Anchor, repeats
from wellsourced.model import (
    Document,
    DocumentId,
    EntityKind,
    MarkId,
    OriginKind,
    PartKind,
    Reuse,
    Source,
    Span,
    Utterance,
    Via,
)

_FAR = 400  # characters that a sentence may go on
_ACTS = frozenset({"DEMAND", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE"})
_SMALL = frozenset({"the", "a", "an", "of", "in", "for", "and", "he", "she", "they", "it", "who"})
_LONG = 100  # characters from which words found in another document are taken from it


class Sources:
    """What origins are looked up in: pages, shared passages by their younger text, wires."""

    def __init__(
        self,
        pages: Mapping[DocumentId, Page],
        copied: Mapping[DocumentId, Sequence[Reuse]],
        wires: Mapping[DocumentId, str],
        names: Names,
        anchors: Mapping[DocumentId, Sequence[Anchor]],
    ) -> None:
        self.pages, self.copied, self.wires = pages, copied, wires
        self.names, self.anchors = names, anchors
        self._alike: dict[Reuse, bool] = {}
        self._voices: dict[str, Voice] = {}

    def alike(self, reuse: Reuse) -> bool:
        """Whether a passage is the other's; asked of each telling in it."""
        known = self._alike.get(reuse)
        if known is None:
            known = self._alike[reuse] = _alike(reuse, self)
        return known

    def voiced(self, t: Telling) -> Voice:
        """Give who tells something; asked of each that is put beside it."""
        known = self._voices.get(t.key)
        if known is None:
            page = self.pages[t.document]
            known = self._voices[t.key] = _spoken(page, t.start, _holding(page, t), self)
        return known


def heard(own: Iterable[DocumentId], told: Tellings, found: Sources) -> list[Heard]:
    """Give who said first each thing that some pages tell."""
    return [_heard(t, told, found) for name in own for t in told.of(name)]


def _heard(t: Telling, told: Tellings, found: Sources) -> Heard:
    originals = _originals(t, told, found)
    linked = None if originals else _linked(t, told, found)
    same = [o for n, (_, o) in enumerate(originals) if not n or _one_source(o, originals, found)]
    same += [linked.other] if linked else []
    copies = dict.fromkeys(o.key for o in same)
    return Heard(t.key, _utterance(t, found, _Older(originals, linked)), tuple(copies))


def _one_source(o: Telling, originals: Sequence[tuple[Reuse, Telling]], found: Sources) -> bool:
    return not _others(o, originals[0][1], found)


def _originals(t: Telling, told: Tellings, found: Sources) -> list[tuple[Reuse, Telling]]:
    """The tellings in older texts whose words these are."""
    out = [
        (reuse, other)
        for reuse in found.copied.get(t.document, ())
        if (there := copied_from(t, reuse)) is not None
        for other in told.of(reuse.a)
        if repeated(t, other, there)
        and other.key != t.key
        and not (_others(t, other, found) or _by_chance(t, reuse, found))
        and not _of_others(t, other, found)
    ]
    return out or _quoted_back(t, told, found.pages[t.document].document)


def _quoted_back(t: Telling, told: Tellings, document: Document) -> list[tuple[Reuse, Telling]]:
    """What the page itself says in the words that a reader quotes, however few they are."""
    thread = document.speech_at(t.start)
    part = document.part_at(t.start) if thread is not None else None
    if thread is None or part is None or part.kind is not PartKind.BLOCKQUOTE:
        return []
    said = [
        o
        for o in told.of(t.document)
        if o.start < thread.start and o.about == t.about and o.said == t.said
    ]
    if not said:
        return []
    first = min(said, key=lambda o: o.key)
    a_span, b_span = Span(first.start, first.end), Span(t.start, t.end)
    return [(Reuse(a=document.id, b=document.id, a_span=a_span, b_span=b_span), first)]


class _Linked(NamedTuple):
    """A telling of another page that this one has by its own link."""

    anchor: Anchor
    other: Telling


class _Older(NamedTuple):
    """From where a telling is: copied words, or a page that is linked to."""

    originals: Sequence[tuple[Reuse, Telling]]
    linked: _Linked | None


def _linked(t: Telling, told: Tellings, found: Sources) -> _Linked | None:
    """What a page tells in a sentence with a link to the page that tells it, of one source."""
    near = found.anchors.get(t.document)
    if not near:
        return None
    first, after = _sentence(found.pages[t.document].document.told, t.start, t.end)
    for anchor in near:
        if anchor.page not in found.pages or not first <= anchor.words.start < after:
            continue
        said = [
            o
            for o in told.of(anchor.page)
            if o.about == t.about and o.numbers == t.numbers and repeats(t.words, o.words)
        ]
        for other in sorted(said, key=lambda o: (-len(o.words & t.words), o.key)):
            if _has_it_from(t, other, found):
                return _Linked(anchor, other)
    return None


def _has_it_from(t: Telling, other: Telling, found: Sources) -> bool:
    """Whether a telling has no other source than the one of the page that it links to."""
    said, before = found.voiced(t), found.voiced(other)
    if said.origin.unnamed and before.origin.unnamed and said.reader is None:
        return True
    passed = said.origin.name in (before.origin.name, *before.chain)
    return said.attribution is None or _unsourced(said) or passed


_STOP = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\n+")


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the sentence around a place goes, roughly."""
    left = max(0, start - _FAR)
    before = [m.end() for m in _STOP.finditer(text, left, start + 2) if m.end() <= start]
    after = _STOP.search(text, end, end + _FAR)
    return (before[-1] if before else left), (after.start() if after else end + _FAR)


def _by_chance(t: Telling, reuse: Reuse, found: Sources) -> bool:
    """Whether a page says in its own voice, in a few words, what stands so on another page too.

    Two papers that each saw "the army holds the bridge at Lorne" need not have it from each other.
    """
    page = found.pages[t.document]
    if _holding(page, t) is not None or page.document.speech_at(t.start) is not None:
        return False
    short = reuse.a_span.end - reuse.a_span.start < _LONG
    return reuse.a != reuse.b and (short or not found.alike(reuse))


def _alike(reuse: Reuse, found: Sources) -> bool:
    """Whether a passage is the other's, and not a few phrases here and there between other words.

    "They hold Lorne. The dairy has new windows" and "They hold Lorne. The mill has new windows".
    """
    a, b = found.pages[reuse.a].document.text, found.pages[reuse.b].document.text
    first = frozenset(shingles.said(a, reuse.a_span.start, reuse.a_span.end))
    other = frozenset(shingles.said(b, reuse.b_span.start, reuse.b_span.end))
    return 2 * len(first & other) >= ALIKE * (len(first) + len(other))


def _others(t: Telling, other: Telling, found: Sources) -> bool:
    """Whether the same words are told of two sources: two who say one thing, and no copy.

    As in "the bridge is closed, the mayor said" and "The bridge is closed, the general said".
    """
    if _two_people(found.voiced(t), found.voiced(other)) or _names_another(t, other, found):
        return True
    a, b = (_source_words(found.pages[x.document], x) for x in (t, other))
    if a and not b:  # nobody has a source's words from a reader who names none
        return found.pages[other.document].document.speech_at(other.start) is not None
    return bool(a and b) and not (a <= b or b <= a)


def _two_people(said: Voice, before: Voice) -> bool:
    """Whether two people with names are quoted, whatever words stand for them there."""
    both = said.attribution is not None and before.attribution is not None
    people = said.origin.kind is before.origin.kind is OriginKind.PERSON
    if not (both and people) or said.origin.name == before.origin.name:
        return False
    a, b = (frozenset(v.origin.name.casefold().split()) for v in (said, before))
    return not (a <= b or b <= a)


def _names_another(t: Telling, other: Telling, found: Sources) -> bool:
    """Whether words that nobody is found to say hold a person whom the others do not name.

    As in "the bridge is closed, Ada Orm, the mayor of Lorne", with the speaker not told apart.
    """
    page = found.pages[t.document]
    said = page.attributions.get(t.attribution) if t.attribution else None
    if said is None or said.source is not None or said.cue is None:
        return False
    there = found.pages[other.document].document.text[other.start : other.end]
    people = (m for m in page.marks.entities if m.kind is EntityKind.PERSON)
    inside = (m for m in people if t.start <= m.start and m.end <= t.end)
    return any(page.document.text[m.start : m.end] not in there for m in inside)


def _of_others(t: Telling, other: Telling, found: Sources) -> bool:
    """Whether nearly the same words are told of others: "Ada Orm in Lorne", "Jan Orm in Tarn"."""
    a, b = (_names(found.pages[x.document].document.text[x.start : x.end]) for x in (t, other))
    return bool(a - b) and bool(b - a)


def _names(text: str) -> frozenset[str]:
    """The words with a capital, but for the first.

    >>> sorted(_names("Police have arrested Ada Orm in Lorne"))
    ['Ada', 'Lorne', 'Orm']
    """
    return frozenset(re.findall(r"(?<=\w\W)[A-Z]\w+", text))


def _source_words(page: Page, t: Telling) -> frozenset[str]:
    """The words of the page for whoever says it; none, if it is the page's own."""
    holding = _holding(page, t)
    said = page.attributions.get(holding) if holding else None
    source = said.source if said else None
    if source is None:
        return frozenset()
    return frozenset(shingles.said(page.document.text, source.start, source.end)) - _SMALL


def _utterance(t: Telling, found: Sources, older: _Older) -> Utterance:
    page = found.pages[t.document]
    part = page.document.speech_at(t.start)
    said = found.voiced(t)
    first, why = _first(t, said, found, older)
    later = page.document.id != page.first.id
    why += (_version(page),) if later else ()
    return Utterance(
        claim=t.mark,
        document=t.document,
        origin=first.origin,
        described=first.described,
        chain=first.chain,
        same="",
        commenter=first.origin.kind is OriginKind.COMMENTER,
        commitment=t.commitment,
        said_on=told_on(page, said, part),
        heard_on=heard_on(page.document, part),
        why=why,
        reader=said.reader,
        own=said.attribution is None and said.reader is None,
        page=page.first.id if later else None,
        via=_via(older.linked),
        speakers=speakers(first.origin, found.names),
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


def _via(linked: _Linked | None) -> Via | None:
    if linked is None:
        return None
    told = Span(linked.other.start, linked.other.end)
    return Via(document=linked.other.document, link=linked.anchor.words, told=told)


def _version(page: Page) -> str:
    at = page.document.fetched_at
    when = f", fetched {at.date()}" if at else ""
    return f"{_titled(page)} in a later version{when}: the same page, not a second source"


def _first(
    t: Telling, said: Voice, found: Sources, older: _Older
) -> tuple[Voice, tuple[str, ...]]:
    """The voice behind words that were taken from another text; told without it, its own."""
    if older.linked is not None:
        return _by_link(t, said, found, older.linked)
    if said.attribution is not None and not _unsourced(said):
        return said, ()
    for reuse, other in older.originals:
        page = found.pages[reuse.a]
        before = _spoken(page, other.start, _holding(page, other), found)
        return _through(said, before), (f"the words are those of {_titled(page)}",)
    for reuse in found.copied.get(t.document, ()):
        there = copied_from(t, reuse)
        long = reuse.a == reuse.b or reuse.a_span.end - reuse.a_span.start >= _LONG
        if there is not None and long and not _by_chance(t, reuse, found):
            page = found.pages[reuse.a]
            before = _spoken(page, there[0], _innermost(page, there[0]), found)
            return _through(said, before), (f"the words are those of {_titled(page)}",)
    wire = found.wires.get(t.document)
    carried = wire is not None and wire in said.chain
    return said, (f"the page carries copy of {wire}",) if carried else ()


def _by_link(
    t: Telling, said: Voice, found: Sources, linked: _Linked
) -> tuple[Voice, tuple[str, ...]]:
    page = found.pages[t.document]
    words = re.sub(r"\s+", " ", linked.anchor.words.of(page.document.text))
    there = _titled(found.pages[linked.other.document])
    why = f"{_titled(page)} has it from {there}, to which it links (“{words}”)"
    return _through(said, found.voiced(linked.other)), (why,)


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
