"""How many independent origins stand behind a claim: a range, and the reason for each collapse."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wellsourced.model import Estimate, Utterance

_ARTICLES = frozenset(
    {
        "the",
        "a",
        "an",
        "some",
        "one",
        "two",
        "three",
        "several",
        "another",
        "same",
        "at",
        "of",
        "in",
    }
)


class Because(NamedTuple):
    """A reason in words, the tellings that it is about, and the records that it speaks of."""

    says: str
    told: tuple[Utterance, ...] = ()
    see: tuple[str, ...] = ()


class Independent(NamedTuple):
    """The range, and why it is no wider; who passes on no more than others told it."""

    origins: Estimate
    why: tuple[Because, ...]
    passing: frozenset[str] = frozenset()


def independent(found: Iterable[Utterance], authors: Mapping[str, str]) -> Independent:
    """Count origins that cannot, and that need not, be one and the same.

    Named origins that differ count in both bounds. Two unnamed officials may be one man: unnamed
    origins raise the upper bound only, as does what readers pass on. Copies of one text are one,
    and who passes a thing on does not back it a second time. What two say together is the word of
    each. `authors`: a writer's outlet.
    """
    told = sorted((v for u in found for v in u.each()), key=lambda u: (u.document, u.claim))
    if not told:
        return Independent(Estimate(0, 0), ())
    passed = passed_on(told)
    why = [_passing(a, b, told) for a, b in sorted(passed.items())]
    counted = [u for u in told if u.origin.unnamed or u.origin.name not in passed]
    one = _collapsed(counted, authors)
    unnamed = [us for us in one if all(u.origin.unnamed for u in us)]
    borne = [us for us in one if _by_readers(us)]
    high = len(one)
    low = max(high - len(unnamed) - len(borne), min(high, 1))
    why += [reason for us in one if len(us) > 1 for reason in _reasons(us)]
    why += _doubts(unnamed)
    why += _borne(borne)
    return Independent(Estimate(low, high), once(why), frozenset(passed))


def _by_readers(us: Sequence[Utterance]) -> bool:
    """Whether all that is heard of those with a name comes through readers."""
    named = [u.reader for u in us if not u.origin.unnamed]
    return bool(named) and None not in named


def once(found: Iterable[Because]) -> tuple[Because, ...]:
    """Give each reason once, with all that it is about."""
    out: dict[str, list[Because]] = {}
    for b in found:
        out.setdefault(b.says, []).append(b)
    return tuple(same[0] if len(same) == 1 else _as_one(same) for same in out.values())


def _as_one(same: Sequence[Because]) -> Because:
    """One reason that was given several times."""
    told = tuple(u for b in same for u in b.told)
    return Because(same[0].says, told, same[-1].see)


def _passing(name: str, source: str, told: Iterable[Utterance]) -> Because:
    whom = "somebody unnamed" if source == "unnamed" else source
    says = f"{name} has it from {whom}: not counted beside it"
    through = (u for u in told if u.origin.name in (name, source))
    return Because(says, tuple(u for u in through if u.origin.name == name or name in u.chain))


def passed_on(found: Sequence[Utterance]) -> dict[str, str]:
    """Give for each origin that says no more than it passes on: from whom it has it.

    A headline in the page's own voice over "..., the mayor said" is the mayor's word. Of papers
    that have it from each other and from nobody else, the first to say it counts.
    """
    if len(found) < 2:
        return {}  # nobody passes his own word on
    names = {u.origin.name for u in found if not u.origin.unnamed}
    sources: dict[str, set[str]] = {}
    for u in found:
        for name in u.chain[:-1]:
            if name in names and name != u.origin.name:
                sources.setdefault(name, set()).add(u.origin.name)
    if not sources:
        return {}
    first = {name: _first(name, found) for name in sources}
    ends = {s for known in sources.values() for s in known} - set(sources)
    out = _traced(sources, ends)
    while left := sorted(set(sources) - set(out) - ends, key=first.__getitem__):
        ends.add(left[0])
        out = _traced({n: s for n, s in sources.items() if n not in ends}, ends)
    return out


def _traced(sources: Mapping[str, set[str]], ends: Iterable[str]) -> dict[str, str]:
    """For each name from which something leads to one of the ends: the next on the way."""
    out: dict[str, str] = {}
    near = sorted(ends)
    while near:
        steps = {n: s for s in reversed(near) for n in sources if s in sources[n]}
        near = sorted(set(steps) - set(out))
        out.update({n: steps[n] for n in near})
    return out


def _first(name: str, found: Iterable[Utterance]) -> tuple[date, str]:
    """When a name was first heard to say so; of one day the first by name."""
    days = (u.said_on or u.heard_on for u in found if u.origin.name == name)
    return min((d for d in days if d), default=date.max), name


def _collapsed(
    found: Sequence[Utterance], authors: Mapping[str, str]
) -> list[tuple[Utterance, ...]]:
    """Put together what has one origin, or is one text."""
    if len(found) < 2:
        return [tuple(found)] if found else []
    sets = _Sets()
    told: dict[_Tie, dict[_Tie, Utterance]] = defaultdict(dict)
    for n, u in enumerate(found):
        ties = _ties(u, authors)
        if u.origin.unnamed:
            near = {kind: o for report in _reports(u) for kind, o in told[report].items()}
            ties += [kind for kind, o in near.items() if one_man(u, o)]
            ties.append(_kind(u))
            for report in _reports(u):
                told[report].setdefault(_kind(u), u)
        sets.add(n, u, ties)
    return sets.last_told()


_Tie = tuple[str | date | int | None, ...]


class _Sets:
    """Tellings put together by what ties them; a set stands where its last telling stands."""

    def __init__(self) -> None:
        self._owner: dict[_Tie, int] = {}
        self._moved: dict[int, int] = {}
        self._sets: dict[int, list[Utterance]] = {}
        self._last: dict[int, int] = {}

    def add(self, n: int, u: Utterance, ties: Iterable[_Tie]) -> None:
        """Put a telling to all that it is tied to."""
        tied = list(ties)
        near = {self._set(self._owner[tie]) for tie in tied if tie in self._owner}
        home, *others = sorted(near, key=lambda m: self._last[m]) or [n]
        for other in others:
            self._sets[home] += self._sets.pop(other)
            self._moved[other] = home
        self._sets.setdefault(home, []).append(u)
        self._last[home] = n
        self._owner.update(dict.fromkeys(tied, home))

    def _set(self, number: int) -> int:
        while number in self._moved:
            number = self._moved[number]
        return number

    def last_told(self) -> list[tuple[Utterance, ...]]:
        """Give the sets in the order of what was added to them last."""
        return [tuple(self._sets[m]) for m in sorted(self._sets, key=lambda m: self._last[m])]


def _ties(u: Utterance, authors: Mapping[str, str]) -> list[_Tie]:
    """What two tellings of one text, or of one origin with a name, share."""
    text: _Tie = ("text", u.same)
    return (
        [text]
        if u.origin.unnamed
        else [text, ("voice", authors.get(u.origin.name, u.origin.name))]
    )


def _reports(u: Utterance) -> tuple[_Tie, _Tie]:
    """Under what the report is found through which an unnamed origin is heard."""
    through = u.chain[-2:-1]
    return ("page", u.page or u.document, *through), ("day", u.said_on, *through)


def _kind(u: Utterance) -> _Tie:
    """What is the same where one unnamed origin is told so twice."""
    page = u.page or u.document
    return "man", page, u.said_on, u.described, int(len(u.chain) > 2), *u.chain[-2:-1]


def one_man(u: Utterance, o: Utterance) -> bool:
    """Whether two unnamed origins are told as one: in one report, and by no other description.

    "The official" is "a military official at the ministry" of the same page; "a senior aide" is
    not. Nobody's name on what is only believed, twice on one page, is nobody twice.
    """
    reported = u.chain[-2:-1] == o.chain[-2:-1]
    near = (u.page or u.document) == (o.page or o.document) or (
        reported and u.said_on == o.said_on and len(u.chain) > 2
    )
    if not (reported and near):
        return False
    if u.described is None or o.described is None:
        return u.described is o.described
    a, b = _words(u.described), _words(o.described)
    return a <= b or b <= a


def _words(described: str) -> frozenset[str]:
    found = re.findall(r"[\w'’-]+", described.casefold())
    return frozenset(re.sub(r"s$", "", w) for w in found if w not in _ARTICLES)


def _reasons(us: Sequence[Utterance]) -> Iterator[Because]:
    """Why several tellings are one."""
    copied = [u for u in us if u.via is None and u.page is None]
    texts = {u.same for u in us}
    if len(copied) > len({u.same for u in copied}):
        places = sorted({u.chain[0] for u in copied})
        words = f"{len(copied)} tellings in one text ({', '.join(places)})"
        yield Because(f"{words}: copies, counted once", tuple(copied))
    outlets = sorted({u.chain[0] for u in us})
    if len(texts) > 1 and len(outlets) > 1:
        says = f"{us[0].origin.name} is the origin in {', '.join(outlets)}: one origin"
        yield Because(says, tuple(us))


def _doubts(unnamed: Sequence[Sequence[Utterance]]) -> Iterator[Because]:
    """Unnamed origins that may be one."""
    if len(unnamed) < 2:
        yield from (Because(f"{us[0].origin.name}: without a name", tuple(us)) for us in unnamed)
        return
    listed = sorted({_told(us[0]) for us in unnamed})
    both = "both are" if len(unnamed) == 2 else "all are"
    told = tuple(u for us in unnamed for u in us)
    yield Because(f"{'; '.join(listed)}: {both} unnamed and may be one", told)


def _told(u: Utterance) -> str:
    who = u.described or "somebody unnamed"
    return f"{who} ({u.chain[-2]})" if len(u.chain) > 1 else who


def _borne(found: Sequence[Sequence[Utterance]]) -> Iterator[Because]:
    for us in found:
        name, reader = us[0].origin.name, us[0].reader
        says = f"{name} comes through a reader ({reader}): raises the upper bound only"
        yield Because(says, tuple(us))
