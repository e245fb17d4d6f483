"""The site of a case: its screens at their addresses, each as a page, as JSON and as CSV."""

from collections.abc import Iterable
from http import HTTPStatus
from importlib import resources

import msgspec
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from wellsourced import __version__
from wellsourced.app.web import paint
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.deciding import decide
from wellsourced.app.web.guard import Gate, Guard
from wellsourced.app.web.screens import Screen, View
from wellsourced.app.web.serving import Site
from wellsourced.app.web.views import SCREENS
from wellsourced.case import Case
from wellsourced.errors import InputError, WellsourcedError

_WEEK = "public, max-age=604800, immutable"


def site(case: Case, *, withhold: bool = False, user: str = "") -> FastAPI:
    """Give the application that shows a case.

    `withhold`: readers are never named; `user`: in whose name is decided, empty: in nobody's.
    """
    app = FastAPI(
        title="wellsourced", version=__version__, openapi_url=None, docs_url=None, redoc_url=None
    )
    app.add_middleware(Gate)
    app.add_middleware(Guard)
    app.state.site = Site(case, withhold=withhold, user=user)
    for screen in SCREENS:
        _show(app, screen)
    app.add_route("/rule", decide, methods=["POST"], include_in_schema=False)
    files = resources.files("wellsourced.app.web").joinpath("static")
    app.mount(f"/static/{__version__}", _Files(directory=str(files)), name="static")
    app.add_exception_handler(WellsourcedError, _wrong)
    app.add_exception_handler(HTTPException, _missing)
    return app


class _Files(StaticFiles):
    """Files that never change under their address, which holds the version."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = _WEEK
        return answer


def _show(app: FastAPI, screen: Screen) -> None:
    """Put a screen at its addresses; the forms first, as a name may hold a dot."""
    bare = "/desk" if screen.path == "/" else screen.path

    def gathered(request: Request) -> tuple[Asked, View]:
        of: Site = request.app.state.site
        question = of.asked(request)
        with of.turn:
            return question, screen.gather(of.seen(question), question, request.path_params)

    def as_json(request: Request) -> Response:
        _, view = gathered(request)
        content = msgspec.json.format(msgspec.json.encode(view), indent=1)
        return Response(content, media_type="application/json")

    def as_csv(request: Request) -> Response:
        _, view = gathered(request)
        return Response("".join(view.sheet()), media_type="text/csv; charset=utf-8")

    def as_page(request: Request) -> Response:
        question, view = gathered(request)
        return HTMLResponse(_page(request, screen.name, question, view))

    app.add_route(f"{bare}.json", as_json, methods=["GET"], include_in_schema=False)
    app.add_route(f"{bare}.csv", as_csv, methods=["GET"], include_in_schema=False)
    app.add_route(screen.path, as_page, methods=["GET"], include_in_schema=False)


def _page(request: Request, name: str, question: Asked, view: View) -> str:
    of: Site = request.app.state.site
    with of.turn:
        days = of.seen(question).days()
    return paint.page(
        name,
        question,
        view=view,
        days=days,
        case=of.case.path.name,
        version=__version__,
        menu=_menu(SCREENS, question.path),
        screen=name,
        decides=of.decides,
    )


def _menu(screens: Iterable[Screen], here: str) -> list[tuple[str, str, bool]]:
    """The screens that have a heading, and which of them, or of their parts, is this one."""
    return [
        (s.heading, s.path, here == s.path or (s.path != "/" and here.startswith(f"{s.path}/")))
        for s in screens
        if s.heading
    ]


def _wrong(request: Request, error: Exception) -> Response:
    """What the user can put right, with how."""
    assert isinstance(error, WellsourcedError)
    status = HTTPStatus.NOT_FOUND if isinstance(error, InputError) else HTTPStatus.CONFLICT
    return _told(request, status, error.problem, error.hint)


def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    hint = "the menu leads to all there is" if error.status_code == 404 else ""
    return _told(request, HTTPStatus(error.status_code), error.detail, hint)


def _told(request: Request, status: HTTPStatus, problem: str, hint: str) -> Response:
    """Say what is wrong: as problem+json (RFC 9457) to programs, as a page to people."""
    if request.url.path.endswith((".json", ".csv")):
        told = {"type": "about:blank", "title": status.phrase, "status": int(status)}
        told |= {"detail": problem} | ({"hint": hint} if hint else {})
        content = msgspec.json.encode(told)
        return Response(content, int(status), media_type="application/problem+json")
    of: Site = request.app.state.site
    page = paint.page(
        "error",
        Asked(path=request.url.path, withhold=of.withhold),
        problem=problem,
        hint=hint,
        days=(),
        case=of.case.path.name,
        version=__version__,
        menu=_menu(SCREENS, ""),
        screen="error",
        decides=False,
    )
    return HTMLResponse(page, int(status))
