"""The gazetteer: what places a name can mean.

It ships as one packed text (see scripts/gazetteer.py), a line a name, sorted by its folded key,
and is searched by halving: about 16 MB are held, nothing is parsed but the lines that answer.
"""

import functools
import re
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

_MARKS = re.compile(r"[.'’‘ʻ`]")
_GAPS = re.compile(r"[\s\-‐–]+")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteer.

    `kind`: C country, A province or state, B county, P town, K capital, R region;
    `other`: the name asked for is not its first one. `people`: how many live there.
    """

    name: str
    kind: str
    country: str
    province: str
    latitude: float
    longitude: float
    people: int
    number: int | None
    other: bool


@functools.lru_cache(maxsize=65_536)
def spots(name: str) -> tuple[Spot, ...]:
    """Give the places of that name, in the order of the gazetteer; none for a word that is none.

    >>> {s.country for s in spots("Atlantis-on-Nowhere")}
    set()
    >>> [s.name for s in spots("U.S.") if s.kind == "C"]
    ['United States']
    """
    key = folded(name).encode()
    if len(key) < 2:
        return ()
    text = _text()
    at = _first(text, b"\n" + key + b"\t")
    found = []
    while text.startswith(key + b"\t", at):
        end = text.index(b"\n", at)
        found.append(_spot(text[at:end].decode()))
        at = end + 1
    return tuple(found)


def provinces() -> Iterator[Spot]:
    """Give the provinces of all countries, each by its first name."""
    for found in re.finditer(rb"\n([^\n]*\tA\t[^\n]*)", _text()):
        spot = _spot(found[1].decode())
        if spot.kind == "A" and not spot.other:
            yield spot


def folded(name: str) -> str:
    """Fold a name: no case, accents or points, and a blank for a hyphen.

    >>> folded("Saint-Étienne"), folded("U.S.")
    ('saint etienne', 'us')
    """
    if not name.isascii():
        name = "".join(
            c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
        )
    return _GAPS.sub(" ", _MARKS.sub("", name.casefold())).strip()


@functools.cache
def _text() -> bytes:
    packed = resources.files("wellsourced.lexicon").joinpath("geo/gazetteer.tsv.z").read_bytes()
    return zlib.decompress(packed)


def _first(text: bytes, wanted: bytes) -> int:
    """Where the first line that begins with the wanted key stands, or would stand."""
    low, high = 0, len(text) - 1
    while low < high:
        middle = text.rfind(b"\n", 0, (low + high) // 2 + 1)
        middle = max(middle, low)
        after = text.find(b"\n", middle + 1)
        if text[middle : middle + len(wanted)] < wanted:
            low = after if after > 0 else high
        else:
            high = middle
            if middle == low:
                break
    return low + 1


def _spot(line: str) -> Spot:
    fields = line.split("\t")
    return Spot(
        name=fields[1],
        kind=fields[2],
        country=fields[3],
        province=fields[4],
        latitude=float(fields[5]),
        longitude=float(fields[6]),
        people=int(fields[7]),
        number=int(fields[8]) if fields[8] else None,
        other=fields[9] == "a",
    )
