"""A case of many made-up claims, written straight into a snapshot: a large case for the screens.

The pages are those of bench/synthetic.py; each telling is a claim of its own, and some are told
again on pages after, denied, or have rivals.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

from synthetic import A_PAGE, page

from wellsourced.case import Case
from wellsourced.model import (
    Alias,
    Claim,
    ClaimId,
    ClaimMark,
    Commitment,
    Document,
    Entity,
    EntityId,
    EntityKind,
    Estimate,
    Evidence,
    Linked,
    Marks,
    OriginKind,
    Reason,
    Source,
    Status,
    Weighed,
    digest,
)
from wellsourced.store import duck
from wellsourced.store.arrow import table_of
from wellsourced.store.tables import REJECTED

_STATES = (Status.SINGLE_SOURCE, Status.CORROBORATED, Status.SINGLE_SOURCE, Status.DENIED)


def made(folder: Path, claims: int) -> Case:
    """Give a case of so many claims, made once in a folder."""
    case = Case.create(folder)
    if not (folder / "CURRENT").exists():
        pages = [page(n) for n in range(claims // A_PAGE)]
        told = tuple(_claims(pages))
        linked = Linked(entities=_entities(pages), stories=(), utterances=(), names={})
        tables = {
            **duck.tables_of_marks(*zip(*sorted(pages, key=lambda p: p[0].id), strict=True)),
            **duck.tables_of_record(linked, Weighed(claims=told, tallies=(), checks=())),
            REJECTED.name: table_of((), REJECTED.kind),
        }
        duck.publish(folder, tables, made_from="made up", chain=None)
    return case


def _claims(pages: list[tuple[Document, Marks]]) -> Iterator[Claim]:
    number = count()
    for at, (document, marks) in enumerate(pages):
        for mark in marks.claims:
            n = next(number)
            again = pages[at + 1 : at + 1 + (n % 4 == 0) * (1 + n % 3)]
            places = [_telling(document, mark), *(_telling(d, m.claims[0]) for d, m in again)]
            yield _claim(n, mark, tuple(places), document)


def _name(n: int) -> ClaimId:
    return ClaimId(digest("made up", str(n)))


def _claim(n: int, mark: ClaimMark, told: tuple[Evidence, ...], on: Document) -> Claim:
    said = tuple(_source(e.chain[-1]) for e in told)
    rivals = (_name(n ^ 1),) if n % 10 < 2 else ()
    status = Status.DISPUTED if rivals else _STATES[n % len(_STATES)]
    first = on.published.earliest
    back = timedelta(n * 7919 % 900)
    return Claim(
        id=_name(n),
        type=mark.type,
        mode=None,
        actor=mark.actor,
        recipient=mark.recipient,
        place=mark.place,
        earliest=mark.earliest and mark.earliest - back,
        latest=mark.latest and mark.latest - back + timedelta(n % 9),
        polarity=mark.polarity,
        quantity=None,
        text=told[0].quote,
        status=status,
        origins=Estimate(1, len(told)),
        said_by=said,
        confirmed_by=(),
        denied_by=(_source("Tarn Kell"),) if status is Status.DENIED else (),
        disputed_by=(),
        questioned_by=(),
        retracted_by=(),
        rivals=rivals,
        first_heard=first,
        last_heard=first,
        evidence=told,
        reasons=(Reason(says="made up", evidence=(0,)),),
    )


def _source(name: str) -> Source:
    unnamed = name == "an official"
    return Source(
        name=name, unnamed=unnamed, kind=OriginKind.UNNAMED if unnamed else OriginKind.PERSON
    )


def _telling(document: Document, mark: ClaimMark) -> Evidence:
    held = document.text[mark.end : mark.end + 40].partition(".")[0]
    who = held.removeprefix(", ").removesuffix(" said") if held.startswith(", ") else ""
    return Evidence(
        document=document.id,
        start=mark.start,
        end=mark.end,
        quote=document.text[mark.start : mark.end],
        chain=(document.outlet or "", who) if who else (document.outlet or "",),
        commitment=Commitment("CT+"),
        stance="backs",
        mark=mark.id,
    )


def _entities(pages: list[tuple[Document, Marks]]) -> tuple[Entity, ...]:
    seen: dict[str, tuple[EntityKind, int]] = {}
    for _, marks in pages:
        for m in marks.entities:
            seen[m.name] = (m.kind, seen.get(m.name, (m.kind, 0))[1] + 1)
        for p in marks.places:
            seen[p.name] = (EntityKind.PLACE, seen.get(p.name, (EntityKind.PLACE, 0))[1] + 1)
    return tuple(
        Entity(
            id=EntityId(digest("entity", name)),
            kind=kind,
            name=name,
            aliases=(Alias(name=name),),
            mentions=often,
        )
        for name, (kind, often) in sorted(seen.items())
    )
