"""What a case can be asked; each question with `as_of`, as it was known on a day."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from wellsourced import config
from wellsourced.config import Settings
from wellsourced.errors import InputError
from wellsourced.flow.about import fold
from wellsourced.flow.days import days
from wellsourced.flow.record import Records
from wellsourced.model import (
    CheckRow,
    Claim,
    Dated,
    Day,
    Document,
    DocumentId,
    DocumentRow,
    Dossier,
    Entity,
    Linked,
    Matrix,
    PageView,
    Placed,
    Rejected,
    SourceGraph,
    SourceRow,
    Status,
    Stood,
    Story,
    Tally,
    TimelineRow,
    Why,
    digest,
)
from wellsourced.store import tables
from wellsourced.store.duck import Snapshot
from wellsourced.store.evidence import Evidence
from wellsourced.tell import documents as listing
from wellsourced.tell import dossier as gathering
from wellsourced.tell import graph as drawing
from wellsourced.tell import hypotheses as weighing
from wellsourced.tell import page as reading
from wellsourced.tell import sources as ranking
from wellsourced.tell import timeline as ordering
from wellsourced.tell import why as reasoning
from wellsourced.tell.ground import Ground, ground
from wellsourced.tell.history import changed, heard, stood
from wellsourced.tell.placed import placed

Shown = Claim | Tally | Entity | Document
Explained = Shown | Story | CheckRow
E = TypeVar("E", bound=Explained)


class Questions:
    """What can be asked of a case.

    Every question takes `as_of`: then the answer is what a run on the pages of that day gives.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._records = Records(path, self.settings)
        self._grounds: dict[date | None, tuple[Snapshot, Ground]] = {}

    def settings(self) -> Settings:
        """Give the settings of the case; without a file, the defaults."""
        file = self.path / config.FILE_NAME
        return config.load(file) if file.exists() else Settings()

    def claims(
        self,
        *,
        about: str | None = None,
        as_of: date | None = None,
        status: Status | None = None,
    ) -> tuple[Claim, ...]:
        """Give what is claimed about a name (a person, group, place, source or page)."""
        found = self._records.at(as_of).rows(tables.CLAIMS)
        subject = self._records.subject(about, as_of)
        return tuple(
            c
            for c in found
            if (about is None or (subject and subject.of_claim(c)))
            and (status is None or c.status is status)
        )

    def tallies(self, *, about: str | None = None, as_of: date | None = None) -> tuple[Tally, ...]:
        """Give the counts, of one group, place or source if asked."""
        found = self._records.at(as_of).rows(tables.TALLIES)
        subject = self._records.subject(about, as_of)
        return tuple(t for t in found if about is None or (subject and subject.of_tally(t)))

    def checks(self, *, as_of: date | None = None) -> tuple[CheckRow, ...]:
        """Give what adds up and what does not."""
        return self._records.at(as_of).rows(tables.CHECKS)

    def timeline(
        self, *, about: str | None = None, as_of: date | None = None
    ) -> tuple[TimelineRow, ...]:
        """Give the claims in the order of the days they speak of."""
        return tuple(ordering.timeline(self.claims(about=about, as_of=as_of)))

    def sources(self, *, as_of: date | None = None) -> tuple[SourceRow, ...]:
        """Give the origins, most claims first, the unnamed ones apart."""
        return tuple(ranking.sources(self.claims(as_of=as_of)))

    def documents(self, *, as_of: date | None = None) -> tuple[DocumentRow, ...]:
        """Give the pages; those that gave nothing with the reason, unless a day is asked for."""
        names = Evidence(self.path / "evidence").names()
        rows = tuple(listing.documents(self._records.at(as_of).documents(), names))
        return rows if as_of else _with_reasons(rows, self._records.at(None).rows(tables.REJECTED))

    def days(self) -> tuple[Day, ...]:
        """Give the days on which something came to be known, in their order."""
        added = Evidence(self.path / "evidence").first_added()
        return days(self._records.at(None).documents(), added)

    def renew(self) -> None:
        """Answer from the newest record from here on; until then all answers are of one record."""
        self._records.renew()

    def entities(self, *, as_of: date | None = None) -> tuple[Entity, ...]:
        """Give who acts and is acted on."""
        return self._records.at(as_of).rows(tables.ENTITIES)

    def reuse(self, *, as_of: date | None = None) -> tuple[Story, ...]:
        """Give the texts that stand in several pages, with what copies what."""
        return self._records.at(as_of).rows(tables.STORIES)

    def show(self, name: str, *, as_of: date | None = None) -> Shown:
        """Give the one claim, tally, entity or document whose id begins so, or entity so named.

        Raises InputError if there is none, or several.
        """
        record = self._records.at(as_of)
        claims, tallies = record.rows(tables.CLAIMS), record.rows(tables.TALLIES)
        who = record.rows(tables.ENTITIES)
        named: list[Shown] = [e for e in who if _goes_by(e, name)]
        known: tuple[Shown, ...] = (*claims, *tallies, *who, *record.documents())
        return _one(name, known, named)

    def claim(self, name: str, *, as_of: date | None = None) -> Claim:
        """Give the claim whose id begins so; raises InputError if there is none, or several."""
        return _one(name, self._records.at(as_of).rows(tables.CLAIMS), ())

    def tally(self, name: str, *, as_of: date | None = None) -> Tally:
        """Give the count whose id begins so; raises InputError if there is none, or several."""
        return _one(name, self._records.at(as_of).rows(tables.TALLIES), ())

    def page(self, name: str, *, as_of: date | None = None) -> PageView:
        """Give a page as it is read, with its marks and what rests on it, by its id or file.

        Raises InputError if there is none, or several.
        """
        of = self._ground(as_of)
        known = tuple(of.documents.values())
        named = [d for d in known if name in (d.file, d.file.rsplit("/", 1)[-1])]
        return reading.page(_one(name, known, named), of)

    def why(self, name: str, *, as_of: date | None = None) -> Why:
        """Give why a claim, tally, check, entity, document or story is as it is.

        Raises InputError if there is none of that id or name, or several.
        """
        of = self._ground(as_of)
        told: tuple[Explained, ...] = (*of.claims.values(), *of.tallies.values(), *of.checks)
        known = (*told, *of.entities, *of.stories, *of.documents.values())
        named: list[Explained] = [e for e in of.entities if _goes_by(e, name)]
        named += [d for d in of.documents.values() if name in (d.file, d.file.rsplit("/", 1)[-1])]
        return reasoning.explained(_one(name, known, named), of)

    def history(self, name: str, *, as_of: date | None = None) -> tuple[Stood, ...]:
        """Give how a claim stood on each day on which it, or what is against it, was heard anew.

        Each is what a run on the pages of that day gives. Raises InputError as `show` does.
        """
        now = self._ground(as_of)
        claim = _one(name, tuple(now.claims.values()), ())
        beside = [claim, *(now.claims[r] for r in claim.rivals if r in now.claims)]
        told = [e for c in beside for e in c.evidence]
        known = ((d, self._records.at(d).rows(tables.CLAIMS)) for d in heard(told, now))
        return changed(stood(claim, day, claims) for day, claims in known)

    def dossier(self, name: str, *, as_of: date | None = None) -> Dossier:
        """Give all that the record holds about a person, group, place or source.

        Raises InputError if nothing has the name.
        """
        of = self._ground(as_of)
        who = [e for e in of.entities if _goes_by(e, name)]
        if who:
            return gathering.dossier(who[0], who[0].name, of)
        heard = {n for c in of.claims.values() for n in ranking.names(c)}
        known = sorted(n for n in heard if fold(n) == fold(name))
        if known:
            return gathering.dossier(None, known[0], of)
        alike = self.nearest(name, as_of=as_of) or []
        hint = f"did you mean {', '.join(alike)}?" if alike else "sources lists who says what"
        day = f" on {as_of}" if as_of else ""
        raise InputError(f"nobody and nothing was called {name!r}{day}", hint=hint)

    def places(self, *, as_of: date | None = None) -> tuple[Placed, ...]:
        """Give the places that can be put on a map, those of most claims first."""
        return placed(self._ground(as_of))

    def graph(self, *, as_of: date | None = None, least: int = 1) -> SourceGraph:
        """Give who passes on whom; links of fewer claims than `least` are left out."""
        claims = self.claims(as_of=as_of)
        entities, outlets = self.entities(as_of=as_of), self.settings().outlets
        pages = self._records.at(as_of).documents()
        speak = {o.name for o in outlets} | {d.outlet for d in pages if d.outlet}
        kinds = ranking.kinds(claims, entities, speak)
        return drawing.graph(claims, kinds, least=least)

    def hypotheses(
        self,
        *,
        question: str | None = None,
        dispute: str | None = None,
        as_of: date | None = None,
    ) -> tuple[Matrix, ...]:
        """Give rival accounts against the claims: those of the settings, or of a dispute.

        `question`: only those whose question holds these words; `dispute`: the id of one of its
        claims. Raises InputError if there are none.
        """
        of = self._ground(as_of)
        if dispute is not None:
            return (weighing.by_dispute(_disputed(dispute, of), of),)
        asked = dict.fromkeys(h.question for h in of.settings.hypotheses)
        wanted = [q for q in asked if (question or "").casefold() in q.casefold()]
        if not wanted:
            raise _nothing_asked(self.path, question, list(asked))
        found = of.settings.hypotheses
        return tuple(
            weighing.by_rules(q, [h for h in found if h.question == q], of) for q in wanted
        )

    def nearest(self, name: str, *, as_of: date | None = None) -> list[str] | None:
        """Give the names most like one that is not known; None: it is known."""
        directory = self._records.directory(as_of)
        return None if directory.subject(name) else directory.nearest(name)

    def _ground(self, as_of: date | None) -> Ground:
        """The record of a day with all that it was made from; kept until either changes."""
        record, settings = self._records.at(as_of), self.settings()
        kept = self._grounds.get(as_of)
        if kept is not None and kept[0] is record and kept[1].settings == settings:
            return kept[1]
        linked = Linked(
            entities=record.rows(tables.ENTITIES),
            stories=record.rows(tables.STORIES),
            utterances=record.rows(tables.UTTERANCES),
            names=record.names(),
            counts=record.rows(tables.COUNTS),
        )
        found = ground(linked, record.weighed(), record.documents(), record.marks(), settings)
        self._grounds[as_of] = record, found
        return found


def _one(name: str, known: Sequence[E], who: Sequence[E]) -> E:
    """Give the one whose id is or begins so, else the entity so named."""
    found = [r for r in known if r.id.startswith(name)]
    exact = [r for r in found if r.id == name] or found or list(who)
    if len(exact) > 1:
        some = ", ".join(sorted(r.id[: len(name) + 8] for r in exact)[:4])
        raise InputError(f"{len(exact)} ids begin with {name!r}", hint=f"such as {some}")
    if not exact:
        raise InputError(
            f"no claim, count, page or name is called {name!r}",
            hint="the lists print ids; of a name any alias will do, in full",
        )
    return exact[0]


def _goes_by(entity: Entity, name: str) -> bool:
    return fold(name) in {fold(n) for n in (entity.name, *(a.name for a in entity.aliases))}


def _disputed(name: str, of: Ground) -> Claim:
    claim = _one(name, tuple(of.claims.values()), ())
    if not claim.rivals:
        raise InputError(
            f"no claim excludes {claim.id[:8]}, so there is no dispute",
            hint="claims --status disputed lists those with rivals",
        )
    return claim


def _nothing_asked(case: Path, question: str | None, asked: Sequence[str]) -> InputError:
    if question is not None and asked:
        return InputError(f"no question has {question!r}", hint=f"there are: {'; '.join(asked)}")
    return InputError(
        f"{case / config.FILE_NAME} names no hypotheses",
        hint="write [[hypotheses]] there (docs/guide/asking.md), or take --dispute ID",
    )


def _with_reasons(
    rows: tuple[DocumentRow, ...], rejected: tuple[Rejected, ...]
) -> tuple[DocumentRow, ...]:
    """Put the reason into the row of a page that could not be marked, or into one of its own."""
    reasons = {r.input: f"not marked: {r.reason}" for r in rejected if r.stage == "mark"}
    marked = [msgspec.structs.replace(r, error=reasons.get(r.file)) for r in rows]
    listed = {r.file for r in rows}
    unread = [r for r in rejected if r.stage != "mark" or r.input not in listed]
    return (*marked, *map(_unread, unread))


def _unread(rejected: Rejected) -> DocumentRow:
    """A row of the documents' list for what gave none."""
    return DocumentRow(
        id=DocumentId(digest("unread", rejected.stage, rejected.input)),
        file=rejected.input,
        url=None,
        title=None,
        outlet=None,
        author=None,
        published=Dated(),
        parts=0,
        commenters=(),
        error=rejected.reason if rejected.note else f"not read: {rejected.reason}",
    )
