"""Decisions by the API: an order as JSON becomes a ruling, or a problem says what is wrong."""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TypeVar

import msgspec
from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.app.access.desk import API
from wellsourced.app.access.doors import Door
from wellsourced.app.access.porter import person
from wellsourced.app.access.roles import Need, Person
from wellsourced.app.api.problems import problem
from wellsourced.app.web.serving import Site
from wellsourced.errors import InputError
from wellsourced.model import Decision, Order

MOST = 64 * 1024  # bytes of a body
T = TypeVar("T", bound=Struct)


class Undo(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which ruling is undone, by its number or id, and for what reason."""

    ruling: str
    why: str = ""


class _TooLongError(Exception):
    """A body that is longer than any order."""


def doors() -> tuple[Door, ...]:
    """Give the addresses at which is decided."""
    return (
        Door(f"{API}/rule", _rule, Need.RULE, "POST"),
        Door(f"{API}/undo", _undo, Need.RULE, "POST"),
    )


async def _rule(request: Request) -> Response:
    return await _decided(request, Order, lambda order: order)


async def _undo(request: Request) -> Response:
    return await _decided(
        request, Undo, lambda u: Order(decision=Decision.UNDO, of=(u.ruling,), why=u.why)
    )


async def _decided(request: Request, kind: type[T], order: Callable[[T], Order]) -> Response:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        told = f"the body is {media or 'of no kind'}"
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, told, "send application/json")
    try:
        wanted = msgspec.json.decode(await _body(request), type=kind)
    except _TooLongError:
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body has more than {MOST} bytes")
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return problem(HTTPStatus.BAD_REQUEST, str(error), "/api tells what a body holds")
    return await run_in_threadpool(_written, request, order(wanted), person(request))


async def _body(request: Request) -> bytes:
    found = bytearray()
    async for piece in request.stream():
        found += piece
        if len(found) > MOST:
            raise _TooLongError
    return bytes(found)


def _written(request: Request, order: Order, by: Person) -> Response:
    site: Site = request.app.state.site
    try:
        done = site.rule(order, by, datetime.now(UTC))
    except InputError as error:
        return problem(HTTPStatus.CONFLICT, error.problem, error.hint, "no-ruling")
    return Response(msgspec.json.encode(done), media_type="application/json")
