"""What is served: a case, seen with or without rulings and readers' names, one asker at a time."""

import threading

from starlette.requests import Request

from wellsourced.app.web.asked import Asked, asked
from wellsourced.case import Case
from wellsourced.errors import InputError


class Site:
    """A case and how it is shown; one question at a time is asked of it."""

    def __init__(self, case: Case, *, withhold: bool = False, user: str = "") -> None:
        self.case, self.withhold, self._user = case, withhold, user
        self.turn = threading.RLock()
        self._lenses: dict[tuple[bool, bool], Case] = {}

    def seen(self, question: Asked) -> Case:
        """Give the case as it is to be seen, from the newest record; only in one's turn."""
        lens = (question.ruled, question.withhold)
        if lens not in self._lenses:
            ruled, hidden = lens
            self._lenses[lens] = self.case.seen(ruled=ruled, withhold_commenters=hidden)
        self._lenses[lens].renew()
        return self._lenses[lens]

    @property
    def decides(self) -> bool:
        """Whether anybody may decide here."""
        return bool(self._user)

    def user(self, request: Request) -> str:
        """Give the name under which the asker decides; raises InputError for who may not."""
        if not self._user:
            raise InputError("nobody may decide here", hint="serve --by NAME")
        return self._user

    def asked(self, request: Request) -> Asked:
        """Take the address of a request apart, without the form's suffix."""
        path = request.url.path
        for form in (".json", ".csv"):
            path = path.removesuffix(form)
        path = "/" if path == "/desk" else path
        return asked(path, dict(request.query_params), withhold=self.withhold)
