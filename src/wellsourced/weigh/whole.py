"""Weighing as a whole: linked marks in, claims, tallies and checks out."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from wellsourced.config import Settings
from wellsourced.model import (
    CheckRow,
    ClaimType,
    Document,
    DocumentId,
    Linked,
    Marks,
    Tally,
    Weighed,
)
from wellsourced.weigh.answers import answers
from wellsourced.weigh.claims import Weighing, claim, identity
from wellsourced.weigh.counts import counts
from wellsourced.weigh.groups import Group, groups
from wellsourced.weigh.oppositions import Opposition, oppositions
from wellsourced.weigh.retractions import Retraction, Told, corrections, retractions
from wellsourced.weigh.standing import Newer
from wellsourced.weigh.successions import successions
from wellsourced.weigh.tallies import Key, Tallied, between, of_documents, tallies
from wellsourced.weigh.tellings import Telling, tellings
from wellsourced.weigh.world import World, world

_LOSSES = (ClaimType.CASUALTY, ClaimType.STRENGTH)


def weigh(
    linked: Linked, documents: Iterable[Document], marks: Iterable[Marks], settings: Settings
) -> Weighed:
    """Give what the documents amount to: pass those known on a day, and it is as of that day.

    The order of documents and marks does not matter.
    """
    by_id = {d.id: d for d in documents}
    found = sorted((m for m in marks if m.doc in by_id), key=lambda m: m.doc)
    of = world(linked, found, settings)
    told = counts(linked, by_id, found, of)
    writers = authors(by_id.values())
    checks = [*of_documents(by_id, found), *between(told, of)]
    tallied = tallies(told, checks, of, writers)
    tellers = tellings(linked, by_id, found, of)
    gathered = groups([_counted(t, tallied.scopes) for t in tellers], of)
    against = oppositions(gathered, of)
    taken = _taken_back(gathered, against, by_id)
    newer = _newer_states(gathered, taken, of)
    answered = answers(by_id, tellers)
    ids = [identity(g) for g in gathered]
    claims = [
        claim(g, Weighing(o, taken, writers, newer.get(n) or _newer(g, tallied), answered), ids)
        for n, (g, o) in enumerate(zip(gathered, against, strict=True))
    ]
    return Weighed(
        claims=tuple(sorted(claims, key=lambda c: c.id)),
        tallies=tallied.tallies,
        checks=tuple(sorted((_with_tallies(c, tallied.tallies) for c in checks), key=_where)),
    )


def authors(documents: Iterable[Document]) -> dict[str, str]:
    """Give for each writer whose own pages are in the case the outlet that they speak as.

    Who writes for two is nobody's voice.
    """
    out: dict[str, set[str]] = {}
    for d in documents:
        if d.author and d.outlet:
            out.setdefault(d.author, set()).add(d.outlet)
    return {a: next(iter(o)) for a, o in sorted(out.items()) if len(o) == 1}


def _newer_states(
    gathered: Sequence[Group], taken: Mapping[Key, Retraction], of: World
) -> dict[int, Newer]:
    """What has taken the place of a state: the words, when and by whom."""
    out = {}
    for n, new in successions(gathered, taken, of).items():
        t = new.telling
        words = " ".join(t.quote.quote.split())
        says = f"a newer account has “{words}” ({t.utterance.origin.name}, {t.day})"
        out[n] = Newer(says, t, identity(gathered[new.group]))
    return out


def _taken_back(
    gathered: Sequence[Group],
    against: Sequence[Opposition],
    documents: Mapping[DocumentId, Document],
) -> dict[Key, Retraction]:
    """Tellings that their own voice has taken back, by their keys."""
    told = [Told(g.own, o.contrary) for g, o in zip(gathered, against, strict=True)]
    taken = list(corrections(documents.values()))
    return {r.telling.key: r for r in retractions(told, taken)}


def _counted(t: Telling, scopes: Mapping[Key, str]) -> Telling:
    """A telling with what its number counts."""
    q = t.figure
    key = (t.quote.document, q.start, q.end, q.outcome.value) if q else None
    return t._replace(tally=scopes.get(key)) if key and t.slots.type in _LOSSES else t


def _newer(g: Group, tallied: Tallied) -> Newer | None:
    """Why the group's number counts no more: all who tell it have been overtaken.

    A reader who repeats an old count later makes it no newer.
    """
    counted = [t for t in g.own if t.figure is not None]
    told = [
        (t.quote.document, t.figure.start, t.figure.end, t.figure.outcome.value)
        for t in [t for t in counted if not t.utterance.commenter] or counted
        if t.figure is not None
    ]
    reasons = [tallied.overtaken[k] for k in told if k in tallied.overtaken]
    return Newer(reasons[0]) if reasons and len(reasons) == len(told) else None


def _with_tallies(check: CheckRow, found: Sequence[Tally]) -> CheckRow:
    spots = {(q.document, q.start, q.end) for q in check.about}
    meeting = [
        t.id for t in found if any((e.document, e.start, e.end) in spots for e in t.evidence)
    ]
    return replace(check, tallies=tuple(sorted(meeting)))


def _where(check: CheckRow) -> tuple[str, str, list[tuple[str, int, int]]]:
    return check.verdict, check.why, [(q.document, q.start, q.end) for q in check.about]
