"""The claims of a record as rulings change them one after the other."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import asdict, replace

from wellsourced.flow.rulings.anchors import Pages, Place
from wellsourced.flow.rulings.subjects import OWN, Located
from wellsourced.model import (
    Before,
    Claim,
    ClaimId,
    Decision,
    Evidence,
    Ruled,
    RulingId,
    Subject,
    digest,
)

_AGAINST = ("denies", "disputes", "questions")
_Spot = tuple[str, int, int]


class Desk:
    """All claims of a record, each with what analysts have made of it; `changed`: tell anew."""

    def __init__(self, claims: Iterable[Claim], machine: Iterable[Claim], pages: Pages) -> None:
        self.pages = pages
        found = tuple(claims)
        self.claims = {c.id: c for c in _ruled(found, tuple(machine))}
        self.changed: set[ClaimId] = set()
        self.judged_by: dict[ClaimId, RulingId] = {}
        self._located: Located | None = None

    def find(self, subject: Subject) -> ClaimId | str:
        """Give the claim that a subject means, or why there is none."""
        if self._located is None:
            self._located = Located(self.claims.values())
        return self._located.find(subject, self.pages)

    def mark(self, name: ClaimId, ruling: RulingId, **fields: object) -> None:
        """Change a claim, and note which ruling did."""
        old = self.claims[name]
        rulings = tuple(dict.fromkeys((*old.rulings, ruling)))
        self.claims[name] = replace(old, rulings=rulings, **fields)

    def merge(self, names: Sequence[ClaimId], ruling: RulingId) -> ClaimId:
        """Make several claims one, under the name of the first; gives that name."""
        first, *rest = list(dict.fromkeys(names))
        parts = [self.claims[first], *(self.claims.pop(n) for n in rest)]
        self.claims[first] = _merged(parts)
        for other in list(self.claims.values()):
            if set(other.rivals) & set(rest):
                now = {first if r in rest else r for r in other.rivals} - {other.id}
                self.claims[other.id] = replace(other, rivals=tuple(sorted(now)))
        return self._told_anew(first, ruling)

    def split(self, name: ClaimId, out: Sequence[Place], ruling: RulingId) -> ClaimId | str:
        """Take tellings out of a claim into one of their own; gives its name, or why not."""
        whole = self.claims[name]
        own = [e for e in whole.evidence if e.stance in OWN]
        gone = [e for e in own if any(p.meets(_place(e)) for p in out)]
        if not gone or len(gone) == len(own):
            return "none of its words go out" if not gone else "nothing would be left of it"
        first = min(gone, key=_order)
        new = ClaimId(digest("split", name, first.document, str(first.start), str(first.end)))
        against = tuple(e for e in whole.evidence if e.stance not in OWN)
        kept = tuple(e for e in whole.evidence if e not in gone)
        whole = replace(whole, first_heard=None, last_heard=None)
        self.claims[name] = replace(whole, evidence=kept)
        self.claims[new] = replace(
            whole,
            id=new,
            text=_text(gone),
            evidence=tuple(sorted((*gone, *against), key=_order)),
            judged=None,
            credibility=None,
            notes=(),
        )
        self._told_anew(name, ruling)
        return self._told_anew(new, ruling)

    def strike(self, name: ClaimId, ruling: RulingId) -> None:
        """Take what a rejected claim tells out of what stands against other claims."""
        gone = set(_spots(self.claims[name])) - {
            spot
            for c in self.claims.values()
            if c.id != name and c.judged is not Decision.REJECT
            for spot in _spots(c)
        }
        for c in list(self.claims.values()):
            kept = tuple(e for e in c.evidence if e.stance not in _AGAINST or _spot(e) not in gone)
            if c.id != name and (kept != c.evidence or name in c.rivals):
                rivals = tuple(r for r in c.rivals if r != name)
                self.claims[c.id] = replace(c, evidence=kept, rivals=rivals)
                self._told_anew(c.id, ruling)

    def _told_anew(self, name: ClaimId, ruling: RulingId) -> ClaimId:
        self.mark(name, ruling)
        self.changed.add(name)
        self._located = None
        return name


def before(claim: Claim) -> Before:
    """Give the machine's claim, as far as a ruling can change it."""
    return Before(
        id=claim.id,
        type=claim.type,
        actor=claim.actor,
        recipient=claim.recipient,
        place=claim.place,
        polarity=claim.polarity,
        text=claim.text,
        status=claim.status,
        origins=claim.origins,
    )


def _ruled(claims: Sequence[Claim], machine: Sequence[Claim]) -> Iterator[Ruled]:
    """Each claim beside the machine's: of its id, and those that are gone and had its words."""
    own = {c.id: c for c in machine}
    now = {c.id for c in claims}
    lost: dict[_Spot, list[Claim]] = {}
    for c in machine:
        if c.id not in now:
            for spot in _spots(c):
                lost.setdefault(spot, []).append(c)
    for c in claims:
        gone = {m.id: m for spot in _spots(c) for m in lost.get(spot, ()) if m.type == c.type}
        found = [own[c.id]] if c.id in own else []
        found += [gone[n] for n in sorted(gone)]
        yield Ruled(**asdict(c), machine=tuple(map(before, found or [c])))


def _merged(parts: Sequence[Ruled]) -> Ruled:
    """What several claims tell together; of what each leaves open, the first that says it."""
    first = parts[0]
    own = {spot for c in parts for spot in _spots(c)}
    told = {
        (*_spot(e), e.stance): e
        for c in parts
        for e in c.evidence
        if e.stance not in _AGAINST or _spot(e) not in own
    }
    names = {c.id for c in parts}
    lists = ("said_by", "confirmed_by", "denied_by", "disputed_by", "questioned_by")
    return replace(
        first,
        **{s: next((v for c in parts if (v := getattr(c, s))), None) for s in _SLOTS},
        **{n: tuple(dict.fromkeys(s for c in parts for s in getattr(c, n))) for n in lists},
        first_heard=min((c.first_heard for c in parts if c.first_heard), default=None),
        last_heard=max((c.last_heard for c in parts if c.last_heard), default=None),
        retracted_by=tuple(dict.fromkeys(s for c in parts for s in c.retracted_by)),
        rivals=tuple(sorted({r for c in parts for r in c.rivals} - names)),
        evidence=tuple(sorted(told.values(), key=_order)),
        why=(*first.why[:1], *dict.fromkeys(w for c in parts for w in c.why[1:])),
        machine=tuple({m.id: m for c in parts for m in c.machine}.values()),
        rulings=tuple(dict.fromkeys(r for c in parts for r in c.rulings)),
        notes=tuple(dict.fromkeys(n for c in parts for n in c.notes)),
        assigned=tuple(dict.fromkeys(a for c in parts for a in c.assigned)),
    )


_SLOTS = ("mode", "actor", "recipient", "place", "earliest", "latest", "quantity")


def _spots(claim: Claim) -> list[_Spot]:
    return [_spot(e) for e in claim.evidence if e.stance in OWN]


def _spot(e: Evidence) -> _Spot:
    return e.document, e.start, e.end


def _place(e: Evidence) -> Place:
    return Place(e.document, e.start, e.end)


def _order(e: Evidence) -> tuple[str, int, int, str]:
    return e.document, e.start, e.end, e.stance


def _text(told: Sequence[Evidence]) -> str:
    best = max(told, key=lambda e: (len(e.quote), [-ord(c) for c in e.quote]))
    return " ".join(best.quote.split())
