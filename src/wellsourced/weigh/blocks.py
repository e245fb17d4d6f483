"""Blocks: what shares a name, a text or a count, and is weighed apart from all the rest.

What two tellings have no key in common for, through whatever others, can neither be one claim nor
stand against each other. A block with more than `MOST` rows (one army, one town) is cut by month,
and if need be by day; what then shares nothing more within its stretch of days is parted as well.
"""

import functools
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from wellsourced.lang.codes import Whole
from wellsourced.lang.components import components
from wellsourced.model import ClaimType, Polarity
from wellsourced.weigh.counts import Count
from wellsourced.weigh.rivals import answers
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.world import World, kin

MOST = 2_000
"""Rows of a block that is not cut: what ten new pages touch has to be weighed anew in seconds."""

_Row = TypeVar("_Row")
_NEVER = -1  # the stretch of days of what has no day
_CHUNK = 1 << 20
_AT_ONCE = 1 << 22  # keys that are sorted in one go
_ODD = np.int64(0x1E3779B97F4A7C15)  # parts the keys of one stretch of days from those of others
Flags = NDArray[np.bool_]
Places = NDArray[np.int32]


class Rows(NamedTuple):
    """The rows to be put into blocks: `row` has the key `key`, as often as it has keys.

    `days`: for each row the ordinal of its day, -1 where it has none; `tied`: keys that are one.
    """

    row: Whole | Places
    key: Whole
    days: Whole | Places
    tied: tuple[Whole, Whole]


def keys(t: Telling) -> Iterator[str]:
    """Give what a telling shares with all that it can be one claim with, or stand against."""
    yield text_key(t.slots.type, t.slots.polarity, t.utterance.same)
    if t.tally:
        yield tally_key(t.slots.type, t.slots.polarity, t.tally)
    yield from own_keys(t)


def text_key(kind: ClaimType, sign: Polarity, same: str) -> str:
    """Give the key of the text that a telling is a copy of."""
    return f"{kind} {sign} text {same}"


def tally_key(kind: ClaimType, sign: Polarity, tally: str) -> str:
    """Give the key of the count that a telling gives."""
    return f"{kind} {sign} count {tally}"


def own_keys(t: Telling) -> Iterator[str]:
    """Give the keys that a telling has by itself, whatever else the case holds."""
    s = t.slots
    yield from (name_key(s.type, n) for n in named_by(t))
    if s.type is ClaimType.WHEREABOUTS and s.place and not s.actor:
        yield f"{s.type} of nobody"
    if t.about:
        yield f"{s.type} about {t.about}"
    yield from (" ".join(answer) for answer in answers(t))


def count_key(c: Count) -> str:
    """Give the key of a count: what has another outcome is another, whatever else it shares."""
    return f"{c.quantity.outcome} per {c.quantity.per}"


def counted_on(c: Count) -> date | None:
    """Give the day by which a count is put, where its block is cut."""
    return c.quantity.earliest or c.quantity.latest or c.day


def name_key(kind: ClaimType, name: str) -> str:
    """Give the key of a name in a slot."""
    return f"{kind} name {name}"


def when(t: Telling) -> date | None:
    """Give the day by which a telling is put, where its block is cut."""
    return t.slots.earliest or t.slots.latest or t.day


@functools.lru_cache(maxsize=1 << 16)
def seal(key: str) -> int:
    """Give a key as a number, the same wherever it is asked for."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), signed=True)


def ties(named: Iterable[tuple[ClaimType, str]], of: World) -> Iterator[tuple[str, str]]:
    """Give the keys of names by which claims against each other are looked for.

    One is part of the other, by the case or by its words: "the Norvian army", "the army".
    """
    by_kind: dict[ClaimType, set[str]] = defaultdict(set)
    for kind, name in named:
        by_kind[kind].add(name)
    for kind in sorted(by_kind):
        for name, near in kin(by_kind[kind], of).items():
            yield from ((name_key(kind, name), name_key(kind, other)) for other in near)


def cut(rows: Rows, most: int = MOST) -> Places:
    """Give for each row the number of its block: the first row of it. Tied keys are made one."""
    count = len(rows.days)
    days = rows.days.astype(np.int64)
    _root(rows)
    found = _together(rows, np.ones(count, np.bool_), None)
    for stretch in (_months(days), days):
        hot = np.bincount(found, minlength=count)[found] > most
        if not hot.any():
            break
        found = np.where(hot, _together(rows, hot, stretch), found)
    return found


def _root(rows: Rows) -> None:
    """Make keys that are tied one, where they are."""
    names = np.unique(np.r_[rows.tied])
    if not len(names):
        return
    one, other = (np.searchsorted(names, tied) for tied in rows.tied)
    root = names[components(len(names), one, other)]
    for first in range(0, len(rows.key), _CHUNK):
        own = rows.key[first : first + _CHUNK]
        at = np.minimum(np.searchsorted(names, own), len(names) - 1)
        own[:] = np.where(names[at] == own, root[at], own)


def _together(rows: Rows, asked: Flags, stretch: Whole | None) -> Places:
    """For each row that is asked about the first that it shares a key with, through others.

    With stretches of days, keys are shared within one only. Keys are looked at some at a time,
    all that are equal in one turn, so that few of them are held twice.
    """
    turn, turns = _turns(rows.key)
    label = np.arange(len(asked), dtype=np.int32)
    for n in range(turns):
        at = np.flatnonzero(turn == n)
        at = at[asked[rows.row[at]]]
        row, key = rows.row[at], rows.key[at]
        key = key if stretch is None else key * _ODD + stretch[row]
        one, other = _first(row, key)
        label = components(len(label), label[one], label[other]).astype(np.int32)[label]
    return label


def _turns(key: Whole) -> tuple[NDArray[np.uint8], int]:
    """In which of how many turns each key is looked at."""
    turns = min(1 + len(key) // _AT_ONCE, 256)
    turn = np.zeros(len(key), np.uint8)
    for first in range(0, len(key), _CHUNK):
        own = key[first : first + _CHUNK].view(np.uint64)
        turn[first : first + _CHUNK] = (own >> np.uint64(40)) % np.uint64(turns)
    return turn, turns


def _first(row: Whole | Places, key: Whole) -> tuple[Places, Places]:
    """Rows beside the first that has the same key."""
    order = np.argsort(key)
    ordered, rows = key[order], row[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)])
    if not len(starts):
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    first = np.repeat(np.minimum.reduceat(rows, starts), np.diff(np.r_[starts, len(rows)]))
    again = first != rows
    return rows[again].astype(np.int32), first[again].astype(np.int32)


def _months(days: Whole) -> Whole:
    """The months of days, as numbers; those of no day stay apart."""
    epoch = date(1970, 1, 1).toordinal()
    months = (days - epoch).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.where(days == _NEVER, np.int64(-(10**6)), months)


def blocks(found: Sequence[Telling], of: World, most: int = MOST) -> list[list[Telling]]:
    """Give tellings in blocks, each in the order in which they come."""
    named = {(t.slots.type, n) for t in found for n in named_by(t)}
    pairs = [(seal(a), seal(b)) for a, b in ties(named, of)]
    rows = _rows([keys(t) for t in found], [when(t) for t in found], pairs)
    return _gathered(found, cut(rows, most))


def count_blocks(found: Sequence[Count], most: int = MOST) -> list[list[Count]]:
    """Give counts in blocks."""
    rows = _rows(([count_key(c)] for c in found), [counted_on(c) for c in found], [])
    return _gathered(found, cut(rows, most))


def _rows(
    shared: Iterable[Iterable[str]],
    days: Sequence[date | None],
    tied: Sequence[tuple[int, int]],
) -> Rows:
    seals = [[seal(k) for k in found] for found in shared]
    one, other = np.array(tied, np.int64).reshape(-1, 2).T
    return Rows(
        row=np.repeat(np.arange(len(seals)), [len(s) for s in seals]),
        key=np.array([k for s in seals for k in s], np.int64),
        days=np.array([d.toordinal() if d else _NEVER for d in days], np.int64),
        tied=(one, other),
    )


def _gathered(found: Sequence[_Row], labels: Places) -> list[list[_Row]]:
    out: dict[int, list[_Row]] = defaultdict(list)
    for label, row in zip(labels.tolist(), found, strict=True):
        out[label].append(row)
    return list(out.values())


def named_by(t: Telling) -> frozenset[str]:
    """Give the names in a telling's slots."""
    return t.slots.actor | t.slots.recipient | t.slots.place
