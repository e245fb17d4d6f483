"""A source as a chain has it."""

from dataclasses import dataclass

UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Named:
    """A source's name or description. `self`: the speaker himself ("I", "we").

    `none`: there is no such source ("no official said"), and none goes into the chain.
    """

    name: str
    unnamed: bool
    self: bool = False
    none: bool = False


NOBODY = Named(UNNAMED, unnamed=True)
NONE = Named(UNNAMED, unnamed=True, none=True)
SELF = Named("", unnamed=False, self=True)
