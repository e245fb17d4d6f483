"""Under which places a thing is found, and where what fits it is sought."""

from collections.abc import Iterable

from wellsourced.weigh.world import World

ANY, OPEN = "*", "-"  # whatever place; none is told


class Spots:
    """The places under which something is kept and sought.

    >>> case = Spots(World(holders={"Lorne": ("Norvia",)}))
    >>> case.kept(["Lorne"]), case.sought(["Norvia"]), case.sought([])
    (['*', 'Lorne', 'in Norvia'], ['-', 'Norvia', 'in Norvia'], ['*'])
    """

    def __init__(self, of: World) -> None:
        self._over = of.holders
        self._holders = {h for held in of.holders.values() for h in held}

    def kept(self, place: Iterable[str]) -> list[str]:
        """A place is found as itself, and as one in each that it lies in."""
        names = list(place)
        if not names:
            return [ANY, OPEN]
        return [ANY, *names, *(f"in {h}" for x in names for h in self._over.get(x, ()))]

    def sought(self, place: Iterable[str]) -> list[str]:
        """One place fits itself, those that it lies in, those in it, and what names no place."""
        names = list(place)
        if not names:
            return [ANY]
        inside = (f"in {x}" for x in names if x in self._holders)
        return [OPEN, *names, *inside, *(h for x in names for h in self._over.get(x, ()))]
