"""What a claim is called in the field's code books."""

import functools
from typing import NamedTuple

from wellsourced.lexicon.reader import read
from wellsourced.mark.incidents import Act, incident
from wellsourced.mark.signs import Signs
from wellsourced.mark.subevents import Seen, subevent
from wellsourced.model import ClaimType, Polarity

_Table = dict[str, str]
_NOTHING: Signs = frozenset()


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
    clause: Signs = _NOTHING
    one: bool = True  # told as done, as new and as one
    word: str = ""  # the base form of the word that names it


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
    views = (("acled", label), ("muc", incident(_act(told))), ("police", _police(told)))
    return out | {book: code for book, code in views if code}


def _act(told: Told) -> Act:
    return Act(
        told.type,
        told.mode,
        told.polarity,
        told.actor,
        told.recipient,
        told.clause,
        told.here,
        told.one,
        told.word,
    )


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


def _police(told: Told) -> str | None:
    """What the police did, or left undone (the labels of India Police Events).

    >>> _police(Told(ClaimType.CASUALTY, "killed", actor="police"))
    'KILL'
    """
    if told.mode == "neglect":
        return "FAIL" if told.polarity is Polarity.HOLDS else None
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
