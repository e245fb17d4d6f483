"""What a ruling is about: made of a thing of the record, and found again in a later one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from wellsourced.flow.about import fold
from wellsourced.flow.rulings.anchors import Pages, Place
from wellsourced.model import (
    Before,
    Claim,
    ClaimId,
    Document,
    Entity,
    Evidence,
    Quote,
    Ruled,
    Ruling,
    Subject,
    SubjectKind,
    Tally,
)

OWN = ("backs", "confirms", "mentions")  # stances of those who tell a claim themselves
_SAID = 80  # characters of what a subject was called
_HEAD = 120  # characters by which a page is known


def of_claim(claim: Claim, pages: Pages) -> Subject:
    """Give a claim by the words in which it is told."""
    own = [e for e in claim.evidence if e.stance in OWN] or list(claim.evidence)
    known = claim.machine[0] if isinstance(claim, Ruled) else claim
    return Subject(
        kind=SubjectKind.CLAIM,
        said=claim.text[:_SAID],
        type=known.type,
        polarity=known.polarity,
        place=known.place,
        anchors=tuple(pages.anchor(e) for e in own),
    )


def of_telling(claim: Claim, told: Sequence[Evidence], pages: Pages) -> Subject:
    """Give some of a claim's tellings."""
    return Subject(
        kind=SubjectKind.WORDS,
        said=told[0].quote[:_SAID],
        type=claim.type,
        anchors=tuple(pages.anchor(e) for e in told),
    )


def of_tally(tally: Tally, pages: Pages) -> Subject:
    """Give a count by the words in which it is told."""
    said = f"{tally.outcome} {tally.best}"
    told = tuple(pages.anchor(e) for e in tally.evidence)
    return Subject(kind=SubjectKind.TALLY, said=said, anchors=told)


def of_entity(entity: Entity, pages: Pages) -> Subject:
    """Give a person, group or place by name, and by the words that taught its aliases."""
    taught = [a.taught_by for a in entity.aliases if a.taught_by]
    known = tuple(pages.anchor(q) for q in taught if q.document in pages.by_id)
    return Subject(kind=SubjectKind.ENTITY, said=entity.name, name=entity.name, anchors=known)


def of_source(name: str, told: Iterable[Quote | Evidence], pages: Pages) -> Subject:
    """Give a source by name; with words, only as far as it tells these."""
    anchors = tuple(pages.anchor(q) for q in told)
    return Subject(kind=SubjectKind.SOURCE, said=name, name=name, anchors=anchors)


def of_document(document: Document, pages: Pages) -> Subject:
    """Give a page by its first words."""
    head = document.text[:_HEAD].rstrip() or document.text[:_HEAD]
    words = Quote(document=document.id, start=0, end=len(head), quote=head)
    said = document.title or document.file
    return Subject(kind=SubjectKind.DOCUMENT, said=said[:_SAID], anchors=(pages.anchor(words),))


def of_story(documents: Sequence[Document], pages: Pages) -> Subject:
    """Give a text in several pages by the first words of each."""
    each = [of_document(d, pages) for d in documents]
    anchors = tuple(a for s in each for a in s.anchors)
    return Subject(kind=SubjectKind.STORY, said=each[0].said, anchors=anchors)


def of_words(words: Quote, pages: Pages) -> Subject:
    """Give words of a page."""
    anchors = (pages.anchor(words),)
    return Subject(kind=SubjectKind.WORDS, said=words.quote[:_SAID], anchors=anchors)


def of_ruling(ruling: Ruling) -> Subject:
    """Give a ruling."""
    return Subject(kind=SubjectKind.RULING, said=f"{ruling.number} {ruling.decision}")


class Located:
    """Claims by where they are told."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._at: dict[str, list[tuple[Place, ClaimId]]] = defaultdict(list)
        self._claims: dict[ClaimId, tuple[Claim, int]] = {}
        for claim in claims:
            own = [e for e in claim.evidence if e.stance in OWN] or list(claim.evidence)
            self._claims[claim.id] = claim, len(own)
            for e in own:
                self._at[e.document].append((Place(e.document, e.start, e.end), claim.id))

    def find(self, subject: Subject, pages: Pages) -> ClaimId | str:
        """Give the claim that most of a subject's words tell; else, in words, why there is none.

        A ruling never passes to a claim of another kind, whatever its words.
        """
        hits: dict[ClaimId, list[int]] = defaultdict(list)
        places = [pages.place(a) for a in subject.anchors]
        for n, place in enumerate(places):
            for name in self.told_at(place) if place else ():
                if self._alike(name, subject):
                    hits[name].append(n)
        if not hits:
            return _lost(subject, places, pages, told=any(map(self.told_at, filter(None, places))))
        return min(hits, key=lambda name: self._rank(name, hits[name], subject))

    def told_at(self, place: Place) -> list[ClaimId]:
        """Give the claims told at a place: in just these words, else in nearly these."""
        near = self._at.get(place.document, ())
        return [n for p, n in near if p == place] or [n for p, n in near if p.meets(place)]

    def _alike(self, name: ClaimId, subject: Subject) -> bool:
        known = _machine(self._claims[name][0])
        return (known.type, known.polarity) == (subject.type, subject.polarity)

    def _rank(
        self, name: ClaimId, found: Sequence[int], subject: Subject
    ) -> tuple[float, bool, int, ClaimId]:
        claim, own = self._claims[name]
        shared = len(found) / (len(subject.anchors) + own - len(found))
        return -shared, _machine(claim).place != subject.place, found[0], name


def _machine(claim: Claim) -> Claim | Before:
    return claim.machine[0] if isinstance(claim, Ruled) else claim


def _lost(subject: Subject, places: Sequence[Place | None], pages: Pages, *, told: bool) -> str:
    """Why what a ruling is about is not found."""
    if told:
        kind = subject.type.value if subject.type else "this"
        return f"the words are there, but no longer tell {kind} {subject.polarity or ''}".strip()
    if any(places):
        return "the words are there, but nothing is claimed by them any more"
    known = any(pages.known(a.page) for a in subject.anchors)
    return "the page no longer has the words" if known else "the page is not in the record"


def entity_named(name: str, entities: Iterable[Entity]) -> Entity | None:
    """Give the entity that goes by a name; its own name first."""
    found = list(entities)
    own = (e for e in found if fold(e.name) == fold(name))
    other = (e for e in found if any(fold(a.name) == fold(name) for a in e.aliases))
    return next(own, None) or next(other, None)
