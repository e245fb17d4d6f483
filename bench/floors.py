"""What no figure may fall below: kept in floors.json, each with the digest of its gold."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "bench" / "floors.json"
_DIGITS = 3  # as the table prints them; the scores are the same on every machine


class Floor(NamedTuple):
    """The worst figure that is allowed, and which gold it was measured on."""

    figure: float
    gold: str


class Measured(NamedTuple):
    """A figure of today. Of errors less is better."""

    name: str
    figure: float
    gold: str
    less: bool = False


def read(path: Path = FILE) -> dict[str, Floor]:
    """Give the floors by the names of their tasks; none where there is no file."""
    held = json.loads(path.read_text()) if path.is_file() else {}
    return {name: Floor(**floor) for name, floor in held.items()}


def write(floors: Mapping[str, Floor], path: Path = FILE) -> None:
    """Keep the floors, sorted by name."""
    held = {name: floors[name]._asdict() for name in sorted(floors)}
    path.write_text(json.dumps(held, indent=1) + "\n")


def digest(files: Iterable[Path]) -> str:
    """Give the digest of files in the order of their names."""
    seal = hashlib.sha256()
    for file in sorted(files):
        seal.update(f"{file.name}\0".encode())
        seal.update(hashlib.sha256(file.read_bytes()).digest())
    return seal.hexdigest()[:16]


def complaint(now: Measured, floor: Floor | None) -> str | None:
    """Say what is wrong with a figure; nothing, if nothing is.

    >>> complaint(Measured("times", 0.7996, "a"), Floor(0.8, "a"))
    >>> complaint(Measured("times", 0.79, "a"), Floor(0.8, "a"))
    'times: 0.790 is worse than the floor, 0.800'
    >>> complaint(Measured("error", 1.2, "a", less=True), Floor(1.1, "a"))
    'error: 1.200 is worse than the floor, 1.100'
    >>> complaint(Measured("times", 0.9, "b"), Floor(0.8, "a"))
    'times: the gold is not the one that the floor was set on'
    >>> complaint(Measured("times", 0.9, "b"), None)
    'times: it has no floor'
    """
    if floor is None:
        return f"{now.name}: it has no floor"
    if now.gold != floor.gold:
        return f"{now.name}: the gold is not the one that the floor was set on"
    if _better(now, floor) < 0:
        return (
            f"{now.name}: {now.figure:.{_DIGITS}f} is worse than the floor, "
            f"{floor.figure:.{_DIGITS}f}"
        )
    return None


def raised(now: Iterable[Measured], floors: Mapping[str, Floor]) -> dict[str, Floor]:
    """Give the floors with those raised that today's figures are above; none is lowered.

    >>> raised([Measured("a", 0.9, "g"), Measured("b", 0.1, "g")], {"b": Floor(0.2, "g")})
    {'b': Floor(figure=0.2, gold='g'), 'a': Floor(figure=0.9, gold='g')}
    """
    kept = dict(floors)
    for one in now:
        floor = kept.get(one.name)
        if floor is None or (_better(one, floor) > 0 and one.gold == floor.gold):
            kept[one.name] = _floor(one)
    return kept


def lowered(
    now: Iterable[Measured], floors: Mapping[str, Floor], reason: str
) -> tuple[dict[str, Floor], list[str]]:
    """Give the floors lowered to today's figures, with a line of the changelog for each.

    A floor whose gold is another one is set anew, and that is told too.

    >>> lowered([Measured("a", 0.8, "g")], {"a": Floor(0.9, "g")}, "names are told apart")[1]
    ['The floor of a goes from 0.900 to 0.800: names are told apart.']
    """
    kept, told = dict(floors), []
    for one in now:
        floor = kept.get(one.name)
        if floor and complaint(one, floor):
            kept[one.name] = _floor(one)
            told.append(
                f"The floor of {one.name} goes from {floor.figure:.{_DIGITS}f} to "
                f"{one.figure:.{_DIGITS}f}: {reason.rstrip('.')}."
            )
    return kept, told


def tell(lines: Iterable[str], folder: Path = ROOT / "changelog.d") -> Path:
    """Write a fragment of the changelog that says which floors fell and why."""
    text = " ".join(lines)
    seal = hashlib.sha256(text.encode()).hexdigest()[:8]
    path = folder / f"floors-{seal}.changed.md"
    path.write_text(text + "\n")
    return path


def _floor(now: Measured) -> Floor:
    return Floor(round(now.figure, _DIGITS), now.gold)


def _better(now: Measured, floor: Floor) -> float:
    """Above 0 where today is better, below where it is worse."""
    more = round(now.figure, _DIGITS) - floor.figure
    return -more if now.less else more
