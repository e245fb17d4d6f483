"""By which ways a server is reached: where it listens, under which names, and if by https."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

import click
from msgspec import Struct

from wellsourced.app.access.hosts import EVERYWHERE, HOME
from wellsourced.app.options import FILE
from wellsourced.errors import InputError

P = ParamSpec("P")
_NOTED = "wellsourced.ways"


class Ways(Struct, frozen=True, kw_only=True):
    """Where a server listens, and the names it is known by; with `cert` it speaks https."""

    host: str
    port: int
    known_as: tuple[str, ...] = ()
    cert: Path | None = None
    key: Path | None = None
    oidc: Path | None = None

    @property
    def home(self) -> bool:
        """Whether nobody but this machine can reach it."""
        return self.host in HOME

    @property
    def address(self) -> str:
        """Give the address at which it is found.

        >>> Ways(host="::", port=80, known_as=("desk.example",)).address
        'http://desk.example:80/'
        """
        known = self.known_as[0] if self.known_as else "127.0.0.1"
        name = known if self.host in EVERYWHERE else self.host
        shown = f"[{name}]" if ":" in name else name
        return f"http{'s' if self.cert else ''}://{shown}:{self.port}/"


def way_options(command: Callable[P, None]) -> Callable[P, None]:
    """Add --host, --port, --name, --cert, --key and --oidc."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def ways(context: click.Context) -> Ways:
    """Give what these options say."""
    noted = context.meta[_NOTED]
    if (noted["cert"] is None) != (noted["key"] is None):
        raise InputError("https needs --cert and --key")
    return Ways(**noted)


def _noted(context: click.Context, option: click.Parameter, value: object) -> None:
    context.meta.setdefault(_NOTED, {})[str(option.name)] = value


_OPTIONS = (
    click.option(
        "--host",
        default="127.0.0.1",
        show_default=True,
        help="Where to listen.",
        expose_value=False,
        callback=_noted,
    ),
    click.option(
        "--port",
        default=8765,
        show_default=True,
        type=click.IntRange(0, 65535),
        expose_value=False,
        callback=_noted,
    ),
    click.option(
        "--name",
        "known_as",
        multiple=True,
        metavar="HOST",
        help="A name by which it may be asked; can be given again.",
        expose_value=False,
        callback=_noted,
    ),
    click.option(
        "--cert",
        type=FILE,
        help="The certificate, to speak https.",
        expose_value=False,
        callback=_noted,
    ),
    click.option("--key", type=FILE, help="Its key.", expose_value=False, callback=_noted),
    click.option(
        "--oidc",
        type=FILE,
        help="Who else may vouch for people (docs/guide/accounts.md).",
        expose_value=False,
        callback=_noted,
    ),
)
