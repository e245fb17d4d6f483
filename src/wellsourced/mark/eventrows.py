"""The rows of a table of events: each coded field is a mark, and each row claims what it codes.

A row is known by its parts, of which each is one field ("row.actor"). What the row's note says in
sentences is marked as any text; whatever the row tells comes through the sources that it names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from wellsourced.config import Settings
from wellsourced.lexicon.reader import read
from wellsourced.mark.words import words as lists
from wellsourced.model import (
    Attribution,
    AttributionKind,
    Bound,
    ClaimMark,
    ClaimType,
    Document,
    EntityKind,
    Layer,
    MarkId,
    Marks,
    Mention,
    Outcome,
    Part,
    PartKind,
    PlaceMark,
    Quantity,
    Span,
    TimeMark,
    TimeType,
    digest,
)

_PREFIX = "row."
_WORDS = frozenset({f"{_PREFIX}note"})  # what is not coded but told in sentences
_BESIDE = frozenset({f"{_PREFIX}source", f"{_PREFIX}origin"})
_YEARS = re.compile(r"\s*\((?:\d{4}-\d{0,4}|([^()]+))\)$")  # ACLED's, of a government
_QUOTED = re.compile(r'"([^"]*)"|([^;]+)')  # one source of a list of them
_OF_ARTICLE = re.compile(r",\s*(?:19|20)\d\d-\d\d-\d\d\b.*$", re.S)  # UCDP: outlet, day, headline
_NUMBER = re.compile(r"\d+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CODE = re.compile(r"(\d+)$")
_BETWEEN = re.compile(r"\s*[;:]\s*")


class _Types(Struct, frozen=True):
    types: dict[str, tuple[str, ...]]


def is_row(document: Document) -> bool:
    """Whether a document is a row of a table of events."""
    return any(p.id.startswith(_PREFIX) for p in document.parts)


def sentences(document: Document) -> Document:
    """Give a row as it is marked as text: what is coded in it is no sentence."""
    if not is_row(document):
        return document
    parts = tuple(
        p if p.id in _WORDS else replace(p, kind=PartKind.FURNITURE) for p in document.parts
    )
    return replace(document, parts=parts)


def coded(document: Document, found: Marks, settings: Settings, only: frozenset[Layer]) -> Marks:
    """Give the marks of a row: its fields', and those of its sentences through its sources."""
    row = _row(document, settings)
    names, said = tuple(_mentions(row)), tuple(_attributions(row))
    own = Marks(
        doc=document.id,
        entities=names,
        times=tuple(_times(row)),
        places=tuple(_places(row)),
        quantities=tuple(_tolls(row, said)),
        attributions=said,
        claims=tuple(_claims(row, said)),
    )
    both = _joined(own, _sourced(found, said, document))
    kept = {layer.value: getattr(both, layer.value) for layer in only & _LAYERS}
    beside = Marks(doc=document.id, described=found.described, peoples=found.peoples)
    return replace(beside, **kept)


_LAYERS = frozenset(Layer) - {Layer.PARTS}


class _Row(NamedTuple):
    """A row with what its fields mean."""

    document: Document
    parts: Mapping[str, Part]
    names: Mapping[str, tuple[str, EntityKind]]  # as the settings call what they know

    def words(self, role: str) -> str:
        part = self.parts.get(role)
        return part.span.of(self.document.text) if part else ""

    def id(self, layer: str, *fields: str) -> MarkId:
        return MarkId(digest(self.document.id, layer, "row", *fields))

    @property
    def span(self) -> Span:
        """The coded words, from the first to the last."""
        beside = _WORDS | _BESIDE
        line = [p for p in self.document.parts if p.id not in beside] or self.document.parts
        return Span(min(p.start for p in line), max(p.end for p in line))

    @property
    def days(self) -> tuple[date | None, date | None]:
        found = [date.fromisoformat(d) for d in _DAY.findall(self.words("date"))]
        return (found[0], found[-1]) if found else (None, None)

    @property
    def place(self) -> str | None:
        """The nearest of the places that the row names, one within the other."""
        return self.words("place").split(", ")[0] or None

    def actors(self, role: str) -> Iterator[tuple[Span, str, EntityKind]]:
        part = self.parts.get(role)
        if part:
            for span in _listed(self.document.text, part.span):
                yield span, *self.called(self._bare(span.of(self.document.text)))

    def _bare(self, name: str) -> str:
        """A name without the years or the row's own country in brackets: "Police (2019-)"."""
        found = _YEARS.search(name)
        if found is None or (found[1] and found[1] not in self.words("place").split(", ")):
            return name
        return name[: found.start()]

    def called(self, name: str) -> tuple[str, EntityKind]:
        return self.names.get(name.casefold(), (name, _kind(name)))

    def joined(self, role: str) -> str | None:
        return "; ".join(name for _, name, _ in self.actors(role)) or None


def _row(document: Document, settings: Settings) -> _Row:
    parts = {p.id.removeprefix(_PREFIX): p for p in document.parts}
    known = {n.casefold(): (a.name, a.kind) for a in settings.actors for n in (a.name, *a.aliases)}
    known |= {
        n.casefold(): (o.name, EntityKind.OUTLET)
        for o in settings.outlets
        for n in (o.name, *o.aliases)
    }
    return _Row(document, parts, known)


def _kind(name: str) -> EntityKind:
    heads = lists().heads
    return next((heads[w] for w in name.split() if w in heads), EntityKind.ORGANISATION)


def _listed(text: str, within: Span) -> Iterator[Span]:
    """The pieces of a list, "Red Front; Blue Front", quoted or not."""
    for found in _QUOTED.finditer(text, within.start, within.end):
        group = 1 if found[1] is not None else 2
        words = found[group]
        start = found.start(group) + len(words) - len(words.lstrip())
        if words.strip():
            yield Span(start, start + len(words.strip()))


def _mentions(row: _Row) -> Iterator[Mention]:
    for role in ("actor", "recipient"):
        for span, name, kind in row.actors(role):
            yield _mention(row, span, name, kind)
    for span, name in _sources(row):
        yield _mention(row, span, name, EntityKind.OUTLET)
    if row.place:
        start = row.parts["place"].start
        yield _mention(row, Span(start, start + len(row.place)), row.place, EntityKind.PLACE)


def _mention(row: _Row, span: Span, name: str, kind: EntityKind) -> Mention:
    seal = row.id("entities", str(span.start), str(span.end))
    return Mention(id=seal, start=span.start, end=span.end, kind=kind, name=name)


def _times(row: _Row) -> Iterator[TimeMark]:
    part, (first, last) = row.parts.get("date"), row.days
    if part and first and last:
        value = f"{first}" if first == last else f"{first}/{last}"
        kind = TimeType.DATE if first == last else TimeType.DURATION
        yield TimeMark(
            start=part.start, end=part.end, type=kind, value=value, earliest=first, latest=last
        )


def _places(row: _Row) -> Iterator[PlaceMark]:
    """The nearest place, where the row's own degrees have it."""
    if row.place:
        start = row.parts["place"].start
        degrees = [float(d) for d in row.words("at").split(", ") if d]
        latitude, longitude = degrees or (None, None)
        yield PlaceMark(
            start=start,
            end=start + len(row.place),
            name=row.place,
            latitude=latitude,
            longitude=longitude,
        )


def _sources(row: _Row) -> Iterator[tuple[Span, str]]:
    part = row.parts.get("source")
    if part:
        for span in _listed(row.document.text, part.span):
            name = _OF_ARTICLE.sub("", span.of(row.document.text)).strip()
            if name:
                yield Span(span.start, span.start + len(name)), row.called(name)[0]


def _attributions(row: _Row) -> Iterator[Attribution]:
    """One for each source that the row names; all that is told comes through each of them."""
    part = row.parts.get("origin")
    origin = row.words("origin")
    document = row.document
    page = document.outlet or document.title or document.file
    content = [row.span, *(p.span for p in document.parts if p.id in _WORDS)]
    outlets = list(_sources(row))
    if part and not outlets:
        outlets = [(part.span, "")]
    for span, name in outlets:
        chain = (page, *filter(None, (name, row.called(origin)[0] if origin else "")))
        yield Attribution(
            id=row.id("attributions", str(span.start), str(span.end)),
            kind=AttributionKind.INDIRECT,
            source=part.span if part else span,
            cue=None,
            content=tuple(dict.fromkeys(content)),
            chain=chain,
            unnamed=bool(origin) and not any(w[:1].isupper() for w in origin.split()),
        )


def _tolls(row: _Row, said: Sequence[Attribution]) -> Iterator[Quantity]:
    part, (first, last) = row.parts.get("killed"), row.days
    if part is None:
        return
    told = row.words("killed")
    numbers = [int(n) for n in _NUMBER.findall(told)]
    if not any(numbers):
        return  # tables write 0 also where nothing is known
    best = None if len(numbers) == 2 else numbers[0]
    low, high = numbers[-2:] if len(numbers) > 1 else (numbers[0], numbers[0])
    yield Quantity(
        start=part.start,
        end=part.end,
        outcome=Outcome.KILLED,
        low=low,
        high=high,
        best=best,
        bound=Bound.EXACT if low == high else Bound.APPROX,
        by=None,
        place=row.place,
        earliest=first,
        latest=last,
        attribution=said[0].id if said else None,
    )


def _claims(row: _Row, said: Sequence[Attribution]) -> Iterator[ClaimMark]:
    """What the row codes, once for each source that it names; without any in its own voice."""
    span, (first, last) = row.span, row.days
    if not any(row.words(role) for role in ("what", "actor", "killed")):
        return
    kind = type_of(row.words("what"))
    voices: list[MarkId | None] = [a.id for a in said]
    for voice in voices or [None]:
        yield ClaimMark(
            id=row.id("claims", voice or ""),
            attribution=voice,
            start=span.start,
            end=span.end,
            type=kind,
            actor=row.joined("actor"),
            recipient=row.joined("recipient"),
            place=row.place,
            earliest=first,
            latest=last,
            dated=row.words("date") or None,
        )


def type_of(told: str) -> ClaimType:
    """Give the type of what a row says has happened; what no list knows is a statement.

    >>> [type_of(w).value for w in ("Battles: Armed clash", "type of violence 3", "a fair")]
    ['ASSAULT', 'ASSAULT', 'STATEMENT']
    """
    known = {
        word: ClaimType(name)
        for name, listed in read("codes/eventtables.toml", _Types).types.items()
        for word in listed
    }
    known |= {t.value.casefold(): t for t in ClaimType}
    fold = told.casefold()
    code = _CODE.search(fold)
    pieces = [*reversed(_BETWEEN.split(fold)), *(code.groups() if code else ())]
    return next((known[p] for p in pieces if p in known), _by_word(fold, known))


def _by_word(told: str, known: Mapping[str, ClaimType]) -> ClaimType:
    """By a single word of a hand-made table: "clash at the mill", "two bombings"."""
    words = re.findall(r"[a-z]+", told)
    singular = (w.removesuffix("es") if w.endswith("shes") else w.removesuffix("s") for w in words)
    either = (w for pair in zip(words, singular, strict=True) for w in pair)
    return next((known[w] for w in either if w in known), ClaimType.STATEMENT)


def _sourced(found: Marks, said: Sequence[Attribution], document: Document) -> Marks:
    """The marks of the sentences; the row's sources stand behind what has no other."""
    if not said:
        return found
    own = [a.id for a in said]
    claims = [
        replace(c, id=MarkId(digest(c.id, voice)), attribution=voice)
        for c in found.claims
        if c.attribution is None
        for voice in own
    ]
    rest = [c for c in found.claims if c.attribution is not None]
    quantities = [q if q.attribution else replace(q, attribution=own[0]) for q in found.quantities]
    within = said[0].chain[:2] if len(said) == 1 else said[0].chain[:1]
    page = document.outlet
    attributions = [
        replace(a, chain=(*within, *(n for n in a.chain if n != page and n not in within)))
        for a in found.attributions
    ]
    return replace(
        found,
        claims=(*rest, *claims),
        quantities=tuple(quantities),
        attributions=tuple(attributions),
    )


def _joined(own: Marks, found: Marks) -> Marks:
    """Both, each layer in order of its first character."""
    layers: dict[str, tuple[msgspec.Struct, ...]] = {}
    for layer in _LAYERS:
        both = (*getattr(own, layer.value), *getattr(found, layer.value))
        layers[layer.value] = tuple(sorted(both, key=_order))
    return replace(own, **layers)


def _order(mark: msgspec.Struct) -> tuple[int, int, str]:
    about = getattr(mark, "about", ()) or getattr(mark, "content", ())
    span = about[0] if about else mark
    start, end = getattr(span, "start", 0), getattr(span, "end", 0)
    return start, end, str(getattr(mark, "id", ""))
