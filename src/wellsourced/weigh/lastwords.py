"""Who has said both, the one after the other: the last word of a voice is its word."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from wellsourced.model import Utterance
from wellsourced.weigh.groups import Group
from wellsourced.weigh.oppositions import Opposing
from wellsourced.weigh.propositions import STATES
from wellsourced.weigh.retractions import Retraction
from wellsourced.weigh.tellings import Telling


def withdrawn(group: Group, contrary: Sequence[Telling]) -> list[Retraction]:
    """Give the tellings of an act whose own source has said the contrary outright since.

    "The police have arrested him, the general said"; two days later "the general denied that he
    was arrested". What is told of a state may have changed, and is not taken back so.
    """
    if not contrary or group.proposition.slots.type in STATES:
        return []
    since: dict[str, list[Telling]] = defaultdict(list)
    for o in contrary:
        if _word(o.utterance) and o.flat:
            since[o.utterance.origin.name].append(o)
    out = []
    for t in group.own:
        own = since.get(t.utterance.origin.name, ())
        later = [o for o in own if _after(o.utterance, t.utterance)]
        if later and t.flat:
            last = max(later, key=lambda o: (o.day or date.min, o.key))
            out.append(Retraction(t, last.quote, last))
    return out


def reversals(against: Iterable[Opposing], backing: Sequence[Utterance]) -> list[Opposing]:
    """Give what stands against a claim by a source that has said so itself since.

    "The aide denied that he is abroad"; two weeks later "the aide confirmed that he is abroad".
    """
    told = list(against)
    if not told:
        return []
    last: dict[str, Utterance] = {}
    for u in backing:
        if _word(u) and u.said_on:
            other = last.setdefault(u.origin.name, u)
            if other.said_on is not None and u.said_on > other.said_on:
                last[u.origin.name] = u
    said = ((o, last.get(o.telling.utterance.origin.name)) for o in told)
    return [o for o, u in said if u is not None and _after(u, o.telling.utterance)]


def _word(u: Utterance) -> bool:
    """Whether somebody with a name is quoted with it; a page that tells both tells a story."""
    return not (u.origin.unnamed or u.commenter or u.own) and u.reader is None


def _after(u: Utterance, before: Utterance) -> bool:
    """Whether it is a later word of the same source."""
    if not _word(before) or u.origin.name != before.origin.name:
        return False
    return u.said_on is not None and before.said_on is not None and u.said_on > before.said_on
