"""Incidents with the claims and counts that they are made of, for tables of events."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from wellsourced.model import (
    Claim,
    DocumentId,
    Drawer,
    Incident,
    Outcome,
    PlaceMark,
    Polarity,
    Source,
    Status,
    Tally,
    Told,
)
from wellsourced.tell.export.parties import each

T = TypeVar("T")

_FEW = 100  # claims that are kept at hand
_NOT_SO = (Status.RETRACTED, Status.SUPERSEDED)


class Page(NamedTuple):
    """What is kept of each page."""

    file: str
    url: str | None
    title: str | None
    outlet: str | None
    day: date | None


class Happened(NamedTuple):
    """An incident; `claims` of it, its head first, and the counts of its dead."""

    incident: Incident
    claims: tuple[Claim, ...]
    tallies: tuple[Tally, ...]

    @property
    def background(self) -> bool:
        """Whether all that tells of it tells it as past."""
        return bool(self.claims) and all(c.background for c in self.claims)

    @property
    def news(self) -> tuple[Claim, ...]:
        """Its claims that are told as new, as having come to pass."""
        found = (c for c in self.claims if not c.background and c.polarity is Polarity.HOLDS)
        return tuple(found) or self.claims

    @property
    def single_day(self) -> bool:
        """Whether pages name one day."""
        i = self.incident
        return self.stated and i.earliest is not None and i.earliest == i.latest

    @property
    def stated(self) -> bool:
        """Whether pages name its days: else they are those on which it was heard of."""
        return self.incident.basis != "heard"

    def days(self) -> int | None:
        """Tell within how many days it was; None: nobody says."""
        i = self.incident
        if not self.stated or i.earliest is None or i.latest is None:
            return None
        return (i.latest - i.earliest).days + 1

    def sources(self) -> list[Source]:
        """Give all who say so, each once."""
        told = (s for row in self._rows() for s in row.said_by)
        return sorted(dict.fromkeys(told), key=lambda s: (s.unnamed, s.name, s.kind))

    def quotes(self) -> list[tuple[DocumentId, int, int]]:
        """Give where the words stand that it rests on."""
        return sorted({(e.document, e.start, e.end) for row in self._rows() for e in row.evidence})

    def _rows(self) -> Iterator[Claim | Tally]:
        yield from self.claims
        yield from self.tallies

    def commonest(self, book: str, among: Iterable[str] | None = None) -> str | None:
        """Give the code of a book that most of its claims have; its head's, of as many."""
        allowed = None if among is None else frozenset(among)
        found = [c.codes[book] for c in self.news if book in c.codes]
        known = Counter(c for c in found if allowed is None or c in allowed)
        return max(known, key=lambda c: known[c], default=None)


def happened(told: Told) -> Iterator[Happened]:
    """Give the incidents in their order, each with what tells of it."""
    wanted = told.drawer(bool)
    for i in told.incidents():
        for name in (*i.claims, *i.tallies):
            wanted.put(name, thing=True)
    claims, tallies = told.drawer(Claim, held=_FEW), told.drawer(Tally, held=_FEW)
    for c in told.claims():
        if wanted.get(c.id):
            claims.put(c.id, c)
    for t in told.tallies():
        if wanted.get(t.id) and t.outcome is Outcome.KILLED:
            tallies.put(t.id, t)
    for i in told.incidents():
        names = sorted(i.claims, key=lambda c: c != i.head)
        own = _there(claims, names)
        if own and all(c.status in _NOT_SO for c in own):
            own = ()
        if own or i.tallies:
            yield Happened(i, own, _there(tallies, i.tallies))


def _there(drawer: Drawer[T], names: Iterable[str]) -> tuple[T, ...]:
    return tuple(found for n in names if (found := drawer.get(n)) is not None)


def sides(of: Happened) -> tuple[list[str], list[str]]:
    """Give those who act and those who are acted on, as the first claim that names both has it."""
    told = sorted(of.news, key=lambda c: (c.actor is None) + (c.recipient is None))
    return (each(told[0].actor), each(told[0].recipient)) if told else ([], [])


def spot(name: str | None, places: Mapping[str, PlaceMark]) -> tuple[str, PlaceMark] | None:
    """Give the smallest place of a slot that has coordinates, with its name."""
    found = [(n, places[n]) for n in each(name) if n in places]
    return min(found, key=lambda f: f[1].area.radius if f[1].area else 0, default=None)


def pages(told: Told) -> Drawer[Page]:
    """Give what is kept of pages, by their ids."""
    drawer = told.drawer(Page)
    for d in told.documents():
        drawer.put(d.id, Page(d.file, d.url, d.title, d.outlet, d.published.latest))
    return drawer


def those(known: Drawer[Page], ids: Iterable[DocumentId]) -> list[Page]:
    """Give what is kept of some pages, in their order."""
    return list(_there(known, ids))
