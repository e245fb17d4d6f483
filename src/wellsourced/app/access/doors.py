"""Addresses with what is needed to be let in there; one that says nothing lets nobody in."""

from collections.abc import Awaitable, Callable, Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import ASGIApp, Scope

from wellsourced.app.access.roles import Need

Endpoint = Callable[[Request], Response] | Callable[[Request], Awaitable[Response]]


class Door(Route):
    """An address, with what is needed there."""

    def __init__(self, path: str, endpoint: Endpoint, need: Need, method: str = "GET") -> None:
        super().__init__(path, endpoint, methods=[method], include_in_schema=False)
        self.need = need


class Hall(Mount):
    """All addresses below one, with what is needed there."""

    def __init__(self, path: str, app: ASGIApp, need: Need, name: str) -> None:
        super().__init__(path, app=app, name=name)
        self.need = need


def need_of(route: BaseRoute) -> Need | None:
    """Give what a route needs; None: nobody said, so nobody is let in."""
    return route.need if isinstance(route, Door | Hall) else None


def wanted(routes: Iterable[BaseRoute], scope: Scope) -> Need | None:
    """Give what is needed for what is asked; of what is not there only readers are told so.

    None: there is an address, and nobody said what it needs.
    """
    for route in routes:
        match, _ = route.matches(scope)
        if match is Match.FULL:
            return need_of(route)
    return Need.READ
