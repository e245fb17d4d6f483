"""With readers' names withheld, none of them is told: on no screen, in no form, at no address."""

import re
from urllib.parse import quote, urlencode

import pytest
from fastapi import FastAPI

from tests.web.within import ask
from wellsourced.app.access.desk import API
from wellsourced.app.access.doors import Door
from wellsourced.app.web.site import site
from wellsourced.case import Case


@pytest.fixture(scope="module")
def app(example: Case) -> FastAPI:
    return site(example, withhold=True, user="Ada")


def pieces(case: Case, path: str) -> list[str]:
    """What can stand in an address; names as they are known where nothing is hidden."""
    kind = path.removeprefix(API).split("/")[1]
    if "{name:path}" in path:
        named = [e.name for e in case.entities()] + [s.name for s in case.sources()[:20]]
        return [quote(n, safe="") for n in named]
    found = {
        "claims": [c.id for c in sorted(case.claims(), key=lambda c: -len(c.evidence))[:12]],
        "documents": [d.id for d in case.documents()],
        "tallies": [t.id for t in case.tallies()],
        "incidents": [i.id for i in case.incidents()],
    }
    return found[kind] if "{" in path else [""]


def addresses(app: FastAPI, case: Case) -> list[str]:
    """Every address at which one can read, with everything that can stand in it."""
    claim = max(case.claims(), key=lambda c: len(c.evidence)).id
    asked = {"name": "Danil Orsak", "of": claim, "q": "Orsak", "bars": "1", "length": "full"}
    doors = [r for r in app.routes if isinstance(r, Door) and "GET" in r.methods]
    plain = [r.path for r in doors if r.path != "/sign-in"]
    return [
        re.sub(r"{[^}]*}", lambda _, p=piece: p, path)
        + (f"?{urlencode(asked)}" if not path.startswith(API) else _needed(path, asked))
        for path in plain
        for piece in pieces(case, path)[: _many(path)]
    ]


def _many(path: str) -> int:
    """How many of a kind are looked at; over time only few, as each day is a record of its own."""
    if "over-time" in path or "history" in path:
        return 2
    return 4 if path.endswith((".csv", ".json")) else 30


def _needed(path: str, asked: dict[str, str]) -> str:
    needs = {"dossier": "name", "why": "of", "search": "q"}
    word = needs.get(path.rsplit("/", 1)[-1])
    return f"?{word}={quote(asked[word])}" if word else ""


def readers(case: Case) -> list[str]:
    return sorted({name for d in case.documents() for name in d.commenters})


def test_the_example_has_readers_who_are_named_else(example: Case) -> None:
    shown = ask(site(example), f"{API}/documents").text

    assert len(readers(example)) > 5
    assert all(name in shown for name in readers(example))


def test_no_reader_is_named_anywhere(app: FastAPI, example: Case) -> None:
    names = re.compile("|".join(rf"(?<!\w){re.escape(n)}(?!\w)" for n in readers(example)))
    asked = addresses(app, example)
    told = []
    for path in asked:
        answer = ask(app, path)
        assert answer.status_code in (200, 404), path
        found = names.search(answer.text)
        if found and not _asked_for(found[0], path):
            told.append((path, answer.text[max(0, found.start() - 60) : found.end() + 20]))

    assert len(asked) > 100
    assert told == []


def _asked_for(name: str, path: str) -> bool:
    """A name that one typed into the address oneself is told back as not known."""
    return quote(name, safe="") in path


def test_a_question_cannot_lift_what_the_server_withholds(app: FastAPI, example: Case) -> None:
    names = re.compile("|".join(map(re.escape, readers(example))))
    for path in ("/documents?withhold=0", f"{API}/documents?withhold=false", "/documents.json"):
        answer = ask(app, path)
        assert answer.status_code == 200
        assert not names.search(answer.text), path


def test_a_question_can_withhold(example: Case) -> None:
    names = re.compile("|".join(map(re.escape, readers(example))))

    assert not names.search(ask(site(example), f"{API}/documents?withhold=true").text)
