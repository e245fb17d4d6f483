"""Signing in and out: forms that work without a script, and a sign-in that another house gives."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Protocol

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wellsourced.app.access.accounts import key
from wellsourced.app.access.desk import Desk
from wellsourced.app.access.doors import Door
from wellsourced.app.access.roles import Need

_LONG = 200  # characters of a name that are looked at


class Draw(Protocol):
    """How a page that is no screen is drawn."""

    @abstractmethod
    def __call__(
        self, request: Request, name: str, *, status: HTTPStatus, **filled: object
    ) -> Response:
        """Draw the page of a template."""
        raise NotImplementedError


class Voucher(Protocol):
    """Another house that says who somebody is."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What people call it."""
        raise NotImplementedError

    @abstractmethod
    def doors(self, desk: Desk, draw: Draw, local: Callable[[str], str]) -> tuple[Door, ...]:
        """Give the addresses by which one goes there and comes back."""
        raise NotImplementedError


class Signing:
    """The screens by which one comes in and goes."""

    def __init__(
        self,
        desk: Desk,
        draw: Draw,
        local: Callable[[str], str],
        voucher: Voucher | None = None,
    ) -> None:
        """Take how a page is drawn, what of an address is our own, and who else vouches."""
        self._desk, self._draw, self._local, self._voucher = desk, draw, local, voucher

    def doors(self) -> tuple[Door, ...]:
        """Give the addresses, which are open to all."""
        voucher = self._voucher
        return (
            Door("/sign-in", self.shown, Need.NOTHING),
            Door("/sign-in", self.signed_in, Need.NOTHING, "POST"),
            Door("/sign-out", self.signed_out, Need.NOTHING, "POST"),
            *(() if voucher is None else voucher.doors(self._desk, self._draw, self._local)),
        )

    def shown(self, request: Request) -> Response:
        """Show the form."""
        return self._form(request, request.query_params.get("back", "/"))

    async def signed_in(self, request: Request) -> Response:
        """Let in who knows the password; nothing tells a wrong name from a wrong password."""
        form = await request.form()
        return await run_in_threadpool(self._tried, request, form)

    def signed_out(self, request: Request) -> Response:
        """Sign out, whoever it is."""
        answer = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
        return self._desk.leave(request, answer)

    def _tried(self, request: Request, form: FormData) -> Response:
        desk, back = self._desk, self._local(_word(form, "back"))
        name, password = key(_word(form, "name")[:_LONG]), _word(form, "password")
        place = request.client.host if request.client else ""
        wait = desk.patience.wait(name, place, now=desk.now())
        if wait is not None:
            return self._later(request, back, wait)
        if not desk.accounts.right(name, password):
            told = "That name and that password do not go together."
            return self._form(request, back, told, HTTPStatus.FORBIDDEN)
        desk.patience.right(name, place)
        return desk.enter(request, name, RedirectResponse(back, HTTPStatus.SEE_OTHER))

    def _later(self, request: Request, back: str, wait: timedelta) -> Response:
        seconds = max(1, int(wait.total_seconds()))
        told = f"Too many tries. The next one counts in {-(-seconds // 60)} minutes."
        answer = self._form(request, back, told, HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["Retry-After"] = str(seconds)
        return answer

    def _form(
        self, request: Request, back: str, told: str = "", status: HTTPStatus = HTTPStatus.OK
    ) -> Response:
        return self._draw(
            request,
            "signin",
            status=status,
            back=self._local(back),
            told=told,
            by=self._voucher.name if self._voucher else "",
            accounts=self._desk.accounts.any(),
        )


def _word(form: FormData, name: str) -> str:
    found = form.get(name, "")
    return found if isinstance(found, str) else ""
