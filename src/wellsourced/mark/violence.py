"""The type of violence of a claim, as the Uppsala Conflict Data Program divides it.

State-based: a state against an armed group or another state; non-state: armed groups, neither of
them a state's; one-sided: a state or an armed group against people who are not armed.
"""

import functools
import re
from typing import Literal

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.mark.countries import coded
from wellsourced.mark.scene import Scene
from wellsourced.model import ClaimMark, ClaimType, EntityKind, Polarity

Side = Literal["state", "group", "civilians"]

_VIOLENT = frozenset({ClaimType.ASSAULT, ClaimType.CASUALTY})
_KINDS: dict[EntityKind, Side] = {
    EntityKind.GOVERNMENT: "state",
    EntityKind.FORCE: "state",
    EntityKind.FACTION: "group",
}


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    example: str
    words: tuple[str, ...]


def violence(claim: ClaimMark, here: Scene) -> str | None:
    """Give the type of violence; None where nobody is hurt, or a side is not told.

    Unarmed people do no violence of any type, and a death told as an accident has none.
    """
    if claim.type not in _VIOLENT or claim.polarity is Polarity.FAILS:
        return None
    if "DISASTER" in claim.codes.get("acled", "") or claim.codes.get("acled") == "ORG_CRIME":
        return None
    return type_of(_sides(claim.actor, here), _sides(claim.recipient, here))


def type_of(does: frozenset[Side], suffers: frozenset[Side]) -> str | None:
    """Give the type by what both sides are.

    >>> type_of(frozenset({"state"}), frozenset({"group", "civilians"}))
    'state-based'
    >>> type_of(frozenset({"group"}), frozenset({"civilians"}))
    'one-sided'
    >>> type_of(frozenset({"group"}), frozenset({"group"}))
    'non-state'
    """
    armed = does - {"civilians"}
    if not armed or not suffers:
        return None
    if suffers == {"civilians"}:
        return "one-sided"
    return "state-based" if "state" in armed | suffers else "non-state"


def _sides(names: str | None, here: Scene) -> frozenset[Side]:
    found = (side_of(name, here) for name in (names or "").split("; ") if name)
    return frozenset(side for side in found if side is not None)


def side_of(name: str, here: Scene) -> Side | None:
    """Tell what somebody is: by the last word that tells, by the kind of the name, by a country.

    "Lake Front villagers" are no group; "rebel forces" and "the Liberation Army" are no state's.
    """
    told = word_side(name)
    if told:
        return told
    kinds = (m.kind for m in here.mentions.all() if m.name == name)
    kind = next(kinds, None)
    if kind is EntityKind.PERSON:
        return None
    if kind in _KINDS:
        return _KINDS[kind]
    return "state" if kind is not EntityKind.ORGANISATION and any(coded(name)) else None


def word_side(name: str | None) -> Side | None:
    """Tell what somebody is by words alone, by the last that tells.

    >>> word_side("rebel forces"), word_side("nine villagers"), word_side("Odo Kell")
    ('group', 'civilians', None)
    """
    told = [_table()[m.group().lower()] for m in _known().finditer(name or "")]
    if not told:
        return None
    return "group" if told[-1] == "state" and "group" in told else told[-1]


@functools.cache
def _table() -> dict[str, Side]:
    lists = read("codes/ucdp.toml", dict[Side, _Words])
    return {word: side for side, one in lists.items() for word in one.words}


@functools.cache
def _known() -> re.Pattern[str]:
    words = sorted(_table(), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
