"""Why names are one: what taught each name of an entity, and how the pages write it."""

from collections import defaultdict
from collections.abc import Iterator

from wellsourced.config import Actor
from wellsourced.model import Entity, EntityKind, Quote, Step, Topic
from wellsourced.tell.ground import Ground, many, quote
from wellsourced.tell.ties import ties
from wellsourced.tell.why.days import where

_SHOWN = 2  # places of each spelling


def named(entity: Entity, of: Ground) -> Iterator[Step]:
    """Give each alias with what taught it, its ties, then each spelling that it was read in."""
    own = next((a for a in of.settings.actors if a.name == entity.name), None)
    kind = f"{entity.name} is taken for {_article(entity.kind)} {entity.kind}"
    basis = "your settings say so" if own is not None else "so the pages write of it"
    yield Step(topic=Topic.NAMES, says=f"{kind}: {basis}.")
    for alias in entity.aliases:
        quotes = (alias.taught_by,) if alias.taught_by else ()
        says = f"“{alias.name}” is {entity.name}: {_basis(alias.name, alias.taught_by, own, of)}."
        yield Step(topic=Topic.NAMES, says=says, quotes=quotes)
    if entity.part_of:
        told = "your settings say so" if own is not None and own.part_of else "its name says so"
        says = f"{entity.name} is part of {entity.part_of}: {told}."
        yield Step(topic=Topic.NAMES, says=says)
    yield from ties(entity.name, of)
    yield from _spellings(entity, of)
    if entity.kind is EntityKind.PLACE or _is_place(entity.name, of):
        yield Step(topic=Topic.PLACE, says=f"{entity.name}: {where(entity.name, of)}.")
    yield from _apart(entity, of)


def _basis(name: str, taught: Quote | None, own: Actor | None, of: Ground) -> str:
    if own is not None and name in (*own.aliases, *own.roles):
        return "your settings say so"
    if taught is not None and taught.quote.casefold() != name.casefold():
        return f"the words “{' '.join(taught.quote.split())}” teach it"
    settled = [n for p in of.settings.places for n in (p.name, *p.aliases)]
    settled += [n for o in of.settings.outlets for n in (o.name, *o.aliases)]
    if name in settled:
        return "your settings say so"
    return "another spelling or a short form that fits no other"


def _spellings(entity: Entity, of: Ground) -> Iterator[Step]:
    """How the pages write it, most often first."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for marks in of.marks.values():
        for m in marks.entities:
            if of.called(m.name) == entity.name:
                words = quote(of.documents[marks.doc], m.start, m.end)
                found[" ".join(words.quote.split())].append(words)
    for text in sorted(found, key=lambda t: (-len(found[t]), t)):
        pages = len({q.document for q in found[text]})
        says = f"Read as “{text}” {many(len(found[text]), 'time')} on {many(pages, 'page')}."
        where_ = sorted(found[text], key=lambda q: (q.document, q.start))
        yield Step(topic=Topic.NAMES, says=says, quotes=tuple(where_[:_SHOWN]))


def _apart(entity: Entity, of: Ground) -> Iterator[Step]:
    """Others of one family name, whom nothing makes one with this person."""
    if entity.kind is not EntityKind.PERSON or " " not in entity.name:
        return
    family = entity.name.split()[-1].casefold()
    for other in sorted(of.entities, key=lambda e: e.name):
        same = other.name.split()[-1].casefold() == family and other.name != entity.name
        if same and other.kind is EntityKind.PERSON and " " in other.name:
            says = f"{other.name} is another: one family name never makes two people one."
            yield Step(topic=Topic.NAMES, says=says, see=(other.id,))


def _is_place(name: str, of: Ground) -> bool:
    return any(p.name == name for p in of.settings.places)


def _article(kind: str) -> str:
    return "an" if kind[0] in "aeiou" else "a"
