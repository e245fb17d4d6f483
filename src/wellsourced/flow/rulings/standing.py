"""How a claim stands once rulings have changed its tellings, by the rules of weighing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from wellsourced.flow.about import fold
from wellsourced.flow.rulings.counting import Pair, counted
from wellsourced.flow.rulings.subjects import OWN
from wellsourced.model import Quote, Reason, Ruled, Source, Status, Utterance
from wellsourced.tell.ground import Ground, Told, tellings
from wellsourced.weigh.cues import Attitude
from wellsourced.weigh.independence import passed_on
from wellsourced.weigh.oppositions import Opposing, Stance
from wellsourced.weigh.standing import Case, Newer, status
from wellsourced.weigh.tellings import FLAT, Slots, Telling

_BACKS = (Stance.BACKS, Stance.CONFIRMS)
_AGAINST = (Stance.DENIES, Stance.DISPUTES, Stance.QUESTIONS)
_LISTS = (
    ("said_by", Stance.BACKS),
    ("confirmed_by", Stance.CONFIRMS),
    ("denied_by", Stance.DENIES),
    ("disputed_by", Stance.DISPUTES),
    ("questioned_by", Stance.QUESTIONS),
    ("retracted_by", Stance.RETRACTS),
)


class Bench(NamedTuple):
    """What claims are weighed by: the record, each writer's outlet, and who is who by rulings."""

    record: Ground
    authors: Mapping[str, str]
    pairs: Sequence[Pair] = ()


def restood(claim: Ruled, on: Bench) -> Ruled:
    """Give the claim as its tellings, and the rulings on its sources, have it stand."""
    told = tellings(claim, on.record)
    pairs = [p for p in on.pairs if p.bears_on(backing(told))]
    case = _case(claim, told, on, pairs)
    stands, reason = status(case)
    says = (reason.says, *_why(claim, pairs))
    days = sorted(
        t.utterance.heard_on
        for t in told
        if t.utterance and t.utterance.heard_on and t.evidence.stance in OWN
    )
    return replace(
        claim,
        status=stands,
        origins=case.origins,
        **{name: _sources(getattr(claim, name), told, stance) for name, stance in _LISTS},
        first_heard=claim.first_heard or (days[0] if days else None),
        last_heard=claim.last_heard or (days[-1] if days else None),
        hedged=len({u.origin for u in case.hedged}),
        readers=len({u.origin for u in case.readers}),
        why=says,
        reasons=tuple(Reason(says=s) for s in says),
        suggested_credibility=None,
        rulings=tuple(dict.fromkeys((*claim.rulings, *(p.ruling for p in pairs)))),
    )


def backing(told: Iterable[Told]) -> list[Told]:
    """Give those who say so."""
    return [t for t in told if t.evidence.stance in _BACKS and t.utterance is not None]


def _case(claim: Ruled, told: Sequence[Told], on: Bench, pairs: Sequence[Pair]) -> Case:
    gone = {(t.evidence.chain) for t in told if t.evidence.stance == Stance.RETRACTS}
    kept = [t for t in backing(told) if not _taken_back(t, claim, gone)]
    flat = [t for t in kept if t.evidence.commitment in FLAT and not _reader(t)]
    return Case(
        backing=_said(flat),
        hedged=_said(t for t in kept if t.evidence.commitment not in FLAT and not _reader(t)),
        readers=_said(t for t in kept if _reader(t)),
        retracted=_said(t for t in backing(told) if t not in kept),
        against=[
            Opposing(_telling(t, t.utterance), Stance(t.evidence.stance))
            for t in told
            if t.evidence.stance in _AGAINST and t.utterance is not None
        ],
        origins=counted(flat, pairs, on.authors),
        newer=_newer(claim),
        passing=frozenset(passed_on(_said(flat))),
    )


def _taken_back(t: Told, claim: Ruled, gone: set[tuple[str, ...]]) -> bool:
    u = t.utterance
    return u is not None and u.origin in claim.retracted_by and t.evidence.chain in gone


def _said(found: Iterable[Told]) -> list[Utterance]:
    return [t.utterance for t in found if t.utterance is not None]


def _reader(t: Told) -> bool:
    return t.utterance is not None and t.utterance.commenter


def _newer(claim: Ruled) -> Newer | None:
    """What took the claim's place, where it had nothing better to be said of all its parts."""
    if any(m.status is not Status.SUPERSEDED for m in claim.machine):
        return None
    return Newer(claim.why[0].partition(": ")[2]) if claim.why else None


def _telling(t: Told, said: Utterance) -> Telling:
    """A telling as far as the rules of standing look at it."""
    e = t.evidence
    assert t.mark
    nobody = frozenset[str]()
    return Telling(
        utterance=said,
        mark=t.mark,
        slots=Slots(t.mark.type, nobody, nobody, nobody, None, None, t.mark.polarity),
        quote=Quote(document=e.document, start=e.start, end=e.end, quote=e.quote),
        figure=None,
        attitude=Attitude.SAYS,
        words=nobody,
        context=e.quote,
    )


def _sources(before: Iterable[Source], told: Iterable[Told], stance: Stance) -> tuple[Source, ...]:
    """Of those who were listed the ones whose telling is still there.

    Words that take something back need be no telling: who takes back what he told is there.
    """
    own = _BACKS if stance is Stance.RETRACTS else (stance,)
    there = {t.utterance.origin for t in told if t.utterance and t.evidence.stance in own}
    kept = {s for s in before if s in there}
    return tuple(sorted(kept, key=lambda s: (s.unnamed, s.name.casefold(), s.name)))


def _why(claim: Ruled, pairs: Sequence[Pair]) -> tuple[str, ...]:
    """What the rulings say, and of the machine's reasons those that speak of nobody ruled on."""
    about = {n for p in pairs for side in (p.a, p.b) for n in side.names}
    rest = (w for w in claim.why[1:] if not any(n in fold(w) for n in about))
    paged = any(p.a.documents for p in pairs)
    return tuple(dict.fromkeys((*(p.says for p in pairs), *(() if paged else rest))))
