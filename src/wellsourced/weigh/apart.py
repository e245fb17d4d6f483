"""One block weighed by itself: its tellings and all that bears on them in, its claims out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from wellsourced.model import CheckRow, Claim, ClaimType, DocumentId, ReaderAnswer, Tally
from wellsourced.weigh.claims import Weighing, claim, identity
from wellsourced.weigh.counts import Count
from wellsourced.weigh.groups import Group, groups
from wellsourced.weigh.lastwords import withdrawn
from wellsourced.weigh.oppositions import Opposition, oppositions
from wellsourced.weigh.retractions import Correction, Retraction, Told, heard_in, retractions
from wellsourced.weigh.standing import Newer
from wellsourced.weigh.successions import successions, unchanged
from wellsourced.weigh.tallies import Key, between, tallies
from wellsourced.weigh.tellings import Telling
from wellsourced.weigh.world import World

LOSSES = (ClaimType.CASUALTY, ClaimType.STRENGTH, ClaimType.ARREST)
SHARED = 2  # words that a correction has in common with what it takes back, at least


class Member(NamedTuple):
    """A telling of a block: why its number was overtaken, if it was, and the answers to it."""

    telling: Telling
    overtaken: str | None = None
    answers: tuple[ReaderAnswer, ...] = ()


class Taken(NamedTuple):
    """Words in which a voice takes something back, and what they tell again."""

    correction: Correction
    repeats: tuple[Telling, ...]


class Block(NamedTuple):
    """All that the claims of some tellings follow from; what else the case holds is no matter.

    `writers`: the outlet that a writer speaks as.
    """

    members: tuple[Member, ...]
    taken: tuple[Taken, ...]
    of: World
    writers: dict[str, str]


class CountBlock(NamedTuple):
    """All that the tallies of some counts follow from; `made`: corrections on their pages."""

    counts: tuple[Count, ...]
    checks: tuple[CheckRow, ...]
    of: World
    writers: dict[str, str]
    made: tuple[Correction, ...] = ()


class Counted(NamedTuple):
    """The tallies of a block; by each number's key its scope, and why it was overtaken."""

    tallies: tuple[Tally, ...]
    checks: tuple[CheckRow, ...]
    scopes: tuple[tuple[Key, str], ...]
    overtaken: tuple[tuple[Key, str], ...]


def claims_of(block: Block) -> list[Claim]:
    """Give the claims that the tellings of a block amount to."""
    gathered = groups((m.telling for m in block.members), block.of)
    against = [
        unchanged(g, o) for g, o in zip(gathered, oppositions(gathered, block.of), strict=True)
    ]
    taken = _taken_back(gathered, against, block.taken)
    overtaken = {m.telling.key: m.overtaken for m in block.members if m.overtaken}
    newer = _newer_states(gathered, taken, block.of)
    answered = {m.telling.key: m.answers for m in block.members if m.answers}
    ids = [identity(g) for g in gathered]
    return [
        claim(
            g,
            Weighing(
                ids[n], o, taken, block.writers, newer.get(n) or _newer(g, overtaken), answered
            ),
            ids,
        )
        for n, (g, o) in enumerate(zip(gathered, against, strict=True))
    ]


def tallies_of(block: CountBlock) -> Counted:
    """Give the tallies that the counts of a block amount to, and the sums between them that fail.

    The checks of single documents are those that were given.
    """
    failed = between(block.counts, block.of)
    checks = [*block.checks, *failed]
    found = tallies(block.counts, checks, block.of, block.writers, block.made)
    return Counted(
        found.tallies,
        tuple(failed),
        tuple(sorted(found.scopes.items())),
        tuple(sorted(found.overtaken.items())),
    )


class Corrections:
    """The corrections of a case, by whom and where they are made."""

    def __init__(self, made: Iterable[Correction], found: Sequence[Telling]) -> None:
        self._made = tuple(made)
        pages: dict[DocumentId, list[Telling]] = {c.document: [] for c in self._made}
        for t in found:
            if t.quote.document in pages:
                pages[t.quote.document].append(t)
        self._taken = [
            Taken(c, tuple(t for t in pages[c.document] if inside(t, c))) for c in self._made
        ]
        self._pages: dict[DocumentId, list[int]] = defaultdict(list)
        self._outlets: dict[str, list[int]] = defaultdict(list)
        for n, c in enumerate(self._made):
            self._pages[c.document].append(n)
            if c.reader is None and c.outlet is not None:
                self._outlets[c.outlet].append(n)

    def on(self, pages: Collection[DocumentId]) -> tuple[Correction, ...]:
        """Give those that stand on some pages."""
        return tuple(c for c in self._made if c.document in pages)

    def about(self, found: Collection[Telling]) -> tuple[Taken, ...]:
        """Give those that can take back any of the tellings: made beside it, or by its voice."""
        if not self._made:
            return ()
        pages, voices = heard_in(found)
        out = {n for page in pages if page in self._pages for n in self._pages[page]}
        out.update(n for v in voices if v in self._outlets for n in self._outlets[v])
        return tuple(self._taken[n] for n in sorted(out))


def inside(t: Telling, c: Correction) -> bool:
    """Whether a telling is among the words of a correction."""
    return c.words.start <= t.quote.start and t.quote.end <= c.words.end


def _taken_back(
    gathered: Sequence[Group], against: Sequence[Opposition], taken: Sequence[Taken]
) -> dict[Key, Retraction]:
    """Tellings that their own voice has taken back, by their keys; mostly there are none."""
    pairs = list(zip(gathered, against, strict=True))
    out = {r.telling.key: r for g, o in pairs for r in withdrawn(g, o.contrary)}
    told = [Told(g.own, o.contrary) for g, o in pairs]
    out.update((r.telling.key, r) for r in retractions(told, taken))
    return out


def _newer_states(
    gathered: Sequence[Group], taken: Mapping[Key, Retraction], of: World
) -> dict[int, Newer]:
    """What has taken the place of a state: the words, when and by whom."""
    out = {}
    for n, new in successions(gathered, taken, of).items():
        t = new.telling
        words = " ".join(t.quote.quote.split())
        says = f"a newer account has “{words}” ({t.utterance.origin.name}, {t.day})"
        out[n] = Newer(says, t, identity(gathered[new.group]))
    return out


def _newer(g: Group, overtaken: Mapping[Key, str]) -> Newer | None:
    """Why the group's number counts no more: all who tell it have been overtaken.

    A reader who repeats an old count later makes it no newer.
    """
    if not overtaken:
        return None
    counted = [t for t in g.own if t.figure is not None]
    told = [t.key for t in [t for t in counted if not t.utterance.commenter] or counted]
    reasons = [overtaken[k] for k in told if k in overtaken]
    return Newer(reasons[0]) if reasons and len(reasons) == len(told) else None
