"""The word lists of a brief."""

from msgspec import Struct

from wellsourced.lexicon.reader import read


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one use, with an example."""

    words: tuple[str, ...]
    example: str
    endings: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class Pronouns(Struct, frozen=True, forbid_unknown_fields=True):
    """Pronouns that a name can stand in for."""

    subjects: tuple[str, ...]
    owners: tuple[str, ...]
    example: str


class Asides(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases about the telling itself."""

    phrases: tuple[str, ...]
    example: str


class BriefWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The list `en/brief.toml`."""

    openers: Group
    pronouns: Pronouns
    selves: Group
    verbs: Group
    prepositions: Group
    joints: Group
    dayparts: dict[str, str]
    offices: Group
    several: Group
    asides: Asides
    abbreviations: Group
    links: Group
    markers: Group
    sayings: Group


def words() -> BriefWords:
    """Give the list, read once."""
    found: BriefWords = read("en/brief.toml", BriefWords)
    return found
