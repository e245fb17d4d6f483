"""Which numbers are of one event by what their pages are about, however they are worded."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date, timedelta

from wellsourced.model import Bound
from wellsourced.weigh.counts import GROWING, Count
from wellsourced.weigh.scenes import one_event, one_number
from wellsourced.weigh.scoping import TOLD_APART, anybody

_BESIDE = 24  # numbers of a kind before it that one is put beside, the next ones in time
_TELLS = 10  # from which a number that two pages give is no chance
_MANY = 100  # from which a number of whatever two pages give is no chance
_DAY = timedelta(days=1)


def of_events(found: Sequence[Count]) -> Iterator[tuple[int, int]]:
    """Give the pairs of numbers that their pages plainly tell of one event, each once."""
    kept: dict[Hashable, list[int]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for n in sorted(range(len(found)), key=lambda n: (_when(found[n]) or date.min, found[n].key)):
        c = found[n]
        if c.quantity.per or not (c.quantity.outcome in GROWING or c.least >= _MANY):
            continue
        for key in _keys(c):
            for m in kept[key][-_BESIDE:]:
                pair = min(n, m), max(n, m)
                if pair not in seen:
                    seen.add(pair)
                    if _one(c, found[m]):
                        yield pair
            kept[key].append(n)


def _keys(c: Count) -> Iterator[Hashable]:
    """Under what a number is found: its page, and who and where that is about."""
    yield c.quantity.outcome, "page", c.quote.document
    for name in sorted(c.scene.names):
        yield c.quantity.outcome, "name", name


def _total(c: Count) -> bool:
    """Whether a number counts whoever it befell, and no sort of them."""
    return c.group is None or anybody(c.group)


def _one(a: Count, b: Count) -> bool:
    if a.quote.document == b.quote.document:
        return _raised(a, b) or _raised(b, a)
    if not (a.scene.names and b.scene.names) or not _near(a, b):
        return False
    total, grows = _total(a) and _total(b), a.quantity.outcome in GROWING
    if a.number == b.number and one_number(a.scene, b.scene):
        return a.least >= _TELLS or (total and _one_day(a, b))
    return total and grows and one_event(a.scene, b.scene)


def _raised(least: Count, more: Count) -> bool:
    """Whether another voice of the page makes an open count of its event more: "17 bodies".

    As after "at least 14 people were killed".
    """
    q = more.quantity
    plain = not (more.place or more.by or q.earliest or q.latest or q.main)
    opened = least.quantity.main and least.quantity.bound is Bound.AT_LEAST
    others = least.utterance.origin != more.utterance.origin and not more.utterance.own
    return plain and opened and others and more.least >= least.least


def _near(a: Count, b: Count) -> bool:
    """Whether both are told at about one time, and of days near it."""
    days = [d for c in (a, b) for d in (c.day, c.quantity.latest) if d is not None]
    return not days or max(days) - min(days) <= TOLD_APART


def _one_day(a: Count, b: Count) -> bool:
    one, other = _when(a), _when(b)
    return one is not None and other is not None and abs(one - other) <= _DAY


def _when(c: Count) -> date | None:
    """The day of which a number is told, else that on which it is."""
    return c.quantity.latest or c.day
