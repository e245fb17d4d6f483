"""The record with the analysts' layer over it: every ruling in force, put on in its order."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from wellsourced.flow.about import fold
from wellsourced.flow.rulings.anchors import Pages
from wellsourced.flow.rulings.corrections import corrected_value
from wellsourced.flow.rulings.counting import Pair, Side
from wellsourced.flow.rulings.desk import Desk
from wellsourced.flow.rulings.force import in_force, undone_by
from wellsourced.flow.rulings.layers import Layer
from wellsourced.flow.rulings.opinions import Opinions
from wellsourced.flow.rulings.standing import Bench, backing, restood
from wellsourced.model import (
    Claim,
    ClaimId,
    Credibility,
    Decision,
    Ruled,
    Ruling,
    RulingId,
    RulingRow,
    RulingState,
    Subject,
    SubjectKind,
)
from wellsourced.tell.ground import Ground, tellings
from wellsourced.weigh.whole import authors

_TEXTS = (SubjectKind.DOCUMENT, SubjectKind.STORY)
_Bearing = tuple[str, ...] | str  # on what a ruling bears; else, in words, why on nothing


class _Given(NamedTuple):
    """What rulings are put on: the claims, what they rest on, and what is gathered on the way."""

    desk: Desk
    record: Ground
    pairs: list[Pair]
    opinions: Opinions


def layer(
    log: Sequence[Ruling],
    record: Ground,
    machine: Sequence[Claim],
    known: dict[RulingId, _Bearing],
) -> Layer:
    """Give a record with the rulings in force put over it.

    `record` is the machine's, linked by what rulings say of names; `machine` are the claims of
    the one without; `known` tells on whom those rulings on names bear.
    """
    claims = tuple(record.claims.values())
    desk = Desk(claims, machine, Pages(record.documents.values()))
    on = _Given(desk, record, [], Opinions())
    bearing: dict[RulingId, _Bearing] = {}
    for ruling in in_force(log):
        bearing[ruling.id] = known[ruling.id] if ruling.id in known else _put(ruling, on)
    _name(known, desk)
    _propose(log, desk)
    _strike(desk)
    told = _stand(on)
    bearing |= _paired(on, told, bearing)
    rows = tuple(_row(r, bearing, on.opinions, undone_by(log)) for r in log)
    return Layer(tuple(told[n] for n in sorted(told)), rows, on.opinions)


def _put(ruling: Ruling, on: _Given) -> _Bearing:
    act = _ACTS.get(ruling.decision)
    return act(ruling, on) if act is not None else tuple(s.said for s in ruling.draft.subjects)


def _claims(ruling: Ruling, on: _Given) -> list[ClaimId] | str:
    """The claims that a ruling is about, or why one of them is not there."""
    found: list[ClaimId] = []
    for s in ruling.draft.subjects:
        if s.kind is SubjectKind.CLAIM:
            name = on.desk.find(s)
            if name not in on.desk.claims:
                return str(name)
            found.append(ClaimId(name))
    return found


def _judge(ruling: Ruling, on: _Given) -> _Bearing:
    """Accept, reject or correct: of what two are to judge only once both have."""
    found = _claims(ruling, on)
    if isinstance(found, str):
        return found
    for name in found:
        for settled in on.opinions.heard(ruling, name, on.desk.claims[name].assigned):
            _settle(settled, name, on.desk)
    return tuple(found) or tuple(s.said for s in ruling.draft.subjects)


def _settle(ruling: Ruling, name: ClaimId, desk: Desk) -> None:
    if ruling.decision is not Decision.CORRECT:
        desk.mark(name, ruling.id, judged=ruling.decision)
        desk.judged_by[name] = ruling.id
    elif ruling.draft.field is not None:
        slot = ruling.draft.field
        corrected = tuple(dict.fromkeys((*desk.claims[name].corrected, slot)))
        now = {slot.value: corrected_value(slot, ruling.draft.value)}
        desk.mark(name, ruling.id, corrected=corrected, **now)


def _merge(ruling: Ruling, on: _Given) -> _Bearing:
    if ruling.draft.subjects and ruling.draft.subjects[0].kind in _TEXTS:
        return _pair(ruling, on)
    found = _claims(ruling, on)
    if isinstance(found, str):
        return found
    names = list(dict.fromkeys(found))
    if len(names) < 2:
        return "they are one claim by now"
    return (on.desk.merge(names, ruling.id),)


def _split(ruling: Ruling, on: _Given) -> _Bearing:
    if ruling.draft.subjects and ruling.draft.subjects[0].kind in _TEXTS:
        return _pair(ruling, on)
    found = _claims(ruling, on)
    if isinstance(found, str):
        return found
    words = (a for s in ruling.draft.subjects if s.kind is SubjectKind.WORDS for a in s.anchors)
    places = (on.desk.pages.place(a) for a in words)
    new = on.desk.split(found[0], [p for p in places if p is not None], ruling.id)
    return (found[0], new) if new in on.desk.claims else str(new)


def _pair(ruling: Ruling, on: _Given) -> _Bearing:
    """Say of two sources, or two pages, whether they are one; on whom it bears is told later."""
    one = ruling.decision in (Decision.SAME_SOURCE, Decision.MERGE)
    sides = [_side(s, on) for s in ruling.draft.subjects]
    lost = [s.said for s, side in zip(ruling.draft.subjects, sides, strict=True) if side is None]
    if lost:
        return f"no longer in the record: {', '.join(lost)}"
    found = [s for s in sides if s is not None]
    verb = "are one source" if one else "are different sources"
    if found and found[0].documents:
        verb = "have one text" if one else "do not have one text"
    parted = ruling.decision is Decision.SPLIT  # what goes out is parted from the rest alone
    for n, a in enumerate(found[:1] if parted else found):
        for b in found[n + 1 :]:
            says = f"{a.said} and {b.said} {verb}: ruled by {ruling.by}"
            on.pairs.append(Pair(one, a, b, ruling.id, says))
    return ()


def _side(s: Subject, on: _Given) -> Side | None:
    """Whom a subject means in this record; None: its words are gone."""
    places = tuple(p for a in s.anchors if (p := on.desk.pages.place(a)) is not None)
    if s.anchors and not places:
        return None
    if s.kind in _TEXTS:
        return Side(s.said, documents=frozenset(p.document for p in places))
    called = {s.name or s.said, on.record.called(s.name or s.said)}
    return Side(s.said, frozenset(fold(n) for n in called), places)


def _credit(ruling: Ruling, on: _Given) -> _Bearing:
    found = _claims(ruling, on)
    if isinstance(found, str):
        return found
    for name in found:
        on.desk.mark(name, ruling.id, credibility=Credibility(ruling.draft.value or ""))
    return tuple(found)


def _note(ruling: Ruling, on: _Given) -> _Bearing:
    found = _claims(ruling, on)
    if isinstance(found, str):
        return found
    for name in found:
        notes = (*on.desk.claims[name].notes, ruling.draft.value or ruling.draft.why)
        on.desk.mark(name, ruling.id, notes=notes)
    return tuple(found) or tuple(s.said for s in ruling.draft.subjects)


def _assign(ruling: Ruling, on: _Given) -> _Bearing:
    found = _claims(ruling, on)
    if isinstance(found, str):
        return found
    for name in found:
        assigned = dict.fromkeys((*on.desk.claims[name].assigned, ruling.draft.value or ""))
        on.desk.mark(name, ruling.id, assigned=tuple(assigned))
    return tuple(found)


_ACTS: dict[Decision, Callable[[Ruling, _Given], _Bearing]] = {
    Decision.ACCEPT: _judge,
    Decision.REJECT: _judge,
    Decision.CORRECT: _judge,
    Decision.MERGE: _merge,
    Decision.SPLIT: _split,
    Decision.SAME_SOURCE: _pair,
    Decision.DIFFERENT_SOURCES: _pair,
    Decision.CREDIBILITY: _credit,
    Decision.NOTE: _note,
    Decision.ASSIGN: _assign,
}


def _name(known: dict[RulingId, _Bearing], desk: Desk) -> None:
    """Note rulings on names with the claims that speak of whom they bear on."""
    for ruling, who in known.items():
        names = {fold(n) for n in who} if isinstance(who, tuple) else set()
        for c in list(desk.claims.values()):
            slots = (n for s in (c.actor, c.recipient, c.place) for n in (s or "").split("; "))
            said = (*c.said_by, *c.confirmed_by, *c.denied_by, *c.disputed_by)
            if names & {fold(n) for n in (*slots, *(s.name for s in said)) if n}:
                desk.mark(c.id, ruling)


def _propose(log: Sequence[Ruling], desk: Desk) -> None:
    """Name with the claims what programs proposed the rulings that bear on them."""
    by = {r.id: r.draft.proposer for r in in_force(log) if r.draft.proposer}
    for c in list(desk.claims.values()) if by else ():
        told = tuple(dict.fromkeys(by[r] for r in c.rulings if r in by))
        if told:
            desk.claims[c.id] = replace(c, proposed_by=told)


def _strike(desk: Desk) -> None:
    """What was rejected stands against nobody."""
    for c in [c for c in desk.claims.values() if c.judged is Decision.REJECT]:
        desk.strike(c.id, desk.judged_by[c.id])


def _stand(on: _Given) -> dict[ClaimId, Ruled]:
    """Weigh anew what was changed, and what rests on sources that were ruled on."""
    bench = Bench(on.record, authors(on.record.documents.values()), tuple(on.pairs))
    return {
        name: restood(c, bench) if name in on.desk.changed or _ruled_on(c, on) else c
        for name, c in on.desk.claims.items()
    }


def _ruled_on(claim: Ruled, on: _Given) -> bool:
    if not on.pairs:
        return False
    told = backing(tellings(claim, on.record))
    return any(p.bears_on(told) for p in on.pairs)


def _paired(
    on: _Given, told: dict[ClaimId, Ruled], bearing: dict[RulingId, _Bearing]
) -> dict[RulingId, _Bearing]:
    """On which claims the rulings on sources bear."""
    out: dict[RulingId, _Bearing] = {}
    for p in on.pairs:
        if bearing.get(p.ruling) == ():
            claims = tuple(n for n in sorted(told) if p.ruling in told[n].rulings)
            out[p.ruling] = claims or f"no claim rests on both {p.a.said} and {p.b.said}"
    return out


def _row(
    ruling: Ruling,
    bearing: dict[RulingId, _Bearing],
    opinions: Opinions,
    undone: dict[RulingId, Ruling],
) -> RulingRow:
    if ruling.id in undone:
        by = undone[ruling.id]
        reason = f"by {by.by}, number {by.number}"
        return RulingRow(ruling=ruling, state=RulingState.UNDONE, reason=reason)
    waits = opinions.waiting.get(ruling.id)
    on = bearing.get(ruling.id, ())
    if isinstance(on, str):
        return RulingRow(ruling=ruling, state=RulingState.IDLE, reason=on)
    if waits is not None:
        return RulingRow(ruling=ruling, state=RulingState.WAITING, reason=waits, bears_on=on)
    return RulingRow(ruling=ruling, state=RulingState.IN_FORCE, bears_on=on)
