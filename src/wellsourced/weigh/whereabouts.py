"""Where somebody is: places that fit together, that exclude each other, and departures.

"He left Norvia" and "he is in Lorne", told of one time, are one departure; "he has not left
Norvia" denies both.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from wellsourced.model import Polarity
from wellsourced.weigh.cues import Attitude
from wellsourced.weigh.growing import union
from wellsourced.weigh.propositions import Proposition, meet
from wellsourced.weigh.tellings import Slots, Telling
from wellsourced.weigh.world import World

Cluster = Sequence[Telling]
_STAYS = timedelta(days=4)  # for which somebody is taken to stay where he is said to be
_ANSWERED = timedelta(days=10)  # before its own day, to which a denial goes back
_NONE = timedelta(0)
_NOT = r"\b(?:not|never|nor)\b|n['’]t\b"


def excludes(a: Slots, b: Slots, of: World) -> bool:
    """Whether nobody can be where both say: in two countries, or there and not there.

    Two towns of one country do not exclude each other; people travel.
    """
    return any(_exclude(x, a.polarity, y, b.polarity, of) for x in a.place for y in b.place)


def _exclude(x: str, here: Polarity, y: str, there: Polarity, of: World) -> bool:
    if here is Polarity.HOLDS and there is Polarity.HOLDS:
        return not _fits(x, y, of)
    if here is Polarity.FAILS and there is Polarity.FAILS:
        return False
    at, left = (x, y) if here is Polarity.HOLDS else (y, x)
    return of.inside(at, left)


def _fits(x: str, y: str, of: World) -> bool:
    """One place, one in the other, or both in one country; what is on no map fits anywhere."""
    if not (of.placed(x) and of.placed(y)):
        return True
    if of.inside(x, y) or of.inside(y, x):
        return True
    over_x, over_y = of.holders.get(x, ()), of.holders.get(y, ())
    return bool(set(over_x) & set(over_y))


def facets(cluster: Cluster, of: World) -> Iterator[tuple[Proposition, list[Telling]]]:
    """Give the cluster's tellings by what they say: in each place, and away from each."""
    said: dict[tuple[tuple[str, ...], Polarity], list[Telling]] = defaultdict(list)
    for t in cluster:
        said[tuple(sorted(t.slots.place)), t.slots.polarity].append(t)
    for facet in sorted(said):
        p = union(said[facet], of)
        yield p._replace(slots=p.slots._replace(place=frozenset(facet[0]))), said[facet]


def backing(p: Proposition, cluster: Cluster, of: World) -> Iterator[Telling]:
    """Give the tellings of a cluster that say as much as the proposition does.

    Who is in Lorne is in Norvia, and away from Sarland. Who left Sarland is where the others of
    that departure say he is, if they agree on the country.
    """
    goals = _goals(cluster, of)
    for t in cluster:
        if any(_says(t, x, p.slots.polarity, goals, of) for x in p.slots.place):
            yield t


def _says(t: Telling, place: str, polarity: Polarity, goals: frozenset[str], of: World) -> bool:
    s, here = t.slots, t.slots.polarity is Polarity.HOLDS
    if polarity is Polarity.FAILS:
        return any(not of.inside(x, place) for x in s.place) if here else place in s.place
    if here:
        return any(of.inside(x, place) for x in s.place)
    return place in goals and left(t)


def left(t: Telling) -> bool:
    """Give whether he is told to have gone; who "is not in Norvia" need not be anywhere else.

    "He is no longer in Norvia" tells that he has gone.
    """
    words = t.quote.quote.casefold()
    gone = re.search(r"\bno longer\b|(?:\bnot\b|n['’]t\b).* any ?more\b", words)
    return bool(gone) or (t.attitude is not Attitude.DENIES and not re.search(_NOT, words))


def _goals(cluster: Cluster, of: World) -> frozenset[str]:
    """The country in which all who name a place put him; none if they differ."""
    named = {x for t in cluster if t.slots.polarity is Polarity.HOLDS for x in t.slots.place}
    whole = {x for x in named if all(of.inside(y, x) for y in named)}
    return frozenset(whole)


def of_one_time(p: Proposition, t: Telling, told: tuple[date | None, date | None]) -> bool:
    """Whether a telling is of days on which somebody is where the proposition has him.

    `told`: the first and the last day for which the proposition is told, where it names none.
    """
    own = None if p.slots.vague else p.slots.earliest or p.slots.latest
    theirs = None if t.slots.vague else t.slots.earliest or t.slots.latest
    slack = _NONE if own and theirs else _STAYS
    since, until = told
    return meet((own or since, until), (theirs or told_since(t), t.until), slack)


def told_since(t: Telling) -> date | None:
    """Give from which day on what is undated is meant: "he is not there" answers older reports.

    Who has left, or is somewhere, is told of the day on which it is told.
    """
    denies = t.slots.polarity is Polarity.FAILS and not left(t)
    return t.day - _ANSWERED if denies and t.day is not None else t.day
