"""Pages from templates: every word of a page is text, whatever it holds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from msgspec import Struct

from wellsourced.app import screen
from wellsourced.app.claims import backing, wording
from wellsourced.app.show import COMMITTED
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.layer import GRADES, TRUST, Layer
from wellsourced.model import (
    Claim,
    ClaimType,
    Commitment,
    Day,
    DossierRow,
    Estimate,
    Source,
    Status,
)

STANDING = {
    Status.UNSUPPORTED: "nobody outright says so: only hedges, questions or readers",
    Status.SINGLE_SOURCE: "rests on one independent origin",
    Status.CORROBORATED: "two or more independent origins say so, and nobody says otherwise",
    Status.DISPUTED: "others say what cannot be true together with it",
    Status.DENIED: "somebody says that it is not so",
    Status.RETRACTED: "who said it has taken it back",
    Status.SUPERSEDED: "overtaken by something newer",
}


def page(name: str, asked: Asked, **filled: object) -> str:
    """Give the page of a template."""
    return _templates().get_template(f"{name}.html").render(asked=asked, **filled)


@cache
def _templates() -> Environment:
    found = Environment(
        loader=PackageLoader("wellsourced.app.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "interval": _interval,
        "estimate": screen.estimate,
        "named": screen.named,
        "source": _source,
        "wording": _wording,
        "short": _short,
        "many": many,
        "day": day,
    }
    found.globals |= {
        "backing": backing,
        "beside": beside,
        "standing": _standing,
        "origins": origins,
        "committed": _committed,
        "grades": GRADES,
        "trust": TRUST,
        "claim_types": tuple(ClaimType),
        "layer": Layer(),  # where none is given: a page that shows nothing of the case
    }
    return found


def _interval(of: Struct) -> str:
    """The days of anything that has an earliest and a latest, with a dash between two."""
    earliest, latest = getattr(of, "earliest", None), getattr(of, "latest", None)
    return screen.interval(earliest, latest).replace(" to ", " – ")


def day(of: date | None) -> str:
    """Write a day as a person does.

    >>> day(date(2031, 3, 4)), day(None)
    ('4 March 2031', '')
    """
    return f"{of.day} {of:%B %Y}" if of else ""


def beside(days: Sequence[Day], on: date | None) -> tuple[Day | None, Day | None]:
    """Give the last day before one, and the first after it; of now: the last but one, and none.

    >>> early, late = (Day(day=date(2031, 3, n), pages=1, comments=0) for n in (4, 6))
    >>> beside((early, late), date(2031, 3, 5)) == (early, late), beside((early, late), None)[1]
    (True, None)
    """
    before = bisect_left(days, on or days[-1].day, key=_day_of)
    after = bisect_right(days, on, key=_day_of) if on else len(days)
    return days[before - 1] if before else None, days[after] if after < len(days) else None


def _day_of(day: Day) -> date:
    return day.day


def many(count: int, one: str, more: str = "") -> str:
    """Write a number with its noun.

    >>> many(1, "page"), many(1200, "page"), many(2, "country", "countries")
    ('1 page', '1,200 pages', '2 countries')
    """
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _wording(claim: Claim | DossierRow) -> str:
    return wording(claim).plain


def _source(of: Source, asked: Asked) -> Markup:
    """Who says something, with the way to them: written some hundred times on a screen."""
    unnamed = " is-unnamed" if of.unnamed else ""
    way, words = escape(asked.link(f"/names/{of.name}")), escape(screen.named(of))
    return Markup(f'<a class="source k-{of.kind}{unnamed}" href="{way}">{words}</a>')


def _short(name: str) -> str:
    return name[:8]


def _standing(status: Status) -> str:
    return STANDING[status]


def _committed(word: Commitment) -> str:
    return COMMITTED.get(word, "")


def origins(of: Estimate) -> str:
    """Write how many independent origins there are.

    >>> origins(Estimate(1, 3)), origins(Estimate(1, 1))
    ('1 to 3 independent origins', '1 independent origin')
    """
    if of.low == of.high:
        return many(of.low, "independent origin")
    return f"{of.low} to {of.high} independent origins"


def listed(sources: Iterable[Source]) -> str:
    """Write sources as a list."""
    return ", ".join(screen.named(s) for s in sources)


def menu(screens: Mapping[str, str], current: str) -> list[tuple[str, str, bool]]:
    """Give the menu: each heading with its path, and whether one is there."""
    return [(heading, path, path == current) for path, heading in screens.items()]
