"""Two reviewers: neither opinion counts, or is shown to the other, until both have judged."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from wellsourced.model import Agreement, ClaimId, Ruling, RulingId

_TWO = 2
_ONE_LEFT = "one of two reviewers has judged it"
_AGAIN = "the same reviewer has judged anew"
_APART = "the two reviewers differ; a further ruling settles it"


class Opinions:
    """What reviewers say of claims; `waiting`: the rulings that do not count yet, and why."""

    def __init__(self) -> None:
        self.waiting: dict[RulingId, str] = {}
        self.pairs: dict[ClaimId, tuple[Ruling, Ruling]] = {}
        self._heard: dict[ClaimId, dict[str, Ruling]] = defaultdict(dict)

    def heard(self, ruling: Ruling, claim: ClaimId, assigned: Sequence[str]) -> list[Ruling]:
        """Take a judgement; gives the rulings that count by now.

        Who was not asked, and whoever rules once both have judged, is heard at once.
        """
        two = assigned[:_TWO]
        if len(two) < _TWO or ruling.by not in two or claim in self.pairs:
            self._settled(claim)
            return [ruling]
        older = self._heard[claim].get(ruling.by)
        if older is not None:
            self.waiting[older.id] = _AGAIN
        self._heard[claim][ruling.by] = ruling
        found = self._heard[claim]
        if len(found) < _TWO:
            self.waiting[ruling.id] = _ONE_LEFT
            return []
        both = found[two[0]], found[two[1]]
        self.pairs[claim] = both
        if judgement(both[0]) == judgement(both[1]):
            self._settled(claim)
            return list(both)
        self.waiting |= {r.id: _APART for r in both}
        return []

    def judged_by(self, claim: ClaimId) -> tuple[str, ...]:
        """Give who of two reviewers has judged a claim."""
        return tuple(sorted(self._heard.get(claim, {})))

    def differ(self, claim: ClaimId) -> str:
        """Give what is open between the two reviewers of a claim; nothing, if nothing is."""
        told = {self.waiting.get(r.id) for r in self._heard.get(claim, {}).values()}
        return next((w for w in (_APART, _ONE_LEFT) if w in told), "")

    def blind(self, ruling: RulingId) -> bool:
        """Whether a ruling is kept from everybody else, as the other reviewer has yet to judge."""
        return self.waiting.get(ruling) == _ONE_LEFT

    def _settled(self, claim: ClaimId) -> None:
        for r in self._heard.get(claim, {}).values():
            self.waiting.pop(r.id, None)


def judgement(ruling: Ruling) -> str:
    """Give what a ruling says, comparable: a correction with its slot and value."""
    draft = ruling.draft
    return " ".join(str(x) for x in (draft.decision, draft.field, draft.value) if x)


def agreement(pairs: Mapping[ClaimId, tuple[Ruling, Ruling]]) -> tuple[Agreement, ...]:
    """Give for each two reviewers how they agree on what both have judged."""
    by_two: dict[tuple[str, str], list[tuple[ClaimId, str, str]]] = defaultdict(list)
    for claim, (a, b) in sorted(pairs.items()):
        a, b = sorted((a, b), key=lambda r: r.by)
        by_two[a.by, b.by].append((claim, judgement(a), judgement(b)))
    return tuple(_agreement(two, by_two[two]) for two in sorted(by_two))


def _agreement(two: tuple[str, str], told: Sequence[tuple[ClaimId, str, str]]) -> Agreement:
    answers = [(a, b) for _, a, b in told]
    return Agreement(
        reviewers=two,
        claims=len(told),
        raw=sum(a == b for a, b in answers) / len(told),
        kappa=kappa(answers),
        apart=tuple(c for c, a, b in told if a != b),
    )


def kappa(answers: Sequence[tuple[str, str]]) -> float | None:
    """Give Cohen's kappa: the agreement beyond what chance gives; None: there is nothing to it.

    >>> kappa([("accept", "accept"), ("reject", "reject"), ("accept", "reject")])
    0.4
    >>> kappa([("accept", "accept")]) is None
    True
    """
    many = len(answers)
    if not many:
        return None
    first, second = Counter(a for a, _ in answers), Counter(b for _, b in answers)
    same = sum(a == b for a, b in answers) / many
    chance = sum(first[x] * second[x] for x in first) / many**2
    return None if chance == 1 else round((same - chance) / (1 - chance), 4)
