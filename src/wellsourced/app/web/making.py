"""How a screen's answer is made: what it shows is gathered, and written in the form asked for."""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from wellsourced import __version__
from wellsourced.app.access.roles import Need, Person
from wellsourced.app.api import telling
from wellsourced.app.web import paint
from wellsourced.app.web.answers import Answer
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.layer import Layer
from wellsourced.app.web.screens import Screen, View
from wellsourced.app.web.serving import Site
from wellsourced.app.web.views import SCREENS as OF_THE_CASE
from wellsourced.case import Case
from wellsourced.large import Large

SCREENS = (*OF_THE_CASE, *telling.SCREENS)
_BY_NAME = {s.name: s for s in SCREENS}
_JSON, _PAGE, _SHEET = "application/json", "text/html; charset=utf-8", "text/csv; charset=utf-8"
_WEIGHTY = ("about", "bars", "dispute", "q", "since", "status", "until")


class Wanted(Struct, frozen=True, kw_only=True):
    """An answer that is to be made: a screen in a form, with what is asked, and by whom.

    `of`: the pieces of the address; `edition`: of the case, as it is to be shown.
    """

    screen: str
    form: str
    asked: Asked
    of: Mapping[str, str]
    asker: Person
    edition: str

    @property
    def kind(self) -> str:
        """Name the sort of answers that take about as long.

        >>> from wellsourced.app.access.roles import Role
        >>> ada = Person(name="Ada", role=Role.ANALYST)
        >>> asked = Asked(path="/search", given={"q": "guard", "colour": "red"})
        >>> of = {"screen": "search", "form": "page", "asker": ada, "edition": ""}
        >>> Wanted(asked=asked, of={}, **of).kind
        'search page q'
        """
        day = ("day",) if self.asked.as_of else ()
        asked = (n for n in _WEIGHTY if self.asked.given.get(n))
        return " ".join((self.screen, self.form, *day, *asked))


def made(site: Site, wanted: Wanted, hall: Large | None) -> Answer:
    """Make an answer; raises what the screen raises, such as InputError for what is not there."""
    screen = _BY_NAME[wanted.screen]
    with site.told(wanted.asked, hall, screen.name, screen.gather, wanted.of) as told:
        view, case, known = told
        if wanted.form == "page":
            return Answer(_page(site, wanted, view, case, known).encode(), _PAGE)
        return _written(screen, wanted.form, view)


def _written(screen: Screen, form: str, view: View) -> Answer:
    if form == "json":
        return Answer(msgspec.json.format(msgspec.json.encode(view), indent=1), _JSON)
    if form == "csv":
        return Answer("".join(view.sheet()).encode(), _SHEET)
    file = next(f for f in screen.files if f.suffix == form)
    return Answer(file.write(view), file.media)


def _page(site: Site, wanted: Wanted, view: View, case: Case, known: Asked) -> str:
    asker = wanted.asker
    return paint.page(
        wanted.screen,
        wanted.asked,
        view=view,
        days=case.days(),
        layer=Layer.of(case, known, asker.name),
        case=site.case.path.name,
        version=__version__,
        menu=menu(SCREENS, wanted.asked.path),
        screen=wanted.screen,
        person=asker,
        decides=asker.may(Need.RULE),
        withheld_always=site.withhold,
    )


def menu(screens: Iterable[Screen], here: str) -> list[tuple[str, str, bool]]:
    """Give the screens that have a heading, and which of them, or of their parts, is this one."""
    return [
        (s.heading, s.path, here == s.path or (s.path != "/" and here.startswith(f"{s.path}/")))
        for s in screens
        if s.heading
    ]
