"""Which kind of violent incident a claim tells of, as the Message Understanding Conferences say.

An incident is one that has happened, that the page tells as one and as new, and that is no fight
between men under arms: such a one is a battle.
"""

import functools
from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from wellsourced.lexicon.reader import read
from wellsourced.mark.signs import Signs
from wellsourced.mark.violence import word_side
from wellsourced.model import ClaimMark, ClaimType, Polarity

VIOLENT = frozenset({ClaimType.ASSAULT, ClaimType.CASUALTY})


class Act(NamedTuple):
    """A violent act as its kind is read off it, with the signs in its clause and its sentence."""

    type: ClaimType
    mode: str | None = None
    polarity: Polarity = Polarity.HOLDS
    actor: str | None = None
    recipient: str | None = None
    clause: Signs = frozenset()
    sentence: Signs = frozenset()
    one: bool = True  # told as done, as new and as one
    word: str = ""  # the base form of the word that names it


def incident(act: Act) -> str | None:
    """Give the kind of incident; "BATTLE" or "NONE" for an assault that is none.

    >>> incident(Act(ClaimType.ASSAULT, "abduct"))
    'KIDNAPPING'
    >>> incident(Act(ClaimType.ASSAULT, actor="soldiers", recipient="nine rebels"))
    'BATTLE'
    """
    if act.type not in VIOLENT:
        return None
    kind = _kind(act)
    return "NONE" if kind is None and act.type is ClaimType.ASSAULT else kind


def settled(told: Iterable[tuple[str, ClaimMark]]) -> list[ClaimMark]:
    """Give claims the kind of the incident that their words only point back to.

    Given are claims with the word that names each act. "A bomb exploded in the market. Nine people
    were *killed*. Nobody admitted the *attack*.": all three tell of a bombing. Where nothing
    stands before, what follows tells it.
    """
    ordered = sorted(told, key=lambda one: (one[1].start, one[1].id))
    named = [(c.start, c.codes["muc"]) for w, c in ordered if _names_its_kind(w, c)]
    return [
        _as(claim, _nearest(claim.start, named)) if _points(word, claim) else claim
        for word, claim in ordered
    ]


def _names_its_kind(word: str, claim: ClaimMark) -> bool:
    return claim.codes.get("muc") in _TOLD and not _points(word, claim)


def _points(word: str, claim: ClaimMark) -> bool:
    """Whether the word says only that somebody was hurt, or that there was an attack."""
    bare = word in _lists()["bare"] or not word
    return bare and claim.actor is None and claim.codes.get("muc") == "ATTACK"


def _nearest(start: int, named: list[tuple[int, str]]) -> str | None:
    before = [kind for at, kind in named if at <= start]
    return before[-1] if before else next((kind for _, kind in named), None)


def _as(claim: ClaimMark, kind: str | None) -> ClaimMark:
    if kind is None or kind == "ATTACK":
        return claim
    return replace(claim, codes={**claim.codes, "muc": kind})


def _kind(act: Act) -> str | None:
    if _told_as_none(act):
        return None
    if act.mode in _WAYS and not (act.word == "burn" and word_side(act.recipient) == "civilians"):
        return _WAYS[act.mode]
    if _fought(act):
        return "BATTLE"
    if _bombed(act):
        return "BOMBING"
    return "ATTACK" if _done_to(act) else None


def _told_as_none(act: Act) -> bool:
    """Whether it was not done, or is an accident, or a thing burnt for show."""
    if act.polarity is Polarity.FAILS or not act.one or act.mode == "claimed":
        return True
    if act.sentence & _MISHAPS and not act.sentence & _HARM:
        return True
    return act.mode == "arson" and _any(act.recipient, "shown")


_TOLD = frozenset({"ATTACK", "BOMBING", "ARSON"})
_BOMBS = frozenset({"explosive", "suicide", "grenade"})
_HARM = frozenset({"attack", "livefire", "clash", *_BOMBS})
_MISHAPS = frozenset({"mishap", "nature"})
_WAYS = {"arson": "ARSON", "abduct": "KIDNAPPING", "rob": "ROBBERY"}


def _bombed(act: Act) -> bool:
    """Whether it is done by a bomb: what its clause names, or what the dead of it died of."""
    told = act.sentence if act.type is ClaimType.CASUALTY else act.clause
    return act.mode in {"explosives", "suicide-attack"} or bool(told & _BOMBS)


def _done_to(act: Act) -> bool:
    """Whether somebody did it, and it did not befall people by itself: "nine men *died*"."""
    if act.word in _lists()["killing"]:
        return True
    return bool(act.sentence & _HARM) if act.type is ClaimType.CASUALTY else act.word != "damage"


def _fought(act: Act) -> bool:
    """Whether both sides are under arms, or it is men under arms who fell."""
    if act.word in _lists()["war"]:
        return True
    does, suffers = word_side(act.actor), word_side(act.recipient)
    if suffers == "group" or _any(act.recipient, "soldiers"):
        return True
    if suffers == "civilians":
        return False
    if does == "state" or act.clause & {"air", "shelling"}:
        return True
    return "clash" in act.clause


def _any(name: str | None, words: str) -> bool:
    """Whether a word of the name is of a list."""
    return not _lists()[words].isdisjoint((name or "").lower().split())


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = read("codes/incidents.toml", dict[str, frozenset[str]])
    return lists
