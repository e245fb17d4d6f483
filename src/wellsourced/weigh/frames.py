"""What tellings have in common before a word of them is read: who does what to whom."""

from typing import NamedTuple

from wellsourced.model import ClaimType, Polarity
from wellsourced.weigh.comparing import only_arresters
from wellsourced.weigh.propositions import (
    STATES,
    finer,
    named_words,
    needed,
    places_fit,
    slack_of,
    slot_fit,
)
from wellsourced.weigh.world import World

Names = frozenset[str]
Side = tuple[ClaimType, Polarity, str, str]  # who, and to whom
_Slots = tuple[ClaimType, Polarity, Names, Names]
_Shares = tuple[tuple[float, float], tuple[float, float]]
_ANY, _OPEN, _NO = "*", "-", ("-",)  # whatever stands in a slot; nothing does


class Fit(NamedTuple):
    """How well two frames fit; `needed`: the share of words that has to be one.

    That is by whether they are told within a week, and whether a number is told: of two that do
    not both tell where, and of two that do; None: these tell of different things.
    """

    score: float
    named: bool  # both name one who acts, or one who is acted on
    needed: tuple[_Shares | None, _Shares | None]


class Frame:
    """Type, polarity, actor and recipient: one object for all tellings with the same four.

    What follows from these alone is found once; a crowd has few frames, however much is told.
    """

    __slots__ = (
        "_arrests",
        "_fits",
        "_named",
        "actor",
        "apart",
        "kind",
        "recipient",
        "sign",
        "told_apart",
    )

    def __init__(self, slots: _Slots) -> None:
        self.kind, self.sign, self.actor, self.recipient = slots
        self.apart, self.told_apart = (slack.days for slack in slack_of(slots[0]))
        self._arrests = self.kind is ClaimType.ARREST and only_arresters(self.actor)
        self._fits: dict[Frame, Fit | None] = {}
        self._named: dict[Names, Names] = {}

    def named(self, place: Names) -> Names:
        """Give the words of its names, and of those of a place."""
        known = self._named.get(place)
        if known is None:
            known = self._named[place] = named_words(self.actor, self.recipient, place)
        return known

    def fits(self, other: "Frame") -> Fit | None:
        """Give how well a frame fits another; None: they are of something else."""
        if other not in self._fits:
            self._fits[other] = self._compared(other)
        return self._fits[other]

    def _compared(self, other: "Frame") -> Fit | None:
        if (self.kind, self.sign) != (other.kind, other.sign):
            return None
        actor = slot_fit(self.actor, other.actor)
        recipient = slot_fit(self.recipient, other.recipient)
        if actor is None or recipient is None:
            return None
        if actor == 0.5 and not (self.kind in STATES or self._arrests or other._arrests):
            return None  # who speaks of "the attack" does not say who attacked
        open_, placed = (self._needed(actor, recipient, placed=where) for where in (False, True))
        return Fit(actor + recipient, actor == 1 or recipient == 1, (open_, placed))

    def _needed(self, actor: float, recipient: float, *, placed: bool) -> _Shares | None:
        if actor + recipient + placed < 1:
            return None

        def share(*, told: bool, counted: bool) -> float:
            return needed(self.kind, actor, recipient, placed=placed, told=told, counted=counted)

        return (
            (share(told=False, counted=False), share(told=False, counted=True)),
            (share(told=True, counted=False), share(told=True, counted=True)),
        )

    def kept(self) -> list[Side]:
        """Under whom a group is found; who acts is never left open by another telling of it.

        But "two men were arrested" says as much as "police arrested two men".
        """
        state = self.kind in STATES or self._arrests
        anyone = (_OPEN, _ANY) if state else _NO
        actors = (*self.actor, _ANY) if self.actor and state else self.actor or anyone
        recipients = (*self.recipient, _ANY) if self.recipient else (_OPEN, _ANY)
        return [(self.kind, self.sign, a, r) for a in actors for r in recipients]

    def asked(self) -> list[Side]:
        """Under whom the groups are found that a telling can fit."""
        state = self.kind in STATES or self._arrests
        anyone = (_ANY,) if state else _NO
        actors = (*self.actor, _OPEN) if self.actor and state else self.actor or anyone
        recipients = (*self.recipient, _OPEN) if self.recipient else (_ANY,)
        return [(self.kind, self.sign, a, r) for a in actors for r in recipients]


class Frames:
    """The frames of a crowd, each made once; and what is asked of its places again and again."""

    def __init__(self, of: World) -> None:
        self._of = of
        self._known: dict[_Slots, Frame] = {}
        self._joined: dict[tuple[Frame, Frame], Frame] = {}
        self._one_place: dict[tuple[Names, Names], bool] = {}
        self._finer: dict[tuple[Names, Names], Names] = {}

    def of(self, slots: _Slots) -> Frame:
        """Give the one frame of these slots."""
        known = self._known.get(slots)
        if known is None:
            known = self._known[slots] = Frame(slots)
        return known

    def joined(self, one: Frame, other: Frame) -> Frame:
        """Give the frame with what it leaves open filled by another."""
        known = self._joined.get((one, other))
        if known is None:
            actor, recipient = one.actor or other.actor, one.recipient or other.recipient
            known = self.of((one.kind, one.sign, actor, recipient))
            self._joined[one, other] = known
        return known

    def one_place(self, a: Names, b: Names) -> bool:
        """Whether two can be one place."""
        known = self._one_place.get((a, b))
        if known is None:
            known = self._one_place[a, b] = places_fit(a, b, self._of)
        return known

    def finer(self, a: Names, b: Names) -> Names:
        """Give the place that lies in the other."""
        known = self._finer.get((a, b))
        if known is None:
            known = self._finer[a, b] = finer(a, b, self._of)
        return known
