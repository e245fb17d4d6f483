"""Which numbers count the same: those told alike, if all of them can be one count."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations, islice

from wellsourced.weigh.counts import GROWING, Count
from wellsourced.weigh.events import of_events
from wellsourced.weigh.scoping import SLACK, TOLD_APART, Places, Pool, anybody, one_scope
from wellsourced.weigh.spans import Spans, since, until
from wellsourced.weigh.world import World

_LINKS = 24  # numbers told alike that one is put beside, those with its rarest words first
_LEAST = 0.3  # share of the words that two numbers of one scope have in common, at least
_LOOKED_AT = 120  # numbers of about its time that are looked at to find them


def scopes(found: Sequence[Count], of: World) -> list[list[Count]]:
    """Give the numbers by what they count: those told alike, if all of them can be one count."""
    pools = [Pool(n, found, of) for n in range(len(found))]
    apart: dict[tuple[int, int], tuple[int, int]] = {}  # pools that do not fit, and their sizes
    for _, n, m in sorted(_links(found, of)):
        one, other = pools[n], pools[m]
        if one is other:
            continue
        pair, sizes = (one.members[0], other.members[0]), (len(one.members), len(other.members))
        if apart.get(pair) == sizes:
            continue  # as they were asked before
        if not one.fits(other):
            apart[pair] = sizes
        else:
            less, more = sorted((one, other), key=lambda p: len(p.members))
            more.take(less)
            for member in less.members:
                pools[member] = more
    piles = {min(p.members): p for p in pools}
    return [[found[n] for n in sorted(p.members)] for _, p in sorted(piles.items())]


def alike(a: Count, b: Count) -> float:
    """Give how much two numbers are told alike; 0: too little to be one count.

    The more of the scope is said, the fewer words have to be the same, and fewest in a page and
    its headline.
    """
    if a.utterance.same == b.utterance.same:
        return 1.0
    fewer = min(len(a.words), len(b.words))
    shared = len(a.words & b.words) / fewer if fewer else 0.0
    if shared < _LEAST:
        return 0.0
    specific = a.group is not None and a.group == b.group and not anybody(a.group)
    said = specific + (not a.place.isdisjoint(b.place)) + (not a.by.isdisjoint(b.by))
    needed = 0.6 if said == 0 else 0.45 if said == 1 else _LEAST
    needed = max(needed, 0.5) if a.quantity.outcome not in GROWING else needed
    headline = a.quote.document == b.quote.document and a.number == b.number
    needed = min(needed, _LEAST) if headline else needed
    return shared if shared >= needed else 0.0


def _links(found: Sequence[Count], of: World) -> Iterator[tuple[float, int, int]]:
    """Pairs that can be one count, those told most alike first.

    Of numbers told again in the same words the first is put beside the others, and they beside
    it; so are copies of one text.
    """
    firsts: dict[Hashable, int] = {}
    texts: dict[str, int] = {}
    kinds: dict[Hashable, list[int]] = defaultdict(list)
    pages: dict[Hashable, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for n, c in enumerate(found):
        first, text = firsts.setdefault(_again(c), n), texts.setdefault(c.utterance.same, n)
        pairs.update((m, n) for m in (first, text) if m != n)
        pages[c.quote.document, c.quantity.outcome, c.number].append(n)
        if first == n:
            kinds[c.quantity.outcome, c.quantity.per].append(n)
    for told in pages.values():
        pairs.update(combinations(told[:_LINKS], 2))
    yield from _scored(sorted(pairs), found, of)
    yield from ((0.0, n, m) for n, m in of_events(found) if one_scope(found[n], found[m], of))
    for kind in kinds.values():
        yield from _among(kind, found, of)


def _again(c: Count) -> Hashable:
    """What is the same where a number is told again in the same words and of the same days."""
    q = c.quantity
    told = c.words, c.number, q.bound, q.earliest, q.latest, c.day
    return (*told, q.outcome, q.per, c.group, c.by, c.place)


def _scored(
    pairs: Iterable[tuple[int, int]], found: Sequence[Count], of: World
) -> Iterator[tuple[float, int, int]]:
    for n, m in pairs:
        a, b = found[n], found[m]
        if (score := alike(a, b)) and not a.words.isdisjoint(b.words) and one_scope(a, b, of):
            yield -score, n, m


def _among(
    kind: Sequence[int], found: Sequence[Count], of: World
) -> Iterator[tuple[float, int, int]]:
    """Each number beside those of about its time that share its rarest words."""
    common = Counter(w for n in kind for w in found[n].words)
    rank = {w: n for n, w in enumerate(sorted(common, key=lambda w: (common[w], w)))}
    by_word, where = _Kept(), Places(of)
    for n in kind:
        by_word.add(n, found[n])
    for n in kind:
        c = found[n]
        words = sorted(c.words, key=rank.__getitem__)
        near = islice(by_word.near(n, c, words), _LOOKED_AT)
        pairs = ((min(n, m), max(n, m)) for m in near if where.fit(c, found[m]))
        yield from islice(_scored(pairs, found, of), _LINKS)


class _Kept:
    """Numbers by the words beside them: those with a date by it, others by when they are told."""

    def __init__(self) -> None:
        self._dated: dict[str, Spans] = defaultdict(Spans)
        self._undated: dict[str, Spans] = defaultdict(Spans)

    def add(self, n: int, c: Count) -> None:
        """Keep a number under each of its words."""
        q = c.quantity
        dated = bool(q.earliest or q.latest)
        kept = self._dated if dated else self._undated
        days = (q.earliest, q.latest) if dated else (c.day, c.day)
        for word in c.words:
            kept[word].add(since(days[0]), until(days[1]), n)

    def near(self, n: int, c: Count, words: Iterable[str]) -> Iterator[int]:
        """Give the numbers of one time that share the words, each pair from one side.

        What has a date is put beside what has none; the other way round is not looked for.
        """
        q, seen = c.quantity, {n}
        dated = bool(q.earliest or q.latest)
        days = since(q.earliest) - SLACK.days, until(q.latest) + SLACK.days
        told = since(c.day) - TOLD_APART.days, until(c.day) + TOLD_APART.days
        for word in words:
            if dated and (before := self._dated.get(word)):
                for m in before.meeting(*days):
                    if m < n and m not in seen:
                        seen.add(m)
                        yield m
            if kept := self._undated.get(word):
                for m in kept.meeting(*told):
                    if (dated or m < n) and m not in seen:
                        seen.add(m)
                        yield m
