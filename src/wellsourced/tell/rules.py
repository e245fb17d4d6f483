"""How a claim sits with the rules by which a user tells what a hypothesis is about."""

from collections.abc import Iterable, Iterator

from wellsourced.config import Hypothesis, Rule
from wellsourced.model import Claim, Fit, Polarity
from wellsourced.tell.ground import Ground
from wellsourced.tell.nations import nation

_SLOTS = ("claim", "type", "actor", "recipient", "place", "words")


def rated(claim: Claim, hypothesis: Hypothesis, of: Ground) -> Fit:
    """Give how a claim, if true, sits with a hypothesis.

    Of several rules that fit, the one that says most counts; where rules that say as much go both
    ways the claim is neutral.
    """
    signs = [(_slots(r), +_sign(r, claim, of)) for r in hypothesis.supports]
    signs += [(_slots(r), -_sign(r, claim, of)) for r in hypothesis.contradicts]
    fits = [(size, sign) for size, sign in signs if sign]
    most = max((size for size, _ in fits), default=0)
    sides = {sign for size, sign in fits if size == most}
    if len(sides) != 1:
        return Fit.NEUTRAL
    return Fit.CONSISTENT if sides == {1} else Fit.INCONSISTENT


def _slots(rule: Rule) -> int:
    """How much a rule says; one that names a claim says all."""
    return sum(getattr(rule, s) is not None for s in _SLOTS) + 9 * (rule.claim is not None)


def _sign(rule: Rule, claim: Claim, of: Ground) -> int:
    """1: it is such a claim; -1: it is the contrary of one; 0: it is about something else."""
    if rule.claim is not None and not claim.id.startswith(rule.claim):
        return 0
    if rule.type is not None and claim.type is not rule.type:
        return 0
    if not _named(rule.actor, claim.actor, of) or not _named(rule.recipient, claim.recipient, of):
        return 0
    if rule.words is not None and not _told(rule.words, claim):
        return 0
    told = rule.claim is not None or rule.words is not None
    wanted = rule.polarity or (claim.polarity if told else Polarity.HOLDS)
    if rule.place is not None and not _there(of.called(rule.place), claim, of):
        return 0
    return 1 if claim.polarity is wanted else -1


def _named(name: str | None, slot: str | None, of: Ground) -> bool:
    """Whether a slot holds a name, by any of its aliases; a rule that names nobody fits all."""
    if name is None:
        return True
    wanted = {name, of.called(name)}
    return not wanted.isdisjoint(of.called(n) for n in _each(slot)) or name in _each(slot)


def _there(place: str, claim: Claim, of: Ground) -> bool:
    """Whether a claim's place answers for the rule's.

    Who is in a town is in its country, and so not away from it; who has left the country is not in
    the town. The reverse is not said.
    """
    holds = claim.polarity is Polarity.HOLDS
    for name in (of.called(n) for n in _each(claim.place)):
        inner, outer = (name, place) if holds else (place, name)
        if name == place or outer in holders(inner, of):
            return True
    return False


def holders(place: str, of: Ground) -> Iterator[str]:
    """Give what a place lies in, by the settings and the gazetteer, the nearest first."""
    seen = {place}
    at: str | None = place
    country = None
    while at is not None:
        own = next((p for p in of.settings.places if p.name == at), None)
        country = country or (own.country if own else None)
        at = of.called(own.within) if own and own.within else None
        if at in seen:
            break
        if at is not None:
            seen.add(at)
            yield at
    state = of.called(nation(country or of.countries.get(place, "")))
    if state and state not in seen:
        yield state


def _told(words: str, claim: Claim) -> bool:
    """Whether the words stand in one of the claim's own tellings."""
    wanted = " ".join(words.casefold().split())
    quotes: Iterable[str] = (e.quote for e in claim.evidence if e.stance in ("backs", "confirms"))
    return any(wanted in " ".join(q.casefold().split()) for q in quotes)


def _each(slot: str | None) -> list[str]:
    return [n for n in (slot or "").split("; ") if n]
