"""The addresses of the API: for each question that a case answers its path, and what it gives."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from wellsourced.app.api.question import Question
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.views import search as searching
from wellsourced.case import Case
from wellsourced.model import (
    Agreement,
    CheckRow,
    Claim,
    Day,
    DocumentRow,
    Dossier,
    Entity,
    Incident,
    Matrix,
    PageView,
    Placed,
    RatedSource,
    ReviewRow,
    Ruled,
    RulingRow,
    SourceGraph,
    SourceRow,
    Stood,
    Story,
    Tally,
    TimelineRow,
    Why,
)

Pieces = Mapping[str, str]
SEEN = ("as_of", "layer", "withhold")
_PAGED = ("limit", "cursor")


class Rows(Struct, frozen=True, kw_only=True):
    """A question that is answered with a list, page by page.

    `gives`: kinds of a row; the first that fits. `takes`: what it can be asked with; `says`: what
    it gives, in a sentence.
    """

    verb: str
    path: str
    says: str
    gives: tuple[type[Struct], ...]
    ask: Callable[[Case, Question, Pieces], Sequence[Struct]]
    takes: tuple[str, ...] = SEEN
    needs: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Give all that it can be asked with."""
        return (*self.takes, *_PAGED)


class One(Struct, frozen=True, kw_only=True):
    """A question that is answered with one record."""

    verb: str
    path: str
    says: str
    gives: tuple[type[Struct], ...]
    ask: Callable[[Case, Question, Pieces], Struct]
    takes: tuple[str, ...] = SEEN
    needs: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Give all that it can be asked with."""
        return self.takes


Route = Rows | One


def _search(case: Case, q: Question, of: Pieces) -> searching.Found:
    return searching.search(case, Asked(path="/search", as_of=q.as_of, given={"q": q.q}), of)


ROUTES: tuple[Route, ...] = (
    Rows(
        verb="claims",
        path="/claims",
        says="What is claimed, by whom, and how it stands.",
        gives=(Ruled, Claim),
        takes=("about", "status", *SEEN),
        ask=lambda case, q, of: case.claims(about=q.about, as_of=q.as_of, status=q.status),
    ),
    One(
        verb="claim",
        path="/claims/{id}",
        says="One claim with every telling of it; the beginning of its id will do.",
        gives=(Ruled, Claim),
        ask=lambda case, q, of: case.claim(of["id"], as_of=q.as_of),
    ),
    Rows(
        verb="history",
        path="/claims/{id}/history",
        says="How a claim stood, from each day on which that changed.",
        gives=(Stood,),
        ask=lambda case, q, of: case.history(of["id"], as_of=q.as_of),
    ),
    Rows(
        verb="tallies",
        path="/tallies",
        says="The counts: low, best and high, who says so, and the sums that fail.",
        gives=(Tally,),
        takes=("about", *SEEN),
        ask=lambda case, q, of: case.tallies(about=q.about, as_of=q.as_of),
    ),
    One(
        verb="tally",
        path="/tallies/{id}",
        says="One count with every telling of it.",
        gives=(Tally,),
        ask=lambda case, q, of: case.tally(of["id"], as_of=q.as_of),
    ),
    Rows(
        verb="checks",
        path="/checks",
        says="The sums and dates that were checked: what adds up, and what does not.",
        gives=(CheckRow,),
        ask=lambda case, q, of: case.checks(as_of=q.as_of),
    ),
    Rows(
        verb="timeline",
        path="/timeline",
        says="The claims in the order of the days they speak of.",
        gives=(TimelineRow,),
        takes=("about", *SEEN),
        ask=lambda case, q, of: case.timeline(about=q.about, as_of=q.as_of),
    ),
    Rows(
        verb="incidents",
        path="/incidents",
        says="What happened, when, where, and how many it cost.",
        gives=(Incident,),
        ask=lambda case, q, of: case.incidents(as_of=q.as_of),
    ),
    Rows(
        verb="sources",
        path="/sources",
        says="Who says things first, most claims first, the unnamed apart.",
        gives=(RatedSource, SourceRow),
        ask=lambda case, q, of: case.sources(as_of=q.as_of),
    ),
    One(
        verb="graph",
        path="/graph",
        says="Who passes on whom, with counts of claims.",
        gives=(SourceGraph,),
        takes=("least", *SEEN),
        ask=lambda case, q, of: case.graph(as_of=q.as_of, least=q.least),
    ),
    Rows(
        verb="documents",
        path="/documents",
        says="The pages, and those that could not be read, with the reason.",
        gives=(DocumentRow,),
        ask=lambda case, q, of: case.documents(as_of=q.as_of),
    ),
    One(
        verb="page",
        path="/documents/{id}",
        says="One page as it is read: its text, its parts, and what is marked in it.",
        gives=(PageView,),
        ask=lambda case, q, of: case.page(of["id"], as_of=q.as_of),
    ),
    Rows(
        verb="reuse",
        path="/reuse",
        says="Texts that stand in several pages, with what copies what.",
        gives=(Story,),
        ask=lambda case, q, of: case.reuse(as_of=q.as_of),
    ),
    Rows(
        verb="entities",
        path="/entities",
        says="Who acts and is acted on, with all names and the words that taught them.",
        gives=(Entity,),
        ask=lambda case, q, of: case.entities(as_of=q.as_of),
    ),
    One(
        verb="dossier",
        path="/dossier",
        says="All that the record holds about a person, group, place or source.",
        gives=(Dossier,),
        takes=("name", *SEEN),
        needs=("name",),
        ask=lambda case, q, of: case.dossier(q.name or "", as_of=q.as_of),
    ),
    Rows(
        verb="places",
        path="/places",
        says="The places that can be put on a map, with what is claimed of them.",
        gives=(Placed,),
        ask=lambda case, q, of: case.places(as_of=q.as_of),
    ),
    Rows(
        verb="days",
        path="/days",
        says="The days on which something came to be known.",
        gives=(Day,),
        takes=("layer", "withhold"),
        ask=lambda case, q, of: case.days(),
    ),
    Rows(
        verb="hypotheses",
        path="/hypotheses",
        says="Rival accounts against the claims: those of the settings, or of a dispute.",
        gives=(Matrix,),
        takes=("question", "dispute", *SEEN),
        ask=lambda case, q, of: case.hypotheses(
            question=q.question, dispute=q.dispute, as_of=q.as_of
        ),
    ),
    One(
        verb="why",
        path="/why",
        says="Why a claim, count, check, name, page or story is as it is, step by step.",
        gives=(Why,),
        takes=("of", *SEEN),
        needs=("of",),
        ask=lambda case, q, of: case.why(q.of or "", as_of=q.as_of),
    ),
    One(
        verb="search",
        path="/search",
        says="Names, claims, and words in the text of the pages; of each the first.",
        gives=(searching.Found,),
        takes=("q", *SEEN),
        needs=("q",),
        ask=_search,
    ),
    Rows(
        verb="review",
        path="/review",
        says="What to look at first: claims by what a decision would change, with the reasons.",
        gives=(ReviewRow,),
        takes=("reviewer", *SEEN),
        ask=lambda case, q, of: case.review(as_of=q.as_of, reviewer=q.reviewer),
    ),
    Rows(
        verb="rulings",
        path="/rulings",
        says="What was decided, in order, and what became of it.",
        gives=(RulingRow,),
        takes=("about", "reviewer", *SEEN),
        ask=lambda case, q, of: case.rulings(as_of=q.as_of, about=q.about, reviewer=q.reviewer),
    ),
    Rows(
        verb="agreement",
        path="/agreement",
        says="How each two reviewers agree on what both were given and have judged.",
        gives=(Agreement,),
        ask=lambda case, q, of: case.agreement(as_of=q.as_of),
    ),
)
