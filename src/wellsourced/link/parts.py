"""Groups that are named after what they are part of: its fighters, its leaders, those who left."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from wellsourced.lang.names import fold
from wellsourced.model import Entity, EntityId, EntityKind, Marks, digest

_WHOLES = (
    EntityKind.ORGANISATION,
    EntityKind.FACTION,
    EntityKind.FORCE,
    EntityKind.GOVERNMENT,
)


def parts(known: Sequence[Entity], slots: Counter[str]) -> list[Entity]:
    """Give the groups among the names that claims and counts have in their slots.

    "Lake Guard defectors" are part of the Lake Guard, unless the case knows them by themselves.
    """
    wholes = {fold(n): e.name for e in known if e.kind in _WHOLES for n in _names(e)}
    taken = {fold(n) for e in known for n in _names(e)}
    out = []
    for name in sorted(slots):
        whole = _whole(fold(name), wholes)
        if whole and fold(name) not in taken:
            out.append(
                Entity(
                    id=EntityId(digest("entity", name)),
                    kind=EntityKind.FACTION,
                    name=name,
                    part_of=whole,
                    mentions=slots[name],
                )
            )
    return out


def slots(marks: Iterable[Marks]) -> Counter[str]:
    """Give the names in the slots of claims and counts, with how often they stand there."""
    return Counter(n.strip() for m in marks for s in _slots(m) for n in s.split(";") if n.strip())


def _slots(m: Marks) -> Iterator[str]:
    for c in m.claims:
        yield from (s for s in (c.actor, c.recipient) if s)
    for q in m.quantities:
        yield from (s for s in (q.group, q.by) if s)


def _names(e: Entity) -> tuple[str, ...]:
    return (e.name, *(a.name for a in e.aliases))


def _whole(name: str, wholes: dict[str, str]) -> str | None:
    """The longest known name with which the name begins."""
    words = name.split()
    for n in range(len(words) - 1, 0, -1):
        if " ".join(words[:n]) in wholes:
            return wholes[" ".join(words[:n])]
    return None
