"""A claim's evidence in its order, and reasons that point at the places in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wellsourced.model import Evidence, MarkId, Quote, Reason, Utterance
from wellsourced.weigh.independence import Because

_Mark = tuple[str, MarkId]


class Piece(NamedTuple):
    """Words, whose they are, and how they stand to the claim; `mark` None: they are no mark.

    `together`: one of several who say it.
    """

    words: Quote
    said: Utterance
    stance: str
    mark: MarkId | None
    together: bool = False


class Collected(NamedTuple):
    """Evidence, and for each mark the places of it in the evidence."""

    evidence: tuple[Evidence, ...]
    places: Mapping[_Mark, Sequence[int]]

    def reasons(self, found: Iterable[Because]) -> tuple[Reason, ...]:
        """Give each reason with the places of the tellings that it is about."""
        return tuple(Reason(says=b.says, evidence=self.of(b.told), see=b.see) for b in found)

    def of(self, told: Iterable[Utterance]) -> tuple[int, ...]:
        """Give the places of tellings."""
        places = self.places
        return tuple(sorted({n for u in told for n in places.get((u.document, u.claim), ())}))


def collected(found: Iterable[Piece]) -> Collected:
    """Put pieces of evidence in the order in which they came to be heard."""
    out: dict[tuple[date, str, int, int, str, str], list[Piece]] = {}
    for p in found:
        q = p.words
        together = p.said.origin.name if p.together else ""
        key = p.said.heard_on or date.max, q.document, q.start, q.end, p.stance, together
        out.setdefault(key, []).append(p)
    ordered = [out[key] for key in sorted(out)]
    places: dict[_Mark, list[int]] = defaultdict(list)
    for n, same in enumerate(ordered):
        for p in same:
            places[p.said.document, p.said.claim].append(n)
    return Collected(tuple(map(_evidence, ordered)), places)


def _evidence(same: Sequence[Piece]) -> Evidence:
    """The last of several marks of one stretch of words."""
    p = same[-1]
    return Evidence(
        document=p.words.document,
        start=p.words.start,
        end=p.words.end,
        quote=p.words.quote,
        chain=p.said.chain,
        commitment=p.said.commitment,
        stance=p.stance,
        mark=p.mark,
    )
