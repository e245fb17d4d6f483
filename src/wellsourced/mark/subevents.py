"""Which sub-event of ACLED's code book a claim tells of, by its type and the signs around it.

The labels are short forms of the code book's (docs/guide/names-and-claims.md has the table). What
the book leaves out has labels of its own: diplomacy, blame, crime, accidents, disasters.
"""

from collections.abc import Callable
from typing import NamedTuple

from wellsourced.mark.signs import Signs
from wellsourced.model import ClaimType


class Seen(NamedTuple):
    """A claim's type, and the signs in its sentence and in its paragraph."""

    type: ClaimType
    here: Signs
    around: Signs


def subevent(seen: Seen) -> str | None:
    """Give the label that the clearest sign calls for; None where nothing of the book is told.

    >>> subevent(Seen(ClaimType.CASUALTY, frozenset({"suicide", "explosive"}), frozenset()))
    'SUIC_BOMB'
    >>> subevent(Seen(ClaimType.CASUALTY, frozenset({"mishap"}), frozenset()))
    'MAN_MADE_DISASTER'
    """
    for rule in _RULES:
        label = rule(seen)
        if label is not None:
            return label
    return None


def _unsaid(seen: Seen) -> str | None:
    """Who says who did it: "claimed responsibility for the blast", "blamed the army"."""
    return "ATTRIB" if "claiming" in seen.here and seen.type is ClaimType.ACCUSE else None


def _taken_arms(seen: Seen) -> str | None:
    """Arms found, taken or made harmless."""
    if "seized" in seen.here and "weapons" in seen.here:
        return "DISR_WEAP"
    return "DISR_WEAP" if seen.here >= {"taking", "weapons"} and not _violent(seen) else None


def _violent(seen: Seen) -> bool:
    return bool(seen.here & {"attack", "clash", "livefire"})


def _gone_off(seen: Seen) -> str | None:
    """What kind of weapon: the rarest first."""
    if "mishap" in seen.here and not seen.around & {"rebel", "suicide", "clash", "attack"}:
        return None
    for name, label in _WEAPONS:
        if name in seen.here:
            return label
    return None


_WEAPONS = (
    ("sexual", "SEX_VIOL"),
    ("suicide", "SUIC_BOMB"),
    ("chemical", "CHEM_WEAP"),
)
_ARMS = (
    ("grenade", "GRENADE"),
    ("air", "AIR_STRIKE"),
    ("shelling", "ART_MISS_ATTACK"),
    ("explosive", "REM_EXPLOS"),
    ("abduction", "ABDUCT_DISSAP"),
)


def _protested(seen: Seen) -> str | None:
    """Crowds, and what was done to them."""
    if "protest" not in seen.here | seen.around or not seen.here & _CROWDS:
        return None
    around = seen.here | seen.around
    if "livefire" in around and "state" in around:
        return "FORCE_AGAINST_PROTEST"
    if "riot" in around:
        return "VIOL_DEMONSTR"
    if around & {"crowdcontrol", "arrest"} and "state" in around:
        return "PROTEST_WITH_INTER"
    return "PEACE_PROTEST"


_CROWDS = frozenset({"protest", "riot", "crowdcontrol"})


def _armed(seen: Seen) -> str | None:
    for name, label in _ARMS:
        if name in seen.here:
            return label
    return None


def _ground(seen: Seen) -> str | None:
    """Who holds a place now."""
    if seen.type in _TALK or "ground" not in seen.here | seen.around:
        return None
    if "retaken" in seen.here:
        return "GOV_REGAINS_TERIT"
    if "withdrawal" in seen.here:
        return "NON_VIOL_TERRIT_TRANSFER"
    if seen.here >= {"taken", "rebel"}:
        return "NON_STATE_ACTOR_OVERTAKES_TER"
    return "GOV_REGAINS_TERIT" if seen.here >= {"taken", "state"} else None


_TALK = frozenset({ClaimType.ACCUSE, ClaimType.REJECT, ClaimType.THREATEN, ClaimType.DEMAND})


def _agreed(seen: Seen) -> str | None:
    if "accord" not in seen.here or _violent(seen):
        return None
    return "AGREEMENT" if seen.type in _PACTS or seen.around & {"rebel", "clash"} else None


_PACTS = frozenset({ClaimType.AGREE, ClaimType.CONCEDE, ClaimType.CONSULT, ClaimType.RETREAT})


def _fought(seen: Seen) -> str | None:
    """Fighting, attacks on the unarmed, mobs, damage."""
    if "mob" in seen.here:
        return "MOB_VIOL"
    if "damage" in seen.here and "attack" not in seen.here - {"attack"}:
        return "PROPERTY_DISTRUCT"
    if "riot" in seen.here and not seen.here & {"rebel"}:
        return "VIOL_DEMONSTR"
    if "clash" in seen.here or seen.here >= {"state", "rebel"}:
        return "ARMED_CLASH" if _violent(seen) or seen.here >= {"state", "rebel"} else None
    return "ATTACK" if _violent(seen) or "killing" in seen.here else None


def _moved(seen: Seen) -> str | None:
    """New bases, groups that form, split or are sent somewhere."""
    if seen.here >= {"base", "setting"}:
        return "HQ_ESTABLISHED"
    if "regroup" in seen.here and seen.here & {"state", "rebel"}:
        return "CHANGE_TO_GROUP_ACT"
    return None


def _other(seen: Seen) -> str | None:
    """What the book leaves out."""
    for name, label in _OTHERS:
        if name in seen.here:
            return label
    return None


_OTHERS = (
    ("nature", "NATURAL_DISASTER"),
    ("mishap", "MAN_MADE_DISASTER"),
    ("crime", "ORG_CRIME"),
    ("arrest", "ARREST"),
    ("claiming", "ATTRIB"),
    ("diplomacy", "DIPLO"),
)


def _mishaps(seen: Seen) -> str | None:
    """Accidents and disasters, where nobody fights."""
    if seen.here & {"rebel", "clash", "protest"}:
        return None
    if "nature" in seen.here and not _violent(seen):
        return "NATURAL_DISASTER"
    return "MAN_MADE_DISASTER" if "mishap" in seen.here and not _violent(seen) else None


def _held(seen: Seen) -> str | None:
    if "arrest" in seen.here and not seen.here & {"attack", "clash", "crime"}:
        return "ARREST"
    return None


_RULES: tuple[Callable[[Seen], str | None], ...] = (
    _unsaid,
    _taken_arms,
    _gone_off,
    _mishaps,
    _protested,
    _armed,
    _held,
    _agreed,
    _ground,
    _moved,
    _fought,
    _other,
)
