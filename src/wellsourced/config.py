"""The settings of a case: wellsourced.toml, decoded and checked."""

from pathlib import Path

import msgspec
from msgspec import Struct

from wellsourced.errors import SettingsError
from wellsourced.model import ClaimType, EntityKind, Polarity, digest

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


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which claims a hypothesis is about: by id, or by all of the slots that are given.

    `claim` is an id or its beginning; a name may be any alias; a place also means what lies in
    it; `words` have to stand in what was told. `polarity` is "+" where slots alone tell the claim;
    one that fits but for its polarity speaks for the contrary. With `words` or `claim` it does not
    matter, unless it is given.
    """

    claim: str | None = None
    type: ClaimType | None = None
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    words: str | None = None
    polarity: Polarity | None = None

    def __post_init__(self) -> None:
        slots = (self.claim, self.type, self.actor, self.recipient, self.place, self.words)
        if not any(slots):
            raise ValueError("a rule needs a claim, type, actor, recipient, place or words")


class Hypothesis(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the rival answers to a question, and the claims that speak for or against it."""

    question: str
    name: str
    supports: tuple[Rule, ...] = ()
    contradicts: tuple[Rule, ...] = ()


class By(Struct, frozen=True, kw_only=True):
    """What a run is to be run by; None: as the settings say, or else what fits this machine."""

    engine: str | None = None
    address: str | None = None
    workers: int | None = None


class Running(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a case is run by; it makes no difference to the record.

    `tasks` is the address of an object store ("s3://bucket/case") which keeps the results of tasks
    for machines that share no folder.
    """

    engine: str = "local"
    tasks: str | None = None


Options = dict[str, str | int | float | bool]
"""The fields of a plug-in, by name."""


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the user tells about a case; everything has a default."""

    actors: tuple[Actor, ...] = ()
    places: tuple[OwnPlace, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    run: Running = Running()
    engines: dict[str, Options] = {}

    def __hash__(self) -> int:
        return hash((self.actors, self.places, self.outlets, self.hypotheses, self.run))

    def digest(self) -> str:
        """Return the seal of what pages are read by: same settings, same seal.

        Hypotheses are asked of the finished record, and by what it was run shows nowhere in it:
        neither is a part of it.
        """
        told = (self.actors, self.places, self.outlets)
        return digest(msgspec.json.encode(told))


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
