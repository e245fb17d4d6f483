"""What a case can explain: each thing with its reasons, and all that is told of one name."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from wellsourced import config
from wellsourced.errors import InputError
from wellsourced.flow.about import fold
from wellsourced.model import (
    Claim,
    Dossier,
    Linked,
    Matrix,
    PageView,
    Placed,
    SourceGraph,
    Stood,
    Why,
)
from wellsourced.questions import Explained, Questions, goes_by, one
from wellsourced.store import tables
from wellsourced.store.snapshots import Snapshot
from wellsourced.tell import sources as ranking
from wellsourced.tell.ground import Ground, ground


class Explanations(Questions):
    """What takes the whole record of a day to answer; each answer as of a day, if asked so."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._grounds: dict[date | None, tuple[Snapshot, Ground]] = {}

    def why(self, name: str, *, as_of: date | None = None) -> Why:
        """Give why a claim, tally, check, entity, document or story is as it is.

        Raises InputError if there is none of that id or name, or several.
        """
        from wellsourced.tell.why import explained

        of = self._ground(as_of)
        told: tuple[Explained, ...] = (*of.claims.values(), *of.tallies.values(), *of.checks)
        known = (*told, *of.entities, *of.stories, *of.documents.values())
        named: list[Explained] = [e for e in of.entities if goes_by(e, name)]
        named += [d for d in of.documents.values() if name in (d.file, d.file.rsplit("/", 1)[-1])]
        return explained(one(name, known, named), of)

    def page(self, name: str, *, as_of: date | None = None) -> PageView:
        """Give a page as it is read, with its marks and what rests on it, by its id or file.

        Raises InputError if there is none, or several.
        """
        from wellsourced.tell.page import page

        of = self._ground(as_of)
        known = tuple(of.documents.values())
        named = [d for d in known if name in (d.file, d.file.rsplit("/", 1)[-1])]
        return page(one(name, known, named), of)

    def history(self, name: str, *, as_of: date | None = None) -> tuple[Stood, ...]:
        """Give how a claim stood on each day on which it, or what is against it, was heard anew.

        Each is what a run on the pages of that day gives. Raises InputError as `show` does.
        """
        from wellsourced.tell.history import changed, heard, stood

        now = self._ground(as_of)
        claim = one(name, tuple(now.claims.values()), ())
        beside = [claim, *(now.claims[r] for r in claim.rivals if r in now.claims)]
        told = [e for c in beside for e in c.evidence]
        known = ((d, self._records.at(d).rows(tables.CLAIMS)) for d in heard(told, now))
        return changed(stood(claim, day, claims) for day, claims in known)

    def dossier(self, name: str, *, as_of: date | None = None) -> Dossier:
        """Give all that the record holds about a person, group, place or source.

        Raises InputError if nothing has the name.
        """
        from wellsourced.tell.dossier import dossier

        of = self._ground(as_of)
        who = [e for e in of.entities if goes_by(e, name)]
        if who:
            return dossier(who[0], who[0].name, of)
        heard = {n for c in of.claims.values() for n in ranking.names(c)}
        known = sorted(n for n in heard if fold(n) == fold(name))
        if known:
            return dossier(None, known[0], of)
        alike = self.nearest(name, as_of=as_of) or []
        hint = f"did you mean {', '.join(alike)}?" if alike else "sources lists who says what"
        day = f" on {as_of}" if as_of else ""
        raise InputError(f"nobody and nothing was called {name!r}{day}", hint=hint)

    def places(self, *, as_of: date | None = None) -> tuple[Placed, ...]:
        """Give the places that can be put on a map, those of most claims first."""
        from wellsourced.tell.placed import placed

        return placed(self._ground(as_of))

    def graph(self, *, as_of: date | None = None, least: int = 1) -> SourceGraph:
        """Give who passes on whom; links of fewer claims than `least` are left out."""
        from wellsourced.tell.graph import graph

        claims = self.claims(as_of=as_of)
        entities, outlets = self.entities(as_of=as_of), self.settings().outlets
        pages = self._records.at(as_of).documents()
        speak = {o.name for o in outlets} | {d.outlet for d in pages if d.outlet}
        kinds = ranking.kinds(claims, entities, speak)
        return graph(claims, kinds, least=least)

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
        from wellsourced.tell.hypotheses import by_dispute, by_rules

        of = self._ground(as_of)
        if dispute is not None:
            return (by_dispute(_disputed(dispute, of), of),)
        asked = dict.fromkeys(h.question for h in of.settings.hypotheses)
        wanted = [q for q in asked if (question or "").casefold() in q.casefold()]
        if not wanted:
            raise _nothing_asked(self.path, question, list(asked))
        found = of.settings.hypotheses
        return tuple(by_rules(q, [h for h in found if h.question == q], of) for q in wanted)

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


def _disputed(name: str, of: Ground) -> Claim:
    claim = one(name, tuple(of.claims.values()), ())
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
