"""A case as assistants ask it: by the questions of the API, small or large, of any day."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec
from msgspec import Struct

from wellsourced.app.api.answers import Listed, Paged, paged
from wellsourced.app.api.large import answered
from wellsourced.app.api.question import Question
from wellsourced.app.api.routes import ROUTES
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.serving import Site
from wellsourced.case import original, texts
from wellsourced.errors import InputError
from wellsourced.large import Lens, Part
from wellsourced.model import Claim, Document, DocumentId

_ROUTES = {route.verb: route for route in ROUTES}
Told = Struct | Sequence[Struct] | Listed


class Desk:
    """Where questions are put; all answers to one are of one record."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.hall = site.hall
        self.edition = site.edition(self.hall)
        lens = Lens(ruled=True, withhold_commenters=site.withhold)
        asked = Asked(path="/mcp", withhold=site.withhold)
        self._lens, self._case = lens, site.seen(asked) if self.hall is None else site.case

    def told(self, verb: str, asked: Question, of: Mapping[str, str] | None = None) -> Told:
        """Give what the API tells when it is asked so."""
        route, pieces = _ROUTES[verb], of or {}
        if self.hall is not None:
            hidden = self._site.withhold
            return answered(self.hall, route, asked, pieces, withhold=hidden)
        day = self._site.day(self._case, asked.as_of)
        return route.ask(self._case, msgspec.structs.replace(asked, as_of=day), pieces)

    def rows(self, verb: str, asked: Question, of: Mapping[str, str] | None = None) -> Paged:
        """Give a page of a list."""
        told = self.told(verb, asked, of)
        assert not isinstance(told, Struct)
        return self.paged(told, asked, verb)

    def paged(self, rows: Sequence[Struct] | Listed, asked: Question, path: str) -> Paged:
        """Give the rows that are asked for; raises OutdatedError for a strange cursor."""
        return paged(rows, asked, path, self.edition)

    def claim(self, name: str, as_of: date | None) -> Claim:
        """Give one claim; raises InputError if there is none, or several."""
        found = self.told("claim", Question(as_of=as_of), {"id": name})
        assert isinstance(found, Claim)
        return found

    def pages(self, ids: Iterable[str], as_of: date | None) -> dict[DocumentId, Document]:
        """Give pages by their ids, as they may be seen; unknown ones are left out."""
        wanted = tuple(sorted({*ids}))
        if self.hall is not None:
            near = self.hall.near(self._lens, Part(documents=wanted, bare=True))
            return texts(near, as_of=as_of)
        found = texts(self._case, as_of=self._site.day(self._case, as_of))
        return {d.id: d for d in map(found.get, map(DocumentId, wanted)) if d}

    def page(self, name: str, as_of: date | None) -> Document:
        """Give one page; raises InputError if there is none of that id."""
        found = self.pages([name], as_of).get(DocumentId(name))
        if found is None:
            raise InputError("no page has this id", hint="answers give ids as `document`, in full")
        return found

    def sound(self, page: Document) -> bool | None:
        """Tell whether the original of a page is what was added; None: it is not kept here."""
        content = original(self._site.case, page)
        return None if content is None else hashlib.sha256(content).hexdigest() == page.evidence
