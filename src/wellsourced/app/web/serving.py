"""What is served: a case, seen with or without rulings and readers' names, one asker at a time."""

import threading
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from msgspec.structs import replace
from starlette.requests import Request

from wellsourced.app.access.roles import RANK, Need, Person, RefusedError, needed
from wellsourced.app.web.asked import Asked, asked
from wellsourced.case import Case
from wellsourced.model import Decision, Order, Ruling, RulingId


class Site:
    """A case and how it is shown; one question at a time is asked of it."""

    def __init__(self, case: Case, *, withhold: bool = False) -> None:
        self.case, self.withhold = case, withhold
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

    def known(self, question: Asked) -> tuple[Case, Asked]:
        """Give the case as it is to be seen, and the question as of a day that has a record."""
        case = self.seen(question)
        return case, replace(question, as_of=self.day(case, question.as_of))

    def day(self, case: Case, as_of: date | None) -> date | None:
        """Give the last day, up to one, on which something came to be known.

        What was known did not change between two such days, so their records are made once.
        """
        if as_of is None:
            return None
        days = [d.day for d in case.days()]
        before = [days[0] - timedelta(1)] if days and days[0] > date.min else []
        return max((d for d in (*before, *days) if d <= as_of), default=(*before, as_of)[0])

    def rule(self, order: Order, by: Person, at: datetime) -> Ruling:
        """Write down what somebody decides; raises RefusedError for what is not theirs to."""
        with self.turn:
            self.case.renew()
            need = self._need(order)
            if not by.may(need):
                hint = "a reviewer may" if need is Need.REVIEW else "an analyst may"
                raise RefusedError(
                    f"{by.name or 'nobody'} may not {order.decision} here", hint=hint
                )
            return self.case.rule(order, by=by.name, at=at)

    def _need(self, order: Order) -> Need:
        """What a decision needs; to undo one is as much as to make it."""
        if order.decision is not Decision.UNDO:
            return needed(order.decision)
        log = {r.ruling.id: r.ruling for r in self.case.rulings()}
        found = [r for r in log.values() if any(_called(r, name) for name in order.of)]
        return max((needed(_root(r, log)) for r in found), key=RANK, default=Need.RULE)

    def asked(self, request: Request) -> Asked:
        """Take the address of a request apart, without the form's suffix."""
        path = request.url.path
        for form in (".json", ".csv"):
            path = path.removesuffix(form)
        path = "/" if path == "/desk" else path
        return asked(path, dict(request.query_params), withhold=self.withhold)


def _called(ruling: Ruling, name: str) -> bool:
    return name == str(ruling.number) or (bool(name) and ruling.id.startswith(name))


def _root(ruling: Ruling, log: Mapping[RulingId, Ruling]) -> Decision:
    """What was decided in the first place, below all that undoes it."""
    while ruling.draft.undoes is not None and ruling.draft.undoes in log:
        ruling = log[ruling.draft.undoes]
    return ruling.decision
