"""What a claim amounts to: each status by one rule. The rules stand in docs/guide/weighing.md."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wellsourced.model import Estimate, Status, Utterance
from wellsourced.weigh.independence import Because, passed_on
from wellsourced.weigh.oppositions import Opposing, Stance
from wellsourced.weigh.tellings import Telling


class Newer(NamedTuple):
    """What has taken the claim's place, in words; its telling and its claim, if it is a state."""

    says: str
    telling: Telling | None = None
    claim: str | None = None


class Case(NamedTuple):
    """What is known for and against a claim; `passing`: who says no more than others told it."""

    backing: Sequence[Utterance]  # flat, by others than readers, not taken back
    hedged: Sequence[Utterance]
    readers: Sequence[Utterance]
    retracted: Sequence[Utterance]  # by whom they were taken back
    against: Sequence[Opposing]
    origins: Estimate
    newer: Newer | None = None
    passing: frozenset[str] = frozenset()


def status(case: Case) -> tuple[Status, Because]:
    """Give the status by the first rule that holds, and the reason with what it rests on."""
    for holds, rule in (
        (is_retracted, Status.RETRACTED),
        (is_denied, Status.DENIED),
        (is_disputed, Status.DISPUTED),
        (is_superseded, Status.SUPERSEDED),
        (is_corroborated, Status.CORROBORATED),
        (is_single, Status.SINGLE_SOURCE),
    ):
        if words := holds(case):
            return rule, _because(rule, words, case)
    return Status.UNSUPPORTED, _because(Status.UNSUPPORTED, _unsupported(case), case)


def _because(rule: Status, words: str, case: Case) -> Because:
    """The reason, and the tellings that decide."""
    see = case.newer.claim if case.newer is not None and rule is Status.SUPERSEDED else None
    told = tuple(_deciding(rule, case))
    return Because(f"{rule.value}: {words}", told, (see,) if see else ())


def _deciding(rule: Status, case: Case) -> Iterable[Utterance]:
    match rule:
        case Status.RETRACTED:
            return case.retracted
        case Status.DENIED:
            return (o.telling.utterance for o in case.against if _counts(o, Stance.DENIES))
        case Status.DISPUTED:
            return (*_contrary(case), *case.backing)
        case Status.SUPERSEDED:
            new = case.newer.telling if case.newer is not None else None
            return (new.utterance, *case.backing) if new is not None else case.backing
        case Status.UNSUPPORTED:
            return case.hedged or case.readers
        case _:
            return [u for u in case.backing if u.origin.name not in case.passing]


def is_retracted(case: Case) -> str:
    """Who said it has taken it back, and nobody else backs it.

    As in "The Courier retracts the report".
    """
    if not case.retracted or case.backing:
        return ""
    return f"taken back by {_who(case.retracted)}; nobody else says so"


def is_denied(case: Case) -> str:
    """It is told and denied, and nobody with a name, nor two without, say so outright.

    As in "a militia officer said they would sell; the militia's spokesman denied it".
    """
    denied = [o.telling.utterance for o in case.against if _counts(o, Stance.DENIES)]
    if not denied:
        return ""
    named = any(not u.origin.unnamed for u in case.backing)
    told = case.backing or case.hedged or case.readers
    if not told or named or case.origins.high > 1:
        return ""
    return f"denied by {_who(denied)}; nobody with a name says so"


def is_disputed(case: Case) -> str:
    """Somebody says so outright, and somebody else, no reader, says the contrary outright.

    As in "the general said he was in Norvia; the aide said he was at home".
    """
    contrary = _contrary(case)
    if not contrary or not case.backing:
        return ""
    denied = any(_counts(o, Stance.DENIES) for o in case.against)
    return f"{'denied' if denied else 'disputed'} by {_who(contrary)}"


def is_superseded(case: Case) -> str:
    """A later count of the same has taken its place, or a newer state by no worse sources.

    As in "14 were killed", and a day later "21 were killed"; or "he is in Norvia", and three weeks
    later, by the same aide, "he is in Sarland".
    """
    return case.newer.says if case.newer is not None else ""


def is_corroborated(case: Case) -> str:
    """At least two independent origins say so outright.

    As in "the general said the army holds the town; the mayor said so too".
    """
    if case.origins.low < 2:
        return ""
    own = [u for u in case.backing if u.origin.unnamed or u.origin.name not in case.passing]
    return f"at least {case.origins.low} independent origins: {_who(own)}{_passing_on(case)}"


def is_single(case: Case) -> str:
    """One origin says so outright, or some that may be one.

    As in "two officials who would not be named".
    """
    if not case.backing:
        return ""
    own = [u for u in case.backing if u.origin.unnamed or u.origin.name not in case.passing]
    several = ", who may be one" if case.origins.high > 1 else ""
    return f"rests on {_who(own)}{several}{_passing_on(case)}"


def _unsupported(case: Case) -> str:
    """Nobody but readers and those who hedge say so.

    As in "he may have been paid".
    """
    if case.hedged:
        return f"said with a hedge only, by {_who(case.hedged)}"
    if case.readers:
        return f"said by readers only: {_who(case.readers)}"
    return "nobody says so outright"


def _passing_on(case: Case) -> str:
    """Who is heard beside them and adds nothing."""
    if not case.passing:
        return ""
    told = {u.origin.name for u in case.backing if not u.origin.unnamed}
    only = sorted(told & case.passing)
    return f" (passed on by {', '.join(only)})" if only else ""


def _contrary(case: Case) -> list[Utterance]:
    """Who says the contrary outright, but readers, and those who only pass it on."""
    strong = (o for o in case.against if o.stance in (Stance.DENIES, Stance.DISPUTES))
    said = [o.telling.utterance for o in strong if _counts(o, o.stance)]
    passing = passed_on(said)
    return [u for u in said if u.origin.unnamed or u.origin.name not in passing]


def _counts(o: Opposing, stance: Stance) -> bool:
    return o.stance is stance and not o.telling.utterance.commenter


def _who(found: Sequence[Utterance]) -> str:
    names = sorted({f"{u.origin.name}{_unnamed(u)}" for said in found for u in said.each()})
    return ", ".join(names)


def _unnamed(u: Utterance) -> str:
    plain = u.origin.unnamed and u.origin.name.casefold() != "unnamed"
    return " (unnamed)" if plain else ""
