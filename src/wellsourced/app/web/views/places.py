"""The map: where things are said to have happened, and where that is not sure."""

from collections.abc import Iterator, Mapping

from msgspec import structs

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sheet
from wellsourced.model import Placed


class Spot(Placed, frozen=True, kw_only=True):
    """A place with how `many` claims, and how many `counts`, rest on it."""

    many: int
    counts: int


class Mapped(View, frozen=True, kw_only=True):
    """The places of a case on which something rests; `bare`: how many are only named."""

    places: tuple[Spot, ...]
    bare: int

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the places."""
        yield from sheet(Placed, self.places)


def mapped(case: Case, asked: Asked, of: Mapping[str, str]) -> Mapped:
    """Give the places with their claims and counts."""
    found = case.places(as_of=asked.as_of)
    used = tuple(_spot(p) for p in found if p.claims or p.tallies)
    return Mapped(places=used, bare=len(found) - len(used))


def _spot(of: Placed) -> Spot:
    return Spot(**structs.asdict(of), many=len(of.claims), counts=len(of.tallies))


SCREENS = (Screen(path="/map", name="map", gather=mapped, heading="Map"),)
