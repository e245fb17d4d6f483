"""Tellings that are one text: under which name all of them go, and when it was first said."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from wellsourced.link.names import Union
from wellsourced.model import Utterance, digest


class Heard(NamedTuple):
    """A telling with who said it first; what it has in common with others is not settled yet.

    `copies`: the keys of the tellings whose words it has.
    """

    key: str
    utterance: Utterance
    copies: tuple[str, ...]


def utterances(found: Sequence[Heard]) -> tuple[Utterance, ...]:
    """Give the tellings; copies of one text get one name, `same`, and one day."""
    joined = Union()
    for h in found:
        for other in h.copies:
            joined.join(h.key, other)
    days = first_said((joined.root(h.key), h.utterance.said_on) for h in found)
    out = (settled(h, root := joined.root(h.key), days.get(root)) for h in found)
    return tuple(sorted(out, key=lambda u: (u.document, u.claim)))


def first_said(found: Iterable[tuple[str, date | None]]) -> dict[str, date]:
    """Copies were said when the first of them was: what is reprinted later is no newer for it."""
    days: dict[str, date] = {}
    for root, day in found:
        if day is not None:
            days[root] = min(day, days.get(root, day))
    return days


def settled(found: Heard, root: str, day: date | None) -> Utterance:
    """Give a telling as one of those that have its words; `root` stands for them all."""
    said_on = found.utterance.said_on if day is None else day
    return replace(found.utterance, same=digest("same", root), said_on=said_on)
