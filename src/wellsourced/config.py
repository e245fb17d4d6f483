"""The settings of a case: wellsourced.toml, decoded and checked."""

from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced.errors import SettingsError
from wellsourced.model import EntityKind, digest

FILE_NAME = "wellsourced.toml"  # in a case's folder


class Actor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody or some group of the case, with the names it goes by.

    `roles` are descriptions that mean this one alone here ("the firebrand cleric"); `part_of`
    names the actor that this one is a faction or member of; `code` is a country or group code.
    """

    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    part_of: str | None = None
    code: str | None = None


class OwnPlace(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place that no gazetteer has; degrees, WGS 84. `within` names the place that holds it."""

    name: str
    aliases: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    within: str | None = None


class Outlet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paper, site, broadcaster or agency; `wire`: its copy is carried by others.

    `hosts` are the host names of its pages, by which a page's outlet is known.
    """

    name: str
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    wire: bool = False


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the user tells about a case; everything has a default."""

    actors: tuple[Actor, ...] = ()
    places: tuple[OwnPlace, ...] = ()
    outlets: tuple[Outlet, ...] = ()

    def digest(self) -> str:
        """Return the seal of these settings: same settings, same seal."""
        return digest(msgspec.json.encode(self))


def load(path: Path) -> Settings:
    """Read a settings file.

    Raises SettingsError, naming the file and the place in it, if it is not TOML or does not fit.
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Settings)
    except FileNotFoundError as error:
        raise SettingsError(f"no settings file {path}", hint="check the path") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        hint = "docs/reference/settings.md lists every key"
        raise SettingsError(f"{path}: {error}", hint=hint) from error
