"""Which deeds are of one incident: by place, day, page and who takes part."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from wellsourced.lang.grouping import Pair, grouped
from wellsourced.tell.incidentdeeds import Deed

Holders = Mapping[str, tuple[str, ...]]

_PLACE, _WITHIN = 1.0, 0.7  # the same place; one of several, or one lies in the other
_PAGE, _NEAR = 0.5, 0.4  # one page; pages that tell mostly of one incident
_BESIDE = 0.3  # words that stand beside each other
_REACH = 100  # characters: the next clause or sentence
_SIDE = 0.4  # one that takes part in both
_DAY = 0.3  # days that both name, where places do not tell
_ATTACHED = 0.75  # from which what names no place or no day goes with an incident of its pages
_LOOKED_AT = 60  # deeds of one page, or of one place and month, that each is compared with
_SLIP = timedelta(days=2)  # by which the days of one incident may differ in pages of one group


def joined(found: Sequence[Deed], holders: Holders) -> list[list[Deed]]:
    """Give the deeds in incidents; those that name neither place nor day only where they belong.

    What says where and when is grouped first; then what says one of the two goes to the incident
    that it fits, or makes its own; then the rest goes with its page.
    """
    groups = _grouped([d for d in found if d.anchored], holders)
    half = [d for d in found if not d.anchored and (d.places or d.stated)]
    groups += _grouped(_attached(half, groups, holders), holders)
    _attached([d for d in found if not (d.places or d.stated)], groups, holders)
    return groups


def _grouped(found: Sequence[Deed], holders: Holders) -> list[list[Deed]]:
    return [[found[n] for n in g] for g in grouped(len(found), _pairs(found, holders))]


def _pairs(found: Sequence[Deed], holders: Holders) -> list[Pair]:
    """Deeds that have a page, a group of pages or a place in common, with how well they go.

    Of many at one place in one month each is looked at beside the next ones in time.
    """
    having: dict[str, list[int]] = defaultdict(list)
    for n in sorted(range(len(found)), key=lambda n: (_first(found[n]), n)):
        for key in _keys(found[n], holders):
            having[key].append(n)
    beside = {
        (min(a, b), max(a, b))
        for own in having.values()
        for i, a in enumerate(own)
        for b in own[i + 1 : i + 1 + _LOOKED_AT]
    }
    told = (Pair(a, b, _score(found[a], found[b], holders)) for a, b in sorted(beside))
    return [p for p in told if p.score > 0]


def _first(deed: Deed) -> date:
    return deed.earliest or date.max


def _attached(found: Iterable[Deed], groups: Sequence[list[Deed]], holders: Holders) -> list[Deed]:
    """Put each deed into the one group that it fits best, if there is one; gives the others.

    What fits two equally well belongs to neither.
    """
    having: dict[str, set[int]] = defaultdict(set)
    for n, group in enumerate(groups):
        for key in {k for d in group for k in _keys(d, holders)}:
            having[key].add(n)
    alone, more = [], []
    for deed in found:
        near = sorted({n for key in _keys(deed, holders) for n in having.get(key, ())})
        fits = sorted(((_fit(deed, groups[n], holders), n) for n in near), reverse=True)
        if not fits or fits[0][0] <= 0 or (len(fits) > 1 and fits[1][0] == fits[0][0]):
            alone.append(deed)
        else:
            more.append((fits[0][1], deed))
    for n, deed in more:
        groups[n].append(deed)
    return alone


def _keys(deed: Deed, holders: Holders) -> list[str]:
    """What deeds of one incident have in common: a page, a group of pages, a place in a month."""
    places = sorted({h for p in deed.places for h in (p, *holders.get(p, ()))})
    months = sorted({f"{d:%Y-%m}" for d in (deed.earliest, deed.latest) if d})
    return [
        *(f"page {p}" for p in sorted(deed.pages)),
        *([] if deed.near is None else [f"group {deed.near}"]),
        *(f"place {p} {m}" for p in places for m in months),
    ]


def _fit(deed: Deed, group: Sequence[Deed], holders: Holders) -> float:
    """How well a deed goes with the one of an incident that it fits best; 0: not well enough.

    Where they share no page, it takes the same place.
    """
    best = 0.0
    for other in group:
        score = _score(deed, other, holders)
        if score >= _ATTACHED and (_page(deed, other) or deed.places == other.places):
            best = max(best, score)
    return best


def _score(a: Deed, b: Deed, holders: Holders) -> float:
    """How well two deeds go together; 0 where places or days exclude each other."""
    place = _places(a, b, holders)
    if place is None or not _days(a, b):
        return 0.0
    day = _DAY if a.stated and b.stated and not place else 0.0
    side = _SIDE if _folded(a) & _folded(b) else 0.0
    return round(place + _page(a, b) + day + side, 9)


def _places(a: Deed, b: Deed, holders: Holders) -> float | None:
    if not (a.places and b.places):
        return 0.0
    if a.places == b.places:
        return _PLACE
    inside = bool(a.places & b.places) or any(
        p in holders.get(q, ()) or q in holders.get(p, ()) for p in a.places for q in b.places
    )
    return _WITHIN if inside else None


def _page(a: Deed, b: Deed) -> float:
    """How much it tells that both stand in one page, or in pages of one incident."""
    if a.pages & b.pages:
        return _PAGE + (_BESIDE if _beside(a, b) else 0.0)
    return _NEAR if a.near is not None and a.near == b.near else 0.0


def _beside(a: Deed, b: Deed) -> bool:
    """Whether words of the one stand next to words of the other."""
    return any(
        e.document == f.document and e.start - _REACH <= f.end and f.start - _REACH <= e.end
        for x in a.of
        for y in b.of
        for e in x.evidence
        for f in y.evidence
    )


def _days(a: Deed, b: Deed) -> bool:
    """Whether both can be of one time; in pages of one incident a day may be told wrong."""
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return True
    slip = _SLIP if _page(a, b) else timedelta()
    return a.earliest - slip <= b.latest and b.earliest - slip <= a.latest


def _folded(d: Deed) -> frozenset[str]:
    return frozenset(map(str.casefold, d.sides))
