"""What a screen is asked with: the day, whether readers are named, and its own questions."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import quote, urlencode

from msgspec import Struct

from wellsourced.errors import InputError

_KEPT = ("as_of", "withhold", "layer")  # what every link takes along


class Asked(Struct, frozen=True, kw_only=True):
    """The address of a screen, taken apart.

    `as_of`: the day as of which the record is shown; `withhold`: readers are not named; `ruled`:
    with what analysts decided, and not the machine's record alone; `given`: all else that stands
    behind the question mark.
    """

    path: str
    as_of: date | None = None
    withhold: bool = False
    ruled: bool = True
    given: Mapping[str, str] = {}

    def link(self, path: str, **changes: object) -> str:
        """Give the address of another screen, of the same day and with readers named as here.

        >>> Asked(path="/", as_of=date(2031, 3, 4)).link("/claims", about="River Guard")
        '/claims?as_of=2031-03-04&about=River+Guard'
        """
        kept: dict[str, object] = {
            "as_of": self.as_of,
            "withhold": 1 if self.withhold else None,
            "layer": None if self.ruled else "machine",
        }
        wanted = {k: v for k, v in {**kept, **changes}.items() if v not in (None, "")}
        return quote(path, safe="/:~") + (f"?{urlencode(wanted)}" if wanted else "")

    def here(self, **changes: object) -> str:
        """Give the address of this screen, with something changed."""
        return self.link(self.path, **{**self.given, **changes})

    def form(self, suffix: str) -> str:
        """Give the address of what this screen shows, in another form ("json", "csv").

        >>> Asked(path="/").form("json"), Asked(path="/claims/3f").form("csv")
        ('/desk.json', '/claims/3f.csv')
        """
        path = "/desk" if self.path == "/" else self.path
        return self.link(f"{path}.{suffix}", **self.given)

    def number(self, name: str, default: int) -> int:
        """Give a whole number that is not negative; raises InputError for what is none."""
        word = self.given.get(name, "")
        if not word:
            return default
        if not (word.isascii() and word.isdigit() and len(word) < 10):
            raise InputError(f"{name}={word!r} is no whole number", hint="write it in digits")
        return int(word)


def asked(path: str, given: Mapping[str, str], *, withhold: bool) -> Asked:
    """Take an address apart; raises InputError for a day that is none."""
    rest = {k: v for k, v in given.items() if k not in _KEPT}
    hidden = withhold or given.get("withhold", "") not in ("", "0")
    return Asked(
        path=path,
        as_of=_day(given.get("as_of", "")),
        withhold=hidden,
        ruled=given.get("layer", "") != "machine",
        given=rest,
    )


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if word else None
    except ValueError as error:
        raise InputError(f"{word!r} is no day", hint="write it as 2007-02-16") from error
