"""The sources: origins by what rests on them."""

from collections import defaultdict
from collections.abc import Iterable

from wellsourced.model import Claim, Entity, EntityKind, OriginKind, Source, SourceRow, Status


class _Resting:
    """What rests on one origin, counted as claims come by; none of them is kept."""

    def __init__(self) -> None:
        self.claims = self.alone = self.denied = self.retracted = 0
        self.documents: set[str] = set()

    def add(self, source: Source, claim: Claim, *, alone: bool) -> None:
        self.claims += 1
        self.alone += alone
        self.denied += bool(claim.denied_by) or claim.status is Status.DENIED
        self.retracted += source in claim.retracted_by
        self.documents.update(e.document for e in claim.evidence if _told(source, e.chain))


def sources(claims: Iterable[Claim]) -> list[SourceRow]:
    """Give a row for each origin, most claims first; the unnamed after those with a name."""
    resting: dict[Source, _Resting] = defaultdict(_Resting)
    for c in claims:
        told = {*c.said_by, *c.confirmed_by}
        for source in told:
            resting[source].add(source, c, alone=len(told) == 1)
    rows = [_row(source, found) for source, found in resting.items()]
    return sorted(rows, key=order)


def order(row: SourceRow) -> tuple[bool, int, str, str, str]:
    """Give by what sources are sorted."""
    return row.unnamed, -row.claims, row.name.casefold(), row.name, row.kind


def names(claim: Claim) -> set[str]:
    """Give all whom a claim was heard from or through, and who stands against it."""
    against = (*claim.denied_by, *claim.disputed_by, *claim.questioned_by, *claim.retracted_by)
    told = (*claim.said_by, *claim.confirmed_by, *against)
    return {s.name for s in told} | {n for e in claim.evidence for n in e.chain}


def kinds(
    claims: Iterable[Claim], entities: Iterable[Entity], outlets: Iterable[str]
) -> dict[str, OriginKind]:
    """Give what sort of source each name is, also of those who only pass things on."""
    of: dict[str, OriginKind] = {}
    for e in entities:
        person = e.kind is EntityKind.PERSON
        of[e.name] = OriginKind.PERSON if person else OriginKind.ORGANISATION
        if e.kind is EntityKind.OUTLET:
            of[e.name] = OriginKind.OUTLET
    for c in claims:
        told = (*c.said_by, *c.confirmed_by, *c.denied_by, *c.disputed_by, *c.questioned_by)
        of.update({s.name: s.kind for s in told})
    return of | dict.fromkeys(outlets, OriginKind.OUTLET)


def _row(source: Source, found: _Resting) -> SourceRow:
    return SourceRow(
        name=source.name,
        unnamed=source.unnamed,
        kind=source.kind,
        claims=found.claims,
        alone=found.alone,
        denied=found.denied,
        retracted=found.retracted,
        documents=len(found.documents),
    )


def _told(source: Source, chain: tuple[str, ...]) -> bool:
    """Whether the chain ends in the source; nobody's name is on what is only believed."""
    return bool(chain) and (chain[-1] == source.name or source.unnamed)
