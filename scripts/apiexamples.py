#!/usr/bin/env python3
"""Ask the shipped example each question of the API, for the examples in its description.

    .venv/bin/python scripts/apiexamples.py

Writes src/wellsourced/app/api/examples.json; run it when what the machine reads has changed.
"""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from wellsourced.app.api.answers import paged
from wellsourced.app.api.examples import Example
from wellsourced.app.api.question import question
from wellsourced.app.api.routes import ROUTES, Route, Rows
from wellsourced.case import Case
from wellsourced.model import Decision, Order

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "src" / "wellsourced" / "app" / "api" / "examples.json"
NAME = "Danil Orsak"  # of the example


def main() -> None:
    """Build the example, ask, and write."""
    with tempfile.TemporaryDirectory() as folder:
        case = made(Path(folder) / "tarvenia")
        found = {route.verb: asked(case, route) for route in ROUTES}
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    print(f"{len(found)} examples, {FILE.stat().st_size:,} bytes")


def made(path: Path) -> Case:
    """The example as it is run, with two rulings on it."""
    case = Case.create(path)
    case.settle(ROOT / "examples" / "wellsourced.toml")
    case.add([ROOT / "examples" / "pages"], at=datetime(2010, 1, 1, tzinfo=UTC))
    case.run(workers=0)
    at = datetime(2010, 1, 2, 9, tzinfo=UTC)
    first, second = (r.claim for r in case.review()[:2])
    for reviewer in ("ada", "bo"):
        case.rule(Order(decision=Decision.ASSIGN, of=(first,), value=reviewer), by="ada", at=at)
    for reviewer in ("ada", "bo"):
        case.rule(Order(decision=Decision.ACCEPT, of=(first,)), by=reviewer, at=at)
    note = Order(decision=Decision.NOTE, of=(second,), value="ask the paper for its notes")
    case.rule(note, by="ada", at=at)
    return case.seen(ruled=True, withhold_commenters=True)


def asked(case: Case, route: Route) -> Example:
    """A question with its answer; of a list the first row, of a long record what is in sight."""
    path, query = words(case, route)
    of = question([*query.items()], route.words, route.needs)
    found = route.ask(case, of, path)
    answer = paged(found, of, route.path, "example") if isinstance(route, Rows) else found
    return Example(path=path, query=query, answer=msgspec.Raw(msgspec.json.encode(answer)))


def words(case: Case, route: Route) -> tuple[dict[str, str], dict[str, str]]:
    """What the example is asked with."""
    claim = max(case.claims(about=NAME), key=lambda c: (len(c.rivals), c.id)).id
    tally = max(case.tallies(), key=lambda t: (len(t.evidence), t.id)).id
    page = min((d for d in case.documents() if d.commenters), key=lambda d: (d.parts, d.id)).id
    ids = {"claim": claim, "history": claim, "tally": tally, "page": page}
    query = {"dossier": {"name": NAME}, "why": {"of": tally}, "search": {"q": "ferry"}}
    query |= {"claims": {"about": NAME, "limit": "1"}, "graph": {"least": "8"}}
    path = {"id": ids[route.verb]} if "{id}" in route.path else {}
    return path, query.get(route.verb, {"limit": "1"} if isinstance(route, Rows) else {})


if __name__ == "__main__":
    main()
