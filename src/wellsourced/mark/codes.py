"""What a claim is called in the field's code books."""

import functools
from typing import NamedTuple

from wellsourced.lexicon.reader import read
from wellsourced.mark.signs import Signs
from wellsourced.mark.subevents import Seen, subevent
from wellsourced.model import ClaimType, Polarity

_Table = dict[str, str]
_NOTHING: Signs = frozenset()
_VIOLENT = frozenset({ClaimType.ASSAULT, ClaimType.CASUALTY})


class Told(NamedTuple):
    """A claim as its codes are read off it, with the signs in its sentence and its paragraph."""

    type: ClaimType
    mode: str | None = None
    polarity: Polarity = Polarity.HOLDS
    actor: str | None = None
    recipient: str | None = None
    here: Signs = _NOTHING
    around: Signs = _NOTHING
    helpers: frozenset[str] = frozenset()  # the auxiliaries of the clause: "will", "must"


def codes(told: Told) -> dict[str, str]:
    """Give the codes that are sound for a claim; a mode's code stands before the type's.

    >>> codes(Told(ClaimType.ARREST, "arrest", here=frozenset({"arrest"})))
    {'cameo': '173', 'plover': 'COERCE', 'acled': 'ARREST'}
    """
    out: dict[str, str] = {}
    for book, table in _books():
        code = table.get(f"{told.type} {told.mode}") or table.get(told.type)
        if code:
            out[book] = code
    if told.type is ClaimType.CASUALTY and told.actor:
        out["plover"] = "ASSAULT"  # who kills or wounds, assaults
    if "plover" in out:
        out["plover"] = _ahead(out["plover"], told.helpers)
    label = subevent(Seen(told.type, told.here, told.around))
    views = (("acled", label), ("muc", _terror(told, label)), ("police", _police(told)))
    return out | {book: code for book, code in views if code}


def _ahead(code: str, helpers: frozenset[str]) -> str:
    """What is only to come: kind acts are agreed to or asked for, harsh ones are threatened.

    >>> _ahead("CONSULT", frozenset({"will"})), _ahead("COERCE", frozenset({"would"}))
    ('AGREE', 'THREATEN')
    """
    if code in _KIND and helpers & _OUGHT:
        return "REQUEST"
    if code in _KIND and helpers & _WILL:
        return "AGREE"
    return "THREATEN" if code in _HARSH and helpers & (_WILL | {"may"}) else code


_WILL = frozenset({"will", "would", "'ll", "’ll"})
_OUGHT = frozenset({"must", "should"})
_KIND = frozenset({"AGREE", "CONSULT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "SUPPORT"})
_HARSH = frozenset({"PROTEST", "SANCTION", "COERCE", "MOBILIZE", "ASSAULT"})


def _terror(told: Told, label: str | None) -> str | None:
    """The incident type of the Message Understanding Conferences: terror, and not battle.

    >>> _terror(Told(ClaimType.ASSAULT, "abduct"), None)
    'KIDNAPPING'
    """
    if told.type not in _VIOLENT or told.polarity is Polarity.FAILS:
        return None
    if label in _TERROR:
        return _TERROR[label]
    if told.mode in _WAYS:
        return _WAYS[told.mode]
    return "BATTLE" if label not in {"ATTACK", "MOB_VIOL"} else "ATTACK"


_TERROR = {
    "REM_EXPLOS": "BOMBING",
    "SUIC_BOMB": "BOMBING",
    "GRENADE": "BOMBING",
    "ABDUCT_DISSAP": "KIDNAPPING",
}
_WAYS = {
    "arson": "ARSON",
    "abduct": "KIDNAPPING",
    "explosives": "BOMBING",
    "suicide-attack": "BOMBING",
}


def _police(told: Told) -> str | None:
    """What the police did, or left undone (the labels of India Police Events).

    >>> _police(Told(ClaimType.CASUALTY, "killed", actor="police"))
    'KILL'
    """
    if told.here >= NEGLECT and told.type not in {*_DEEDS, ClaimType.CASUALTY}:
        return "FAIL"
    words = (told.actor or "").lower().replace("'s", "").split()
    if not any(w.strip(";,.") in _officers() for w in words):
        return None
    if told.polarity is Polarity.FAILS:
        return "FAIL"
    if told.type is ClaimType.CASUALTY:
        return "KILL" if told.mode == "killed" else "FORCE"
    return _DEEDS.get(told.type, "ANY_ACTION")


# The signs of a force that stands by: "the police looked on as the shops burned".
NEGLECT = frozenset({"officers", "inaction"})
_DEEDS = {ClaimType.ASSAULT: "FORCE", ClaimType.ARREST: "ARREST"}


@functools.cache
def _officers() -> frozenset[str]:
    known: dict[str, frozenset[str]] = read("codes/police.toml", dict[str, frozenset[str]])
    return known["officers"]


@functools.cache
def _books() -> tuple[tuple[str, _Table], ...]:
    return tuple((b, read(f"codes/{b}.toml", _Table)) for b in ("cameo", "plover"))
