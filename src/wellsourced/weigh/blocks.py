"""Blocks: what shares a name, a text or a count, and is weighed apart from all the rest.

What two tellings have no key in common for, through whatever others, can neither be one claim nor
stand against each other. A block with more than `MOST` rows (one army, one town) is cut by month,
and if need be by day; what then shares nothing more within its stretch of days is parted as well.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

import numpy as np

from wellsourced.lang.codes import Whole
from wellsourced.lang.components import components
from wellsourced.model import ClaimType
from wellsourced.weigh.counts import Count
from wellsourced.weigh.propositions import name_words
from wellsourced.weigh.rivals import answers
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.world import World

MOST = 2_000
"""Rows of a block that is not cut: what ten new pages touch has to be weighed anew in seconds."""

_Row = TypeVar("_Row")
_NEVER = -1  # the stretch of days of what has no day
_WORDS = 2  # words that two rival answers have in common at least


class Rows(NamedTuple):
    """The rows to be put into blocks: `row` has the key `key`, as often as it has keys.

    `days`: for each row the ordinal of its day, -1 where it has none; `tied`: keys that are one.
    """

    row: Whole
    key: Whole
    days: Whole
    tied: tuple[Whole, Whole]


def keys(t: Telling) -> Iterator[str]:
    """Give what a telling shares with all that it can be one claim with, or stand against."""
    s = t.slots
    yield f"{s.type} {s.polarity} text {t.utterance.same}"
    if t.tally:
        yield f"{s.type} {s.polarity} count {t.tally}"
    yield from (name_key(s.type, n) for n in named_by(t))
    if s.type is ClaimType.WHEREABOUTS and s.place and not s.actor:
        yield f"{s.type} of nobody"
    for answer in answers(t):
        if answer[0] == "why" or len(answer) - 2 >= _WORDS:
            yield " ".join(answer)


def name_key(kind: ClaimType, name: str) -> str:
    """Give the key of a name in a slot."""
    return f"{kind} name {name}"


def when(t: Telling) -> date | None:
    """Give the day by which a telling is put, where its block is cut."""
    return t.slots.earliest or t.slots.latest or t.day


def seal(key: str) -> int:
    """Give a key as a number, the same wherever it is asked for."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), signed=True)


def ties(named: Iterable[tuple[ClaimType, str]], of: World) -> Iterator[tuple[str, str]]:
    """Give the keys of names by which claims against each other are looked for.

    One is part of the other, by the case or by its words: "the Norvian army", "the army".
    """
    known = set(named)
    bearers = {(kind, words): n for kind, n in sorted(known) if (words := name_words(n))}
    for kind, name in sorted(known):
        words = name_words(name)
        inner = (bearers.get((kind, run)) for run in (words, *_runs(words)))
        for other in (*of.over(name), *inner):
            if other is not None and other != name and (kind, other) in known:
                yield name_key(kind, name), name_key(kind, other)


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(words)):
        yield from (words[at : at + size] for at in range(len(words) - size + 1))


def cut(rows: Rows, most: int = MOST) -> Whole:
    """Give for each row the number of its block: the first row of it."""
    count = len(rows.days)
    names, key = np.unique(np.r_[rows.key, *rows.tied], return_inverse=True)
    ends = np.cumsum([len(rows.key), len(rows.tied[0])])
    own, one, other = np.split(key, ends)
    root = components(len(names), one, other)[own]
    found = _tied(count, rows.row, root)
    months = _months(rows.days)
    for stretch in (months, rows.days):
        hot = np.bincount(found, minlength=count)[found] > most
        if not hot.any():
            break
        at = hot[rows.row]
        row = rows.row[at]
        when_ = stretch[row] - stretch.min()
        inner = root[at] * (int(when_.max(initial=0)) + 1) + when_
        parted = _tied(count, row, np.unique(inner, return_inverse=True)[1])
        found = np.where(hot, parted, found)
    return found


def _tied(count: int, row: Whole, key: Whole) -> Whole:
    """For each row the first that it shares a key with, through whatever others."""
    size = int(key.max(initial=-1)) + 1
    first = np.full(size, count)
    np.minimum.at(first, key, row)
    return components(count, row, first[key])


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
    """Give counts in blocks: what has another outcome is another count, whatever it shares."""
    keys_ = ([f"{c.quantity.outcome} per {c.quantity.per}"] for c in found)
    days = [c.quantity.earliest or c.quantity.latest or c.day for c in found]
    return _gathered(found, cut(_rows(keys_, days, []), most))


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


def _gathered(found: Sequence[_Row], labels: Whole) -> list[list[_Row]]:
    out: dict[int, list[_Row]] = defaultdict(list)
    for label, row in zip(labels.tolist(), found, strict=True):
        out[label].append(row)
    return list(out.values())


def named_by(t: Telling) -> frozenset[str]:
    """Give the names in a telling's slots."""
    return t.slots.actor | t.slots.recipient | t.slots.place
