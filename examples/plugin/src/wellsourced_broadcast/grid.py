"""Military grid references as places on the map (MGRS, on WGS 84)."""

import re
from math import cos, degrees, radians, sin, sqrt, tan

from msgspec import Struct
from msgspec.structs import replace

from wellsourced.model import Document, Marks, PlaceMark

_GRID = re.compile(
    r"\b(\d{1,2})([C-HJ-NP-X])\s?([A-HJ-NP-Z])([A-HJ-NP-V])\s?"
    r"(\d{5}\s?\d{5}|\d{4}\s?\d{4}|\d{3}\s?\d{3}|\d\d\s?\d\d)\b"
)
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_A, _F = 6_378_137.0, 1 / 298.257223563  # WGS 84
_SCALE = 0.9996


class GridMarker(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Marks grid references of at least `digits` digits ("38SMB4488": 4)."""

    digits: int = 4

    def mark(self, document: Document, found: Marks) -> Marks:
        """Give the marks with a place for each reference that names one."""
        places = list(found.places)
        for match in _GRID.finditer(document.text):
            spot = _degrees(match)
            if len(_digits(match)) < self.digits or spot is None:
                continue
            place = PlaceMark(
                start=match.start(),
                end=match.end(),
                name=" ".join(match[0].split()),
                latitude=round(spot[0], 5),
                longitude=round(spot[1], 5),
            )
            if place not in places:
                places.append(place)
        return replace(found, places=tuple(sorted(places, key=lambda p: (p.start, p.end))))


def _digits(match: re.Match[str]) -> str:
    return "".join(match[5].split())


def _degrees(match: re.Match[str]) -> tuple[float, float] | None:
    """The middle of the square, in degrees; None: there is no such square."""
    zone, band, (column, row) = int(match[1]), match[2], (match[3], match[4])
    columns = _COLUMNS[(zone - 1) % 3]
    if not 1 <= zone <= 60 or column not in columns:
        return None
    digits = _digits(match)
    half, size = len(digits) // 2, 10 ** (5 - len(digits) // 2)
    east = (columns.index(column) + 1) * 100_000 + (int(digits[:half]) + 0.5) * size
    north = ((_ROWS.index(row) - (5 if zone % 2 == 0 else 0)) % 20) * 100_000
    north += (int(digits[half:]) + 0.5) * size
    lowest = -80 + 8 * _BANDS.index(band)
    for cycle in range(5):  # the letters of the rows begin anew every 2,000 km
        whole = north + cycle * 2_000_000
        latitude, longitude = _inverse(zone, east, whole - (0 if band >= "N" else 10_000_000))
        if lowest - 0.1 <= latitude <= lowest + (12.1 if band == "X" else 8.1):
            return latitude, longitude
    return None


def _inverse(zone: int, east: float, north: float) -> tuple[float, float]:
    """From metres on the grid of a zone to degrees (Snyder 1987, pages 63 and 64)."""
    e2 = _F * (2 - _F)
    second = e2 / (1 - e2)
    mu = north / _SCALE / (_A * (1 - e2 / 4 - 3 * e2**2 / 64 - 5 * e2**3 / 256))
    e1 = (1 - sqrt(1 - e2)) / (1 + sqrt(1 - e2))
    foot = mu + (3 * e1 / 2 - 27 * e1**3 / 32) * sin(2 * mu)
    foot += (21 * e1**2 / 16 - 55 * e1**4 / 32) * sin(4 * mu) + 151 * e1**3 / 96 * sin(6 * mu)
    c, t = second * cos(foot) ** 2, tan(foot) ** 2
    w = 1 - e2 * sin(foot) ** 2
    n, r = _A / sqrt(w), _A * (1 - e2) / w**1.5
    d = (east - 500_000) / (n * _SCALE)
    fifth = (61 + 90 * t + 298 * c + 45 * t**2 - 252 * second - 3 * c**2) * d**6 / 720
    third = (5 + 3 * t + 10 * c - 4 * c**2 - 9 * second) * d**4 / 24
    latitude = foot - n * tan(foot) / r * (d**2 / 2 - third + fifth)
    last = (5 - 2 * c + 28 * t - 3 * c**2 + 8 * second + 24 * t**2) * d**5 / 120
    longitude = (d - (1 + 2 * t + c) * d**3 / 6 + last) / cos(foot)
    return degrees(latitude), degrees(radians(zone * 6 - 183) + longitude)
