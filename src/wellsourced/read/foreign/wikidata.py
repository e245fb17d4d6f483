"""A dump of Wikidata, or a subset of one: an item a line, read one at a time, packed or not."""

from pathlib import Path

import msgspec
from msgspec import UNSET, Struct, UnsetType

from wellsourced.lexicon.reader import read
from wellsourced.model import EntityKind
from wellsourced.read.foreign.found import Found, Things, lines

_KIND, _WITHIN, _SPOT = "P31", "P361", "P625"
_REMEDY = "cut the subset anew, with whole lines"


class _Words(Struct, frozen=True):
    value: str


class _Value(Struct, frozen=True):
    """What a statement says: another item, or a place on a globe."""

    id: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class _Told(Struct, frozen=True):
    value: msgspec.Raw


class _Snak(Struct, frozen=True):
    datavalue: _Told | UnsetType = UNSET


class _Statement(Struct, frozen=True):
    mainsnak: _Snak
    rank: str = "normal"


class _Item(Struct, frozen=True):
    id: str
    labels: dict[str, _Words] = {}
    aliases: dict[str, tuple[_Words, ...]] = {}
    claims: dict[str, tuple[msgspec.Raw, ...]] = {}

    def values(self, name: str) -> list[_Value]:
        """What is stated and not deprecated, best rank first; of no other property."""
        raw = [msgspec.json.decode(s, type=_Statement) for s in self.claims.get(name, ())]
        kept = sorted((s for s in raw if s.rank != "deprecated"), key=lambda s: s.rank == "normal")
        told = [s.mainsnak.datavalue for s in kept]
        return [msgspec.json.decode(t.value, type=_Value) for t in told if t is not UNSET]


class _Kinds(Struct, frozen=True):
    kinds: dict[str, tuple[str, ...]]


def items(path: Path, language: str = "en") -> Found:
    """Give the actors and places of a dump, by their names in a language."""
    kinds = {
        q: EntityKind(k) for k, qs in read("codes/wikidata.toml", _Kinds).kinds.items() for q in qs
    }
    things, names, parts, other = Things(path.name), dict[str, str](), dict[str, str](), 0
    for number, line in lines(path):
        bare = line.strip().rstrip(b",")
        if bare in (b"", b"[", b"]"):
            continue
        things.rows += 1
        try:
            item = msgspec.json.decode(bare, type=_Item)
            kind = _kind(item, kinds)
            spot = next((v for v in item.values(_SPOT) if v.latitude is not None), None)
            whole = next((v.id for v in item.values(_WITHIN) if v.id), None)
        except msgspec.MsgspecError as error:
            things.reject(number, f"no item: {error}", _REMEDY)
            continue
        if kind is None:
            other += 1
        elif name := _note(things, number, item, (kind, language)):
            names[item.id] = name
            parts |= {name: whole} if whole else {}
            if spot and kind is EntityKind.PLACE and _on_map(spot):
                things.spots.setdefault(name, (spot.latitude or 0.0, spot.longitude or 0.0))
    things.within |= {n: names[q] for n, q in parts.items() if q in names}
    if other:
        words = f"{other} items are of no kind that acts or that is a place"
        things.rejected.append(f"{path.name}: {words}; nothing of them is used")
    return things.found()


def _kind(item: _Item, kinds: dict[str, EntityKind]) -> EntityKind | None:
    told = (kinds[v.id] for v in item.values(_KIND) if v.id in kinds)
    place = EntityKind.PLACE if _SPOT in item.claims else None
    return next(told, place)


def _on_map(spot: _Value) -> bool:
    return abs(spot.latitude or 0) <= 90 and abs(spot.longitude or 0) <= 180


def _note(things: Things, number: int, item: _Item, told: tuple[EntityKind, str]) -> str | None:
    kind, language = told
    label = item.labels.get(language) or item.labels.get("mul")
    if label is None:
        things.reject(
            number, f"{item.id} has no name in {language!r}", "name it in wellsourced.toml"
        )
        return None
    name = things.name(number, label.value, kind)
    if name is not None:
        for alias in item.aliases.get(language, ()):
            things.alias(number, name, alias.value, f" ({item.id})")
    return name
