"""Which texts copy or quote which, with the words on both sides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wellsourced.lang.shingles import common
from wellsourced.link.passages import LEAST, Passage, passages
from wellsourced.link.units import Unit, units
from wellsourced.model import Document, DocumentId, Reuse

_SIZE = 5  # words in a row that point to a shared passage; joined ones have to be more
_MOST = 60  # places in which such a row may stand
_HOUSES = 3  # documents that share a closing paragraph and nothing else: a house's own words
_SMALL = 0.3  # share of a text up to which a passage can be such words
_EDGE = 0.15  # share of a text, at its head or foot, in which a house puts them


class Shared(NamedTuple):
    """A passage of an older text in a younger one; `boilerplate`: a house's own words."""

    a: Unit
    b: Unit
    passage: Passage
    boilerplate: bool

    @property
    def reuse(self) -> Reuse:
        """The passage as a record."""
        p = self.passage
        a_span, b_span = self.a.span(p.a0, p.a1), self.b.span(p.b0, p.b1)
        return Reuse(a=self.a.document.id, b=self.b.document.id, a_span=a_span, b_span=b_span)


def reuses(documents: Iterable[Document]) -> tuple[Reuse, ...]:
    """Give each passage of a text that stands in another, the older text first.

    A comment that quotes its own page is such a passage too (`a` and `b` are then the same).
    """
    found = [s.reuse for s in shared(documents) if not s.boilerplate]
    return tuple(sorted(found, key=lambda r: (r.a, r.b, r.a_span, r.b_span)))


def shared(documents: Iterable[Document]) -> list[Shared]:
    """Give all shared passages, also those that are only a house's own words."""
    texts = units(documents)
    found = common([u.texts for u in texts], size=_SIZE, most=_MOST, least=LEAST)
    plain = [
        Shared(texts[i], texts[j], p, boilerplate=False)
        for (i, j), runs in found.items()
        for p in passages(texts[i].texts, texts[j].texts, runs)
    ]
    spread = _spread(plain)
    return [s._replace(boilerplate=_boilerplate(s, spread)) for s in plain]


class Row(NamedTuple):
    """A pair of documents as the `reuse` command prints it."""

    a: str
    b: str
    kind: str | None
    spans: tuple[tuple[int, int, int, int], ...]


def rows(found: Iterable[Shared]) -> Iterator[Row]:
    """Give a row for each two documents, with all spans; boilerplate apart."""
    pairs: dict[tuple[str, str, str | None], list[tuple[int, int, int, int]]] = defaultdict(list)
    for one in found:
        r = one.reuse
        if r.a != r.b:
            kind = "boilerplate" if one.boilerplate else None
            span = (r.a_span.start, r.a_span.end, r.b_span.start, r.b_span.end)
            pairs[r.a, r.b, kind].append(span)
    for (a, b, kind), spans in sorted(pairs.items(), key=lambda x: (x[0][:2], x[0][2] or "")):
        yield Row(a, b, kind, tuple(sorted(spans)))


_Place = tuple[DocumentId, int]


def _spread(found: Sequence[Shared]) -> dict[_Place, set[DocumentId]]:
    """For each unit's tenth-word place that a passage covers, the documents that have it too."""
    out: dict[_Place, set[DocumentId]] = defaultdict(set)
    for s in found:
        for unit, other, start, end in _sides(s):
            for n in range(start // 10, end // 10 + 1):
                out[_place(unit, n)].add(other.document.id)
    return out


def _sides(s: Shared) -> Iterator[tuple[Unit, Unit, int, int]]:
    yield s.a, s.b, s.passage.a0, s.passage.a1
    yield s.b, s.a, s.passage.b0, s.passage.b1


def _place(unit: Unit, n: int) -> _Place:
    return unit.document.id, n + (unit.part.start * 1000 if unit.part else 0)


def _boilerplate(s: Shared, spread: dict[_Place, set[DocumentId]]) -> bool:
    """Words at the head or foot of several texts, or of an outlet's, that share nothing else.

    As in "Our reporters can be reached at the harbour office" under each report of one paper.
    """
    if s.a.document.id == s.b.document.id:
        return False
    if not all(_at_edge(unit, start, end) for unit, _, start, end in _sides(s)):
        return False
    outlet = s.a.document.outlet
    if outlet is not None and outlet == s.b.document.outlet:
        return True
    middle = (s.passage.a0 + s.passage.a1) // 20, (s.passage.b0 + s.passage.b1) // 20
    others = spread[_place(s.a, middle[0])] | spread[_place(s.b, middle[1])]
    return len(others | {s.a.document.id, s.b.document.id}) > _HOUSES


def _at_edge(unit: Unit, start: int, end: int) -> bool:
    whole = len(unit.texts)
    if end - start > _SMALL * whole:
        return False
    slack = max(4, int(_EDGE * whole) - (end - start))
    return start <= slack or whole - end <= slack
