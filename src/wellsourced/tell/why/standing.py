"""Why a claim stands as it does: which rule holds, and why none before it does."""

from collections.abc import Iterator, Sequence

from wellsourced.model import Claim, ClaimType, OriginKind, Reason, Source, Status, Step, Topic
from wellsourced.tell.ground import Ground, Told, listed, many, short, voices, words

RULES = {
    Status.RETRACTED: "who said it has taken it back, and nobody else says so outright",
    Status.DENIED: "it is denied, and nobody with a name, nor two without, say so outright",
    Status.DISPUTED: (
        "somebody says so outright, and somebody else, no reader, says the contrary outright"
    ),
    Status.SUPERSEDED: (
        "a later count of the same has taken its place, or a newer state by no worse sources"
    ),
    Status.CORROBORATED: "at least two independent origins say so outright",
    Status.SINGLE_SOURCE: "one origin says so outright, or several that may be one",
    Status.UNSUPPORTED: "nobody but readers and those who hedge say so",
}  # as docs/guide/weighing.md has them, in the order in which they are tried
_AGAINST = {
    "denies": "is, belongs to or speaks for those the claim is about, or uses words of denial",
    "disputes": "says the contrary outright",
    "questions": "doubts it, knows nothing of it, or says the contrary with a hedge",
    "retracts": "takes back what was its own word",
}
_SHOWN = 3  # quotes of each side


def standing(claim: Claim, told: Sequence[Told]) -> Iterator[Step]:
    """Give the rule that holds, with the words that decide it, and why no rule before it does."""
    own = claim.reasons[0] if claim.reasons else Reason(says=claim.status)
    deciding = [told[n] for n in own.evidence] or [t for t in told if t.backing]
    yield Step(
        topic=Topic.STANDING,
        says=f"{own.says}. The rule: {RULES[claim.status]}.",
        quotes=tuple(words(t.evidence) for t in _each_side(deciding)),
        see=own.see,
    )
    passed = list(RULES)[: list(RULES).index(claim.status)]
    reasons = [f"not {s.value}, as {why}" for s in passed if (why := _fails(s, claim, told))]
    if reasons:
        says = f"The rules tried before it do not hold: {'; '.join(reasons)}."
        yield Step(topic=Topic.STANDING, says=says)


def against(
    claim: Claim, told: Sequence[Told], rivals: Sequence[Claim], of: Ground
) -> Iterator[Step]:
    """Give who stands against the claim and how, then the claims that it excludes."""
    for stance, means in _AGAINST.items():
        here = [t for t in told if t.evidence.stance == stance]
        for n, name in enumerate(sorted({t.evidence.chain[-1] for t in here if t.evidence.chain})):
            own = [t for t in here if t.evidence.chain[-1:] == (name,)]
            says = f"{_teller(name, claim)} {stance} it{_by(own, of)}."
            rule = f" Who {stance}: {means}." if n == 0 else ""
            quotes = tuple(words(t.evidence) for t in own)
            yield Step(topic=Topic.AGAINST, says=f"{says}{rule}", quotes=quotes)
    for rival in sorted(rivals, key=lambda r: r.id):
        says = f"It excludes “{short(rival.text)}” ({rival.status}): {_clash(claim, rival)}."
        quotes = tuple(words(e) for e in rival.evidence if e.stance in ("backs", "confirms"))
        yield Step(topic=Topic.AGAINST, says=says, quotes=quotes[:_SHOWN], see=(rival.id,))


def _teller(name: str, claim: Claim) -> str:
    against = (*claim.denied_by, *claim.disputed_by, *claim.questioned_by, *claim.retracted_by)
    readers = {s.name for s in against if s.kind is OriginKind.COMMENTER}
    return f"{name} (a reader)" if name in readers and "reader" not in name else name


def _by(own: Sequence[Told], of: Ground) -> str:
    cues = sorted({f"“{c}”" for t in own if (c := t.cue(of))})
    return f", by the words {listed(cues)}" if cues else ""


def _each_side(deciding: Sequence[Told]) -> list[Told]:
    """The words that decide: of each side those of every origin, first come."""
    contrary = _each_origin(t for t in deciding if not t.backing)
    return contrary[:_SHOWN] + _each_origin(t for t in deciding if t.backing)[:_SHOWN]


def _each_origin(told: Iterator[Told]) -> list[Told]:
    first: dict[str, Told] = {}
    for t in told:
        first.setdefault(t.evidence.chain[-1] if t.evidence.chain else "", t)
    return list(first.values())


def _fails(status: Status, claim: Claim, told: Sequence[Told]) -> str:
    """Why a rule that is tried before the one in force does not hold."""
    match status:
        case Status.RETRACTED:
            others = f"others than {_names(claim.retracted_by)} say so"
            return others if claim.retracted_by else "nobody has taken it back"
        case Status.DENIED:
            return _undenied(claim, told)
        case Status.DISPUTED:
            return _undisputed(claim, told)
        case Status.SUPERSEDED:
            return "no later count of the same is told" if claim.quantity else _latest(claim)
        case Status.CORROBORATED:
            return f"no more than {many(claim.origins.low, 'origin')} can be counted on"
        case _:
            return "nobody says so outright"


def _latest(claim: Claim) -> str:
    lasting = claim.type in (ClaimType.WHEREABOUTS, ClaimType.CONTROL)
    return "no newer state by no worse sources excludes it" if lasting else ""


def _undenied(claim: Claim, told: Sequence[Told]) -> str:
    if not claim.denied_by:
        return "nobody denies it"
    named = voices(told, unnamed=False)
    if not named:
        said = [t.utterance for t in told if t.flat and t.utterance is not None]
        passing = sorted({u.origin.name for u in said if not u.origin.unnamed})
        only = f"{listed(passing)} stand by it, who have it from others"
        return only if passing else "several say so outright"
    return f"{listed(named)} {'says' if len(named) == 1 else 'say'} so outright, with a name"


def _undisputed(claim: Claim, told: Sequence[Told]) -> str:
    contrary = (*claim.denied_by, *claim.disputed_by)
    if not contrary:
        return "nobody says the contrary outright"
    if not any(t.flat for t in told):
        return "nobody says so outright"
    return f"{_names(contrary)} are readers, or have taken it back"


def _names(sources: Sequence[Source]) -> str:
    return listed(s.name for s in sources)


def _clash(claim: Claim, rival: Claim) -> str:
    """Why both cannot be right."""
    if claim.polarity is not rival.polarity and claim.place == rival.place:
        return "the one says that it is so, the other that it is not"
    if claim.quantity and rival.quantity:
        return "the numbers differ"
    if claim.type == "WHEREABOUTS" and claim.place != rival.place:
        return "nobody is in two places at one time"
    if claim.actor != rival.actor:
        return f"it names {claim.actor or 'nobody'}, the other {rival.actor or 'nobody'}"
    return "they answer one question differently"
