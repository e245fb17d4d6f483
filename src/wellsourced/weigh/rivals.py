"""Rival answers to one question that no slot shows: who did it, why it was done."""

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from wellsourced.model import ClaimType, DocumentId, Polarity, Source
from wellsourced.weigh.causes import Causes
from wellsourced.weigh.propositions import name_words
from wellsourced.weigh.spans import Spans, since, until
from wellsourced.weigh.tellings import Telling, telling_words
from wellsourced.weigh.world import World

_OPENING = 0.6  # share of the words before "because" that two explanations have in common
_DAYS = 7
_NO_DOER = (ClaimType.STATEMENT, ClaimType.WHEREABOUTS, ClaimType.CONTROL)  # places tell

_Deed = tuple[ClaimType, Polarity, frozenset[str]]
_Doer = frozenset[str]
_Side = tuple[ClaimType, Polarity]
_InWords = tuple[ClaimType, Polarity, frozenset[str], frozenset[str]]


class Rivals:
    """The tellings of groups, by what two have to share to be rival answers."""

    def __init__(self, found: Sequence[Sequence[Telling]], of: World) -> None:
        self._of = of
        self._related: dict[tuple[_Doer, _Doer], bool] = {}
        self._deeds: dict[_Deed, dict[_Doer, _Told]] = defaultdict(dict)
        self._known: dict[_InWords, _Told | None] = {}
        self._rival: dict[_InWords, dict[_Doer, _Told]] = {}
        self._doubts: dict[DocumentId, list[tuple[int, Telling]]] = defaultdict(list)
        self._causes = Causes(found, of)
        several = _of_several(found)
        for n, own in enumerate(found):
            for t in own:
                if several and (by := self._told_by(t, several)):
                    by.add(n, t)
                if not t.flat and _because(t.context)[1]:
                    self._doubts[t.quote.document].append((n, t))
        for told, by in self._known.items():
            if by is not None and len(self._deeds[by.deed]) > 1:
                self._rival[told] = self._deeds[by.deed]

    def of(self, own: Sequence[Telling]) -> set[int]:
        """Give the groups that answer one question otherwise: who asked for it, or why he left."""
        out = set(self._causes.of(own))
        if self._rival:
            asked = {(_in_words(t), t.day, t.utterance.origin) for t in own}
            for told, day, origin in asked:
                if by_doer := self._rival.get(told):
                    apart = (
                        by for doer, by in by_doer.items() if not self._may_be_one(doer, told[2])
                    )
                    out.update(m for by in apart for m in by.near(day, origin))
        for t in own if self._doubts else ():
            if not t.flat:
                beside = self._doubts.get(t.quote.document, ())
                out.update(m for m, o in beside if explains_otherwise(t, o))
        return out

    def _may_be_one(self, doer: _Doer, other: _Doer) -> bool:
        """Whether two doers can be one: "the rebels" and "the lake rebels" are no rivals."""
        pair = doer, other
        known = self._related.get(pair)
        if known is None:
            known = any(self._of.related(x, y) for x in doer for y in other)
            self._related[pair] = known
        return known

    def _told_by(self, t: Telling, several: Collection[_Side]) -> "_Told | None":
        """Where it is kept who tells of the deed, found once for all who tell it in one way."""
        s = t.slots
        if (s.type, s.polarity) not in several:
            return None
        told = _in_words(t)
        if told not in self._known:
            deed = _deed(t)
            doers = self._deeds[deed] if deed is not None else {}
            known = doers.get(s.actor)
            if deed is not None and known is None:
                known = doers[s.actor] = _Told(deed)
            self._known[told] = known
        return self._known[told]


def _of_several(found: Sequence[Sequence[Telling]]) -> set[_Side]:
    """Of what several are told to have done anything: where one did it all, none is his rival."""
    doers: dict[_Side, set[_Doer]] = defaultdict(set)
    for own in found:
        for t in own:
            doers[t.slots.type, t.slots.polarity].add(t.slots.actor)
    return {side for side, names in doers.items() if len(names - {frozenset()}) > 1}


def _in_words(t: Telling) -> _InWords:
    """What decides which deed is told."""
    s = t.slots
    return s.type, s.polarity, s.actor, t.words


class _Told:
    """Who told of a deed by one doer, and when."""

    def __init__(self, deed: _Deed) -> None:
        self.deed = deed
        self._by: list[tuple[int, Telling]] = []
        self._days: Spans | None = None

    def add(self, n: int, t: Telling) -> None:
        """Add a telling of a group; all are added before one is asked for."""
        self._by.append((n, t))

    def near(self, day: date | None, origin: Source) -> Iterator[int]:
        """Give who tell it within the week, but for the same origin."""
        if self._days is None:
            self._days = Spans()
            for at, (_, t) in enumerate(self._by):
                self._days.add(since(t.day), until(t.day), at)
        for at in self._days.meeting(since(day) - _DAYS, until(day) + _DAYS):
            n, other = self._by[at]
            if other.utterance.origin != origin:
                yield n


def answers(t: Telling) -> Iterator[tuple[str, ...]]:
    """Give what two tellings have to share to be rival answers: the words but the doer's name."""
    if deed := _deed(t):
        yield ("who", t.slots.type, *sorted(deed[2]))
    if not t.flat and _because(t.context)[1]:
        yield "why", t.quote.document


def _deed(t: Telling) -> _Deed | None:
    """What is told to be done, the doer's name apart; None: one word alone does not tell.

    As in "the rebels asked for the truce" and "the government asked for the truce". Two may be
    in one place: "the ferry was moved" and "the crane was moved" are no rivals. Nor are two who
    did not do a thing: "the rebels shell no homes" and "the army shells no homes".
    """
    s = t.slots
    if not s.actor or s.type in _NO_DOER or s.polarity is not Polarity.HOLDS:
        return None
    words = t.words.difference(*map(name_words, s.actor))
    return (s.type, s.polarity, words) if len(words) > 1 else None


def explains_otherwise(t: Telling, o: Telling) -> bool:
    """As in "he left because he feared arrest" and "he left because he was paid"."""
    if t.flat or o.flat or t.quote.document != o.quote.document:
        return False
    (x, reason), (y, other) = _because(t.context), _because(o.context)
    if not reason or not other or telling_words(reason) == telling_words(other):
        return False
    return bool(x and y) and len(x & y) / min(len(x), len(y)) >= _OPENING


def _because(sentence: str) -> tuple[frozenset[str], str]:
    """The words of what is explained, and the explanation; a colon's left only announces it.

    >>> head, reason = _because("The first is fear: Kell may have left because he feared arrest.")
    >>> sorted(head), reason
    (['kel', 'left', 'may'], ' he feared arrest.')
    """
    return _explained(sentence) if "because" in sentence else (frozenset(), "")


@functools.lru_cache(maxsize=1 << 12)
def _explained(sentence: str) -> tuple[frozenset[str], str]:
    parts = re.split(r"\bbecause\b", sentence, maxsplit=1)
    if len(parts) < 2:
        return frozenset(), ""
    return telling_words(re.split(r":\s", parts[0])[-1]), parts[1]
