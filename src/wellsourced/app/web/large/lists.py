"""The lists of a large case: a screenful each, in the order that the register keeps."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from wellsourced.app.web.large.ask import PAGE, Ask, Cut, Filter
from wellsourced.app.web.layer import laid
from wellsourced.app.web.screens import Turned
from wellsourced.app.web.views import changes as changing
from wellsourced.app.web.views import claims as listing
from wellsourced.app.web.views import desk as greeting
from wellsourced.app.web.views import review as reviewing
from wellsourced.app.web.views import search as searching
from wellsourced.app.web.views import timeline as ordering
from wellsourced.large import Near, Part, whole
from wellsourced.model import CheckRow, Claim, ReviewRow, Status

GROUP = 150  # claims that are looked through for the end of a group
_TOP = 6  # disputes on the desk
_SOME = 20  # of a list that the desk begins
_BARS = 2_000  # that are drawn one by one
_BINS = 400  # stretches of days that are drawn instead, for each standing
_HITS = 30
_SUMMED = (
    "In a case so large a bar of the drawing stands for all claims of some days that stand alike, "
    "and leads to their list."
)

Group = tuple[Claim, ...]


def claims(ask: Ask) -> Cut:
    """Give the claims that are asked for, rivals side by side."""
    status = listing.status_of(ask.asked.given.get("status", ""))
    counts = _counts(ask, ask.filter())
    of = ask.filter(*([Filter("status = $1", (status.value,))] if status else []))
    start = ask.start
    found = page_of(ask, of, start)
    near, groups = groups_of(ask, found)
    known = near if ask.lens.ruled and not (start or status) else None
    shown = listing.Listed(
        about=ask.about,
        status=status,
        total=counts[status.value] if status else sum(counts.values()),
        start=start,
        groups=groups,
        counts=counts,
        rejected=_rejected(ask, near) if known else (),
        nearest=tuple(near.nearest(ask.about) or ()) if ask.about else (),
        aside=_as_then(ask),
    )
    return Cut(shown, near)


def _as_then(ask: Ask) -> str:
    """What is to be said of a list as of a day."""
    if ask.day is None:
        return ""
    return (
        "In a case so large a list as of a day holds what had been heard by then. Each claim on "
        "it stands as its own pages of that day have it; counts and order are those of now."
    )


def _counts(ask: Ask, of: Filter) -> dict[str, int]:
    """How many claims stand how, with what rulings change in that."""
    query = f"SELECT status, count(*) FROM {of.source} WHERE {of.where} GROUP BY 1"
    library = ask.large.library
    found = library.once(query) if of.all else library.rows(query, *of.given)
    counts = {s.value: 0 for s in Status} | {str(s): whole(n) for s, n in found}
    if ask.lens.ruled and ask.about is None and ask.day is None:
        rejected = {c.id for c in ask.large.over.rejected}
        for c in (c for n, c in ask.large.over.decided.items() if n not in rejected):
            counts[c.machine[0].status.value] -= 1
            counts[c.status.value] += 1
    return counts


def page_of(ask: Ask, of: Filter, start: int) -> list[list[int]]:
    """The groups that begin on the screen after so many claims, as rows."""
    before = 1 if start else 0
    query = f"SELECT n, head FROM {of.source} WHERE {of.where} ORDER BY place"
    asked = f"{query} LIMIT {GROUP} OFFSET {start - before}"
    if of.all:
        least = start - before
        within = f"place > {least} AND place <= {least + GROUP}"
        asked = f"SELECT n, head FROM g.claim WHERE {within} ORDER BY place"
    rows = ask.large.library.rows(asked, *of.given)
    groups: list[list[int]] = []
    at = -before
    for number, (_, group) in enumerate(groupby(rows, key=lambda r: r[1])):
        held = [whole(n) for n, _ in group]
        if 0 <= at < PAGE and not (before and number == 0):
            groups.append(held)
        at += len(held)
    return groups


def groups_of(ask: Ask, found: Sequence[Sequence[int]]) -> tuple[Near, tuple[Group, ...]]:
    """The claims of groups of rows, as they are seen; those rejected are in none."""
    near = ask.bare([n for group in found for n in group])
    told = _told(ask, near, [n for group in found for n in group])
    groups = (tuple(laid(near, ask.asked, (told[n] for n in g if n in told))) for g in found)
    return near, tuple(g for g in groups if g)


def _told(ask: Ask, near: Near, rows: Sequence[int]) -> dict[int, Claim]:
    """The claims of rows; as of a day as their pages of that day have them."""
    day = ask.day
    now = {c.id: c for c in near.claims()}
    names = ask.large.library.ids(rows)
    if day is None:
        return {n: now[i] for n, i in names.items() if i in now}
    later = _moved(ask, rows, day)
    beside = ask.near(Part(claims=later)).then(day) if later else {}
    found = {n: beside.get(i) if n in later else now.get(i) for n, i in names.items()}
    return {n: c for n, c in found.items() if c is not None}


def _moved(ask: Ask, rows: Sequence[int], day: date) -> tuple[int, ...]:
    """Those of some claims that were told again after a day, or their rivals were."""
    listed = ", ".join(map(str, rows)) or "NULL"
    return tuple(
        ask.large.library.numbers(
            f"""SELECT n FROM g.claim WHERE n IN ({listed}) AND head IN (SELECT head FROM g.claim
            WHERE head IN (SELECT head FROM g.claim WHERE n IN ({listed})) AND last > $1)
            ORDER BY n""",
            day,
        )
    )


def _rejected(ask: Ask, near: Near) -> tuple[Claim, ...]:
    """What analysts hold to be misread, of the name that is asked about."""
    of = ask.named()
    out = ", ".join(map(str, ask.large.over.out)) or "NULL"
    query = f"SELECT n FROM {of.source} WHERE n IN ({out}) AND {of.where}"
    rows = ask.large.library.numbers(query, *of.given)
    known = set(ask.large.library.ids(rows).values())
    return near.veiled([c for c in ask.large.over.rejected if c.id in known])


def timeline(ask: Ask) -> Cut:
    """Give the claims by day; all at once as bars, of very many as sums of days."""
    since, until = ordering.day_of(ask.asked, "since"), ordering.day_of(ask.asked, "until")
    of = ask.filter(*_between(since, until))
    start, drawn = ask.start, bool(ask.asked.given.get("bars"))
    query = f"SELECT n FROM {of.source} WHERE {of.where} ORDER BY moment"
    page = f"{query} LIMIT {ordering.PAGE} OFFSET {start}"
    if of.all:
        within = f"moment > {start} AND moment <= {start + ordering.PAGE}"
        page = f"SELECT n FROM g.claim WHERE {within} ORDER BY moment"
    rows = [] if drawn else ask.large.library.numbers(page, *of.given)
    near = ask.bare(rows)
    told = _told(ask, near, rows)
    found = [c for n in rows if (c := told.get(n))]
    total = ask.count(of)
    view = ordering.Timeline(
        about=ask.about,
        since=since,
        until=until,
        total=total,
        start=start,
        stretches=ordering.stretched(found),
        bars=_bars(ask, ask.filter()) if drawn else None,
        aside=_as_then(ask) or (_SUMMED if total > _BARS else ""),
    )
    return Cut(view, near)


def _between(since: date | None, until: date | None) -> Iterator[Filter]:
    if since:
        yield Filter("coalesce(finish, start) >= $1", (since,))
    if until:
        yield Filter("coalesce(start, finish) <= $1", (until,))


def _bars(ask: Ask, of: Filter) -> ordering.Bars:
    """The claims as bars, or their sums."""
    days = "coalesce(start, finish) AS a, coalesce(finish, start) AS b"
    dated = f"SELECT n, status, stated, moment, {days} FROM {of.source} WHERE {of.where}"
    dated = f"SELECT * FROM ({dated}) WHERE a IS NOT NULL AND b IS NOT NULL"
    row = ask.large.library.rows(
        f"SELECT count(*), min(a), max(a), count(*) FROM ({dated})", *of.given
    )[0]
    begin, end = row[1], row[2]
    if not isinstance(begin, date) or not isinstance(end, date):
        return ordering.bars(date.min, ())
    if whole(row[0]) <= _BARS:
        found = ask.large.library.rows(
            f"SELECT a, b, status, stated, n FROM ({dated}) ORDER BY moment", *of.given
        )
        told = ask.large.library.claims([whole(r[4]) for r in found])
        near = ask.near(Part(bare=True), said=" ".join(c.text for c in told))
        return ordering.bars(begin, _each(found, near.veiled(told)))
    wide = max(1, -(-(end - begin).days // _BINS))
    summed = ask.large.library.rows(
        f"""SELECT (a - DATE '{begin}') // {wide} AS bin, status, count(*) FROM ({dated})
        GROUP BY ALL ORDER BY bin, status""",
        *of.given,
    )
    return ordering.bars(begin, _sums(begin, wide, summed))


def _each(found: Sequence[Sequence[object]], told: Sequence[Claim]) -> Iterator[ordering.Bar]:
    for (a, b, status, stated, _), claim in zip(found, told, strict=True):
        assert isinstance(a, date)
        assert isinstance(b, date)
        yield ordering.Bar(a, b, str(status), bool(stated), claim.id, claim.text)


def _sums(begin: date, wide: int, found: Sequence[Sequence[object]]) -> Iterator[ordering.Bar]:
    """A bar for what is told of each stretch of days, by how it stands; it leads to their list."""
    for at, status, many in found:
        first = begin + timedelta(wide * int(str(at)))
        text = f"{int(str(many)):,} claims"
        yield ordering.Bar(
            first, first + timedelta(wide - 1), str(status), told=True, claim="", text=text
        )


def desk(ask: Ask) -> Cut:
    """Give what matters most."""
    ask.now()
    library = ask.large.library
    counts = _counts(ask, ask.filter())
    near, groups = groups_of(ask, _several(ask))
    taken = library.once(
        f"SELECT n FROM g.claim WHERE status = 'retracted' ORDER BY n LIMIT {_SOME}"
    )
    _, back = groups_of(ask, [[whole(n)] for (n,) in taken])
    failing = near.veiled(failing_checks(ask, _SOME))
    view = greeting.Desk(
        documents=ask.large.sums["pages"],
        outlets=ask.large.sums["outlets"],
        claims=sum(counts.values()),
        corroborated=counts[Status.CORROBORATED.value],
        contested=counts[Status.DISPUTED.value] + counts[Status.DENIED.value],
        first=next((g[0] for g in groups), None),
        since=changing.since(near, ask.asked),
        disputes=groups[:_TOP],
        retracted=tuple(c for g in back for c in g),
        failing=failing,
        queue=_queue(ask, Filter(), 0, 5)[1] if ask.lens.ruled else (),
        left={
            "retracted": counts[Status.RETRACTED.value] - len(back),
            "failing": ask.large.sums["failing"] - len(failing),
        },
    )
    return Cut(view, near)


def _several(ask: Ask) -> list[list[int]]:
    """The first groups of more than one claim."""
    rows = ask.large.library.once(
        f"SELECT n, head FROM g.claim WHERE size > 1 ORDER BY place LIMIT {GROUP}"
    )
    groups = [[whole(n) for n, _ in g] for _, g in groupby(rows, key=lambda r: r[1])]
    return groups[:_TOP]


def failing_checks(ask: Ask, most: int) -> tuple[CheckRow, ...]:
    """Give the first checks that fail."""
    query = f"SELECT DISTINCT n FROM g.checked WHERE failing ORDER BY n LIMIT {most}"
    rows = tuple(whole(n) for (n,) in ask.large.library.once(query))
    return ask.near(Part(checks=rows, bare=True)).checks()


def review(ask: Ask) -> Cut:
    """Give what waits for a decision; what was ruled on, or assigned, first."""
    ask.now()
    kind, status = reviewing.narrowed(ask.asked)
    wanted = [Filter("type = $1", (kind.value,))] if kind else []
    wanted += [Filter("status = $1", (status.value,))] if status else []
    of = ask.filter(*wanted)
    reviewer = ask.asked.given.get("reviewer") or None
    near, rows = _queue(ask, of, ask.start, reviewing.MOST, reviewer)
    told = {c.id: c for c in near.claims()}
    sums = "SELECT {0}, count(*) FROM g.queue GROUP BY 1 ORDER BY 1"
    types, statuses = (
        {str(k): whole(n) for k, n in ask.large.library.once(sums.format(c))}
        for c in ("type", "status")
    )
    many = _waiting(ask, of)
    view = reviewing.Review(
        reviewer=reviewer,
        about=ask.about,
        type=kind,
        status=status,
        types=types,
        statuses=statuses,
        reviewers=tuple(sorted({n for c in ask.large.over.decided.values() for n in c.assigned})),
        rows=rows,
        claims={c.id: c for c in laid(near, ask.asked, told.values())},
        left=0 if reviewer else max(0, many - ask.start - reviewing.MOST),
        agreement=near.agreement(),
    )
    return Cut(view, near)


def _waiting(ask: Ask, of: Filter) -> int:
    """How many claims of the queue fit."""
    query = f"SELECT count(*) FROM g.queue WHERE {_queued(of)}"
    library = ask.large.library
    return whole(library.once(query)[0][0]) if of.all else library.number(query, *of.given)


def _queue(
    ask: Ask, of: Filter, start: int, most: int, reviewer: str | None = None
) -> tuple[Near, tuple[ReviewRow, ...]]:
    """Rows of the queue with their reasons; on its first screen what analysts began."""
    begun = sorted(n for i in ask.large.over.decided for n in ask.large.called("claims", i))
    query = f"SELECT n FROM g.queue WHERE {_queued(of)} LIMIT {most} OFFSET {start}"
    rows = ask.large.library.numbers(query, *of.given) if reviewer is None else []
    first = begun if of.all and not start else []
    near = ask.near(Part(claims=tuple(sorted({*rows, *first}))))
    found = near.review(reviewer=reviewer)
    return near, found[:most] if start == 0 else found


def _queued(of: Filter) -> str:
    """The condition as it is put on the queue, which has the claims' types and standings."""
    if of.source == "g.claim":
        return of.where
    return f"n IN (SELECT n FROM {of.source} WHERE {of.where})"


def log(ask: Ask) -> Cut:
    """Give the log of rulings."""
    ask.now()
    near = ask.near(Part(bare=True), said=str(ask.large.over.log))
    return Cut(reviewing.Log(rulings=near.rulings()[::-1]), near)


def search(ask: Ask) -> Cut:
    """Give the first names, claims and places in pages that hold the words."""
    ask.now()
    wanted = " ".join(ask.asked.given.get("q", "").split()).casefold()
    if not wanted:
        empty = searching.Found(asked="", names=(), claims=(), words=(), counts={})
        return Cut(empty, ask.near(Part(bare=True)))
    library, most = ask.large.library, _HITS + 1
    names = library.names(
        f"SELECT DISTINCT means FROM g.known WHERE contains(name, $1) LIMIT {10 * most}", wanted
    )
    rows, pages = ask.large.worded.claims(wanted, most), ask.large.worded.pages(wanted, most)
    part = Part(claims=tuple(rows), documents=tuple(pages), named=tuple(names), bare=True)
    near = ask.near(part)
    found = searching.search(near, ask.asked, ask.of)
    full = [k for k, n in found.counts.items() if n >= _HITS]
    aside = f"Of {' and '.join(full)} the first are shown; there are more." if full else ""
    return Cut(searching.trimmed(found, _HITS, aside), near)


def turned(ask: Ask, shown: int, total: int, step: int = PAGE) -> Turned:
    """Give where a screen stands in its list."""
    return Turned(start=ask.start, shown=shown, total=total, step=step)
