"""A dossier: all that the record holds about one name, as actor, place or source."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from wellsourced.model import (
    Claim,
    ClaimType,
    Dossier,
    DossierRow,
    Entity,
    OriginKind,
    Polarity,
    Section,
    Source,
    Tally,
)
from wellsourced.tell.ground import Ground
from wellsourced.tell.reliance import alone, borne_out, contested, reliance, says

_TIES = (ClaimType.ALLEGIANCE,)
_APART = (ClaimType.WHEREABOUTS, ClaimType.ALLEGIANCE)
_ORDER = {t: n for n, t in enumerate(ClaimType)}


def dossier(entity: Entity | None, name: str, of: Ground) -> Dossier:
    """Give what there is about an entity, or about a source that is none."""
    told = sorted(of.claims.values(), key=_when)
    fared = reliance(name, told, of)
    return Dossier(
        name=name,
        kind=entity.kind if entity is not None else _kind(name, told),
        id=entity.id if entity is not None else None,
        code=entity.code if entity is not None else None,
        names=entity.aliases if entity is not None else (),
        roles=_roles(entity, of),
        mentions=entity.mentions if entity is not None else 0,
        reliance=fared if fared.claims or fared.passes_on else None,
        rows=tuple(_rows(entity, name, told, of)),
    )


def _rows(entity: Entity | None, name: str, told: list[Claim], of: Ground) -> Iterator[DossierRow]:
    yield from _ties(entity, name, told, of)
    for section, wanted in _sections(name, of):
        own = [c for c in told if wanted(c)]
        if section in (Section.DID, Section.DONE_TO):
            own.sort(key=lambda c: (_ORDER[c.type], _when(c)))
        yield from (_row(section, c) for c in own)
    yield from _tellers(name, told)
    counts = (t for t in of.tallies.values() if _counts(t, name))
    yield from (_count(t) for t in sorted(counts, key=lambda t: (_day(t.earliest), t.id)))


def _sections(name: str, of: Ground) -> Iterator[tuple[Section, Callable[[Claim], bool]]]:
    """Which claims stand in which section; one may stand in several."""

    def acts(c: Claim, slot: str | None) -> bool:
        return name in _each(slot) and c.type not in _APART

    yield Section.WHEREABOUTS, lambda c: _is_at(c, name)
    yield Section.DID, lambda c: acts(c, c.actor)
    yield Section.DONE_TO, lambda c: acts(c, c.recipient) and name not in _each(c.actor)
    yield Section.AT, lambda c: name in _each(c.place) and not _is_at(c, name)
    yield Section.SAID, lambda c: says(c, name) and not alone(c, name)
    yield Section.ALONE, lambda c: alone(c, name)
    yield Section.DENIED, lambda c: _among(name, (*c.denied_by, *c.disputed_by))
    yield Section.CONTESTED, lambda c: contested(c, name)
    yield Section.RETRACTED, lambda c: _among(name, c.retracted_by)
    yield Section.BORNE_OUT, lambda c: borne_out(c, name, of)


def _is_at(c: Claim, name: str) -> bool:
    return c.type is ClaimType.WHEREABOUTS and name in _each(c.actor)


def _ties(
    entity: Entity | None, name: str, told: Iterable[Claim], of: Ground
) -> Iterator[DossierRow]:
    """What it is part of and what is part of it, by the settings and as told over time."""
    if entity is not None and entity.part_of:
        yield _tie(Section.PART_OF, entity.part_of)
    bound = [c for c in told if c.type in _TIES]
    yield from (_row(Section.PART_OF, c) for c in bound if name in _each(c.actor))
    parts = sorted((e for e in of.entities if e.part_of == name), key=lambda e: e.name)
    yield from (_tie(Section.MEMBERS, e.name) for e in parts)
    yield from (_row(Section.MEMBERS, c) for c in bound if name in _each(c.recipient))


def _tie(section: Section, name: str) -> DossierRow:
    return DossierRow(
        section=section,
        what="settings or name",
        text=name,
        actor=None,
        recipient=None,
        earliest=None,
        latest=None,
        dated=False,
        place=None,
        polarity=Polarity.HOLDS,
        status=None,
        origins=None,
        who=(),
        reader=False,
        id=None,
    )


def _row(section: Section, c: Claim) -> DossierRow:
    stated = c.earliest is not None or c.latest is not None
    return DossierRow(
        section=section,
        what=c.type,
        text=c.text,
        actor=c.actor,
        recipient=c.recipient,
        earliest=c.earliest if stated else c.first_heard,
        latest=c.latest if stated else c.first_heard,
        dated=stated,
        place=c.place,
        polarity=c.polarity,
        status=c.status,
        origins=c.origins,
        who=(*c.said_by, *c.confirmed_by),
        reader=_readers_only(c),
        id=c.id,
    )


def _readers_only(c: Claim) -> bool:
    said = (*c.said_by, *c.confirmed_by)
    return bool(said) and all(s.kind is OriginKind.COMMENTER for s in said)


def _tellers(name: str, told: Iterable[Claim]) -> Iterator[DossierRow]:
    """Who says how much of it: a row for each origin but itself, the most talkative first."""
    found: dict[Source, list[Claim]] = {}
    for c in told:
        if name in (*_each(c.actor), *_each(c.recipient)):
            for source in {*c.said_by, *c.confirmed_by}:
                if source.name != name:
                    found.setdefault(source, []).append(c)
    order = sorted(found, key=lambda s: (s.unnamed, -len(found[s]), s.name.casefold(), s.name))
    for source in order:
        claims = found[source]
        kinds = sorted({c.type for c in claims}, key=_ORDER.__getitem__)
        days = [d for c in claims for d in (c.first_heard, c.last_heard) if d]
        yield DossierRow(
            section=Section.SAID_OF,
            what=f"{len(claims)} {'claim' if len(claims) == 1 else 'claims'}",
            text=", ".join(kinds),
            actor=None,
            recipient=None,
            earliest=min(days, default=None),
            latest=max(days, default=None),
            dated=False,
            place=None,
            polarity=Polarity.HOLDS,
            status=None,
            origins=None,
            who=(source,),
            reader=source.kind is OriginKind.COMMENTER,
            id=None,
        )


def _counts(t: Tally, name: str) -> bool:
    return any(name in _each(slot) for slot in (t.group, t.by, t.place))


def _count(t: Tally) -> DossierRow:
    return DossierRow(
        section=Section.COUNTS,
        what=t.outcome,
        text=_number(t),
        actor=t.by,
        recipient=t.group,
        earliest=t.earliest,
        latest=t.latest,
        dated=bool(t.earliest or t.latest),
        place=t.place,
        polarity=Polarity.HOLDS,
        status=t.status,
        origins=t.origins,
        who=t.said_by,
        reader=all(s.kind is OriginKind.COMMENTER for s in t.said_by),
        id=t.id,
    )


def _number(t: Tally) -> str:
    """A count in words: its best, its bounds where they differ, of whom and by whom."""
    best = "no number" if t.best is None else f"{t.best:,}"
    bounds = f" ({t.low or 0:,} to {t.high:,})" if t.high and t.low != t.high else ""
    per = f" per {t.per}" if t.per else ""
    scope = "".join(f" {w} {v}" for w, v in (("of", t.group), ("by", t.by)) if v)
    return f"{best}{bounds} {t.outcome}{per}{scope}"


def _roles(entity: Entity | None, of: Ground) -> tuple[str, ...]:
    actors = (a for a in of.settings.actors if entity is not None and a.name == entity.name)
    return tuple(role for a in actors for role in a.roles)


def _kind(name: str, told: Iterable[Claim]) -> str:
    """What a source is that is no entity."""
    kinds = {s.kind for c in told for s in _all(c) if s.name == name}
    return min(kinds, default="source")


def _all(c: Claim) -> tuple[Source, ...]:
    against = (*c.denied_by, *c.disputed_by, *c.questioned_by, *c.retracted_by)
    return (*c.said_by, *c.confirmed_by, *against)


def _among(name: str, found: Iterable[Source]) -> bool:
    return any(s.name == name for s in found)


def _each(slot: str | None) -> list[str]:
    return [n for n in (slot or "").split("; ") if n]


def _when(c: Claim) -> tuple[date, date, str]:
    start = c.earliest or c.latest or c.first_heard or date.max
    return start, c.latest or date.max, c.id


def _day(day: date | None) -> date:
    return day or date.max
