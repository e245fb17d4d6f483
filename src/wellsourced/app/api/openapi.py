"""The API described by OpenAPI 3.1, with schemas of the records and answers of the example."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec
from msgspec import Struct

from wellsourced import __version__
from wellsourced.app.access.desk import API
from wellsourced.app.api.deciding import Undo
from wellsourced.app.api.examples import examples
from wellsourced.app.api.problems import KINDS, MEDIA, Problem
from wellsourced.app.api.question import Question
from wellsourced.app.api.routes import ROUTES, Route, Rows
from wellsourced.model import Decision, Order, Ruling

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Plan = dict[str, Json]

_REF = "#/components/schemas/{name}"
_SAYS = """The sourced record of a case: who says what happened, through whom, how many independent
sources stand behind it, who denies it, and which numbers do not add up; every record holds the
words it rests on. One address answers one question; lists come page by page."""
_PIECES = {"id": "Id as the lists give it, or its beginning."}
_ORDERS: dict[str, tuple[type[Struct], str]] = {
    "rule": (Order, "Decide: accept, reject, correct, merge, split, grade, note, assign, redact."),
    "undo": (Undo, "Undo a ruling, by its number or id; also one that undid another."),
}


@cache
def document(*, secured: bool) -> bytes:
    """Give the description; `secured`: the case has accounts, so one shows a token."""
    paths: Plan = {f"{API}{route.path}": {"get": _asked(route, secured)} for route in ROUTES}
    paths |= {f"{API}/{verb}": {"post": _ordered(verb, secured)} for verb in _ORDERS}
    components: Plan = {"schemas": _schemas()}
    if secured:
        token: Plan = {"type": "http", "scheme": "bearer", "description": "accounts CASE token"}
        components["securitySchemes"] = {"token": token}
    whole: Plan = {
        "openapi": "3.1.0",
        "info": {"title": "wellsourced", "version": __version__, "description": _SAYS},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": components,
    }
    return msgspec.json.encode(whole)


def slots(route: Route) -> dict[str, Plan]:
    """Give the schemas of what an address can be asked with, by name."""
    known = _question()
    return {name: known[name] for name in sorted(route.words)}


def _asked(route: Route, secured: bool) -> Plan:  # noqa: FBT001
    example = examples().get(route.verb)
    pieces: list[Json] = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": _PIECES[name],
            "schema": {"type": "string", "minLength": 1, "pattern": r"^[^/]+$"},
            "example": example.path.get(name, "") if example else "",
        }
        for name in re.findall(r"{(\w+)}", route.path)
    ]
    words: list[Json] = [_slot(name, plan, route) for name, plan in slots(route).items()]
    content: Plan = {"schema": _given(route)}
    if example:
        content["example"] = msgspec.json.decode(example.answer)
    headers: Plan = {"ETag": {"schema": {"type": "string"}, "description": "Of this answer."}}
    if isinstance(route, Rows):
        headers["Link"] = {"schema": {"type": "string"}, "description": 'rel="next", if any.'}
    answers: Plan = {
        "200": {
            "description": route.says,
            "headers": headers,
            "content": {"application/json": content},
        },
        "304": {"description": "Nothing has changed since the answer of If-None-Match."},
    }
    wrong = (400, 404, 409, *((401, 403) if secured else ()), 429)
    return {
        "operationId": route.verb,
        "summary": route.says,
        "parameters": [*pieces, *words],
        "responses": answers | _wrong(wrong),
        **_security(secured),
    }


def _ordered(verb: str, secured: bool) -> Plan:  # noqa: FBT001
    kind, says = _ORDERS[verb]
    example: Plan = {"ruling": "1", "why": "the wrong one"}
    if kind is Order:
        claim = examples()["claim"].path["id"] if "claim" in examples() else "3fa9c2d1"
        example = {"decision": Decision.ACCEPT, "of": [claim], "why": "read both pages"}
    body: Plan = {"schema": _named(kind), "example": example}
    given: Plan = {
        "description": "The ruling as it is written down.",
        "content": {"application/json": {"schema": _named(Ruling)}},
    }
    wrong = (400, 409, 413, 415, *((401,) if secured else ()), 403)
    return {
        "operationId": verb,
        "summary": says,
        "requestBody": {"required": True, "content": {"application/json": body}},
        "responses": {"200": given, **_wrong(wrong)},
        **_security(secured),
    }


def _slot(name: str, plan: Plan, route: Route) -> Plan:
    example = examples().get(route.verb)
    found: Plan = {"name": name, "in": "query", "required": name in route.needs}
    found["description"] = plan.get("description", "")
    found["schema"] = {k: v for k, v in plan.items() if k != "description"}
    if example and name in example.query:
        word = example.query[name]
        found["example"] = int(word) if plan.get("type") == "integer" else word
    return found


def _given(route: Route) -> Json:
    kinds: list[Json] = [_named(kind) for kind in route.gives]
    one: Json = {"anyOf": kinds} if len(kinds) > 1 else kinds[0]
    if not isinstance(route, Rows):
        return one
    return {
        "type": "object",
        "required": ["items", "total", "next"],
        "properties": {
            "items": {"type": "array", "items": one},
            "total": {"type": "integer", "description": "How many there are."},
            "next": {
                "type": ["string", "null"],
                "description": "`cursor` of the next page; it holds as long as the record does.",
            },
        },
    }


def _wrong(statuses: tuple[int, ...]) -> Plan:
    content: Plan = {MEDIA: {"schema": _named(Problem)}}
    return {
        str(status): {"description": f"It is said why: {KINDS[status][1]}.", "content": content}
        for status in sorted(statuses)
    }


def _security(secured: bool) -> Plan:  # noqa: FBT001
    return {"security": [{"token": []}]} if secured else {}


def _named(kind: type[Struct]) -> Plan:
    return {"$ref": _REF.format(name=kind.__name__)}


def _schemas() -> Plan:
    """The schemas of all records; what a description says stands on one line."""
    kinds: set[type[Struct]] = {Problem, Ruling, Order, Undo}
    kinds |= {kind for route in ROUTES for kind in route.gives}
    found = _components(sorted(kinds, key=lambda k: k.__name__))
    return {name: _lined(plan) for name, plan in found.items()}


def _lined(of: Json) -> Json:
    if isinstance(of, dict):
        words = of.get("description")
        plain: Plan = {"description": " ".join(words.split())} if isinstance(words, str) else {}
        return {k: _lined(v) for k, v in of.items()} | plain
    return [_lined(x) for x in of] if isinstance(of, list) else of


@cache
def _question() -> dict[str, Plan]:
    """The schemas of what can be asked with; None is not said in an address."""
    known = _components([Question])
    parts = known["Question"]["properties"]
    assert isinstance(parts, dict)
    return {name: _plain(plan, known) for name, plan in parts.items() if isinstance(plan, dict)}


def _plain(plan: Plan, known: dict[str, Plan]) -> Plan:
    """A schema without None, and with what it refers to in its place."""
    some, name = plan.get("anyOf"), plan.get("$ref")
    rest: Plan = {k: v for k, v in plan.items() if k not in ("anyOf", "$ref", "default")}
    if isinstance(some, list):
        kept = [p for p in some if isinstance(p, dict) and p.get("type") != "null"]
        return rest | _plain(kept[0], known)
    if isinstance(name, str):
        whole = known[name.rsplit("/", 1)[-1]]
        return {k: v for k, v in whole.items() if k in ("enum", "type")} | rest
    return rest


def _components(kinds: Sequence[type[Struct]]) -> dict[str, Plan]:
    _, found = msgspec.json.schema_components(kinds, ref_template=_REF)
    plain: dict[str, Plan] = msgspec.json.decode(msgspec.json.encode(found))
    return plain
