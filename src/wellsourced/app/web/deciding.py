"""Decisions made in the browser: a form that is sent becomes a ruling, or says what is wrong."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import TypeVar

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wellsourced.app.access.porter import person
from wellsourced.app.web.serving import Site
from wellsourced.errors import InputError
from wellsourced.model import Decision, Order, Slot

E = TypeVar("E", bound=StrEnum)


async def decide(request: Request) -> Response:
    """Write down what a form asks for, and lead back to where it stood (`back`).

    A script that asks for JSON gets the ruling.
    """
    form = await request.form()
    site: Site = request.app.state.site
    done = await run_in_threadpool(site.rule, order(form), person(request), datetime.now(UTC))
    if request.headers.get("accept", "").startswith("application/json"):
        return Response(msgspec.json.encode(done), media_type="application/json")
    return RedirectResponse(local(_word(form, "back")), HTTPStatus.SEE_OTHER)


def order(form: FormData) -> Order:
    """Give the decision that a form asks for; raises InputError for what is none."""
    field = _word(form, "field")
    return Order(
        decision=_one_of(Decision, "decision", _word(form, "decision")),
        of=_words(form, "of"),
        field=_one_of(Slot, "field", field) if field else None,
        value=_word(form, "value") or None,
        why=_word(form, "why"),
        within=_word(form, "within") or None,
        out=_words(form, "out"),
    )


def local(path: str) -> str:
    """Give a path of this site; anything else is the desk.

    >>> local("/claims/3f?as_of=2031-03-04#why"), local("//evil.example/"), local("https://x")
    ('/claims/3f?as_of=2031-03-04#why', '/', '/')
    """
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if plain and path.isprintable() else "/"


def _one_of(kind: type[E], name: str, word: str) -> E:
    try:
        return kind(word)
    except ValueError as error:
        raise InputError(f"{name}={word!r} is none", hint=f"one of {', '.join(kind)}") from error


def _word(form: FormData, name: str) -> str:
    found = form.get(name, "")
    return found.strip() if isinstance(found, str) else ""


def _words(form: FormData, name: str) -> tuple[str, ...]:
    found: Sequence[object] = form.getlist(name)
    return tuple(w.strip() for w in found if isinstance(w, str) and w.strip())
