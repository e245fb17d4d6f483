"""One module a screen: what it asks of the case, and the rows that it gives to a spreadsheet."""

from wellsourced.app.web.screens import Screen
from wellsourced.app.web.views import (
    brief,
    changes,
    claim,
    claims,
    copies,
    desk,
    graph,
    hypotheses,
    incidents,
    names,
    page,
    places,
    review,
    search,
    tallies,
    timeline,
)

# In the order of the menu; those without a heading are reached through others.
SCREENS: tuple[Screen, ...] = (
    *desk.SCREENS,
    *changes.SCREENS,
    *claims.SCREENS,
    *claim.SCREENS,
    *incidents.SCREENS,
    *timeline.SCREENS,
    *places.SCREENS,
    *tallies.SCREENS,
    *graph.SCREENS,
    *names.SCREENS,
    *page.SCREENS,
    *copies.SCREENS,
    *hypotheses.SCREENS,
    *brief.SCREENS,
    *review.SCREENS,
    *search.SCREENS,
)
