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
from wellsourced.app.access import porter
from wellsourced.app.access.accounts import Accounts
from wellsourced.app.access.desk import API, Desk, Rules
from wellsourced.app.access.doors import Door, Hall
from wellsourced.app.access.roles import Need, Person, RefusedError
from wellsourced.app.access.signing import Signing, Voucher
from wellsourced.app.api import asking, deciding, telling
from wellsourced.app.api.answers import OutdatedError
from wellsourced.app.api.problems import problem
from wellsourced.app.api.question import WrongQuestionError
from wellsourced.app.web import paint
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.deciding import decide, local
from wellsourced.app.web.guard import Gate, Guard
from wellsourced.app.web.layer import Layer
from wellsourced.app.web.screens import File, Screen, View
from wellsourced.app.web.serving import Site
from wellsourced.app.web.views import SCREENS as OF_THE_CASE
from wellsourced.case import Case
from wellsourced.errors import InputError, WellsourcedError

SCREENS = (*OF_THE_CASE, *telling.SCREENS)
_STATUS = {
    InputError: HTTPStatus.NOT_FOUND,
    RefusedError: HTTPStatus.FORBIDDEN,
    WrongQuestionError: HTTPStatus.BAD_REQUEST,
}
_WEEK = "public, max-age=604800, immutable"


def site(
    case: Case,
    *,
    withhold: bool = False,
    user: str = "",
    desk: Desk | None = None,
    voucher: Voucher | None = None,
) -> FastAPI:
    """Give the application that shows a case.

    `withhold`: readers are never named; `user`: in whose name is decided while there are no
    accounts, empty: in nobody's; `desk`: who lets people in, else one for this machine alone;
    `voucher`: by whom else one can sign in.
    """
    desk = desk or Desk(Accounts(case.path), Rules(user=user))
    app = FastAPI(
        title="wellsourced", version=__version__, openapi_url=None, docs_url=None, redoc_url=None
    )
    app.add_middleware(porter.Porter, desk=desk, tell=_told)
    app.add_middleware(Gate)
    app.add_middleware(porter.Hosts, names=desk.rules.names)
    app.add_middleware(Guard)
    app.state.site, app.state.desk = Site(case, withhold=withhold), desk
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

    def gathered(request: Request) -> tuple[Asked, View]:
        of: Site = request.app.state.site
        question = of.asked(request)
        with of.turn:
            case, known = of.known(question)
            return question, screen.gather(case, known, request.path_params)

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

    def as_file(form: File) -> Door:
        def taken(request: Request) -> Response:
            _, view = gathered(request)
            name = f'attachment; filename="{screen.name}.{form.suffix}"'
            headers = {"Content-Disposition": name}
            return Response(form.write(view), media_type=form.media, headers=headers)

        return Door(f"{bare}.{form.suffix}", taken, Need.READ)

    return (
        *map(as_file, screen.files),
        Door(f"{bare}.json", as_json, Need.READ),
        Door(f"{bare}.csv", as_csv, Need.READ),
        Door(screen.path, as_page, Need.READ),
    )


def _page(request: Request, name: str, question: Asked, view: View) -> str:
    of: Site = request.app.state.site
    asker = porter.person(request)
    with of.turn:
        case, known = of.known(question)
        days, layer = case.days(), Layer.of(case, known, asker.name)
    return paint.page(
        name,
        question,
        view=view,
        days=days,
        layer=layer,
        case=of.case.path.name,
        version=__version__,
        menu=_menu(SCREENS, question.path),
        screen=name,
        person=asker,
        decides=asker.may(Need.RULE),
        withheld_always=of.withhold,
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
    status = _STATUS.get(type(error), HTTPStatus.CONFLICT)
    if isinstance(error, OutdatedError):
        return problem(status, error.problem, error.hint, "outdated-cursor")
    return _told(request, status, error.problem, error.hint)


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
        menu=_menu(SCREENS, "") if inside else [],
        screen=name,
        person=asker,
        decides=False,
        withheld_always=of.withhold,
        **filled,
    )
    return HTMLResponse(page, int(status))
