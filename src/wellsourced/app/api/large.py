"""What programs ask of a large case: lists are cut out page by page."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

import msgspec
from msgspec import Struct

from wellsourced.app.api.answers import Listed
from wellsourced.app.api.question import LayerOf, Question
from wellsourced.app.api.routes import Pieces, Route, Rows
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.large import GATHERS, Ask
from wellsourced.app.web.large.ask import Filter
from wellsourced.app.web.views.places import Mapped
from wellsourced.app.web.views.search import Found
from wellsourced.errors import StoreError
from wellsourced.large import Large, Lens, Near, Part
from wellsourced.model import Placed, SourceRow

_REVIEWED = 1_000  # rows of the queue that programs can go through
_NONE = Part(bare=True)
Told = Struct | Sequence[Struct] | Listed


def answered(large: Large, route: Route, q: Question, pieces: Pieces, *, withhold: bool) -> Told:
    """Give what a route is asked for, of a large case."""
    lens = Lens(ruled=q.layer is LayerOf.ANALYST, withhold_commenters=withhold)
    given = {"about": q.about or "", "q": q.q or ""}
    asked = Asked(path=route.path, as_of=q.as_of, withhold=withhold, ruled=lens.ruled, given=given)
    ask = Ask(large, lens, asked, pieces)
    if isinstance(route, Rows) and route.verb in _LISTS:
        ask.now()
        return _LISTS[route.verb](ask, q)
    if route.verb in _THINGS:
        return _THINGS[route.verb](ask, route, q)
    return route.ask(ask.near(_NONE), q, pieces)


def _claims(ask: Ask, q: Question) -> Listed:
    more = [Filter("status = $1", (q.status.value,))] if q.status else []
    return _ordered(ask, ask.filter(*more), "n", lambda near, rows: _by_row(ask, near, rows))


def _timeline(ask: Ask, q: Question) -> Listed:
    return _ordered(ask, ask.filter(), "moment", lambda near, rows: near.timeline())


def _ordered(
    ask: Ask, of: Filter, by: str, fill: Callable[[Near, list[int]], Sequence[Struct]]
) -> Listed:
    def cut(start: int, many: int) -> Sequence[Struct]:
        query = f"SELECT n FROM {of.source} WHERE {of.where} ORDER BY {by}"
        rows = ask.large.library.numbers(f"{query} LIMIT {many} OFFSET {start}", *of.given)
        return fill(ask.bare(rows), rows)

    return Listed(ask.count(of), cut)


def _by_row(ask: Ask, near: Near, rows: Sequence[int]) -> Sequence[Struct]:
    """The claims of rows, in their order."""
    known = {c.id: c for c in near.claims()}
    order = (c.id for c in ask.large.library.claims(rows))
    return [known[i] for i in order if i in known]


def _rowed(
    table: str, fill: Callable[[Ask, list[int]], Sequence[Struct]]
) -> Callable[[Ask, Question], Listed]:
    """A list of a table of the record, in its order."""

    def listed(ask: Ask, q: Question) -> Listed:
        total = ask.large.library.number(f"SELECT count(*) FROM {table}")

        def cut(start: int, many: int) -> Sequence[Struct]:
            return fill(ask, list(range(start, min(total, start + many))))

        return Listed(total, cut)

    return listed


def _tallies(ask: Ask, rows: list[int]) -> Sequence[Struct]:
    return ask.near(Part(tallies=tuple(rows), bare=True)).tallies()


def _counts(ask: Ask, q: Question) -> Listed:
    """All counts; those about one name stand in its dossier, which gathers them."""
    if q.about:
        raise StoreError(
            "the counts of so large a case are not listed by a name",
            hint=f"ask /dossier?name={quote(q.about)}, or /tallies without a name",
        )
    return _rowed("r.tallies", _tallies)(ask, q)


def _checks(ask: Ask, rows: list[int]) -> Sequence[Struct]:
    return ask.near(Part(checks=tuple(rows), bare=True)).checks()


def _stories(ask: Ask, rows: list[int]) -> Sequence[Struct]:
    return ask.near(Part(stories=tuple(rows), bare=True)).reuse()


def _documents(ask: Ask, q: Question) -> Listed:
    total = ask.large.library.number("SELECT count(*) FROM r.documents")

    def cut(start: int, many: int) -> Sequence[Struct]:
        query = "SELECT id FROM r.documents ORDER BY file, id"
        ids = ask.large.library.names(f"{query} LIMIT {many} OFFSET {start}")
        near = ask.near(Part(documents=tuple(ids), bare=True))
        found: dict[str, Struct] = {d.id: d for d in near.documents()}
        return [found[i] for i in ids if i in found]

    return Listed(total, cut)


def _places(ask: Ask, q: Question) -> Told:
    """The places with most claims; how many rest on each is told by their screen alone."""
    view, _ = GATHERS["map"](ask)
    assert isinstance(view, Mapped)
    return tuple(msgspec.convert(p, Placed, from_attributes=True) for p in view.places)


def _entities(ask: Ask, rows: list[int]) -> Sequence[Struct]:
    found = ask.large.library.rows(_listed("SELECT id, name FROM r.entities WHERE rowid", rows))
    ids, named = {str(i) for i, _ in found}, tuple(str(n) for _, n in found)
    return [e for e in ask.near(Part(named=named, bare=True)).entities() if e.id in ids]


def _sources(ask: Ask, rows: list[int]) -> Sequence[Struct]:
    cells = ask.large.library.rows(_listed("SELECT * FROM g.source WHERE rowid", rows))
    fields = SourceRow.__struct_fields__
    told = [msgspec.convert(dict(zip(fields, r, strict=True)), SourceRow) for r in cells]
    near = ask.near(_NONE, said=" ".join(r.name for r in told))
    return near.graded(near.veiled(told))


def _listed(query: str, rows: Sequence[int]) -> str:
    return f"{query} IN ({', '.join(map(str, rows)) or 'NULL'}) ORDER BY rowid"


def _review(ask: Ask, q: Question) -> Told:
    query = f"SELECT n FROM g.queue LIMIT {_REVIEWED}"
    begun = [n for i in ask.large.over.decided for n in ask.large.called("claims", i)]
    rows = begun if q.reviewer else [*begun, *ask.large.library.numbers(query)]
    return ask.near(Part(claims=tuple(sorted({*rows})))).review(reviewer=q.reviewer)


_LISTS: Mapping[str, Callable[[Ask, Question], Told]] = {
    "claims": _claims,
    "timeline": _timeline,
    "tallies": _counts,
    "checks": _rowed("r.checks", _checks),
    "reuse": _rowed("r.stories", _stories),
    "documents": _documents,
    "places": _places,
    "entities": _rowed("r.entities", _entities),
    "sources": _rowed("g.source", _sources),
    "review": _review,
}


def _claim(ask: Ask, route: Route, q: Question) -> Told:
    return route.ask(ask.large.claim(ask.lens, ask.of["id"]), q, ask.of)


def _why(ask: Ask, route: Route, q: Question) -> Told:
    name = q.of or ""
    claims = ask.large.called("claims", name)
    part = Part(
        claims=tuple(claims),
        documents=tuple(ask.large.pages_called(name)),
        tallies=tuple(ask.large.called("tallies", name)),
        stories=tuple(ask.large.called("stories", name)),
        named=tuple(ask.large.means(name)),
    )
    near = ask.large.claim(ask.lens, name) if claims else ask.near(part)
    return route.ask(near, q, ask.of)


def _screen(name: str) -> Callable[[Ask, Route, Question], Told]:
    """What a screen shows, from the same part of the case."""

    def told(ask: Ask, route: Route, q: Question) -> Told:
        of = {**ask.of, "name": q.name or ""}
        given = {"dispute": q.dispute or "", "least": str(q.least), **ask.asked.given}
        asked = msgspec.structs.replace(ask.asked, given={k: v for k, v in given.items() if v})
        view, near = GATHERS[name](Ask(ask.large, ask.lens, asked, of))
        if isinstance(view, Found):
            return view
        return route.ask(near, q, ask.of)

    return told


_THINGS: Mapping[str, Callable[[Ask, Route, Question], Told]] = {
    "claim": _claim,
    "history": _claim,
    "why": _why,
    "tally": _screen("tally"),
    "page": _screen("page"),
    "dossier": _screen("dossier"),
    "graph": _screen("graph"),
    "incidents": _screen("incidents"),
    "hypotheses": _screen("hypotheses"),
    "search": _screen("search"),
}
