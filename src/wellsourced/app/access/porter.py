"""Who stands at the door: lets in by name of the house, then by what the address needs."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from wellsourced.app.access import hosts
from wellsourced.app.access.desk import API, Desk
from wellsourced.app.access.doors import wanted
from wellsourced.app.access.roles import Need, Person
from wellsourced.errors import InputError

SIGN_IN = "/sign-in"
Tell = Callable[[Request, HTTPStatus, str, str], Response]


class Hosts:
    """Refuses questions to a name that is not ours (DNS rebinding)."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app, self._names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what names us."""
        asked = [v for k, v in scope.get("headers", ()) if k == b"host"]
        named = hosts.host(Headers(scope=scope).get("host", "")) if len(asked) == 1 else ""
        if scope["type"] == "http" and named not in self._names:
            told = "This is not served under that name (serve --name NAME allows one more).\n"
            await PlainTextResponse(told, HTTPStatus.MISDIRECTED_REQUEST)(scope, receive, send)
            return
        await self._app(scope, receive, send)


class Porter:
    """Lets in whoever may do what an address needs; who asks is then in the request's state."""

    def __init__(self, app: ASGIApp, desk: Desk, tell: Tell) -> None:
        self._app, self._desk, self._tell = app, desk, tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or say why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        request = Request(scope)
        person = await run_in_threadpool(self._desk.person, request)
        request.state.person = person
        refused = self._refused(request, person)
        await (refused or self._app)(scope, receive, send)

    def _refused(self, request: Request, person: Person | None) -> Response | None:
        need = wanted(request.app.routes, request.scope)
        if need is None:
            hint = "it does not say what it needs: a fault of ours"
            return self._tell(request, HTTPStatus.FORBIDDEN, "nobody is let in here", hint)
        if need is Need.NOTHING or (person is not None and person.may(need)):
            return None
        if person is None:
            return self._unknown(request)
        kind = "token" if person.scopes is not None else "account"
        hint = "an admin gives roles: wellsourced accounts"
        problem = f"this {kind} may not do that here: it needs {need.value!r}"
        return self._tell(request, HTTPStatus.FORBIDDEN, problem, hint)

    def _unknown(self, request: Request) -> Response:
        """Programs are told so; a person is led to sign in, and from there on to the page."""
        path = request.url.path
        reads = request.method in ("GET", "HEAD")
        if not reads or path.startswith(f"{API}/") or path.endswith((".json", ".csv")):
            hint = f"sign in, or below {API} send Authorization: Bearer TOKEN"
            answer = self._tell(request, HTTPStatus.UNAUTHORIZED, "you are not signed in", hint)
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        back = quote(path, safe="/:~") + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{SIGN_IN}?{urlencode({'back': back})}", HTTPStatus.SEE_OTHER)


def person(request: Request) -> Person:
    """Give who asks; only behind a door that needs somebody."""
    found: Person | None = request.state.person
    if found is None:
        raise InputError("you are not signed in")
    return found
