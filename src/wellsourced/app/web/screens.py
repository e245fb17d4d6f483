"""What a screen is: an address, what it asks of the case, and the forms in which it is given."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from wellsourced.app.web.asked import Asked
from wellsourced.case import Case


class Turned(Struct, frozen=True, kw_only=True):
    """Where a screen stands in a list that goes on: `shown` of `total` rows, after `start`."""

    start: int
    shown: int
    total: int
    step: int


class View(Struct, frozen=True, kw_only=True):
    """What a screen shows: filled into its template; as JSON it is just what stands in it.

    `aside`: of a large case, what of it is not shown here; `turn`: where its list goes on.
    """

    aside: str = ""
    turn: Turned | None = None

    @abstractmethod
    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of its rows."""
        raise NotImplementedError


class File(Struct, frozen=True, kw_only=True):
    """What a screen shows as a file to be taken away: at its address, with a dot and `suffix`."""

    suffix: str
    media: str
    write: Callable[[View], bytes]


class Screen(Struct, frozen=True, kw_only=True):
    """A screen at an address: the same as a page, as JSON and as rows for a spreadsheet.

    `path`: as Starlette writes it ("/claims/{id}"); `name`: of the screen, and of its template;
    `gather`: asks the case for it, `of` being the pieces of the path; `heading`: what the menu
    calls it, if it stands there; `files`: further forms in which it is given.
    """

    path: str
    name: str
    gather: Callable[[Case, Asked, Mapping[str, str]], View]
    heading: str = ""
    files: tuple[File, ...] = ()
