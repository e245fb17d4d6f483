"""What a page leaves open of its own toll: who may yet die, whose death is only hinted at."""

from typing import NamedTuple

from wellsourced.mark.tollwords import pattern
from wellsourced.model import Estimate

_LEAD = 700  # characters that tell the page's own incident
_FAR = 2_500  # characters in which a page says how its wounded are


class Margins(NamedTuple):
    """The least and the most who may be dead, and wounded."""

    killed: Estimate
    wounded: Estimate


class Told(NamedTuple):
    """What title and lead say: the toll that they make, and how they make it.

    `counted`: by a number; `dead`: somebody is said to be dead; `numbers`: all numbers of dead,
    and of wounded, that title and lead give for the whole incident; `himself`: a killer who
    killed himself is among the dead already.
    """

    killed: int
    wounded: int
    counted: bool
    dead: bool
    numbers: tuple[tuple[int, ...], tuple[int, ...]]
    himself: bool = False


def margins(text: str, told: Told) -> Margins:
    """Widen a toll as far as the page's own words leave room.

    >>> told = Told(0, 1, counted=False, dead=False, numbers=((), ()))
    >>> margins("A boy was shot in Dorvel. He is in critical condition.", told)
    Margins(killed=Estimate(low=0, high=1), wounded=Estimate(low=0, high=1))
    >>> margins("A boy was shot in the leg in Dorvel. He is expected to survive.", told)
    Margins(killed=Estimate(low=0, high=0), wounded=Estimate(low=1, high=1))
    """
    far = text[:_FAR]
    killed, wounded = [told.killed, told.killed], [told.wounded, told.wounded]
    if told.wounded and pattern("critical").search(pattern("safe").sub(" ", far)):
        killed[1] += 1
        wounded[0] -= 1
    if told.killed and not told.counted and not _said_dead(text, told):
        killed[0] = 0
        wounded[1] += told.killed
    if told.killed != 1 and not told.himself and pattern("himself").search(far):
        killed[1] += 1
    for low_high, numbers in zip((killed, wounded), told.numbers, strict=True):
        low_high[1] = max(low_high[1], *numbers, 0)
    return Margins(Estimate(*killed), Estimate(*wounded))


def _said_dead(text: str, told: Told) -> bool:
    """Whether title or lead say that the one victim is dead, and do not only hint at it."""
    lead = text[: len(text.partition("\n")[0]) + _LEAD]
    return told.dead or pattern("death").search(pattern("living").sub(" ", lead)) is not None
