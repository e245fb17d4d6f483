"""From what an analyst asks for, by ids and names, to a ruling that is about words and names."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from wellsourced.errors import InputError
from wellsourced.flow.about import fold
from wellsourced.flow.rulings import subjects as about
from wellsourced.flow.rulings.anchors import Pages
from wellsourced.flow.rulings.corrections import corrected_value
from wellsourced.model import (
    Claim,
    Credibility,
    Decision,
    Document,
    Draft,
    Entity,
    Evidence,
    Order,
    Quote,
    Reliability,
    Ruled,
    Ruling,
    Source,
    Story,
    Subject,
    SubjectKind,
    Tally,
)

Thing = Claim | Tally | Entity | Story | Document
T = TypeVar("T", bound=Thing)
_SPAN = re.compile(r"(?P<page>.+):(?P<start>\d+)-(?P<end>\d+)")
_ON_CLAIMS = (
    Decision.ACCEPT,
    Decision.REJECT,
    Decision.CORRECT,
    Decision.CREDIBILITY,
    Decision.ASSIGN,
)
_TEXT = SubjectKind.STORY
_PAIRS = (Decision.SAME_SOURCE, Decision.DIFFERENT_SOURCES)


class Things(NamedTuple):
    """What can be ruled on: the record as it stands, with the analysts' layer, and the log."""

    claims: Sequence[Ruled]
    tallies: Sequence[Tally]
    entities: Sequence[Entity]
    stories: Sequence[Story]
    pages: Pages
    log: Sequence[Ruling]


def draft(order: Order, of: Things) -> Draft:
    """Give the ruling that is asked for.

    Raises InputError for what is not there, cannot be ruled so, or lacks a value.
    """
    _check(order)
    if order.decision is Decision.UNDO:
        undone = ruling(order.of[0], of.log)
        subjects: tuple[Subject, ...] = (about.of_ruling(undone),)
        return Draft(decision=order.decision, subjects=subjects, why=order.why, undoes=undone.id)
    return Draft(
        decision=order.decision,
        subjects=_subjects(order, of),
        field=order.field,
        value=order.value,
        why=order.why,
        proposer=order.proposer,
    )


def ruling(name: str, log: Sequence[Ruling]) -> Ruling:
    """Give a ruling by its number, its id or the id's beginning."""
    found = [r for r in log if name == str(r.number) or r.id == name]
    found = found or [r for r in log if r.id.startswith(name)]
    if len(found) != 1:
        hint = "wellsourced rule list CASE prints numbers and ids"
        raise InputError(f"no one ruling is called {name!r}", hint=hint)
    return found[0]


def _check(order: Order) -> None:
    """Refuse what lacks a part."""
    least = {Decision.MERGE: 2, **dict.fromkeys(_PAIRS, 2)}.get(order.decision, 1)
    if len([n for n in order.of if n.strip()]) < least:
        raise InputError(f"{order.decision} needs {least} or more to rule on")
    if order.decision is Decision.CORRECT:
        if order.field is None:
            raise InputError("correct needs the slot that is wrong")
        corrected_value(order.field, order.value)
    scales = {Decision.RELIABILITY: Reliability, Decision.CREDIBILITY: Credibility}
    scale = scales.get(order.decision)
    if scale is not None and order.value not in set(scale):
        known = ", ".join(scale)
        raise InputError(
            f"{order.value!r} is no grade of {order.decision}", hint=f"one of {known}"
        )
    wanted = {Decision.ASSIGN: "the name of a reviewer", Decision.NOTE: "words"}
    if order.decision in wanted and not (order.value or "").strip():
        raise InputError(f"{order.decision} needs {wanted[order.decision]}")


def _subjects(order: Order, of: Things) -> tuple[Subject, ...]:
    if order.decision in _ON_CLAIMS:
        return tuple(about.of_claim(_one(n, of.claims, "claim"), of.pages) for n in order.of)
    if order.decision in _PAIRS or order.decision is Decision.RELIABILITY:
        within = _one(order.within, of.claims, "claim") if order.within else None
        return tuple(_source(n, within, of) for n in order.of)
    if order.decision is Decision.REDACT:
        return tuple(s for n in order.of for s in _redacted(n, of))
    if order.decision is Decision.SPLIT:
        return _going_out(order, of)
    found = tuple(_anything(n, of) for n in order.of)
    kinds = {_TEXT if s.kind in (SubjectKind.DOCUMENT, _TEXT) else s.kind for s in found}
    if order.decision is Decision.MERGE and len(kinds) > 1:
        raise InputError("only things of one kind can be merged")
    return found


def _anything(name: str, of: Things) -> Subject:
    """A claim, count, entity, page or text by its id; an entity or source by its name."""
    told: tuple[Thing, ...] = (*of.claims, *of.tallies, *of.entities, *of.stories)
    known = (*told, *of.pages.by_id.values())
    if _named(name, known) or not _source_called(name, of):
        return _subject(_one(name, known, "claim, count, name, page or source"), of)
    return _source(name, None, of)


def _subject(thing: Thing, of: Things) -> Subject:
    match thing:
        case Claim():
            return about.of_claim(thing, of.pages)
        case Tally():
            return about.of_tally(thing, of.pages)
        case Entity():
            return about.of_entity(thing, of.pages)
        case Document():
            return about.of_document(thing, of.pages)
        case Story():
            held = {c.document for c in thing.copies} | ({thing.origin} if thing.origin else set())
            pages = [of.pages.by_id[d] for d in sorted(held) if d in of.pages.by_id]
            return about.of_story(pages, of.pages)


def _going_out(order: Order, of: Things) -> tuple[Subject, ...]:
    """What is split, and what of it goes out."""
    if not order.out:
        raise InputError("split needs what goes out", hint="words, names or pages, with --out")
    first = _anything(order.of[0], of)
    if first.kind is SubjectKind.CLAIM:
        claim = _one(order.of[0], of.claims, "claim")
        return (first, *(_telling(n, claim, of) for n in order.out))
    if first.kind is SubjectKind.ENTITY:
        return (first, *(_alias_or_page(n, of) for n in order.out))
    if first.kind is _TEXT:
        out = tuple(about.of_document(_page(n, of), of.pages) for n in order.out)
        gone = {s.anchors[0].document for s in out}
        kept = tuple(a for a in first.anchors if a.document not in gone)
        return (replace(first, anchors=kept), *out)
    raise InputError(f"a {first.kind} cannot be split")


def _telling(name: str, claim: Claim, of: Things) -> Subject:
    """Words of a claim that go out, by "FILE:START-END", or all that a page tells of it."""
    span = _SPAN.fullmatch(name)
    page = _page(span["page"] if span else name, of)
    own = [e for e in claim.evidence if e.document == page.id and e.stance in about.OWN]
    if span:
        own = [e for e in own if e.start < int(span["end"]) and int(span["start"]) < e.end]
    if not own:
        raise InputError(f"the claim is not told in {name}", hint="show CASE ID prints its words")
    return about.of_telling(claim, own, of.pages)


def _alias_or_page(name: str, of: Things) -> Subject:
    try:
        return about.of_document(_page(name, of), of.pages)
    except InputError:
        return about.of_source(name, (), of.pages)


def _source(name: str, within: Claim | None, of: Things) -> Subject:
    """A source by name; "NAME@FILE": only in that page; within a claim: only there."""
    bare, _, page = name.rpartition("@")
    if _source_called(name, of) or not bare:
        bare, page = name, ""
    known = _source_called(bare, of)
    if not known:
        raise InputError(f"no source is called {bare!r}", hint="sources CASE lists them")
    claims = [within] if within is not None else of.claims if page else []
    file = _page(page, of).id if page else None
    words = [
        e
        for c in claims
        for e in c.evidence
        if (file is None or e.document == file) and fold(bare) in map(fold, e.chain)
    ]
    if claims and not words:
        raise InputError(f"{name!r} tells nothing there")
    return about.of_source(known[0], _once(words), of.pages)


def _source_called(name: str, of: Things) -> list[str]:
    told = {s.name for c in of.claims for s in _sources(c)}
    return sorted(n for n in told if fold(n) == fold(name))


def _once(found: Iterable[Evidence]) -> list[Evidence]:
    return list({(e.document, e.start, e.end): e for e in found}.values())


def _sources(c: Claim) -> Iterable[Source]:
    said = (*c.said_by, *c.confirmed_by, *c.denied_by, *c.disputed_by)
    return (*said, *c.questioned_by, *c.retracted_by)


def _redacted(name: str, of: Things) -> tuple[Subject, ...]:
    """Words of a page, or a name; of a person's or group's all that it goes by."""
    span = _SPAN.fullmatch(name)
    if span:
        page = _page(span["page"], of)
        start, end = int(span["start"]), int(span["end"])
        words = page.text[start:end]
        if not words.strip() or end > len(page.text):
            raise InputError(f"there are no words at {name}")
        quote = Quote(document=page.id, start=start, end=end, quote=words)
        return (about.of_words(quote, of.pages),)
    entity = about.entity_named(name, of.entities)
    if entity is None:
        return (Subject(kind=SubjectKind.SOURCE, said=name, name=name),)
    own = [a.name for a in entity.aliases if a.name[:1].isupper()]
    names = dict.fromkeys((name, entity.name, *own))
    return tuple(Subject(kind=SubjectKind.ENTITY, said=n, name=n) for n in names)


def _page(name: str, of: Things) -> Document:
    found = [
        d
        for d in of.pages.by_id.values()
        if name in (d.id, d.file, d.file.rsplit("/", 1)[-1], d.url)
    ] or [d for i, d in of.pages.by_id.items() if len(name) >= 8 and i.startswith(name)]
    if len(found) != 1:
        raise InputError(f"no one page is called {name!r}", hint="documents CASE lists them")
    return found[0]


def _one(name: str, known: Sequence[T], kind: str) -> T:
    """The one whose id is or begins so; an entity or page also by name."""
    found = _named(name, known)
    if len(found) != 1:
        several = f"{len(found)} ids begin with" if found else f"no {kind} is called"
        raise InputError(f"{several} {name!r}", hint="the lists print ids")
    return found[0]


def _named(name: str, known: Sequence[T]) -> list[T]:
    found = [t for t in known if t.id == name] or [t for t in known if t.id.startswith(name)]
    return found or [t for t in known if _called(t, name)]


def _called(thing: Thing, name: str) -> bool:
    if isinstance(thing, Document):
        return name in (thing.file, thing.file.rsplit("/", 1)[-1])
    if isinstance(thing, Entity):
        return fold(name) in {fold(n) for n in (thing.name, *(a.name for a in thing.aliases))}
    return False
