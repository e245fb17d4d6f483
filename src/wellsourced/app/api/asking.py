"""The doors of the API: a question is taken apart, asked of the case, and answered as JSON."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from urllib.parse import urlencode

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from wellsourced import __version__
from wellsourced.app.access.desk import API, Desk
from wellsourced.app.access.doors import Door
from wellsourced.app.access.porter import person
from wellsourced.app.access.roles import Need, RefusedError
from wellsourced.app.api.answers import Listed, known, paged, tag
from wellsourced.app.api.large import answered
from wellsourced.app.api.openapi import document
from wellsourced.app.api.question import LayerOf, Question, question
from wellsourced.app.api.routes import ROUTES, Route, Rows
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.serving import Site
from wellsourced.large import Large

JSON = "application/json"


def doors() -> tuple[Door, ...]:
    """Give the addresses at which a case is asked."""
    asked = (Door(f"{API}{route.path}", _answers(route), Need.READ) for route in ROUTES)
    return (Door(f"{API}/openapi.json", _described, Need.READ), *asked)


def _described(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    return Response(document(secured=desk.accounts.any()), media_type=JSON)


def _answers(route: Route) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked = question(request.query_params.multi_items(), route.words, route.needs)
        _own(request, asked)
        site: Site = request.app.state.site
        hall = site.on(site.hall, asked.as_of)
        if hall is not None:
            return _answer(request, route, asked, site, hall)
        with site.turn:
            return _answer(request, route, asked, site, None)

    return answer


def _answer(
    request: Request, route: Route, asked: Question, site: Site, hall: Large | None
) -> Response:
    """Answer, or say that nothing has changed; the record may only be newer than its name."""
    name = site.edition(hall)
    mark = tag(name, __version__, request.url.path, request.url.query, site.withhold)
    headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
    if known(request.headers.get("if-none-match"), mark):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    told, asked = _told(request, route, asked, site, hall)
    if not isinstance(route, Rows) or isinstance(told, Struct):
        return Response(msgspec.json.encode(told), headers=headers, media_type=JSON)
    page = paged(told, asked, request.url.path, name)
    if page.next:
        headers["Link"] = f'<{_next(request, page.next)}>; rel="next"'
    return Response(msgspec.json.encode(page), headers=headers, media_type=JSON)


def _told(
    request: Request, route: Route, asked: Question, site: Site, hall: Large | None
) -> tuple[Struct | Sequence[Struct] | Listed, Question]:
    """What is told, and what was asked, as of a day that has a record."""
    hidden = site.withhold or asked.withhold
    if hall is not None:
        if hall.day is not None:
            asked = msgspec.structs.replace(asked, as_of=hall.day)
        with site.turns.turn(f"api {route.path}"), site.made_meanwhile(asked.as_of):
            return answered(hall, route, asked, request.path_params, withhold=hidden), asked
    seen = Asked(
        path=request.url.path,
        as_of=asked.as_of,
        withhold=hidden,
        ruled=asked.layer is LayerOf.ANALYST,
    )
    case = site.seen(seen)
    asked = msgspec.structs.replace(asked, as_of=site.day(case, asked.as_of))
    return route.ask(case, asked, request.path_params), asked


def _next(request: Request, cursor: str) -> str:
    """The address of the next page; written anew, so that nothing in it can end a header."""
    given = [(k, v) for k, v in request.query_params.multi_items() if k != "cursor"]
    return f"?{urlencode([*given, ('cursor', cursor)])}"


def _own(request: Request, asked: Question) -> None:
    """What one of two reviewers has judged is for their own eyes until both have."""
    asker = person(request)
    if asker.account and asked.reviewer is not None and asked.reviewer != asker.name:
        raise RefusedError(
            "what another reviewer judged is not shown", hint="reviewer takes your own name"
        )
