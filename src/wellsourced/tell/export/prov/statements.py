"""The record as statements of PROV, one by one: things, what was done, by whom."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from wellsourced.model import (
    Claim,
    Decision,
    Document,
    Drawer,
    Evidence,
    OriginKind,
    Ruled,
    RulingRow,
    RulingState,
    Status,
    Tally,
    Told,
)
from wellsourced.tell.export.linked import Node, known, midnight, moment
from wellsourced.tell.export.parties import Leaf, leaf, reader, telling, told_by

_AGENTS = {
    OriginKind.PERSON: "prov:Person",
    OriginKind.COMMENTER: "prov:Person",
    OriginKind.ORGANISATION: "prov:Organization",
    OriginKind.OUTLET: "prov:Organization",
}
_BACKS, _BACK = ("backs", "confirms"), "retracts"
_SOFTWARE = "ws:wellsourced"


class Statement(NamedTuple):
    """A thing with its id, or a relation, which has none; `kind`: as PROV-JSON names it."""

    kind: str
    id: str | None
    fields: Node


def statements(told: Told) -> Iterator[Statement]:
    """Give all statements; each thing is told once, and may be named before it is told."""
    yield from _run(told)
    agents, pages, run = told.drawer(bool), told.drawer(Leaf), _run_id(told)
    for document in told.documents():
        pages.put(document.id, leaf(document))
        yield from _page(document, agents)
    ruled = {name for row in told.rulings() for name in row.bears_on}
    ids: set[str] = set()
    for c in told.claims():
        if c.id in ruled:
            ids.add(c.id)
        yield from _claim(c, pages, agents, run)
    for t in told.tallies():
        yield from _count(t, agents, run)
    for row in told.rulings():
        yield from _ruling(row, ids, agents, run)


def _run_id(told: Told) -> str:
    return f"ws:run-{told.frame.made_from or 'unknown'}"


def _run(told: Told) -> Iterator[Statement]:
    frame = told.frame
    software = f"wellsourced {frame.version}"
    yield Statement(
        "agent", _SOFTWARE, {"prov:label": software, "prov:type": "prov:SoftwareAgent"}
    )
    label = f"read, marked, linked and weighed: {frame.case}"
    yield Statement("activity", _run_id(told), {"prov:label": label})
    yield Statement(
        "wasAssociatedWith", None, {"prov:activity": _run_id(told), "prov:agent": _SOFTWARE}
    )


def _page(d: Document, agents: Drawer[bool]) -> Iterator[Statement]:
    page = f"ws:page-{d.id}"
    published = d.published
    fields: Node = {
        "prov:label": d.title or d.file,
        "wst:file": d.file,
        "wst:url": d.url,
        "wst:sha256": d.evidence,
        "wst:published": published.latest.isoformat() if published.latest else None,
        "wst:basis": published.basis,
    }
    yield Statement("entity", page, known(fields))
    if d.outlet:
        yield from _attributed(page, d.outlet, OriginKind.OUTLET, agents)


def _claim(c: Claim, pages: Drawer[Leaf], agents: Drawer[bool], run: str) -> Iterator[Statement]:
    own, made_by = f"ws:claim-{c.id}", run
    if isinstance(c, Ruled) and c.rulings and _remade(c):
        made_by = f"ws:ruling-{c.rulings[-1]}"
        yield from _machines(c, agents, run, made_by)
    fields: Node = {
        "prov:label": c.text or c.type.value,
        "prov:type": "wst:Claim",
        "wst:kind": c.type.value,
        "wst:status": c.status.value,
        "wst:polarity": c.polarity.value,
        "wst:originsLow": c.origins.low,
        "wst:originsHigh": c.origins.high,
        "wst:heardOn": c.first_heard.isoformat() if c.first_heard else None,
    }
    yield Statement("entity", own, known(fields))
    yield Statement("wasGeneratedBy", None, {"prov:entity": own, "prov:activity": made_by})
    yield from _tellings(c, own, agents)
    for e in dict.fromkeys(c.evidence):
        if e.stance == _BACK:
            page = pages.get(e.document)
            yield from _taken_back(c, e, page.day if page else None, agents)


def _remade(c: Ruled) -> bool:
    """Whether rulings made another claim of what the run made."""
    first = c.machine[0]
    return (len(c.machine), first.id, first.status, first.origins, c.corrected) != (
        *(1, c.id, c.status, c.origins),
        (),
    )


def _machines(c: Ruled, met: Drawer[bool], run: str, ruling: str) -> Iterator[Statement]:
    """What the run made of the words, which rulings made the claim of, and put it in its place."""
    for m in c.machine:
        own = f"ws:machine-{m.id}"
        if met.new(own, thing=True):
            fields: Node = {
                "prov:label": m.text or m.type.value,
                "prov:type": "wst:Claim",
                "wst:kind": m.type.value,
                "wst:status": m.status.value,
                "wst:polarity": m.polarity.value,
                "wst:originsLow": m.origins.low,
                "wst:originsHigh": m.origins.high,
            }
            yield Statement("entity", own, known(fields))
            by_run: Node = {"prov:entity": own, "prov:activity": run}
            yield Statement("wasGeneratedBy", None, by_run)
            gone: Node = {"prov:entity": own, "prov:activity": ruling}
            yield Statement("wasInvalidatedBy", None, gone)
        yield _derived(f"ws:claim-{c.id}", own, "prov:Revision")


def _count(t: Tally, agents: Drawer[bool], run: str) -> Iterator[Statement]:
    own = f"ws:count-{t.id}"
    fields: Node = {
        "prov:label": " ".join(w for w in (t.outcome.value, t.group, t.place) if w),
        "prov:type": "wst:Count",
        "wst:low": t.low,
        "wst:best": t.best,
        "wst:high": t.high,
        "wst:status": t.status.value,
    }
    yield Statement("entity", own, known(fields))
    yield Statement("wasGeneratedBy", None, {"prov:entity": own, "prov:activity": run})
    yield from _tellings(t, own, agents)


def _tellings(row: Claim | Tally, own: str, agents: Drawer[bool]) -> Iterator[Statement]:
    """The quotations that a claim or a count is made of, each from its page."""
    sources = {s.name: s for s in told_by(row)}
    for e in dict.fromkeys(row.evidence):
        quote = _quote(row.id, e)
        fields: Node = {
            "prov:value": e.quote,
            "wst:start": e.start,
            "wst:end": e.end,
            "wst:stance": e.stance,
            "wst:commitment": e.commitment.value,
            "wst:chain": " <- ".join(e.chain),
        }
        yield Statement("entity", quote, known(fields))
        yield _derived(quote, f"ws:page-{e.document}", "prov:Quotation")
        yield _derived(own, quote, None)
        for name in e.chain[-1:]:
            kind = sources[name].kind if name in sources else OriginKind.UNNAMED
            yield from _attributed(quote, name, kind, agents)


def _taken_back(
    c: Claim, e: Evidence, day: date | None, agents: Drawer[bool]
) -> Iterator[Statement]:
    """That a source took it back: the claim ends if nobody else tells it, else the telling."""
    act = f"ws:retraction-{telling(c.id, e)}"
    when = midnight(day) if day else None
    who = e.chain[-1] if e.chain else None
    label = f"{who or 'somebody'} took it back: {c.text or c.type.value}"
    fields: Node = {"prov:startTime": when, "prov:endTime": when, "prov:label": label}
    yield Statement("activity", act, known(fields))
    yield Statement("used", None, {"prov:activity": act, "prov:entity": _quote(c.id, e)})
    if who:
        kind = next((s.kind for s in told_by(c) if s.name == who), OriginKind.UNNAMED)
        yield from _agent(who, kind, agents)
        by: Node = {"prov:activity": act, "prov:agent": _agent_id(who, kind)}
        yield Statement("wasAssociatedWith", None, by)
    gone = [f"ws:claim-{c.id}"]
    if c.status is not Status.RETRACTED:
        own = (
            o for o in dict.fromkeys(c.evidence) if o.stance in _BACKS and o.chain[-1:] == (who,)
        )
        gone = [_quote(c.id, o) for o in own]
    for thing in gone:
        invalid: Node = {"prov:entity": thing, "prov:activity": act, "prov:time": when}
        yield Statement("wasInvalidatedBy", None, known(invalid))


def _ruling(row: RulingRow, ids: set[str], agents: Drawer[bool], run: str) -> Iterator[Statement]:
    ruling, draft = row.ruling, row.ruling.draft
    act, by = f"ws:ruling-{ruling.id}", f"ws:analyst-{reader(ruling.by)}"
    fields: Node = {
        "prov:startTime": moment(ruling.at),
        "prov:endTime": moment(ruling.at),
        "prov:type": "wst:Ruling",
        "prov:label": f"{_verdict(row)}: {_about(row)}" if _about(row) else _verdict(row),
        "wst:decision": draft.decision.value,
        "wst:value": draft.value,
        "wst:why": draft.why,
        "wst:state": row.state.value,
        "wst:undoes": f"ws:ruling-{draft.undoes}" if draft.undoes else None,
    }
    yield Statement("activity", act, known(fields))
    if agents.new(by, thing=True):
        yield Statement("agent", by, {"prov:label": ruling.by, "prov:type": "prov:Person"})
    yield Statement("wasAssociatedWith", None, {"prov:activity": act, "prov:agent": by})
    if draft.undoes:
        undone: Node = {"prov:informed": act, "prov:informant": f"ws:ruling-{draft.undoes}"}
        yield Statement("wasInformedBy", None, undone)
    for name in row.bears_on:
        if name in ids:
            about: Node = {"prov:activity": act, "prov:entity": f"ws:claim-{name}"}
            yield Statement("used", None, about)
    if row.state is not RulingState.IN_FORCE:
        return
    for name in row.bears_on:
        if draft.decision is Decision.REJECT:
            if name not in ids:
                yield from _stub(name, _about(row), run)
                ids.add(name)
            gone: Node = {"prov:entity": f"ws:claim-{name}", "prov:activity": act}
            yield Statement("wasInvalidatedBy", None, gone | {"prov:time": moment(ruling.at)})
        elif name in ids:
            yield Statement(
                "wasInfluencedBy",
                None,
                {"prov:influencee": f"ws:claim-{name}", "prov:influencer": act},
            )


def _verdict(row: RulingRow) -> str:
    draft = row.ruling.draft
    return " ".join(w for w in (draft.decision.value, draft.value) if w)


def _about(row: RulingRow) -> str:
    """What a ruling is about, in the words of that."""
    return "; ".join(dict.fromkeys(s.said for s in row.ruling.draft.subjects if s.said))


def _stub(claim: str, said: str, run: str) -> Iterator[Statement]:
    """A claim that an analyst rejected: it stands in no view, so here only that it was there."""
    own = f"ws:claim-{claim}"
    label = said or "a claim that an analyst rejected"
    yield Statement("entity", own, {"prov:label": label, "prov:type": "wst:Claim"})
    yield Statement("wasGeneratedBy", None, {"prov:entity": own, "prov:activity": run})


def _attributed(
    thing: str, name: str, kind: OriginKind, agents: Drawer[bool]
) -> Iterator[Statement]:
    yield from _agent(name, kind, agents)
    by: Node = {"prov:entity": thing, "prov:agent": _agent_id(name, kind)}
    yield Statement("wasAttributedTo", None, by)


def _agent(name: str, kind: OriginKind, agents: Drawer[bool]) -> Iterator[Statement]:
    own = _agent_id(name, kind)
    if agents.new(own, thing=True):
        sort = _AGENTS.get(kind)
        yield Statement("agent", own, known({"prov:label": name, "prov:type": sort}))


def _agent_id(name: str, kind: OriginKind) -> str:
    return f"ws:agent-{reader(name, kind)}"


def _quote(of: str, e: Evidence) -> str:
    return f"ws:quote-{telling(of, e)}"


def _derived(thing: str, source: str, kind: str | None) -> Statement:
    fields: Node = {"prov:generatedEntity": thing, "prov:usedEntity": source, "prov:type": kind}
    return Statement("wasDerivedFrom", None, known(fields))
