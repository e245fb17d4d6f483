"""What changed in a large case since a day: all of it where the record of that day is there."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from wellsourced.app.web.large.ask import Ask, Cut, Filter
from wellsourced.app.web.large.lists import GROUP, groups_of, page_of
from wellsourced.app.web.layer import laid
from wellsourced.app.web.views import changes as changing
from wellsourced.case import disputes
from wellsourced.large import Large, Near, Part
from wellsourced.model.changes import Moved, TollMoved

_NEW = 30
_MOVED = 300  # that stand otherwise


def changes(ask: Ask) -> Cut:
    """Give what is new since a day, and what stands otherwise."""
    ask.now()
    day = ask.asked.as_of
    days = tuple(d.day for d in ask.large.days if day is None or d.day <= day)
    since = changing.since(ask.near(Part(bare=True)), ask.asked)
    if since is None:
        return Cut(changing.Changed(since=None, days=days), ask.near(Part(bare=True)))
    old = ask.large.on(since)
    view, near = _heard(ask, since) if old is None else _otherwise(ask, old)
    return Cut(replace(view, since=since, days=days), near)


def _otherwise(ask: Ask, old: Large) -> tuple[changing.Changed, Near]:
    """All that is otherwise than in the record of the day; of very much the first."""
    found = ask.large.since(old)
    moved, tolls = found.moved[:_MOVED], found.tolls[:_MOVED]
    first = _placed(ask, found.new)
    part = Part(claims=(*(n for n, _ in moved), *first), tallies=tuple(n for n, _ in tolls))
    near = ask.near(replace(part, bare=True))
    claims, counts = {c.id: c for c in near.claims()}, {t.id: t for t in near.tallies()}
    names, library = ask.large.library.ids([*(n for n, _ in moved), *first]), old.library
    before = zip(moved, library.claims([m for _, m in moved]), strict=True)
    otherwise = tuple(
        Moved(claim=claims[names[n]], was=was.status, origins_were=was.origins)
        for (n, _), was in before
        if names[n] in claims
    )
    left = len(found.moved) + len(found.tolls) - len(moved) - len(tolls)
    most = min(_NEW, ask.asked.number("most", _NEW))
    new = disputes(laid(near, ask.asked, (claims[names[n]] for n in first if names[n] in claims)))
    told = ask.large.library.tallies([n for n, _ in tolls])
    was = {n: library.tallies([m])[0] for n, m in tolls if m is not None}
    pairs = zip(tolls, told, strict=True)
    moves = [
        TollMoved(tally=counts[t.id], was=was.get(n)) for (n, _), t in pairs if t.id in counts
    ]
    view = changing.told(otherwise, moves)
    aside = f"{left:,} more claims and counts stand otherwise." if left else ""
    return replace(view, total=len(found.new), new=tuple(new[:most]), aside=aside), near


def _placed(ask: Ask, rows: Sequence[int]) -> list[int]:
    """The first of some claims, in the order of lists."""
    if len(rows) <= GROUP:
        return sorted(rows)
    query = """SELECT n FROM g.claim WHERE n IN (SELECT unnest($1::INT[]))
        ORDER BY place LIMIT $2"""
    return ask.large.library.numbers(query, list(rows), GROUP)


def _heard(ask: Ask, since: date) -> tuple[changing.Changed, Near]:
    """What was said for the first time since a day whose record is not there."""
    of = ask.filter(Filter("heard > $1", (since,)))
    again = ask.count(ask.filter(Filter("heard <= $1 AND last > $1", (since,))))
    most = min(_NEW, ask.asked.number("most", _NEW))
    near, groups = groups_of(ask, page_of(ask, of, 0)[:most])
    aside = (
        f"How each claim stood on {since} is not put together: of the older ones {again:,} were "
        f"told again since, and may stand otherwise. Open the desk as of {since}: it has that day "
        "put together, and from then on all that stands otherwise is told here."
    )
    view = changing.Changed(
        since=since, days=(), total=ask.count(of), new=groups[:most], aside=aside
    )
    return view, near
