"""schema.org: claims and where they appear; a review only where an analyst has reviewed one."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from msgspec import Struct

from wellsourced.model import (
    Claim,
    Decision,
    Document,
    Drawer,
    Exported,
    OriginKind,
    PlaceMark,
    Ruled,
    RulingRow,
    RulingState,
    Source,
    Told,
)
from wellsourced.tell.export import write
from wellsourced.tell.export.linked import SCHEMA, Json, Node, iri, known, pieces, under
from wellsourced.tell.export.parties import Leaf, Parties, each, leaf, reader

_KINDS = {OriginKind.PERSON: "Person", OriginKind.COMMENTER: "Person"}
_REVIEWS = (Decision.ACCEPT, Decision.CREDIBILITY)
_BEST = 6  # of the Admiralty scale 1 is best; schema.org counts upwards
_GRADES = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}


class SchemaOrgExporter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a graph of schema.org as JSON-LD; `base` begins each id."""

    base: str = "urn:wellsourced:"

    about: ClassVar[str] = "schema.org as JSON-LD: Claim, where it appears, and ClaimReview"
    loses: ClassVar[str] = "who denies it, chains, commitments, how it stands, counts, checks"
    suffix: ClassVar[str] = ".schema.jsonld"

    def __post_init__(self) -> None:
        under(self.base)

    def files(self, told: Told) -> Iterator[Exported]:
        """Give the one file."""
        yield write.pieces("claims.schema.jsonld", lambda: self._pieces(told))

    def _pieces(self, told: Told) -> Iterator[bytes]:
        return pieces({"@context": SCHEMA}, "@graph", self.nodes(told), lambda _: {})

    def nodes(self, told: Told) -> Iterator[Node]:
        """Give pages, claims, and reviews of claims."""
        of, places, pages = Parties(told), told.places(), told.drawer(Leaf)
        reviews = _reviews(told.rulings())
        for document in told.documents():
            pages.put(document.id, leaf(document))
            yield self._page(document)
        for c in told.claims():
            yield self._claim(c, pages, of, places)
            if isinstance(c, Ruled) and c.id in reviews:
                yield self._review(c, reviews[c.id])

    def _page(self, d: Document) -> Node:
        outlet: Node = {"type": "Organization", "name": d.outlet}
        return known(
            {
                "id": f"{self.base}page:{d.id}",
                "type": "Article",
                "headline": d.title or d.file,
                "url": iri(d.url),
                "author": {"type": "Person", "name": d.author} if d.author else None,
                "publisher": outlet if d.outlet else None,
                "datePublished": d.published.latest.isoformat() if d.published.latest else None,
                "inLanguage": d.language,
            }
        )

    def _claim(
        self,
        c: Claim,
        known_pages: Drawer[Leaf],
        of: Parties,
        places: Mapping[str, PlaceMark],
    ) -> Node:
        found = {i: known_pages.get(i) for i in dict.fromkeys(e.document for e in c.evidence)}
        days = {i: page.day for i, page in found.items() if page is not None}
        pages = list(days)
        first = min(pages, key=lambda i: (days[i] is None, str(days[i]), i), default=None)
        quotes: list[Json] = [
            {"type": "Quotation", "text": e.quote, "isPartOf": self._link("page", e.document)}
            for e in dict.fromkeys(c.evidence)
        ]
        about: list[Json] = [
            {"id": f"{self.base}entity:{of.entity(n)}", "type": "Thing", "name": n}
            for n in dict.fromkeys((*each(c.actor), *each(c.recipient)))
            if of.entity(n)
        ]
        return known(
            {
                "id": f"{self.base}claim:{c.id}",
                "type": "Claim",
                "text": c.text or c.type.value,
                "name": c.type.value,
                "author": [self._source(s) for s in (*c.said_by, *c.confirmed_by)],
                "appearance": [self._link("page", i) for i in pages],
                "firstAppearance": self._link("page", first) if first else None,
                "dateCreated": c.first_heard.isoformat() if c.first_heard else None,
                "about": about,
                "contentLocation": [_place(p, places) for p in each(c.place) if p in places],
                "hasPart": quotes,
            }
        )

    def _link(self, kind: str, name: str) -> Node:
        """What stands elsewhere in the graph: an object, for words would be read as words."""
        return {"id": f"{self.base}{kind}:{name}"}

    def _source(self, s: Source) -> Node:
        kind = _KINDS.get(s.kind, "Organization")
        own = f"{self.base}source:{reader(s.name, s.kind)}"
        if s.unnamed:
            return {"id": own, "type": kind, "description": s.name or "unnamed"}
        return {"id": own, "type": kind, "name": s.name}

    def _review(self, c: Ruled, row: RulingRow) -> Node:
        """What an analyst said of the claim: whether the pages say it, and how credible it is."""
        ruling = row.ruling
        rating: Node | None = None
        said = "the pages say this"
        if c.credibility is not None:
            grade = c.credibility.value
            said = _GRADES[grade]
            name = f"{grade} of the Admiralty scale: {said}"
            rating = {"type": "Rating", "alternateName": name}
            if grade != str(_BEST):
                value = _BEST - int(grade)
                rating |= {"ratingValue": value, "bestRating": _BEST - 1, "worstRating": 1}
        return known(
            {
                "id": f"{self.base}review:{ruling.id}:{c.id}",
                "type": "ClaimReview",
                "claimReviewed": c.text or c.type.value,
                "itemReviewed": self._link("claim", c.id),
                "author": {"type": "Person", "name": ruling.by},
                "datePublished": ruling.at.date().isoformat(),
                "reviewBody": ruling.draft.why or said,
                "reviewRating": rating,
            }
        )


def _reviews(rows: Iterator[RulingRow]) -> dict[str, RulingRow]:
    """The last ruling on each claim by which an analyst reviewed it."""
    found: dict[str, RulingRow] = {}
    for row in rows:
        if row.state is RulingState.IN_FORCE and row.ruling.decision in _REVIEWS:
            found.update(dict.fromkeys(row.bears_on, row))
    return found


def _place(name: str, places: Mapping[str, PlaceMark]) -> Node:
    mark = places[name]
    spot: Node = {"latitude": mark.latitude, "longitude": mark.longitude}
    return {"type": "Place", "name": name, "geo": {"type": "GeoCoordinates", **spot}}
