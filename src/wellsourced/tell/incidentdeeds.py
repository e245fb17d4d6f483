"""Claims of deeds and counts of victims: what incidents are made of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from wellsourced.model import Claim, ClaimType, Commitment, DocumentId, Outcome, Tally

_DEEDS = frozenset(
    {
        ClaimType.ASSAULT,
        ClaimType.ARREST,
        ClaimType.CASUALTY,
        ClaimType.COERCE,
        ClaimType.PROTEST,
        ClaimType.RETREAT,
    }
)
_VICTIMS = frozenset(
    {
        Outcome.KILLED,
        Outcome.WOUNDED,
        Outcome.CAPTURED,
        Outcome.DETAINED,
        Outcome.DISPLACED,
        Outcome.MISSING,
    }
)
_SAID = frozenset(
    {
        Commitment.CERTAIN,
        Commitment.PROBABLE,
        Commitment.CERTAIN_NOT,
        Commitment.PROBABLE_NOT,
    }
)
R = TypeVar("R", Claim, Tally)

_UNSEEN = ("why", "reasons", "rivals", "denied_by", "disputed_by", "questioned_by", "checks")
_LONGEST = timedelta(days=31)  # what took longer is a campaign and no incident
_HEARD = timedelta(days=7)  # before it was first heard of, if nobody says when


class Deed(NamedTuple):
    """A claim with the counts in its words, or a count alone; `near`: the pages that tell it."""

    claim: Claim | None
    tallies: tuple[Tally, ...]
    places: frozenset[str]
    sides: frozenset[str]
    earliest: date | None
    latest: date | None
    stated: bool
    near: int | None

    @property
    def id(self) -> str:
        """Sorts and names deeds."""
        return self.claim.id if self.claim else self.tallies[0].id

    @property
    def of(self) -> tuple[Claim | Tally, ...]:
        """All of the record that the deed is made of."""
        return (*((self.claim,) if self.claim else ()), *self.tallies)

    @property
    def pages(self) -> frozenset[DocumentId]:
        """The pages that tell it."""
        return frozenset(e.document for x in self.of for e in x.evidence)

    @property
    def anchored(self) -> bool:
        """Whether it says both where and when."""
        return bool(self.places) and self.stated


def bare(row: R) -> R:
    """Give a claim or a count without what is not looked at here: very many can so be held."""
    told = tuple(replace(e, chain=(), mark="") for e in row.evidence)
    if isinstance(row, Claim):
        told = tuple(replace(e, quote="") for e in told)
    gone: dict[str, tuple[str, ...]] = {f: () for f in _UNSEEN if hasattr(row, f)}
    return replace(row, evidence=told, **gone)


def deeds(
    claims: Iterable[Claim], tallies: Iterable[Tally], together: Mapping[DocumentId, int]
) -> list[Deed]:
    """Give what is said to have happened, and the counts of victims that are no rates.

    A count in the words of such a claim goes with it.
    """
    told = sorted((c for c in claims if _happened(c)), key=lambda c: c.id)
    counts = [t for t in tallies if t.outcome in _VICTIMS and not t.per]
    words: dict[DocumentId, list[tuple[int, int, Claim]]] = defaultdict(list)
    for c in told:
        for e in c.evidence:
            words[e.document].append((e.start, e.end, c))
    held: dict[str | None, list[Tally]] = defaultdict(list)
    for t in sorted(counts, key=lambda t: t.id):
        held[_holding(t, words)].append(t)
    out = [_deed(c, tuple(held[c.id]), together) for c in told]
    out += [_deed(None, (t,), together) for t in held[None]]
    return sorted((d for d in out if not _campaign(d)), key=lambda d: d.id)


def _happened(c: Claim) -> bool:
    """Whether somebody says that a deed was done, or was not; not what is feared or hoped."""
    return c.type in _DEEDS and any(
        e.commitment in _SAID and e.stance != "mentions" for e in c.evidence
    )


def _holding(t: Tally, words: Mapping[DocumentId, Iterable[tuple[int, int, Claim]]]) -> str | None:
    """The claim in whose words the count stands most often."""
    over = Counter(
        c.id
        for e in t.evidence
        for start, end, c in words.get(e.document, ())
        if e.start < end and start < e.end
    )
    return min(over, key=lambda c: (-over[c], c), default=None)


def _deed(
    claim: Claim | None, tallies: tuple[Tally, ...], together: Mapping[DocumentId, int]
) -> Deed:
    whole: tuple[Claim | Tally, ...] = (*((claim,) if claim else ()), *tallies)
    near = Counter(
        together[e.document] for x in whole for e in x.evidence if e.document in together
    )
    when = next((x for x in whole if x.earliest and x.latest), None)
    heard = claim.first_heard if claim and not when else None
    return Deed(
        claim,
        tallies,
        frozenset(p for x in whole for p in _several(x.place)),
        frozenset(n for x in whole for s in _sides(x) for n in _several(s)),
        when.earliest if when else heard and heard - _HEARD,
        when.latest if when else heard,
        when is not None,
        min(near, key=lambda n: (-near[n], n), default=None),
    )


def _campaign(d: Deed) -> bool:
    """Whether it went on for longer than what happens at one place at one time."""
    return bool(d.earliest and d.latest and d.latest - d.earliest > _LONGEST)


def _sides(x: Claim | Tally) -> tuple[str | None, str | None]:
    return (x.actor, x.recipient) if isinstance(x, Claim) else (x.by, x.group)


def _several(slot: str | None) -> frozenset[str]:
    return frozenset(n.strip() for n in (slot or "").split(";") if n.strip())
