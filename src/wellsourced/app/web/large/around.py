"""What a large case holds about a name, some days or a whole: of very much the weightiest."""

from datetime import date
from itertools import groupby

import msgspec
from msgspec.structs import replace

from wellsourced.app.web.large.ask import Ask, Cut, Filter
from wellsourced.app.web.views import brief as briefing
from wellsourced.app.web.views import graph as drawing
from wellsourced.app.web.views import hypotheses as rivalling
from wellsourced.app.web.views import incidents as happening
from wellsourced.app.web.views import names as naming
from wellsourced.app.web.views import timeline as ordering
from wellsourced.case import disputes
from wellsourced.large import Near, Part, whole
from wellsourced.model import Reliance

_DOSSIER = 100  # claims of a name that are told, the most contested first
_COUNTS = 50
_GRAPH = 300  # claims from which the sources are drawn
_DAYS = 600  # claims from which incidents are put together at once
_RIVALS = 30  # of a dispute that are set against each other
_RULED = 100  # claims that hypotheses of the settings are set against
_BRIEF = 30  # claims of which a brief is made


def dossier(ask: Ask) -> Cut:
    """Give what the record holds about a name."""
    ask.now()
    library = ask.large.library
    name = ask.of["name"]
    means = ask.large.means(name)
    called = means[0] if means else name
    own = "SELECT DISTINCT n, place FROM g.about WHERE name = $1 AND role <> 'words'"
    folded = ask.large.folded(called)
    rows = library.numbers(f"{own} ORDER BY place LIMIT {_DOSSIER}", folded)
    total = library.number(f"SELECT count(*) FROM ({own})", folded)
    slots = "list_concat(string_split(coalesce(place, ''), '; '), [\"group\", \"by\"])"
    counts = library.numbers(
        f"""SELECT rowid FROM r.tallies WHERE list_contains({slots}, $1)
        ORDER BY coalesce(best, 0) DESC, id LIMIT {_COUNTS}""",
        called,
    )
    part = Part(
        claims=tuple(sorted(rows)), tallies=tuple(sorted(counts)), named=(called,), bare=True
    )
    near = ask.near(part, said=name)
    view = naming.about(near, ask.asked, {"name": called})
    left = total - len(rows)
    if left <= 0:
        return Cut(view, near)
    aside = (
        f"{total:,} claims speak of this name or come from it. Here are the {len(rows):,} most "
        "contested and best backed; whom another bore out is not counted."
    )
    told = msgspec.structs.replace(view.dossier, reliance=_reliance(ask, called))
    return Cut(msgspec.structs.replace(view, dossier=told, aside=aside), near)


def _reliance(ask: Ask, name: str) -> Reliance | None:
    """How what a source says has fared, by the register's counts."""
    rows = ask.large.library.rows(
        """SELECT sum(claims), sum(alone), sum(denied), sum(retracted) FROM g.source
        WHERE name = $1""",
        name,
    )
    claims, alone, denied, retracted = (whole(n) for n in rows[0])
    if not claims:
        return None
    return Reliance(
        claims=claims, alone=alone, denied=denied, retracted=retracted, borne_out=0, passes_on=0
    )


def graph(ask: Ask) -> Cut:
    """Give the sources drawn, by the claims that are most contested and best backed."""
    ask.now()
    rows = ask.large.library.numbers(f"SELECT n FROM g.claim WHERE place <= {_GRAPH}")
    near = ask.bare(rows)
    view = drawing.drawn(near, ask.asked, ask.of)
    aside = f"Drawn from the {len(rows):,} claims that are most contested and best backed."
    return Cut(msgspec.structs.replace(view, aside=aside), near)


def incidents(ask: Ask) -> Cut:
    """Give what happened in some days; by itself in the last of which something is claimed."""
    ask.now()
    near, told = _days(ask)
    found = near.incidents()
    shown = happening.Listed(
        total=len(found),
        start=0,
        incidents=found,
        window=told,
        aside=(
            "In a case so large incidents are put together from claims of some days at a time: "
            f"here of {told.first} to {told.last}."
        )
        if told
        else "",
    )
    return Cut(shown, near)


def incident(ask: Ask) -> Cut:
    """Give one incident of some days."""
    ask.now()
    near, _ = _days(ask)
    own = [i for i in near.incidents() if i.id.startswith(ask.of["id"])][:1]
    claims = [n for i in own for c in i.claims for n in ask.large.called("claims", c)]
    counts = [n for i in own for t in i.tallies for n in ask.large.called("tallies", t)]
    pages = tuple(sorted({d for i in own for d in i.documents}))
    part = Part(claims=(*sorted(claims),), tallies=(*sorted(counts),), documents=pages)
    near = ask.near(msgspec.structs.replace(part, bare=True))
    return Cut(happening.shown(near, ask.asked, ask.of), near)


def _days(ask: Ask) -> tuple[Near, happening.Window | None]:
    """The claims of the days that end with one asked for (`until`), as many as go together."""
    until = ordering.day_of(ask.asked, "until")
    fits = "stated AND start IS NOT NULL AND finish - start <= 31"
    of = ask.filter(Filter(fits), *([Filter("start <= $1", (until,))] if until else []))
    rows = ask.large.library.rows(
        f"SELECT n, start FROM {of.source} WHERE {of.where} ORDER BY moment DESC LIMIT {_DAYS}",
        *of.given,
    )
    dated = [(whole(n), d) for n, d in rows if isinstance(d, date)]
    days = sorted({d for _, d in dated})
    if not days:
        return ask.near(Part(bare=True)), None
    first = days[0] if len(rows) < _DAYS else days[min(1, len(days) - 1)]  # of whole days
    claims = tuple(sorted(n for n, d in dated if d >= first))
    counts = ask.large.library.numbers(
        f"""SELECT rowid FROM r.tallies WHERE coalesce(earliest, latest) BETWEEN $1 AND $2
        LIMIT {_DAYS}""",
        first,
        days[-1],
    )
    part = Part(claims=claims, tallies=tuple(sorted(counts)), bare=True)
    return ask.near(part), happening.Window(first=first, last=days[-1])


def brief(ask: Ask) -> Cut:
    """Give a brief of the most contested and best backed claims, about a name if asked."""
    ask.now()
    of = ask.filter()
    rows = ask.large.library.numbers(
        f"SELECT n FROM {of.source} WHERE {of.where} ORDER BY place LIMIT {_BRIEF}", *of.given
    )
    near = ask.near(Part(claims=tuple(sorted(rows))))
    given = {k: v for k, v in ask.asked.given.items() if k not in ("about", "since")}
    view = briefing.brief(near, msgspec.structs.replace(ask.asked, given=given), ask.of)
    total = ask.count(of)
    aside = (
        f"Of {total:,} claims the {len(rows)} most contested and best backed are told."
        if total > len(rows)
        else ""
    )
    return Cut(msgspec.structs.replace(view, aside=aside), near)


def rival(ask: Ask) -> Cut:
    """Give the disputes that can be taken as a question, or the matrix of one."""
    ask.now()
    found = ask.large.library.rows(
        "SELECT n, head, rivals FROM g.claim WHERE size > 1 ORDER BY place LIMIT 300"
    )
    held = [list(g) for _, g in groupby(found, key=lambda r: r[1])]
    groups = [[whole(n) for n, _, _ in g] for g in held if any(r for _, _, r in g)]
    dispute = ask.asked.given.get("dispute") or None
    own = ask.large.called("claims", dispute) if dispute else []
    beside = ask.large.library.numbers(
        f"""SELECT n FROM g.claim WHERE head IN (SELECT head FROM g.claim
        WHERE n IN ({", ".join(map(str, own)) or "NULL"})) ORDER BY place LIMIT {_RIVALS}"""
    )
    several = ask.bare([n for g in groups[:12] for n in g[:40]])
    offered = tuple(g for g in disputes(several.claims()) if any(c.rivals for c in g))[:12]
    if dispute:
        near = ask.near(Part(claims=tuple(sorted({*own, *beside}))))
        told = near.hypotheses(dispute=dispute)
        return Cut(rivalling.Rival(matrices=told, offered=offered, none=""), near)
    if not ask.large.settings().hypotheses:
        return Cut(replace(rivalling.rival(several, ask.asked, ask.of), offered=offered), several)
    rows = ask.large.library.numbers(f"SELECT n FROM g.claim WHERE place <= {_RULED} ORDER BY n")
    near = ask.near(Part(claims=tuple(rows)))
    aside = f"Set against the {_RULED} claims that are most contested and best backed."
    told = near.hypotheses()
    return Cut(rivalling.Rival(matrices=told, offered=offered, none="", aside=aside), near)
