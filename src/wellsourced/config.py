"""The settings of a case: wellsourced.toml, decoded and checked."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from wellsourced.errors import SettingsError
from wellsourced.model import ClaimType, EntityKind, Polarity, digest

FILE_NAME = "wellsourced.toml"  # in a case's folder
IMPORTS = "imports"  # a folder of a case


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


class Known(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a library knows of a page, which is found by its address, else its file or title.

    `told` says where that stands: "library.json, item 3".
    """

    url: str | None = None
    file: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: date | None = None
    told: str = ""

    def __post_init__(self) -> None:
        if not (self.url or self.file or self.title):
            raise ValueError("a page is known by url, file or title")


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


class Aided(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The language model that is asked about marks in doubt; without an address none is.

    `address`: of an OpenAI-compatible server, up to /v1; `seconds`: how long a try may take.
    """

    address: str = ""
    model: str = ""
    seconds: Annotated[float, Meta(gt=0, le=600)] = 60.0
    tries: Annotated[int, Meta(ge=1, le=10)] = 3


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the user tells about a case; everything has a default."""

    actors: tuple[Actor, ...] = ()
    places: tuple[OwnPlace, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    library: tuple[Known, ...] = ()
    run: Running = Running()
    engines: dict[str, Options] = {}
    readers: dict[str, Options] = {}
    markers: dict[str, Options] = {}
    linkers: dict[str, Options] = {}
    exporters: dict[str, Options] = {}
    aid: Aided = Aided()

    def __hash__(self) -> int:
        told = (self.actors, self.places, self.outlets, self.hypotheses, self.library)
        return hash((*told, self.run))

    def digest(self) -> str:
        """Return the seal of what pages are read by: same settings, same seal.

        Hypotheses are asked of the finished record, and by what it was run shows nowhere in it:
        neither is a part of it.
        """
        told = (self.actors, self.places, self.outlets, self.library, self.readers, self.markers)
        linkers = (self.linkers,) if self.linkers else ()
        return digest(msgspec.json.encode((*told, *linkers), order="deterministic"))


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


class Imported(Struct, frozen=True, kw_only=True):
    """What came into a case from one file of another tool, as it lies in the case.

    `id` is a digest of the file and how it was read; `pages` are the names under which it lies
    among the pages. `taught` tells of each alias or place where it stands, in words; `rulings` are
    the ids of what was ruled by it, `rejected` rows that could not be used, with the reason.
    """

    id: str
    kind: str
    form: str
    file: str
    rows: int
    out: bool = False
    actors: tuple[Actor, ...] = ()
    places: tuple[OwnPlace, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    library: tuple[Known, ...] = ()
    pages: tuple[str, ...] = ()
    rulings: tuple[str, ...] = ()
    taught: dict[str, str] = {}
    rejected: tuple[str, ...] = ()

    @property
    def dated(self) -> int:
        """Tell how many names it has with days, from or to which they were used."""
        return sum(" (from " in told or " (to " in told for told in self.taught.values())


def imported(case: Path) -> tuple[Imported, ...]:
    """Give what came into a case from other tools, also what was taken out again, by name."""
    files = sorted((case / IMPORTS).glob("*.json"))
    try:
        found = [msgspec.json.decode(f.read_bytes(), type=Imported) for f in files]
    except msgspec.DecodeError as error:
        hint = "take the damaged file out of the folder, and import it again"
        raise SettingsError(f"{case / IMPORTS}: {error}", hint=hint) from error
    return tuple(sorted(found, key=lambda i: (i.file, i.kind, i.id)))


def of_case(case: Path) -> Settings:
    """Give the settings of a case: its own file, and beneath it what was imported."""
    file = case / FILE_NAME
    own = load(file) if file.exists() else Settings()
    return beneath(own, [i for i in imported(case) if not i.out])


def beneath(own: Settings, below: Iterable[Imported]) -> Settings:
    """Give settings with what was imported beneath them: where both tell, the analyst's holds."""
    found = own
    for one in below:
        found = msgspec.structs.replace(
            found,
            actors=_named(found.actors, one.actors),
            places=_named(found.places, one.places),
            outlets=_named(found.outlets, one.outlets),
            hypotheses=tuple(dict.fromkeys((*found.hypotheses, *one.hypotheses))),
            library=(*found.library, *one.library),
        )
    return found


N = TypeVar("N", bound=Actor | OwnPlace | Outlet)


def _named(own: Sequence[N], below: Sequence[N]) -> tuple[N, ...]:
    """Both; of one name the first, with the aliases of the second that nobody else has.

    >>> a, b = Outlet(name="Post"), Outlet(name="POST", aliases=("The Post",), wire=True)
    >>> _named([a], [b])
    (Outlet(name='Post', aliases=('The Post',), hosts=(), wire=False),)
    """
    taken: dict[str, str] = {n.casefold(): x.name for x in own for n in (x.name, *x.aliases)}
    found: dict[str, N] = {x.name: x for x in own}
    for new in below:
        name = taken.get(new.name.casefold(), new.name)
        before = found.get(name, new)
        mine = before.aliases if name in found else ()
        known = {a.casefold() for a in (*mine, name)}
        more = tuple(
            a
            for a in new.aliases
            if a.casefold() not in known and taken.get(a.casefold(), name) == name
        )
        found[name] = msgspec.structs.replace(before, aliases=(*mine, *more))
        taken |= {a.casefold(): name for a in (name, *more)}
    return tuple(found.values())
