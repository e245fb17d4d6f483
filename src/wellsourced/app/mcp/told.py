"""How each tool is answered."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct

from wellsourced.app.api.answers import Listed, Paged
from wellsourced.app.api.question import Question
from wellsourced.app.mcp import telling, wanted
from wellsourced.app.mcp.answers import (
    Claims,
    DayRow,
    File,
    Found,
    Known,
    OneClaim,
    Reasons,
    Reread,
    Sheet,
    Sources,
    Tallies,
    Timeline,
)
from wellsourced.app.mcp.asking import Desk
from wellsourced.app.mcp.fenced import fence, maybe
from wellsourced.app.mcp.telling import FIRST, Words
from wellsourced.app.web.views import search as searching
from wellsourced.errors import InputError
from wellsourced.model import (
    Claim,
    Day,
    Dossier,
    DossierRow,
    Evidence,
    Section,
    SourceRow,
    Status,
    Step,
    Stood,
    Tally,
    TimelineRow,
    Why,
)

R = TypeVar("R", bound=Struct)
_AROUND = 200  # characters before and after a quotation
_PAGE = 20_000  # characters of a page


def search(desk: Desk, q: wanted.Searched) -> Found:
    """Give names, claims and words of pages that hold the words asked for."""
    found = desk.told("search", Question(q=q.words, as_of=q.as_of))
    assert isinstance(found, searching.Found)
    words: list[Words] = [h.quote for h in found.words]
    taught = [w for n in found.names for w in telling.taught(n)[:FIRST]]
    told = [w for c in found.claims for w in c.evidence[:FIRST]]
    pages = desk.pages(telling.documents([*words, *taught, *told]), q.as_of)
    return Found(
        names=tuple(telling.name(n, pages) for n in found.names),
        claims=tuple(telling.claim(c, pages) for c in found.claims),
        words=telling.cited(words, pages, len(words)),
        passages=tuple(fence("".join(h.around)) for h in found.words),
        counts=found.counts,
    )


def claims(desk: Desk, q: wanted.AboutClaims) -> Claims:
    """Give claims about a name, or of a status."""
    asked = Question(about=q.about, status=q.status, as_of=q.as_of, limit=q.limit, cursor=q.cursor)
    page = desk.rows("claims", asked)
    rows = _of(page, Claim)
    pages = desk.pages(telling.documents(w for c in rows for w in c.evidence[:FIRST]), q.as_of)
    items = tuple(telling.claim(c, pages) for c in rows)
    return Claims(items=items, total=page.total, next=page.next)


def claim(desk: Desk, q: wanted.OfClaim) -> OneClaim:
    """Give one claim with its tellings."""
    found = desk.claim(q.id, q.as_of)
    page = desk.paged(found.evidence, _asked(q), f"claim {found.id}")
    pages = desk.pages(telling.documents([*found.evidence[:FIRST], *_of(page, Evidence)]), q.as_of)
    return OneClaim(
        claim=telling.claim(found, pages),
        confirmed_by=telling.origins(found.confirmed_by[:FIRST]),
        disputed_by=telling.origins(found.disputed_by[:FIRST]),
        retracted_by=telling.origins(found.retracted_by[:FIRST]),
        rivals=found.rivals[: wanted.MOST],
        why=tuple(fence(w) for w in found.why[: wanted.MOST]),
        items=tuple(telling.telling(e, pages) for e in _of(page, Evidence)),
        total=page.total,
        next=page.next,
    )


def why(desk: Desk, q: wanted.OfAnything) -> Reasons:
    """Give the reasons for one thing of the record."""
    found = desk.told("why", Question(of=q.of, as_of=q.as_of))
    assert isinstance(found, Why)
    page = desk.paged(found.steps, _asked(q), f"why {found.id}")
    steps = _of(page, Step)
    words = [w for s in steps for w in s.quotes[: 2 * FIRST]]
    pages = desk.pages(telling.documents(words), q.as_of)
    return Reasons(
        id=found.id,
        kind=found.kind,
        of=fence(found.of),
        items=tuple(telling.step(s, pages) for s in steps),
        total=page.total,
        next=page.next,
    )


def as_of(desk: Desk, q: wanted.OfDay) -> Known:
    """Give what was known on a day, or how a claim stood until then."""
    asked = Question(as_of=q.day, limit=q.limit, cursor=q.cursor)
    words: tuple[Words, ...] = ()
    if q.claim is None:
        days = [d for d in _all(desk, "days", Question(), Day) if d.day <= q.day]
        rows = [DayRow(day=d.day, pages=d.pages, comments=d.comments) for d in reversed(days)]
    else:
        found = desk.claim(q.claim, q.day)
        words = found.evidence
        told = _all(desk, "history", Question(as_of=q.day), Stood, id=found.id)
        stood = [s for s in told if s.day <= q.day]
        rows = [DayRow(day=s.day, status=s.status, origins=s.origins) for s in reversed(stood)]
    page = desk.paged(rows, asked, f"as_of {q.claim or ''}")
    whole = q.claim is None and desk.hall is None
    counts = {s.value: _many(desk, s, q.day) for s in Status} if whole else {}
    return Known(
        day=q.day,
        claims={s: n for s, n in counts.items() if n} if whole else None,
        cited=telling.cited(words, desk.pages(telling.documents(words[:FIRST]), q.day)),
        items=tuple(_of(page, DayRow)),
        total=page.total,
        next=page.next,
    )


def timeline(desk: Desk, q: wanted.About) -> Timeline:
    """Give the claims in the order of the days they speak of."""
    page = desk.rows("timeline", _asked(q, about=q.about))
    rows = _of(page, TimelineRow)
    words = [desk.claim(r.claim, q.as_of).evidence[:FIRST] for r in rows]
    pages = desk.pages(telling.documents(w for some in words for w in some), q.as_of)
    items = tuple(telling.moment(r, w, pages) for r, w in zip(rows, words, strict=True))
    return Timeline(items=items, total=page.total, next=page.next)


def tallies(desk: Desk, q: wanted.About) -> Tallies:
    """Give the counts."""
    if q.about is not None and desk.hall is not None:
        told = "in a case of so many claims counts are not listed by name"
        raise InputError(told, hint="`dossier` gives those of a name")
    page = desk.rows("tallies", _asked(q, about=q.about))
    rows = _of(page, Tally)
    words: list[Words] = [w for t in rows for w in t.evidence[:FIRST]]
    words += [w for t in rows for c in t.checks[:FIRST] for w in c.about[:FIRST]]
    pages = desk.pages(telling.documents(words), q.as_of)
    items = tuple(telling.tally(t, pages) for t in rows)
    return Tallies(items=items, total=page.total, next=page.next)


def dossier(desk: Desk, q: wanted.OfName) -> File:
    """Give all that the record holds about one name."""
    found = desk.told("dossier", Question(name=q.name, as_of=q.as_of))
    assert isinstance(found, Dossier)
    page = desk.paged(found.rows, _asked(q), f"dossier {found.name}")
    rows = _of(page, DossierRow)
    words = [_behind(desk, r, q.as_of) for r in rows]
    pages = desk.pages(telling.documents(w for some in words for w in some), q.as_of)
    return File(
        name=fence(found.name),
        kind=found.kind,
        names=tuple(fence(a.name) for a in found.names[: wanted.MOST]),
        mentions=found.mentions,
        items=tuple(telling.line(r, w, pages) for r, w in zip(rows, words, strict=True)),
        total=page.total,
        next=page.next,
    )


def sources(desk: Desk, q: wanted.Listing) -> Sources:
    """Give the origins, each with the first words of it."""
    page = desk.rows("sources", _asked(q))
    rows = _of(page, SourceRow)
    words = [_said(desk, r, q.as_of) for r in rows]
    pages = desk.pages(telling.documents(w for some in words for w in some), q.as_of)
    items = tuple(telling.voice(r, w, pages) for r, w in zip(rows, words, strict=True))
    return Sources(items=items, total=page.total, next=page.next)


def quote(desk: Desk, q: wanted.Stretch) -> Reread:
    """Read a stretch of a page again where it stands."""
    page = desk.page(q.document, q.as_of)
    if not q.start < q.end <= len(page.text):
        told = f"{q.start}..{q.end} is no stretch of this page, which has {len(page.text)}"
        raise InputError(f"{told} characters", hint="start < end; ends are exclusive")
    if q.end - q.start > wanted.STRETCH:
        raise InputError(f"one quotation has {wanted.STRETCH:,} characters at most")
    return Reread(
        cited=telling.citation(page, q.start, q.end, wanted.STRETCH),
        before=fence(page.text[max(0, q.start - _AROUND) : q.start]),
        after=fence(page.text[q.end : q.end + _AROUND]),
        same=None if q.words is None else page.text[q.start : q.end] == q.words,
        original=page.evidence,
        sound=desk.sound(page),
    )


def sheet(desk: Desk, name: str) -> Sheet:
    """Give a page as it was read, as far as one answer holds it."""
    page = desk.page(name, None)
    return Sheet(
        document=page.id,
        title=maybe(page.title),
        address=maybe(page.url),
        earliest=page.published.earliest,
        latest=page.published.latest,
        text=fence(page.text, _PAGE),
    )


def _asked(q: wanted.Listing, about: str | None = None) -> Question:
    return Question(about=about, as_of=q.as_of, limit=q.limit, cursor=q.cursor)


def _of(page: Paged, kind: type[R]) -> list[R]:
    return [r for r in page.items if isinstance(r, kind)]


def _all(desk: Desk, verb: str, asked: Question, kind: type[R], **of: str) -> list[R]:
    """All rows of a list, however long."""
    told = desk.told(verb, asked, of)
    assert not isinstance(told, Struct)
    rows: Sequence[Struct] = told.cut(0, told.total) if isinstance(told, Listed) else told
    return [r for r in rows if isinstance(r, kind)]


def _many(desk: Desk, status: Status, day: date) -> int:
    """How many claims stood so on a day."""
    told = desk.told("claims", Question(status=status, as_of=day))
    assert not isinstance(told, Struct)
    return told.total if isinstance(told, Listed) else len(told)


def _behind(desk: Desk, row: DossierRow, day: date | None) -> Sequence[Words]:
    """The first words behind a line of a dossier."""
    if row.id is None:
        return ()
    if row.section is not Section.COUNTS:
        return desk.claim(row.id, day).evidence[:FIRST]
    found = desk.told("tally", Question(as_of=day), {"id": row.id})
    assert isinstance(found, Tally)
    return found.evidence[:FIRST]


def _said(desk: Desk, row: SourceRow, day: date | None) -> Sequence[Words]:
    """The first words of an origin; of an unnamed one no claims can be asked for by name."""
    page = desk.rows("claims", Question(about=row.name, as_of=day, limit=1))
    words = [e for c in _of(page, Claim) for e in c.evidence]
    own = [e for e in words if e.chain and e.chain[-1] == row.name]
    return (own or words)[:1]
