"""The screens of a large case: each cuts out what it shows, and is then filled as any other."""

from collections.abc import Callable, Mapping

from wellsourced.app.web.asked import Asked
from wellsourced.app.web.large import around, changed, counted, lists, things
from wellsourced.app.web.large.ask import Ask, Cut
from wellsourced.app.web.screens import View
from wellsourced.case import Case
from wellsourced.large import Part

GATHERS: Mapping[str, Callable[[Ask], Cut]] = {
    "desk": lists.desk,
    "claims": lists.claims,
    "timeline": lists.timeline,
    "review": lists.review,
    "rulings": lists.log,
    "changes": changed.changes,
    "search": lists.search,
    "hypotheses": around.rival,
    "documents": counted.documents,
    "names": counted.names,
    "sources": counted.sources,
    "tallies": counted.tolls,
    "copies": counted.copies,
    "map": counted.places,
    "incidents": around.incidents,
    "incident": around.incident,
    "graph": around.graph,
    "dossier": around.dossier,
    "brief": around.brief,
    "claim": things.claim,
    "over": things.over,
    "page": things.page,
    "tally": things.tally,
}


def filled(ask: Ask, fill: Callable[[Case, Asked, Mapping[str, str]], View]) -> Cut:
    """Give a screen that shows nothing of the record, such as what programs can ask."""
    near = ask.near(Part(bare=True))
    return Cut(fill(near, ask.asked, ask.of), near)


__all__ = ["GATHERS", "Ask", "Cut", "filled"]
