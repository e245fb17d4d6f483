"""How an act is done, in PLOVER's words: by whom it is named, or by the signs around it."""

import functools

from msgspec import Struct

from wellsourced.lexicon.reader import read
from wellsourced.mark.signs import Signs
from wellsourced.model import ClaimType


class Mode(Struct, frozen=True, forbid_unknown_fields=True):
    """One way of doing an act of a type (en/modes.toml)."""

    type: ClaimType
    name: str
    example: str
    words: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()


class _Modes(Struct, frozen=True, forbid_unknown_fields=True):
    modes: tuple[Mode, ...]


def mode(kind: ClaimType, word: str, around: Signs) -> str | None:
    """Give the mode that the act's own word names; else the first that a sign in its clause tells.

    >>> mode(ClaimType.ASSAULT, "kidnap", frozenset({"explosive"}))
    'abduct'
    >>> mode(ClaimType.ASSAULT, "attack", frozenset({"suicide", "explosive"}))
    'suicide-attack'
    """
    known = _by_type().get(kind, ())
    named = next((m.name for m in known if word in m.words), None)
    return named or next((m.name for m in known if m.signs & around), None)


@functools.cache
def _by_type() -> dict[ClaimType, tuple[Mode, ...]]:
    listed = mode_list()
    return {kind: tuple(m for m in listed if m.type is kind) for kind in ClaimType}


def mode_list() -> tuple[Mode, ...]:
    """Give all modes, in the order of the list."""
    lists: _Modes = read("en/modes.toml", _Modes)
    return lists.modes
