"""The site of a case: its screens at their addresses, each as a page, as JSON and as CSV."""

import time
from http import HTTPStatus
from importlib import resources

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from wellsourced import __version__
from wellsourced.app.access import porter
from wellsourced.app.access.accounts import Accounts
from wellsourced.app.access.desk import API, Desk, Rules
from wellsourced.app.access.doors import Door, Hall
from wellsourced.app.access.roles import Need, Person, RefusedError
from wellsourced.app.access.signing import Signing, Voucher
from wellsourced.app.api import asking, deciding
from wellsourced.app.api.answers import OutdatedError, known, tag
from wellsourced.app.api.problems import problem
from wellsourced.app.api.question import WrongQuestionError
from wellsourced.app.web import paint
from wellsourced.app.web.answers import Answer
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.deciding import decide, local
from wellsourced.app.web.guard import Gate, Guard
from wellsourced.app.web.making import SCREENS, Wanted, made, menu
from wellsourced.app.web.screens import File, Screen
from wellsourced.app.web.second import Second
from wellsourced.app.web.serving import Site
from wellsourced.case import Case
from wellsourced.errors import InputError, NotYetError, WellsourcedError
from wellsourced.large import MANY, Large

__all__ = ["SCREENS", "site"]

_STATUS = {
    InputError: HTTPStatus.NOT_FOUND,
    NotYetError: HTTPStatus.SERVICE_UNAVAILABLE,
    RefusedError: HTTPStatus.FORBIDDEN,
    WrongQuestionError: HTTPStatus.BAD_REQUEST,
}
_AGAIN = "60"  # seconds
_WEEK = "public, max-age=604800, immutable"


def site(
    case: Case,
    *,
    withhold: bool = False,
    user: str = "",
    desk: Desk | None = None,
    voucher: Voucher | None = None,
    many: int = MANY,
) -> FastAPI:
    """Give the application that shows a case.

    `withhold`: readers are never named; `user`: in whose name is decided while there are no
    accounts, empty: in nobody's; `desk`: who lets people in, else one for this machine alone;
    `voucher`: by whom else one can sign in; `many`: claims from which on it is a large case.
    """
    desk = desk or Desk(Accounts(case.path), Rules(user=user))
    app = FastAPI(
        title="wellsourced", version=__version__, openapi_url=None, docs_url=None, redoc_url=None
    )
    app.add_middleware(porter.Porter, desk=desk, tell=_told)
    app.add_middleware(Gate)
    app.add_middleware(porter.Hosts, names=desk.rules.names)
    app.add_middleware(Guard)
    app.state.site, app.state.desk = Site(case, withhold=withhold, many=many), desk
    app.state.helper = None  # who makes what takes long, of a large case
    for screen in SCREENS:
        app.router.routes.extend(_doors(screen))
    app.router.routes.append(Door("/rule", decide, Need.RULE, "POST"))
    app.router.routes.extend((*asking.doors(), *deciding.doors()))
    app.router.routes.extend(Signing(desk, _drawn, local, voucher).doors())
    files = _Files(directory=str(resources.files("wellsourced.app.web").joinpath("static")))
    app.router.routes.append(Hall(f"/static/{__version__}", files, Need.NOTHING, "static"))
    app.add_exception_handler(WellsourcedError, _wrong)
    app.add_exception_handler(HTTPException, _missing)
    return app


class _Files(StaticFiles):
    """Files that never change under their address, which holds the version."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = _WEEK
        return answer


def _doors(screen: Screen) -> tuple[Door, ...]:
    """Give a screen its addresses; the forms first, as a name may hold a dot."""
    bare = "/desk" if screen.path == "/" else screen.path

    def door(path: str, form: str) -> Door:
        return Door(path, lambda request: _given(request, screen, form), Need.READ)

    def taken(form: File) -> Door:
        def as_file(request: Request) -> Response:
            answer = _given(request, screen, form.suffix)
            name = f'attachment; filename="{screen.name}.{form.suffix}"'
            answer.headers["Content-Disposition"] = name
            return answer

        return Door(f"{bare}.{form.suffix}", as_file, Need.READ)

    return (
        *map(taken, screen.files),
        door(f"{bare}.json", "json"),
        door(f"{bare}.csv", "csv"),
        door(screen.path, "page"),
    )


def _given(request: Request, screen: Screen, form: str) -> Response:
    """Give a screen in one of its forms, as it was given before if nothing has changed since.

    What is kept is known by the record and the rulings, by the address, and by all that is known
    of who asks: nobody is ever given what was made for somebody with other rights or another name.
    """
    of: Site = request.app.state.site
    asker, asked = porter.person(request), of.asked(request)
    hall = of.on(of.hall, asked.as_of)
    wanted = Wanted(
        screen=screen.name,
        form=form,
        asked=asked,
        of=request.path_params,
        asker=asker,
        edition=of.edition(hall),
    )
    key = tag(wanted.edition, request.url.path, request.url.query, form, of.withhold, _kind(asker))
    headers = {"ETag": key, "Vary": "Cookie, Authorization"}
    if not asker.account:  # a browser of somebody who signs in keeps nothing
        headers["Cache-Control"] = "private, no-cache"
    if known(request.headers.get("if-none-match"), key):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    helper: Second | None = request.app.state.helper
    start, makings = time.perf_counter(), list[str]()

    def make() -> Answer:
        makings.append(key)
        return _made(of, wanted, hall, helper)

    answer = of.answers.give(key, make)
    took = 1000 * (time.perf_counter() - start)
    headers["Server-Timing"] = f"{'made' if makings else 'kept'};dur={took:.1f}"
    return Response(answer.body, headers=headers, media_type=answer.media)


def _made(of: Site, wanted: Wanted, hall: Large | None, helper: Second | None) -> Answer:
    """Make an answer here, or, if it takes long and there is who helps, beside."""
    weighed = hall is not None and wanted.asked.as_of is not None and hall.day is None
    dear = of.turns.dearest(wanted.kind, weighed=weighed)
    if hall is not None and helper is not None and dear:
        with of.turns.beside(wanted.kind):
            helped = helper.make(wanted)
        if helped is not None:
            of.turns.took(wanted.kind, helped.seconds)
            return helped.answer
    with of.turns.turn(wanted.kind):
        return made(of, wanted, hall)


def _kind(asker: Person) -> str:
    """All of who asks on which an answer can depend."""
    scopes = "" if asker.scopes is None else " ".join(sorted(asker.scopes))
    return f"{asker.account} {asker.role} {asker.scopes is None} {scopes} {asker.name}"


def _wrong(request: Request, error: Exception) -> Response:
    """What the user can put right, with how."""
    assert isinstance(error, WellsourcedError)
    status = _STATUS.get(type(error), HTTPStatus.CONFLICT)
    if isinstance(error, OutdatedError):
        return problem(status, error.problem, error.hint, "outdated-cursor")
    answer = _told(request, status, error.problem, error.hint)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = _AGAIN
    return answer


def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    hint = "the menu leads to all there is" if error.status_code == 404 else ""
    answer = _told(request, HTTPStatus(error.status_code), str(error.detail), hint)
    answer.headers.update(error.headers or {})
    return answer


def _told(request: Request, status: HTTPStatus, detail: str, hint: str) -> Response:
    """Say what is wrong: as problem+json to programs, as a page to people."""
    path = request.url.path
    if path.startswith(f"{API}/") or path.endswith((".json", ".csv")):
        return problem(status, detail, hint)
    return _drawn(request, "error", status=status, problem=detail, hint=hint)


def _drawn(request: Request, name: str, *, status: HTTPStatus, **filled: object) -> Response:
    """Give a page that is no screen; it tells nothing of the case to who is not let in."""
    of: Site = request.app.state.site
    asker: Person | None = request.state.person
    inside = asker is not None
    page = paint.page(
        name,
        Asked(path=request.url.path, withhold=of.withhold),
        days=(),
        case=of.case.path.name if inside else "",
        version=__version__,
        menu=menu(SCREENS, "") if inside else [],
        screen=name,
        person=asker,
        decides=False,
        withheld_always=of.withhold,
        **filled,
    )
    return HTMLResponse(page, int(status))
