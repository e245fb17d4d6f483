"""Who is asking: by a session, by a token, or because nobody else can reach this machine."""

from collections.abc import Callable
from datetime import UTC, datetime

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from wellsourced.app.access import hosts
from wellsourced.app.access.accounts import Accounts
from wellsourced.app.access.passes import LONGEST, Passes
from wellsourced.app.access.patience import Patience
from wellsourced.app.access.roles import Person, Role

_COOKIE, _SECURE = "wellsourced", "__Host-wellsourced"
API = "/api/v1"  # where tokens are taken
Clock = Callable[[], datetime]


def clock() -> datetime:
    """Give the time."""
    return datetime.now(UTC)


class Rules(Struct, frozen=True, kw_only=True):
    """How a server lets people in.

    `user`: in whose name one decides who sits at this machine, while there are no accounts;
    empty: in nobody's. `home`: nobody else can reach it. `names`: under which it may be asked.
    """

    user: str = ""
    home: bool = True
    names: frozenset[str] = frozenset(hosts.HOME)


class Desk:
    """Knows who is asking."""

    def __init__(self, accounts: Accounts, rules: Rules, now: Clock = clock) -> None:
        self.accounts, self.rules, self.now = accounts, rules, now
        self.passes, self.patience = Passes(accounts), Patience()

    def person(self, request: Request) -> Person | None:
        """Give who asks; None: nobody that we know."""
        if not self.accounts.any():
            return self._at_home() if self.rules.home else None
        shown = request.headers.get("authorization", "")
        kind, _, word = shown.partition(" ")
        if shown:
            taken = kind.lower() == "bearer" and request.url.path.startswith(f"{API}/")
            return self.passes.token(word.strip(), now=self.now()) if taken else None
        secret = request.cookies.get(cookie(request), "")
        return self.passes.session(secret, now=self.now()) if secret else None

    def enter(self, request: Request, name: str, answer: Response) -> Response:
        """Sign somebody in, in a new session."""
        old = request.cookies.get(cookie(request))
        secret = self.passes.open(name, now=self.now(), old=old)
        answer.set_cookie(
            cookie(request),
            secret,
            max_age=int(LONGEST.total_seconds()),
            secure=not at_home(request),
            httponly=True,
            samesite="strict",
        )
        return answer

    def leave(self, request: Request, answer: Response) -> Response:
        """Sign somebody out."""
        secret = request.cookies.get(cookie(request))
        if secret:
            self.passes.close(secret)
        answer.delete_cookie(
            cookie(request), secure=not at_home(request), httponly=True, samesite="strict"
        )
        return answer

    def _at_home(self) -> Person:
        role = Role.REVIEWER if self.rules.user else Role.VIEWER
        return Person(name=self.rules.user, role=role, account=False)


def at_home(request: Request) -> bool:
    """Whether one asks by a name of the machine itself, which nobody on the way can read."""
    return hosts.at_home(request.headers.get("host", ""))


def cookie(request: Request) -> str:
    """Give the name of the cookie; over the net one that only this host can set."""
    return _COOKIE if at_home(request) else _SECURE
