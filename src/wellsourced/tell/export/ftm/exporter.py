"""The export to FollowTheMoney: one entity a line."""

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from msgspec import Struct

from wellsourced.errors import InputError
from wellsourced.model import EntityKind, Exported, PlaceMark, Told, digest
from wellsourced.tell.export.ftm import claims, names, pages
from wellsourced.tell.export.ftm.ties import ties
from wellsourced.tell.export.ftm.values import Thing
from wellsourced.tell.export.parties import Parties, Sources
from wellsourced.tell.export.write import pieces


class FtmExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes entities of FollowTheMoney as JSON lines.

    `namespace` begins each id; `text`: with the text of the pages.
    """

    namespace: str = "ws"
    text: bool = True

    about: ClassVar[str] = "FollowTheMoney entities, one a line: for OpenAleph"
    loses: ClassVar[str] = (
        "commitments, origins and denials as more than words, copies of texts, who ruled what"
    )
    suffix: ClassVar[str] = ".ftm.json"

    def __post_init__(self) -> None:
        if not self.namespace.isascii() or not self.namespace.isalnum():
            raise InputError(f"{self.namespace!r} cannot begin an id", hint="letters and digits")

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield pieces("entities.ftm.json", lambda: (t.line() for t in self.things(told)))

    def things(self, told: Told) -> Iterator[Thing]:
        """Give the entities: who and where, pages, then claims and counts."""
        places = dict(told.places())
        of = Parties(told)
        yield from self._named(told, of, places)
        yield from self._pages(told, of)
        where = self._where(told, places)
        sources = Sources(told, of)
        for c in told.claims():
            yield from (names.source(s, self.namespace) for s in sources.of(c))
            yield from claims.claim(c, self.namespace, of, where)
            yield from ties(c, self.namespace, of)
        for t in told.tallies():
            yield from (names.source(s, self.namespace) for s in sources.of(t))
            yield from claims.tally(t, self.namespace, where)
        for check in told.checks():
            yield claims.check(check, self.namespace)

    def _named(self, told: Told, of: Parties, places: dict[str, PlaceMark]) -> Iterator[Thing]:
        mapped: set[str] = set()
        for e in told.entities(ties=False):
            if e.kind is EntityKind.PLACE:
                mapped.add(e.name)
            yield from names.entity(e, self.namespace, of, places)
        for name, mark in places.items():
            if name not in mapped:
                yield names.place(name, mark, self.namespace)

    def _where(self, told: Told, places: dict[str, PlaceMark]) -> dict[str, str]:
        found = {n: f"{self.namespace}-place-{digest('place', n)}" for n in places}
        own = (e for e in told.entities(ties=False) if e.kind is EntityKind.PLACE)
        return found | {e.name: f"{self.namespace}-entity-{e.id}" for e in own}

    def _pages(self, told: Told, of: Parties) -> Iterator[Thing]:
        for document in told.documents():
            yield from pages.page(document, self.namespace, words=self.text)
        for owner, found in groupby(told.mentions(), key=lambda pair: pair[0]):
            yield from names.mentions(owner, (m for _, m in found), self.namespace, of)
