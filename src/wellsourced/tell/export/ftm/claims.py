"""Claims and counts as events, each telling of them as a note with its words and their page."""

from collections.abc import Iterable, Iterator

from wellsourced.model import CheckRow, Claim, Evidence, Ruled, Tally
from wellsourced.tell.export.ftm.values import Thing, day, line, text, thing
from wellsourced.tell.export.parties import Parties, days, each, telling

_NONE: tuple[str, ...] = ()


def claim(c: Claim, space: str, of: Parties, places: dict[str, str]) -> Iterator[Thing]:
    """Give a claim as an event, and its tellings; `places`: the id of each."""
    name = f"{space}-claim-{c.id}"
    parties = [of.entity(n) for n in (*each(c.actor), *each(c.recipient)) if of.acts(n)]
    ruled = c.notes if isinstance(c, Ruled) else _NONE
    yield thing(
        name,
        "Event",
        {
            "name": [line(c.text) or c.type],
            "summary": [text(_says(c))],
            "description": [text("\n".join(_quotes(c.evidence)))],
            "notes": [text("\n".join((*c.why, *ruled)))],
            **_when(c),
            "location": [line(p, "address") for p in each(c.place)],
            "addressEntity": [places.get(p) for p in each(c.place)],
            "involved": [f"{space}-entity-{p}" for p in parties if p],
            "publisher": [text(s.name, "string") for s in (*c.said_by, *c.confirmed_by)],
            "keywords": [c.type.value, c.status.value, c.mode, *c.codes.values()],
            "recordId": [c.id],
            "proof": [f"{space}-page-{e.document}" for e in c.evidence],
            "createdAt": [day(c.first_heard, c.first_heard)],
            "modifiedAt": [day(c.last_heard, c.last_heard)],
        },
    )
    yield from _notes(name, c.evidence, space)


def tally(t: Tally, space: str, places: dict[str, str]) -> Iterator[Thing]:
    """Give a count as an event, and its tellings."""
    name = f"{space}-count-{t.id}"
    yield thing(
        name,
        "Event",
        {
            "name": [line(_counted(t))],
            "summary": [f"{t.status}; independent origins: {t.origins.low} to {t.origins.high}"],
            "description": [text("\n".join(_quotes(t.evidence)))],
            "notes": [text("\n".join(t.why))],
            **_when(t),
            "location": [line(p, "address") for p in each(t.place)],
            "addressEntity": [places.get(p) for p in each(t.place)],
            "publisher": [text(s.name, "string") for s in t.said_by],
            "keywords": [t.outcome.value, t.status.value],
            "recordId": [t.id],
            "proof": [f"{space}-page-{e.document}" for e in t.evidence],
        },
    )
    yield from _notes(name, t.evidence, space)


def check(c: CheckRow, space: str) -> Thing:
    """Give what adds up, or does not, as a note on the pages."""
    return thing(
        f"{space}-check-{c.id}",
        "Note",
        {
            "name": [c.verdict.value],
            "description": [text(c.why)],
            "summary": [text("\n".join(f"“{q.quote}”" for q in c.about))],
            "entity": [f"{space}-count-{t}" for t in c.tallies],
            "proof": [f"{space}-page-{q.document}" for q in c.about],
        },
    )


def _when(row: Claim | Tally) -> dict[str, Iterable[str | None]]:
    first, last = days(row)
    return {
        "date": [day(first, last)],
        "startDate": [day(first, first)],
        "endDate": [day(last, last)],
    }


def _says(c: Claim) -> str:
    slots = f"{c.actor or 'somebody'} to {c.recipient}" if c.recipient else c.actor
    denied = "" if c.polarity == "+" else "not so: "
    against = ", ".join(s.name for s in (*c.denied_by, *c.disputed_by))
    other = f"; against it: {against}" if against else ""
    grade = f"; credibility {c.credibility}" if isinstance(c, Ruled) and c.credibility else ""
    origins = f"independent origins: {c.origins.low} to {c.origins.high}"
    return f"{denied}{c.type}: {slots or 'not told who'}; {c.status}; {origins}{other}{grade}"


def _counted(t: Tally) -> str:
    numbers = "/".join("?" if n is None else str(n) for n in (t.low, t.best, t.high))
    scope = ", ".join(s for s in (t.group, t.place, t.per) if s)
    return f"{t.outcome} {numbers} (low/best/high) {scope}".rstrip()


def _quotes(evidence: Iterable[Evidence]) -> Iterator[str]:
    for e in evidence:
        yield f"“{e.quote}” ({' <- '.join(e.chain) or 'nobody named'}, {e.stance})"


def _notes(of: str, evidence: Iterable[Evidence], space: str) -> Iterator[Thing]:
    for e in evidence:
        yield thing(
            f"{space}-note-{telling(of, e)}",
            "Note",
            {
                "name": [e.stance],
                "description": [text(e.quote)],
                "summary": [f"characters {e.start} to {e.end}; commitment {e.commitment}"],
                "notes": [text(" <- ".join(e.chain))],
                "publisher": [text(n, "string") for n in e.chain[-1:]],
                "entity": [of],
                "proof": [f"{space}-page-{e.document}"],
            },
        )
