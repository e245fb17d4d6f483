"""One thing of a large case, with all that stands around it."""

from wellsourced.app.web.large.ask import Ask, Cut
from wellsourced.app.web.views import claim as claiming
from wellsourced.app.web.views import page as reading
from wellsourced.app.web.views import tallies as counting
from wellsourced.large import Part

_MADE = 2_000  # claims of a page that are marked in it


def claim(ask: Ask) -> Cut:
    """Give a claim with all that stands for and against it."""
    near = ask.large.claim(ask.lens, ask.of["id"])
    return Cut(claiming.shown(near, ask.asked, ask.of), near)


def over(ask: Ask) -> Cut:
    """Give how a claim stood over time, as its own pages and its rivals' have it."""
    near = ask.large.claim(ask.lens, ask.of["id"])
    return Cut(claiming.over(near, ask.asked, ask.of), near)


def page(ask: Ask) -> Cut:
    """Give a page with what is claimed on it."""
    pages = ask.large.pages_called(ask.of["id"])
    rows = ask.large.library.numbers(
        f"""SELECT DISTINCT n FROM g.told WHERE document IN (SELECT unnest($1::VARCHAR[]))
        LIMIT {_MADE}""",
        pages,
    )
    near = ask.near(Part(claims=tuple(sorted(rows)), documents=tuple(pages), bare=True))
    return Cut(reading.read(near, ask.asked, ask.of), near)


def tally(ask: Ask) -> Cut:
    """Give a count with the sentences that state it."""
    rows = ask.large.called("tallies", ask.of["id"])
    near = ask.near(Part(tallies=tuple(rows)))
    return Cut(counting.shown(near, ask.asked, ask.of), near)
