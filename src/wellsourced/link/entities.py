"""Who is who over all documents, by which names, and which words taught each name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from wellsourced.config import Actor, Settings
from wellsourced.lang.names import fold, taught_aliases
from wellsourced.link.names import Union, fullest, lettered, shortened, spellings
from wellsourced.link.offices import other_ways, turned
from wellsourced.link.offices import told as office_told
from wellsourced.link.parts import parts, slots
from wellsourced.link.theirs import taught
from wellsourced.model import (
    Alias,
    Document,
    Entity,
    EntityId,
    EntityKind,
    Marks,
    Quote,
    digest,
)

_BODIES = (
    EntityKind.ORGANISATION,
    EntityKind.FACTION,
    EntityKind.FORCE,
    EntityKind.GOVERNMENT,
    EntityKind.OUTLET,
)


class Sighting(NamedTuple):
    """A name as pages have it: the words, where they stand first, and how often they stand.

    `name`: for what they stand there.
    """

    words: Quote
    kind: EntityKind
    name: str
    times: int = 1


class Lesson(NamedTuple):
    """Words that teach another name, as "the Jund al-Bahr, or Sea Army" do."""

    name: str
    alias: str
    words: Quote


class Seen(NamedTuple):
    """What pages say of names; `slots`: how often each stands in a slot of a claim or count."""

    sightings: tuple[Sighting, ...]
    lessons: tuple[Lesson, ...]
    slots: dict[str, int]


class Who(NamedTuple):
    """The entities of a case, and for each name, case-folded, the one to call it by."""

    entities: tuple[Entity, ...]
    names: dict[str, str]


def entities(documents: Mapping[str, Document], marks: Iterable[Marks], settings: Settings) -> Who:
    """Give who is who; two full names are never one for the family name alone.

    The user's settings come first.
    """
    return who([seen(((documents[m.doc], m) for m in marks), settings)], settings)


def seen(pages: Iterable[tuple[Document, Marks]], settings: Settings) -> Seen:
    """Give what pages say of names."""
    found = sorted(pages, key=lambda p: p[0].id)
    sightings = [s for document, m in found for s in _sightings(document, m)]
    lessons = [s for document, m in found for s in _lessons(document, m, settings)]
    return Seen(_once(sightings), tuple(lessons), dict(slots(m for _, m in found)))


def who(found: Iterable[Seen], settings: Settings) -> Who:
    """Give who is who by what all pages say."""
    sightings, lessons, filled = _merged(found)
    told = _told(settings)
    known = {fold(n) for n in {s.name for s in sightings} | set(told)}
    taught = [t for t in lessons if fold(t.name) in known or fold(t.alias) in known]
    called = _called(sightings, told, taught)
    named = _who(sightings, called, taught, settings)
    more = parts(named.entities, filled)
    names = {e.name.casefold(): e.name for e in more}
    whole = sorted((*named.entities, *more), key=lambda e: e.name)
    return Who(tuple(whole), dict(sorted({**names, **named.names}.items())))


def _merged(found: Iterable[Seen]) -> tuple[tuple[Sighting, ...], list[Lesson], Counter[str]]:
    lessons: list[Lesson] = []
    filled: Counter[str] = Counter()

    def sightings() -> Iterator[Sighting]:
        for one in found:
            lessons.extend(one.lessons)
            filled.update(one.slots)
            yield from one.sightings

    return _once(sightings()), sorted(lessons, key=lambda t: _place(t.words)), filled


def _once(found: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Each name as it stands once, where it stands first, in that order."""
    first: dict[tuple[str, EntityKind, str], Sighting] = {}
    times: Counter[tuple[str, EntityKind, str]] = Counter()
    for s in found:
        key = s.words.quote, s.kind, s.name
        times[key] += s.times
        before = first.get(key)
        if before is None or _place(s.words) < _place(before.words):
            first[key] = s
    out = (s._replace(times=times[key]) for key, s in first.items())
    return tuple(sorted(out, key=lambda s: (_place(s.words), s.kind, s.name)))


def _sightings(document: Document, marks: Marks) -> Iterator[Sighting]:
    told = document.told
    for m in marks.entities:
        if not told[m.start : m.end].strip():
            continue
        words = _quote(document, m.start, m.end)
        yield Sighting(words, m.kind, m.name)
    known = {told[m.start : m.end] for m in marks.entities}
    for a in marks.attributions:
        name = office_told(a.source.of(told)) if a.source and not a.unnamed else None
        if a.source and name and name not in known:
            end = a.source.end
            yield Sighting(_quote(document, end - len(name), end), EntityKind.GOVERNMENT, name)


def _lessons(document: Document, marks: Marks, settings: Settings) -> Iterator[Lesson]:
    for told in taught(document, marks, settings):
        yield Lesson(told.name, told.alias, _quote(document, told.start, told.end))
    at = 0
    for line in document.told.splitlines(keepends=True):
        for t in taught_aliases(line):
            yield Lesson(t.name, t.alias, _quote(document, at + t.start, at + t.end))
        at += len(line)


def _quote(document: Document, start: int, end: int) -> Quote:
    return Quote(document=document.id, start=start, end=end, quote=document.text[start:end])


def _told(settings: Settings) -> dict[str, str]:
    """The names that the settings give, folded, each with the one to call it by."""
    out: dict[str, str] = {}
    for actor in settings.actors:
        out.update((fold(n), actor.name) for n in (actor.name, *actor.aliases, *actor.roles))
    for name, called in _things(settings):
        out.setdefault(fold(name), called)
    return out


def _things(settings: Settings) -> Iterator[tuple[str, str]]:
    """Names of places and outlets, with the one to call them by."""
    for place in settings.places:
        yield from ((n, place.name) for n in (place.name, *place.aliases))
    for outlet in settings.outlets:
        yield from ((n, outlet.name) for n in (outlet.name, *outlet.aliases))


_Word = TypeVar("_Word", bound=str)


def _most(votes: Counter[_Word]) -> _Word:
    """What most say; of equals the first by name."""
    return min(votes, key=lambda v: (-votes[v], v))


def _called(
    seen: Sequence[Sighting], told: Mapping[str, str], taught: Sequence[Lesson]
) -> dict[str, str]:
    """For each name of the documents the one to call it by."""
    counts: Counter[str] = Counter()
    for s in seen:
        counts[s.name] += s.times
    counts.update(dict.fromkeys((n for t in taught for n in (t.name, t.alias)), 0))
    kinds = _kinds(seen)
    joined = Union(apart=told.values())
    for name in sorted(counts):
        if fold(name) in told:
            joined.join(name, told[fold(name)])
    for one, other in (*spellings([*counts, *told.values()]), *turned([*counts, *told.values()])):
        if _same_kind(kinds, one, other):
            joined.join(one, other)
    for t in taught:
        joined.join(told.get(fold(t.name), t.name), told.get(fold(t.alias), t.alias))
    for short, name in sorted(_short(joined, counts, kinds).items()):
        joined.join(short, name)
    return {n: _settled(group, told) for group in _sets(joined, counts, told) for n in group}


def _same_kind(kinds: Mapping[str, EntityKind], one: str, other: str) -> bool:
    a, b = kinds.get(one), kinds.get(other)
    return a is None or b is None or a == b or (a in _BODIES and b in _BODIES)


def _kinds(seen: Sequence[Sighting]) -> dict[str, EntityKind]:
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for s in seen:
        votes[s.name][s.kind] += s.times
    return {n: _most(v) for n, v in votes.items()}


def _sets(
    joined: Union, counts: Mapping[str, int], told: Mapping[str, str]
) -> list[dict[str, int]]:
    sets: dict[str, dict[str, int]] = defaultdict(dict)
    for name in sorted({*counts, *told.values()}):
        sets[joined.root(name)][name] = counts.get(name, 0)
    return [sets[root] for root in sorted(sets)]


def _settled(group: Mapping[str, int], told: Mapping[str, str]) -> str:
    """The name that the settings give to one of the group, else the fullest."""
    named = sorted({told[fold(n)] for n in group if fold(n) in told})
    return named[0] if named else fullest(group)


def _short(joined: Union, counts: Counter[str], kinds: Mapping[str, EntityKind]) -> dict[str, str]:
    """Names that stand alone and are short for the only one that they can be short for."""

    def full(wanted: Iterable[EntityKind]) -> list[str]:
        several = sorted(n for n, k in kinds.items() if k in wanted and " " in n)
        return list({joined.root(n): n for n in several}.values())

    alone = {n: c for n, c in counts.items() if " " not in n and joined.root(n) == n}
    persons = Counter({n: c for n, c in alone.items() if kinds.get(n) is EntityKind.PERSON})
    letters = [n for n in alone if n.isupper() and kinds.get(n) in _BODIES]
    return lettered(letters, full(_BODIES)) | shortened(persons, full((EntityKind.PERSON,)))


def _who(
    seen: Sequence[Sighting],
    called: Mapping[str, str],
    taught: Sequence[Lesson],
    settings: Settings,
) -> Who:
    actors = {a.name: a for a in settings.actors}
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for s in seen:
        groups[called.get(s.name, s.name)].append(s)
    lessons: dict[str, dict[str, Quote | None]] = defaultdict(dict)
    for t in sorted(taught, key=lambda t: _place(t.words)):
        for alias in (t.alias, t.name):
            lessons[called.get(alias, alias)].setdefault(alias, t.words)
    found = [
        _entity(name, groups[name], lessons[name], actors.get(name))
        for name in sorted({*groups, *actors})
    ]
    return Who(tuple(found), _names(found, seen, called, settings))


def _entity(
    name: str, seen: Sequence[Sighting], taught: Mapping[str, Quote | None], actor: Actor | None
) -> Entity:
    votes: Counter[EntityKind] = Counter()
    for s in seen:
        votes[s.kind] += s.times
    kind = actor.kind if actor else _most(votes)
    aliases: dict[str, Quote | None] = {}
    for alias in (*actor.aliases, *actor.roles) if actor else ():
        aliases[alias] = None
    for alias, words in taught.items():
        aliases.setdefault(alias, words)
    for s in sorted(seen, key=lambda s: _place(s.words)):
        aliases.setdefault(s.words.quote, s.words)
    aliases.pop(name, None)
    return Entity(
        id=EntityId(digest("entity", name)),
        kind=kind,
        name=name,
        aliases=tuple(Alias(name=n, taught_by=aliases[n]) for n in sorted(aliases)),
        part_of=actor.part_of if actor else None,
        code=actor.code if actor else None,
        mentions=sum(s.times for s in seen),
    )


def _place(words: Quote) -> tuple[str, int, int]:
    return words.document, words.start, words.end


def _names(
    found: Sequence[Entity],
    seen: Sequence[Sighting],
    called: Mapping[str, str],
    settings: Settings,
) -> dict[str, str]:
    """Every name, case-folded; where the documents differ, what most of them mean by it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for s in seen:
        votes[s.words.quote.casefold()][called.get(s.name, s.name)] += s.times
    out = {n: _most(v) for n, v in votes.items()}
    out |= {n.casefold(): c for n, c in called.items()}
    for entity in found:
        out[entity.name.casefold()] = entity.name
        out |= {a.name.casefold(): entity.name for a in entity.aliases if a.taught_by is None}
    for name, thing in (*_things(settings), *other_ways(called).items()):
        out.setdefault(name.casefold(), thing)
    return {n: out[n] for n in sorted(out)}
