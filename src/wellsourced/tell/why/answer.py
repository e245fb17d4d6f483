"""The reasons for one thing of the record, in the order in which one asks."""

from collections.abc import Iterator
from functools import singledispatch

from wellsourced.model import CheckRow, Claim, Document, Entity, Step, Story, Tally, Why
from wellsourced.tell.ground import Ground, tellings
from wellsourced.tell.why.change import changes
from wellsourced.tell.why.counts import checked, counted
from wellsourced.tell.why.days import dated, heard, placed
from wellsourced.tell.why.names import named
from wellsourced.tell.why.origins import origins
from wellsourced.tell.why.standing import against, standing
from wellsourced.tell.why.tellings import surfaces, together
from wellsourced.tell.why.texts import copied, dated_page

Explained = Claim | Tally | CheckRow | Entity | Document | Story


def explained(thing: Explained, of: Ground) -> Why:
    """Give why a thing is as it is, with the words that each reason rests on."""
    kind, words = _title(thing)
    return Why(id=thing.id, kind=kind, of=words, steps=tuple(_steps(thing, of)))


def _title(thing: Explained) -> tuple[str, str]:
    match thing:
        case Claim():
            return "claim", thing.text
        case Tally():
            best = "" if thing.best is None else f"{thing.best:,} "
            return "tally", f"{best}{thing.outcome} {thing.group or ''}".strip()
        case CheckRow():
            return "check", thing.why
        case Entity():
            return "entity", thing.name
        case Document():
            return "document", thing.title or thing.file
        case Story():
            return "story", "one text on several pages"


@singledispatch
def _steps(thing: object, of: Ground) -> Iterator[Step]:
    raise TypeError(f"nothing to explain of a {type(thing).__name__}")


@_steps.register
def _(claim: Claim, of: Ground) -> Iterator[Step]:
    told = tellings(claim, of)
    rivals = [of.claims[r] for r in claim.rivals if r in of.claims]
    yield from standing(claim, told)
    yield from together(claim, told, of)
    yield from surfaces(claim, told, of)
    yield from origins(claim, told, of)
    yield from against(claim, told, rivals, of)
    yield from dated(claim, told, of)
    yield from placed((claim.place or "").split("; ") if claim.place else (), told, of)
    yield from heard(claim, told, of)
    yield from changes(claim, told, of)


_steps.register(Tally)(counted)
_steps.register(CheckRow)(checked)
_steps.register(Entity)(named)
_steps.register(Document)(dated_page)
_steps.register(Story)(copied)
