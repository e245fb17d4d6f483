"""A source as a chain has it."""

from dataclasses import dataclass

UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Named:
    """A source's name or description. `self`: the speaker himself ("I", "we")."""

    name: str
    unnamed: bool
    self: bool = False


NOBODY = Named(UNNAMED, unnamed=True)
SELF = Named("", unnamed=False, self=True)
