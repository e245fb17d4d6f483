"""What rulings say of names, as though it stood in the settings: all is then linked anew."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from wellsourced.config import Actor, Settings
from wellsourced.flow.about import fold
from wellsourced.flow.rulings.anchors import Pages
from wellsourced.flow.rulings.subjects import entity_named
from wellsourced.model import (
    ClaimMark,
    Decision,
    DocumentId,
    Entity,
    Marks,
    Quantity,
    Ruling,
    RulingId,
    Subject,
    SubjectKind,
)


class Renamed(NamedTuple):
    """In one page a name means another than in the rest."""

    document: DocumentId
    names: frozenset[str]  # folded
    name: str


class Names(NamedTuple):
    """What rulings make of names: settings, pages in which a name means another, on whom.

    `bears_on` gives for each ruling the names that it changes, `idle` why it changes none.
    """

    settings: Settings
    renamed: tuple[Renamed, ...]
    bears_on: dict[RulingId, tuple[str, ...]]
    idle: dict[RulingId, str]


def of_names(ruling: Ruling) -> bool:
    """Whether a ruling is about who is who."""
    named = any(s.kind is SubjectKind.ENTITY for s in ruling.draft.subjects)
    return named and ruling.decision in (Decision.MERGE, Decision.SPLIT)


def names(
    settings: Settings, rulings: Iterable[Ruling], entities: Sequence[Entity], pages: Pages
) -> Names:
    """Give what the rulings on names change, in their order."""
    actors = {a.name: a for a in settings.actors}
    renamed: list[Renamed] = []
    bears_on: dict[RulingId, tuple[str, ...]] = {}
    idle: dict[RulingId, str] = {}
    for ruling in rulings:
        who = [_known(s, entities, actors) for s in ruling.draft.subjects if _entity(s)]
        lost = [s.said for s, e in zip(ruling.draft.subjects, who, strict=False) if e is None]
        found = [e for e in who if e is not None]
        if lost:
            idle[ruling.id] = f"nobody is called {', '.join(lost)}"
        elif ruling.decision is Decision.MERGE:
            bears_on[ruling.id] = _merged(found, actors)
        else:
            bears_on[ruling.id] = _split(ruling, found[0], actors, renamed, pages)
    own = tuple(actors[n] for n in sorted(actors))
    changed = settings if not bears_on else replace(settings, actors=own)
    return Names(changed, tuple(renamed), bears_on, idle)


def _entity(subject: Subject) -> bool:
    return subject.kind is SubjectKind.ENTITY


def _known(subject: Subject, entities: Sequence[Entity], actors: dict[str, Actor]) -> Actor | None:
    """Whom a subject means: an actor of the settings, or of an earlier ruling, else an entity."""
    name = subject.name or ""
    for actor in actors.values():
        if fold(name) in {fold(n) for n in (actor.name, *actor.aliases)}:
            return actor
    found = entity_named(name, entities)
    if found is None:
        return None
    return Actor(name=found.name, kind=found.kind, part_of=found.part_of, code=found.code)


def _merged(found: Sequence[Actor], actors: dict[str, Actor]) -> tuple[str, ...]:
    """The first takes the names of the others."""
    first = found[0]
    others = [a for a in found[1:] if a.name != first.name]
    aliases = [n for a in others for n in (a.name, *a.aliases)]
    roles = [r for a in (first, *others) for r in a.roles]
    for a in others:
        actors.pop(a.name, None)
    whole = dict.fromkeys((*first.aliases, *aliases))
    actors[first.name] = replace(first, aliases=tuple(whole), roles=tuple(dict.fromkeys(roles)))
    return tuple(dict.fromkeys(a.name for a in found))


def _split(
    ruling: Ruling,
    first: Actor,
    actors: dict[str, Actor],
    renamed: list[Renamed],
    pages: Pages,
) -> tuple[str, ...]:
    """Names that go out become somebody else's; in a page that goes out the name does."""
    out = [s for s in ruling.draft.subjects[1:] if s.kind is SubjectKind.SOURCE and s.name]
    aliases = [s.name for s in out if s.name]
    name = ruling.draft.value or (aliases[0] if aliases else f"{first.name} (another)")
    kept = tuple(a for a in first.aliases if fold(a) not in {fold(x) for x in aliases})
    actors[first.name] = replace(first, aliases=kept)
    told = tuple(a for a in aliases if a != name)
    actors[name] = Actor(name=name, kind=first.kind, aliases=told)
    for s in ruling.draft.subjects[1:]:
        if s.kind is SubjectKind.DOCUMENT:
            places = [pages.place(a) for a in s.anchors]
            whole = frozenset(fold(n) for n in (first.name, *first.aliases))
            renamed += [Renamed(p.document, whole, name) for p in places if p is not None]
    return first.name, name


def remarked(marks: Sequence[Marks], renamed: Sequence[Renamed]) -> tuple[Marks, ...]:
    """Give the marks with the names that they mean in their own page."""
    out = []
    for m in marks:
        for r in renamed:
            m = _renamed(m, r) if r.document == m.doc else m
        out.append(m)
    return tuple(out)


def _renamed(m: Marks, r: Renamed) -> Marks:
    def called(name: str) -> str:
        return r.name if fold(name) in r.names else name

    def slot(names: str | None) -> str | None:
        return "; ".join(called(n) for n in names.split("; ")) if names else names

    def of_claim(c: ClaimMark) -> ClaimMark:
        return replace(c, actor=slot(c.actor), recipient=slot(c.recipient), place=slot(c.place))

    def of_count(q: Quantity) -> Quantity:
        return replace(q, group=slot(q.group), by=slot(q.by), place=slot(q.place))

    return replace(
        m,
        entities=tuple(replace(e, name=called(e.name)) for e in m.entities),
        claims=tuple(map(of_claim, m.claims)),
        quantities=tuple(map(of_count, m.quantities)),
        attributions=tuple(replace(a, chain=tuple(map(called, a.chain))) for a in m.attributions),
    )
