"""What several say together: "Kell and Brun said" is the word of two."""

import functools

from msgspec import Struct
from msgspec.structs import replace

from wellsourced.lexicon.reader import read
from wellsourced.model import OriginKind, Source, Utterance

_AND = "; "  # between the names of those who speak as one


class _Words(Struct, frozen=True):
    words: tuple[str, ...]


class _Anonymity(Struct, frozen=True):
    unnamed: _Words


def speakers(u: Utterance) -> tuple[Utterance, ...]:
    """Give an utterance once for each who speaks; of one speaker it is what it was.

    What copies the text copies the word of each. "Residents and a UN official" are both unnamed.
    """
    names = u.origin.name.split(_AND)
    if len(names) == 1 or u.commenter:
        return (u,)
    return tuple(_one(u, name) for name in names)


def _one(u: Utterance, name: str) -> Utterance:
    unnamed = u.origin.unnamed or _by_role(name)
    kind = OriginKind.UNNAMED if unnamed else u.origin.kind
    origin = Source(name=name, unnamed=unnamed, kind=kind)
    described = name if unnamed else None
    return replace(u, origin=origin, described=described, same=f"{u.same} {name}")


def _by_role(name: str) -> bool:
    """Whether words tell somebody by what he is, as "UN official" does."""
    last = name.split()[-1]
    return last.islower() and last in _unnamed()


@functools.cache
def _unnamed() -> frozenset[str]:
    found: _Anonymity = read("en/anonymity.toml", _Anonymity)
    return frozenset(found.unnamed.words)
