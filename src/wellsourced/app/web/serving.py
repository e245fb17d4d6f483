"""What is served: a case, seen with or without rulings and readers' names."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from msgspec.structs import replace
from starlette.requests import Request

from wellsourced.app.access.roles import RANK, Need, Person, RefusedError, needed
from wellsourced.app.web.answers import Answers
from wellsourced.app.web.asked import Asked, asked
from wellsourced.app.web.days import Days
from wellsourced.app.web.halls import Halls
from wellsourced.app.web.large import GATHERS, Ask, filled
from wellsourced.app.web.screens import View
from wellsourced.app.web.turns import Turns
from wellsourced.case import Case, edition, logged
from wellsourced.errors import NotYetError
from wellsourced.large import MANY, Large, Lens, last
from wellsourced.model import Decision, Order, Ruling, RulingId

Gather = Callable[[Case, Asked, Mapping[str, str]], View]


class Site:
    """A case and how it is shown.

    One question at a time is asked of a case; of a large one any number, each of its own part.
    """

    def __init__(self, case: Case, *, withhold: bool = False, many: int = MANY) -> None:
        self.case, self.withhold = case, withhold
        self.turn = threading.RLock()
        self.answers, self.turns = Answers(), Turns()
        self._lenses: dict[tuple[bool, bool], Case] = {}
        self._halls, self._days = Halls(case, many), Days(case.path, many)

    @property
    def hall(self) -> Large | None:
        """Give the record that is shown, where the case is a large one."""
        return self._halls.now

    def on(self, hall: Large | None, day: date | None) -> Large | None:
        """Give the record to ask of a large case: that of the day, where it was made."""
        if hall is None or day is None:
            return hall
        return hall.on(day) or hall

    def edition(self, hall: Large | None) -> str:
        """Name the case as it now is shown: another name, and the same question is another."""
        shown = "" if hall is None else f"{hall.folder.parent.name} {hall.folder.name}"
        return f"{edition(self.case)} {shown}"

    @contextmanager
    def made_meanwhile(self, day: date | None) -> Iterator[None]:
        """Have the record of a day made, where a question turns out to need it."""
        try:
            yield
        except NotYetError:
            assert day is not None
            self._days.begin(day)
            raise

    @contextmanager
    def told(
        self, question: Asked, hall: Large | None, name: str, fill: Gather, of: Mapping[str, str]
    ) -> Iterator[tuple[View, Case, Asked]]:
        """Give what a screen shows, and the case it is asked of, which stays so all the while."""
        if hall is not None:
            if hall.day is not None:
                question = replace(question, as_of=hall.day)
            ask = Ask(hall, self.lens(question), question, of)
            with self.made_meanwhile(question.as_of):
                view, near = GATHERS[name](ask) if name in GATHERS else filled(ask, fill)
            yield view, near, question
            return
        with self.turn:
            case, known = self.known(question)
            yield fill(case, known, of), case, known

    def lens(self, question: Asked) -> Lens:
        """Give how the case is to be seen."""
        return Lens(ruled=question.ruled, withhold_commenters=question.withhold)

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
        return None if as_of is None else last(case.days(), as_of)

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
            hall = self.hall
            of = self.case if hall is None else hall
            return of.rule(order, by=by.name, at=at)

    def _need(self, order: Order) -> Need:
        """What a decision needs; to undo one is as much as to make it."""
        if order.decision is not Decision.UNDO:
            return needed(order.decision)
        log = {r.id: r for r in logged(self.case)}
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
