"""The two screens by which one signs in elsewhere: away to the house that vouches, and back."""

from collections.abc import Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wellsourced.app.access.desk import Desk, at_home
from wellsourced.app.access.doors import Door
from wellsourced.app.access.oidc import Vouching
from wellsourced.app.access.roles import Need, RefusedError
from wellsourced.app.access.signing import Draw

_GOING = "wellsourced-going"  # the cookie of who is on the way; it has to come back from elsewhere
_AWAY, _BACK = "/sign-in/elsewhere", "/sign-in/back"


class Elsewhere:
    """Signing in by a house that vouches; who has no account here stays outside."""

    def __init__(self, vouching: Vouching) -> None:
        self._vouching = vouching

    @property
    def name(self) -> str:
        """What people call the house."""
        return self._vouching.house.name

    def doors(self, desk: Desk, draw: Draw, local: Callable[[str], str]) -> tuple[Door, ...]:
        """Give the addresses, which are open to all."""
        ways = _Ways(self._vouching, desk, draw, local)
        return (Door(_AWAY, ways.away, Need.NOTHING), Door(_BACK, ways.back, Need.NOTHING))


class _Ways:
    def __init__(
        self, vouching: Vouching, desk: Desk, draw: Draw, local: Callable[[str], str]
    ) -> None:
        self._vouching, self._desk, self._draw, self._local = vouching, desk, draw, local

    def away(self, request: Request) -> Response:
        """Send to the house."""
        back = self._local(request.query_params.get("back", "/"))
        address, state = self._vouching.away(_here(request), back, now=self._desk.now())
        answer = RedirectResponse(address, HTTPStatus.SEE_OTHER)
        answer.set_cookie(
            _GOING,
            state,
            max_age=600,
            path="/sign-in",
            secure=not at_home(request),
            httponly=True,
            samesite="lax",
        )
        return answer

    def back(self, request: Request) -> Response:
        """Let in whom the house vouches for, if there is an account of that name."""
        given = request.query_params
        state = given.get("state", "")
        if not state or state != request.cookies.get(_GOING):
            raise RefusedError(
                "this browser did not begin to sign in here", hint="begin at /sign-in"
            )
        name, back = self._vouching.word(
            _here(request), state, given.get("code", ""), now=self._desk.now()
        )
        account = self._desk.accounts.named(name)
        if account is None:
            hint = "who serves this can make one: wellsourced accounts"
            raise RefusedError(f"there is no account {name!r} here", hint=hint)
        drawn = self._draw(request, "signedin", status=HTTPStatus.OK, back=back, who=account.name)
        drawn.delete_cookie(_GOING, path="/sign-in")
        return self._desk.enter(request, account.name, drawn)


def _here(request: Request) -> str:
    """The address to come back to, under the name by which we are asked."""
    return f"{request.url.scheme}://{request.headers['host']}{_BACK}"
