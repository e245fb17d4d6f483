"""Who is told to be with whom, since when or until when: memberships, else ties of no sort."""

from collections.abc import Iterable, Iterator

from wellsourced.model import Claim, ClaimType, Polarity, Status
from wellsourced.tell.export.ftm.names import schema
from wellsourced.tell.export.ftm.values import Thing, day, text, thing
from wellsourced.tell.export.parties import Parties, each

_FALLEN = (Status.DENIED, Status.RETRACTED, Status.UNSUPPORTED)  # a graph would show them as so
_GROUPS = ("Organization", "PublicBody")


def ties(c: Claim, space: str, of: Parties) -> Iterator[Thing]:
    """Give the ties that a claim of allegiance tells; who is told to have left, left that day."""
    if c.type is not ClaimType.ALLEGIANCE or c.status in _FALLEN:
        return
    when = "startDate" if c.polarity is Polarity.HOLDS else "endDate"
    first, last = c.earliest or c.latest, c.latest or c.earliest
    told: dict[str, Iterable[str | None]] = {
        when: [day(first, last)],
        "status": [c.status.value],
        "summary": [text(c.text)],
        "publisher": [text(s.name, "string") for s in (*c.said_by, *c.confirmed_by)],
        "recordId": [c.id],
        "proof": [f"{space}-page-{e.document}" for e in c.evidence],
    }
    for part in each(c.actor):
        for whole in each(c.recipient):
            if part != whole and of.acts(part) and of.acts(whole):
                yield _tie(part, whole, f"{space}-tie-{c.id}", of, told)


def _tie(
    part: str, whole: str, name: str, of: Parties, told: dict[str, Iterable[str | None]]
) -> Thing:
    space = name.partition("-")[0]
    ends = [f"{space}-entity-{of.entity(n)}" for n in (part, whole)]
    own = "-".join((name, *(str(of.entity(n)) for n in (part, whole))))
    group = schema(of.kind(whole)) in _GROUPS
    sides = ("member", "organization") if group else ("subject", "object")
    both = {side: [end] for side, end in zip(sides, ends, strict=True)}
    return thing(own, "Membership" if group else "UnknownLink", {**told, **both})
