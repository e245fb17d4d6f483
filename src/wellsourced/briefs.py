"""A brief of a case: all that it is made of, gathered and handed to who writes it."""

from datetime import date

from wellsourced.decisions import Decisions
from wellsourced.errors import InputError
from wellsourced.model import Brief, Decision, Length, RulingState
from wellsourced.tell import brief as briefing
from wellsourced.tell.brief.changed import Earlier
from wellsourced.tell.ground import Ground


def brief(
    case: Decisions,
    of: Ground,
    *,
    about: str | None,
    as_of: date | None,
    since: date | None,
    length: Length,
) -> Brief:
    """Give the brief of a case as it is seen; `of` is its record of the day.

    Raises InputError if nobody has the name.
    """
    alike = case.nearest(about, as_of=as_of) if about is not None else None
    if alike is not None:
        hint = f"did you mean {', '.join(alike)}?" if alike else "sources lists who says what"
        raise InputError(f"nobody and nothing was called {about!r}", hint=hint)
    wanted = briefing.Asked(
        case=case.path.name,
        about=about,
        as_of=as_of,
        since=since,
        length=length,
        ruled=case.lens.ruled,
        withheld=case.lens.withhold_commenters,
    )
    return briefing.compose(wanted, _given(case, about, as_of, since), of)


def _given(
    case: Decisions, about: str | None, as_of: date | None, since: date | None
) -> briefing.Given:
    """All that a brief is made of."""
    claims = case.claims(about=about, as_of=as_of)
    told = {c.id for c in claims}
    places = (p for p in case.places(as_of=as_of) if about is None or told & set(p.claims))
    graded = (
        (name, f"{r.ruling.by}")
        for r in (case.rulings(as_of=as_of) if case.lens.ruled else ())
        if r.ruling.decision is Decision.CREDIBILITY and r.state is RulingState.IN_FORCE
        for name in r.bears_on
    )
    before = Earlier(case.claims(as_of=since), case.tallies(as_of=since)) if since else None
    return briefing.Given(
        claims=claims,
        tallies=case.tallies(about=about, as_of=as_of),
        documents=case.documents(as_of=as_of),
        sources=case.sources(as_of=as_of),
        places=tuple(places),
        earlier=before,
        graded_by=dict(graded),
    )
