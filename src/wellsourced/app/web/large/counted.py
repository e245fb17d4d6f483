"""What a large case counts: pages, names, sources, places, tolls and copies, a screenful each."""

import msgspec

from wellsourced.app.sums import ORDER
from wellsourced.app.web.large.ask import PAGE, Ask, Cut
from wellsourced.app.web.large.lists import failing_checks, turned
from wellsourced.app.web.views import copies as copying
from wellsourced.app.web.views import names as naming
from wellsourced.app.web.views import page as reading
from wellsourced.app.web.views import places as mapping
from wellsourced.app.web.views import tallies as counting
from wellsourced.large import Part, whole
from wellsourced.model import Entity, Outcome, SourceRow

_PLACES = 500  # that are put on the map
_CHECKS = 30
_TEXTS = 10  # that stand in several pages, on a screen
_TOLLS = 20  # of each outcome, where all are shown


def documents(ask: Ask) -> Cut:
    """Give the pages, by their files."""
    library = ask.large.library
    known = "true"
    if ask.day is not None:
        known = f"coalesce(published.latest, fetched_at::DATE) <= DATE '{ask.day}'"
    rows = library.names(
        f"""SELECT id FROM r.documents WHERE {known} ORDER BY file, id
        LIMIT {PAGE} OFFSET {ask.start}"""
    )
    near = ask.near(Part(documents=tuple(rows), bare=True, alone=True))
    order = {i: n for n, i in enumerate(rows)}
    found = [d for d in near.documents(as_of=ask.asked.as_of) if d.id in order]
    total = library.pages_known()
    if ask.day is not None:
        total = library.number(f"SELECT count(*) FROM r.documents WHERE {known}")
    shown = tuple(sorted(found, key=lambda d: order[d.id]))
    return Cut(reading.Listed(documents=shown, turn=turned(ask, len(rows), total)), near)


def names(ask: Ask) -> Cut:
    """Give the names of one kind, or of each the first, most spoken of first."""
    ask.now()
    kind = ask.asked.given.get("kind", "")
    library = ask.large.library
    counts = {
        str(k): whole(n)
        for k, n in library.once("SELECT kind, count(*) FROM r.entities GROUP BY 1 ORDER BY 1")
    }
    told: list[str] = []
    for one in [k for k in counts if not kind or k == kind]:
        query = "SELECT name FROM r.entities WHERE kind = $1 ORDER BY mentions DESC, name, id"
        told += library.names(f"{query} LIMIT {PAGE} OFFSET {ask.start if kind else 0}", one)
    near = ask.near(Part(named=tuple(told), bare=True))
    wanted = set(told)
    found = [e for e in near.entities() if e.name in wanted and (not kind or e.kind == kind)]
    kinds = tuple(
        (k, tuple(sorted((e for e in found if e.kind == k), key=_spoken))) for k in counts
    )
    shown = naming.Named(
        kinds=tuple((k, f) for k, f in kinds if f),
        counts=counts,
        turn=turned(ask, len(found), counts.get(kind, 0)) if kind else None,
    )
    return Cut(shown, near)


def _spoken(entity: Entity) -> tuple[int, str, str]:
    return -entity.mentions, entity.name, entity.id


def sources(ask: Ask) -> Cut:
    """Give who says things first, most claims first."""
    ask.now()
    library = ask.large.library
    query = f"SELECT * FROM g.source LIMIT {PAGE} OFFSET {ask.start}"
    fields = SourceRow.__struct_fields__
    rows = [
        msgspec.convert(dict(zip(fields, r, strict=True)), SourceRow) for r in library.rows(query)
    ]
    near = ask.near(Part(bare=True), said=" ".join(r.name for r in rows))
    found = near.graded(near.veiled(rows))
    total = whole(library.once("SELECT count(*) FROM g.source")[0][0])
    view = naming.Sources(
        named=tuple(r for r in found if not r.unnamed),
        unnamed=tuple(r for r in found if r.unnamed),
        turn=turned(ask, len(rows), total),
    )
    return Cut(view, near)


def places(ask: Ask) -> Cut:
    """Give the places with most claims; how many rest on each, not which."""
    ask.now()
    library = ask.large.library
    fields = ("name", "latitude", "longitude", "score", "country", "many", "contested", "counts")
    rows = library.once(
        f"""SELECT name, latitude, longitude, score, country, claims, contested, tallies, killed
        FROM g.spot WHERE claims > 0 OR tallies > 0 LIMIT {_PLACES}"""
    )
    cells = [dict(zip((*fields, "killed"), r, strict=True)) for r in rows]
    near = ask.near(Part(bare=True), said=" ".join(str(c["name"]) for c in cells))
    told = [
        msgspec.convert({**c, "radius": None, "claims": (), "tallies": ()}, mapping.Spot)
        for c in cells
    ]
    counted = library.once("SELECT count(*), count_if(claims = 0 AND tallies = 0) FROM g.spot")
    all_of_them, bare = (whole(n) for n in counted[0])
    all_of_them -= bare
    left = all_of_them - len(rows)
    aside = f"The {len(rows):,} places with most claims; {left:,} more have fewer." if left else ""
    return Cut(mapping.Mapped(places=near.veiled(told), bare=bare, aside=aside), near)


def tolls(ask: Ask) -> Cut:
    """Give the counts of one outcome, or of each the first; those first that do not add up."""
    ask.now()
    library = ask.large.library
    wanted = ask.asked.given.get("outcome", "")
    of, given = "true", list[object]()
    if ask.about is not None:
        names = ask.large.means(ask.about)
        slots = "list_concat(string_split(coalesce(place, ''), '; '), [\"group\", \"by\"])"
        of, given = f"list_has_any({slots}, $1)", [names]
    often = not given and not ask.start  # asked by everybody, and always the same
    found = library.once if often else lambda query: library.rows(query, *given)
    listed = found(f"SELECT outcome, count(*) FROM r.tallies WHERE {of} GROUP BY 1")
    counts = {Outcome(str(k)).value: whole(n) for k, n in listed}
    rows: list[int] = []
    for outcome in (o for o in counts if not wanted or o == wanted):
        first = found(
            f"""SELECT rowid FROM r.tallies WHERE {of} AND outcome = '{outcome}'
            ORDER BY len(list_filter(checks, lambda c: c.verdict = 'inconsistent')) = 0,
            -coalesce(best, 0), id LIMIT {PAGE if wanted else _TOLLS}
            OFFSET {ask.start if wanted else 0}"""
        )
        rows += (whole(n) for (n,) in first)
    near = ask.near(Part(tallies=tuple(sorted(rows)), bare=True))
    checks = library.once(
        f"SELECT DISTINCT n FROM g.checked WHERE NOT failing ORDER BY n LIMIT {_CHECKS}"
    )
    failing = failing_checks(ask, _CHECKS)
    holding = ask.near(Part(checks=tuple(whole(n) for (n,) in checks), bare=True)).checks()
    view = counting.told(near.tallies(), (*failing, *holding))
    order = sorted(counts, key=lambda o: ORDER[Outcome(o)])
    view = msgspec.structs.replace(
        view,
        counts={o: counts[o] for o in order},
        aside=_checked(ask, len(failing), len(holding)),
        turn=turned(ask, len(rows), counts.get(wanted, 0)) if wanted else None,
    )
    return Cut(view, near)


def _checked(ask: Ask, failing: int, holding: int) -> str:
    """How many checks more there are than are shown."""
    left = ask.large.sums["failing"] - failing
    held = ask.large.sums["holding"] - holding
    told = [f"{left:,} more sums that fail"] if left else []
    told += [f"{held:,} more that hold"] if held else []
    return f"Of the sums the first are shown: there are {' and '.join(told)}." if told else ""


def copies(ask: Ask) -> Cut:
    """Give the texts that stand in several pages, the most copied first."""
    ask.now()
    library = ask.large.library
    page = ask.asked.given.get("page", "")
    of = "WHERE document = $1" if page else ""
    given = [page] if page else []
    rows = library.numbers(
        f"""SELECT n FROM (SELECT DISTINCT n, pages FROM g.copied {of})
        ORDER BY pages DESC, n LIMIT {_TEXTS} OFFSET {ask.start}""",
        *given,
    )
    listed = f"SELECT DISTINCT document FROM g.copied WHERE n IN ({_numbers(rows)})"
    told = (*library.names(listed), *([page] if page else []))
    near = ask.near(Part(stories=tuple(sorted(rows)), documents=told, bare=True, alone=True))
    wanted = set(library.names(f"SELECT id FROM r.stories WHERE rowid IN ({_numbers(rows)})"))
    found = copying.copies(near, ask.asked, ask.of)
    texts = tuple(t for t in found.texts if t.story.id in wanted)
    total = ask.large.sums["texts"]
    if page:
        total = library.number(f"SELECT count(DISTINCT n) FROM g.copied {of}", *given)
    shown = msgspec.structs.replace(found, texts=texts, turn=turned(ask, len(rows), total, _TEXTS))
    return Cut(shown, near)


def _numbers(rows: list[int]) -> str:
    return ", ".join(map(str, rows)) or "NULL"
