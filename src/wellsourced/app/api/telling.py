"""The API told to people: what a program can ask, at which address, with which words."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from msgspec import Struct

from wellsourced.app.access.desk import API
from wellsourced.app.api.examples import examples
from wellsourced.app.api.openapi import slots
from wellsourced.app.api.problems import KINDS
from wellsourced.app.api.routes import ROUTES, Route, Rows
from wellsourced.app.web.asked import Asked
from wellsourced.app.web.screens import Screen, View
from wellsourced.case import Case, sheet


class Word(Struct, frozen=True, kw_only=True):
    """Something that can stand behind the question mark."""

    name: str
    says: str
    needed: bool


class Address(Struct, frozen=True, kw_only=True):
    """A question that a program can ask; `example`: as it is asked of the shipped example."""

    verb: str
    method: str
    path: str
    says: str
    listed: bool
    words: tuple[Word, ...]
    gives: tuple[str, ...]
    example: str


class Told(Struct, frozen=True, kw_only=True):
    """What can go wrong."""

    status: int
    kind: str
    says: str


class Described(View, frozen=True, kw_only=True):
    """All addresses of the API, and what can go wrong."""

    addresses: tuple[Address, ...]
    problems: tuple[Told, ...]

    def sheet(self) -> Iterator[str]:
        """Give the lines of a spreadsheet of the addresses."""
        yield from sheet(Address, self.addresses)


def described(case: Case, asked: Asked, of: Mapping[str, str]) -> Described:
    """Give what the API can be asked."""
    told = (Told(status=s, kind=kind, says=says) for s, (kind, says) in KINDS.items())
    return Described(addresses=tuple(map(_address, ROUTES)), problems=tuple(told))


def _address(route: Route) -> Address:
    return Address(
        verb=route.verb,
        method="GET",
        path=f"{API}{route.path}",
        says=route.says,
        listed=isinstance(route, Rows),
        words=tuple(
            Word(name=name, says=str(plan.get("description", "")), needed=name in route.needs)
            for name, plan in slots(route).items()
        ),
        gives=tuple(kind.__name__ for kind in route.gives),
        example=_example(route),
    )


def _example(route: Route) -> str:
    found = examples()[route.verb]
    path = f"{API}{route.path}"
    for name, value in found.path.items():
        path = path.replace(f"{{{name}}}", value)
    return path + (f"?{urlencode(found.query)}" if found.query else "")


SCREENS = (Screen(path="/api", name="api", gather=described),)
