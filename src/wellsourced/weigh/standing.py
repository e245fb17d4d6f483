"""What a claim amounts to: each status by one rule. The rules stand in docs/guide/weighing.md."""

from collections.abc import Sequence
from typing import NamedTuple

from wellsourced.model import Estimate, Status, Utterance
from wellsourced.weigh.oppositions import Opposing, Stance


class Case(NamedTuple):
    """What is known for and against a claim."""

    backing: Sequence[Utterance]  # flat, by others than readers, not taken back
    hedged: Sequence[Utterance]
    readers: Sequence[Utterance]
    retracted: Sequence[Utterance]  # by whom they were taken back
    against: Sequence[Opposing]
    origins: Estimate
    newer: str | None = None  # what has taken the claim's place, in words


def status(case: Case) -> tuple[Status, str]:
    """Give the status by the first rule that holds, and the reason in words."""
    for held, rule in (
        (is_retracted(case), Status.RETRACTED),
        (is_denied(case), Status.DENIED),
        (is_disputed(case), Status.DISPUTED),
        (is_superseded(case), Status.SUPERSEDED),
        (is_corroborated(case), Status.CORROBORATED),
        (is_single(case), Status.SINGLE_SOURCE),
    ):
        if held:
            return rule, held
    return Status.UNSUPPORTED, _unsupported(case)


def is_retracted(case: Case) -> str:
    """Who said it has taken it back, and nobody else backs it.

    As in "The Courier retracts the report".
    """
    if not case.retracted or case.backing:
        return ""
    return f"taken back by {_who(case.retracted)}; nobody else says so"


def is_denied(case: Case) -> str:
    """It is denied, and nobody with a name, nor two without, say so outright.

    As in "a militia officer said they would sell; the militia's spokesman denied it".
    """
    denied = [o.telling.utterance for o in case.against if _counts(o, Stance.DENIES)]
    named = any(not u.origin.unnamed for u in case.backing)
    if not denied or named or case.origins.high > 1:
        return ""
    return f"denied by {_who(denied)}; nobody with a name says so"


def is_disputed(case: Case) -> str:
    """Somebody says so outright, and somebody else, no reader, says the contrary outright.

    As in "the general said he was in Norvia; the aide said he was at home".
    """
    contrary = [
        o.telling.utterance
        for o in case.against
        if _counts(o, Stance.DENIES) or _counts(o, Stance.DISPUTES)
    ]
    if not contrary or not case.backing:
        return ""
    denied = any(_counts(o, Stance.DENIES) for o in case.against)
    return f"{'denied' if denied else 'disputed'} by {_who(contrary)}"


def is_superseded(case: Case) -> str:
    """A later count of the same has taken its place.

    As in "14 were killed", and a day later "21 were killed".
    """
    return case.newer or ""


def is_corroborated(case: Case) -> str:
    """At least two independent origins say so outright.

    As in "the general said the army holds the town; the mayor said so too".
    """
    if case.origins.low < 2:
        return ""
    return f"at least {case.origins.low} independent origins: {_who(case.backing)}"


def is_single(case: Case) -> str:
    """One origin says so outright, or some that may be one.

    As in "two officials who would not be named".
    """
    if not case.backing:
        return ""
    several = ", who may be one" if case.origins.high > 1 else ""
    return f"rests on {_who(case.backing)}{several}"


def _unsupported(case: Case) -> str:
    """Nobody but readers and those who hedge say so.

    As in "he may have been paid".
    """
    if case.hedged:
        return f"said with a hedge only, by {_who(case.hedged)}"
    if case.readers:
        return f"said by readers only: {_who(case.readers)}"
    return "nobody says so outright"


def _counts(o: Opposing, stance: Stance) -> bool:
    return o.stance is stance and not o.telling.utterance.commenter


def _who(found: Sequence[Utterance]) -> str:
    names = sorted({f"{u.origin.name}{_unnamed(u)}" for u in found})
    return ", ".join(names)


def _unnamed(u: Utterance) -> str:
    plain = u.origin.unnamed and u.origin.name.casefold() != "unnamed"
    return " (unnamed)" if plain else ""
