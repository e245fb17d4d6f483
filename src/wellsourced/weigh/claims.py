"""Claims: groups of tellings, with who backs and who contests them, and how they stand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wellsourced.model import (
    Claim,
    ClaimId,
    ClaimType,
    Figure,
    ReaderAnswer,
    Source,
    Utterance,
    digest,
)
from wellsourced.weigh.answers import Answers
from wellsourced.weigh.carried import codes, told_as_past
from wellsourced.weigh.credibility import suggested
from wellsourced.weigh.cues import Attitude
from wellsourced.weigh.groups import Group
from wellsourced.weigh.independence import Because, independent, once, passed_on
from wellsourced.weigh.lastwords import reversals
from wellsourced.weigh.oppositions import Opposing, Opposition, Stance
from wellsourced.weigh.reasons import Piece, collected
from wellsourced.weigh.retractions import Retraction
from wellsourced.weigh.sources import in_order
from wellsourced.weigh.standing import Case, Newer, status
from wellsourced.weigh.tellings import FLAT, Telling

LISTED = 200
"""Tellings against it that a claim lists: more than anybody reads, and than some thousand pages
have; without an end, claims of one day that exclude each other would list each other's tellings
all over."""
_AGAINST = (Stance.DENIES, Stance.DISPUTES, Stance.QUESTIONS)


class Weighing(NamedTuple):
    """What weighing one group needs beside the group itself; `name`: its identity."""

    name: ClaimId
    opposition: Opposition
    taken_back: Mapping[tuple[str, int, int, str], Retraction]
    authors: Mapping[str, str]
    newer: Newer | None
    answers: Answers


def identity(group: Group) -> ClaimId:
    """Give the claim's name: by what it says and where it is told first."""
    s = group.proposition.slots
    first = _first(group.own)
    place = "; ".join(sorted(s.place)) if s.type == "WHEREABOUTS" else None
    document, start, _, mark = first.key
    return ClaimId(digest("claim", s.type, s.polarity, place, document, str(start), mark))


def _first(own: Sequence[Telling]) -> Telling:
    """The telling that was told first."""
    if len(own) == 1:
        return own[0]
    return min(own, key=lambda t: (t.day is None, t.day, t.key))


def claim(group: Group, of: Weighing, ids: Sequence[ClaimId]) -> Claim:
    """Give the claim that a group amounts to; `ids` are those of all groups, by place."""
    case, reasons = _case(group, of)
    stands, reason = status(case)
    all_told = _by_stance(group, of)
    listed, cut = _listed(all_told)
    found = collected(_pieces(listed, of.newer))
    told = once((reason, *reasons, *cut))
    s = group.proposition.slots
    by_stance: dict[Stance, list[Utterance]] = defaultdict(list)
    for t, stance in all_told:
        by_stance[stance].append(_teller(t))
    contrary = _passing(o.telling.utterance for o in of.opposition.against)
    days = sorted(t.utterance.heard_on for t in group.own if t.utterance.heard_on)
    marks = [t.mark for t in group.own]
    return Claim(
        id=of.name,
        type=s.type,
        mode=next((m.mode for m in marks if m.mode), None),
        actor=_slot(s.actor),
        recipient=_slot(s.recipient),
        place=_slot(s.place),
        earliest=s.earliest,
        latest=s.latest,
        polarity=s.polarity,
        quantity=_figure(group),
        text=_text(group),
        status=stands,
        origins=case.origins,
        said_by=_sources(by_stance[Stance.BACKS], _passing(t.utterance for t in group.backing)),
        confirmed_by=_sources(by_stance[Stance.CONFIRMS]),
        denied_by=_sources(by_stance[Stance.DENIES], contrary),
        disputed_by=_sources(by_stance[Stance.DISPUTES], contrary),
        questioned_by=_sources(by_stance[Stance.QUESTIONS]),
        retracted_by=_sources(by_stance[Stance.RETRACTS]),
        rivals=tuple(sorted(ids[n] for n in of.opposition.rivals)),
        first_heard=days[0] if days else None,
        last_heard=days[-1] if days else None,
        evidence=found.evidence,
        hedged=len({u.origin for u in case.hedged}),
        readers=len({u.origin for u in case.readers}),
        why=tuple(b.says for b in told),
        reasons=found.reasons(told),
        passed_on_by=_carriers(case),
        answers=_answers(group, of),
        suggested_credibility=suggested(
            stands,
            origins=case.origins.low,
            named=any(not u.origin.unnamed for u in case.backing),
            questioned=any(o.stance is Stance.QUESTIONS for o in case.against),
        ),
        codes=codes(marks),
        background=told_as_past(marks),
        dated=next((m.dated for m in marks if m.dated), None),
    )


def _case(group: Group, of: Weighing) -> tuple[Case, tuple[Because, ...]]:
    gone = of.taken_back
    flat, hedged, readers = _voices(t for t in group.backing if not (gone and t.key in gone))
    range_ = independent(flat, of.authors)
    against = [o for o in of.opposition.against if not (gone and o.telling.key in gone)]
    turned = reversals(against, flat)
    since = {o.telling.key for o in turned}
    case = Case(
        backing=flat,
        hedged=hedged,
        readers=readers,
        retracted=[t.utterance for t in group.own if t.key in gone] if gone else [],
        against=[o for o in against if o.telling.key not in since] if since else against,
        origins=range_.origins,
        newer=of.newer,
        passing=range_.passing,
    )
    own = (Because(words, (t.utterance,)) for t in group.own for words in t.utterance.why)
    back = (_points_back(t) for t in (*group.own, *(o.telling for o in against)) if t.meant)
    return case, (*range_.why, *(_turned(o) for o in turned), *own, *back)


def _points_back(t: Telling) -> Because:
    """Why words that name no deed are taken for an answer: "the rebels denied it"."""
    said, of = " ".join(t.quote.quote.split()), " ".join(t.worded.quote.split())
    return Because(f"“{said}” is taken to speak of “{of}”, told before it", (t.utterance,))


def _voices(
    found: Iterable[Telling],
) -> tuple[list[Utterance], list[Utterance], list[Utterance]]:
    """Who says so outright, who with a hedge, and which readers do."""
    flat: list[Utterance] = []
    hedged: list[Utterance] = []
    readers: list[Utterance] = []
    for t in found:
        if not t.unsaid:
            kind = readers if t.utterance.commenter else flat if t.flat else hedged
            kind.extend(t.utterance.each())
    return flat, hedged, readers


def _turned(o: Opposing) -> Because:
    said = o.telling.utterance
    told = {Stance.DENIES: "denied", Stance.DISPUTES: "disputed"}.get(o.stance, "questioned")
    says = f"{said.origin.name} {told} it ({said.said_on}) and says so since: that counts no more"
    return Because(says, (said,))


def _carriers(case: Case) -> tuple[str, ...]:
    """Through whom it came, who are none of its origins."""
    own = {u.origin.name for u in case.backing} - case.passing
    carried = {name for u in case.backing for name in u.chain[:-1]}
    return tuple(sorted(carried - own - {"unnamed"}))


def _answers(group: Group, of: Weighing) -> tuple[ReaderAnswer, ...]:
    if not of.answers:
        return ()
    found = {a for t in group.own for a in of.answers.get(t.key, ())}
    return tuple(sorted(found, key=lambda a: (a.document, a.start, a.end)))


_Told = tuple[Telling | Retraction, Stance]


def _by_stance(group: Group, of: Weighing) -> list[_Told]:
    """Every telling with how it stands to the claim; who takes back his word backs it no more."""
    if not of.taken_back:
        own = [(t, _own_stance(t)) for t in group.backing]
        return [*own, *((o.telling, o.stance) for o in of.opposition.against)]
    out: list[_Told] = []
    for t in group.backing:
        taken = of.taken_back.get(t.key)
        if taken is not None:
            out.append((taken, Stance.RETRACTS))
        out.append((t, _own_stance(t)))
    gone = _takes_back(group, of)
    against = (o for o in of.opposition.against if o.telling.key not in gone)
    return [*out, *((o.telling, o.stance) for o in against)]


def _listed(found: Sequence[_Told]) -> tuple[Sequence[_Told], tuple[Because, ...]]:
    """What is listed as evidence: of very many that stand against a claim those that weigh most.

    All of them count, and are named; that not all are listed is told.
    """
    if len(found) <= LISTED:
        return found, ()
    against = [n for n, (_, stance) in enumerate(found) if stance in _AGAINST]
    if len(against) <= LISTED:
        return found, ()
    kept = set(sorted(against, key=lambda n: _weight(found[n]))[:LISTED])
    says = (
        f"{len(against)} tellings stand against it: {LISTED} are listed, "
        "denials before disputes and questions, the first heard first; all were counted"
    )
    gone = set(against) - kept
    return [t for n, t in enumerate(found) if n not in gone], (Because(says),)


def _weight(told: _Told) -> tuple[int, date, tuple[str, int, int, str]]:
    """Sorts what stands against a claim, what weighs most first."""
    t, stance = told
    telling = t.telling if isinstance(t, Retraction) else t
    return _AGAINST.index(stance), telling.utterance.heard_on or date.max, telling.key


def _takes_back(group: Group, of: Weighing) -> set[tuple[str, int, int, str]]:
    """The contraries that are the very correction, or were themselves taken back."""
    own = (of.taken_back.get(t.key) for t in group.own)
    corrections = {r.by.key for r in own if r is not None and r.by is not None}
    against = (o.telling.key for o in of.opposition.against)
    return corrections | {key for key in against if key in of.taken_back}


def _own_stance(t: Telling) -> Stance:
    if t.unsaid:
        return Stance.MENTIONS
    return Stance.CONFIRMS if t.attitude is Attitude.CONFIRMS else Stance.BACKS


def _sources(
    found: Iterable[Utterance], passing: frozenset[str] = frozenset()
) -> tuple[Source, ...]:
    """The origins that stand so; not the page itself where it only passes on what others say."""
    said = (v for u in found for v in u.each())
    seen = {u.origin for u in said if not (u.own and u.origin.name in passing)}
    return in_order(seen) if len(seen) > 1 else tuple(seen)


def _passing(found: Iterable[Utterance], /) -> frozenset[str]:
    """Who says no more than those from whom he has it: a page over what a man told it."""
    said = [u for u in found if u.commitment in FLAT and not u.commenter]
    return frozenset(passed_on(said))


def _teller(t: Telling | Retraction) -> Utterance:
    return t.telling.utterance if isinstance(t, Retraction) else t.utterance


def _pieces(found: Iterable[_Told], newer: Newer | None) -> Iterator[Piece]:
    for t, stance in found:
        if isinstance(t, Retraction):
            yield Piece(t.words, t.telling.utterance, stance.value, None)
        else:
            together = bool(t.utterance.speakers)
            for said in t.utterance.each():
                yield Piece(t.quote, said, stance.value, t.mark.id, together)
    if newer is not None and newer.telling is not None:
        new = newer.telling
        yield Piece(new.quote, new.utterance, "supersedes", new.mark.id)


def _slot(names: frozenset[str]) -> str | None:
    if len(names) == 1:
        return next(iter(names)) or None
    return "; ".join(sorted(names)) or None


def _figure(group: Group) -> Figure | None:
    q = group.proposition.figure
    return None if q is None else Figure(outcome=q.outcome, low=q.low, high=q.high, bound=q.bound)


def _text(group: Group) -> str:
    """The words that tell it best: outright, by others than readers, with most slots filled.

    Words that a source denies tell the contrary of the claim, and are marked so.
    """
    best = _clearest(group.own)
    words = " ".join(best.worded.quote.split())
    return f"not so: {words}" if _denied(best) else words


def _clearest(own: Sequence[Telling]) -> Telling:
    if len(own) == 1:
        return own[0]
    return min(own, key=lambda t: (t.utterance.commenter, not t.flat, _denied(t), bool(t.meant)))


def _denied(t: Telling) -> bool:
    """Whether the words are what the source denies; "he rejected the truce" is the denying."""
    denying = t.attitude is Attitude.DENIES and t.slots.type is not ClaimType.REJECT
    return denying and not _negated(t.worded.quote)


def _negated(words: str) -> bool:
    """Whether the words say themselves that it is not so, whoever "denied" them.

    >>> _negated("He hasn’t left Norvia"), _negated("He has left Norvia")
    (True, False)
    """
    return bool(re.search(r"\b(?:not|never|no)\b|n['’]t\b", words.casefold()))
