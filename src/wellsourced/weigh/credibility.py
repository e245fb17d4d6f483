"""A digit of the Admiralty code that a claim's standing suggests; the analyst gives his own."""

from wellsourced.model import Status

_TWO = 2


def suggested(status: Status, *, origins: int, named: bool, questioned: bool) -> int:
    """Give the digit, 1 (confirmed by other sources) to 6 (cannot be judged).

    `origins`: those that can be counted on; `named`: whether one with a name says so;
    `questioned`: whether anybody doubts it. It rests on counts, and knows nothing of the world.

    >>> suggested(Status.CORROBORATED, origins=3, named=True, questioned=False)
    1
    >>> suggested(Status.SINGLE_SOURCE, origins=1, named=False, questioned=False)
    6
    """
    match status:
        case Status.CORROBORATED:
            return 1 if origins > _TWO and not questioned else 2
        case Status.SINGLE_SOURCE if named:
            return 4 if questioned else 3
        case Status.DISPUTED:
            return 3 if origins >= _TWO else 4
        case Status.DENIED | Status.RETRACTED:
            return 5
        case _:
            return 6
