"""Sources in one order, however they were come upon."""

from collections.abc import Iterable

from wellsourced.model import Source


def in_order(found: Iterable[Source]) -> tuple[Source, ...]:
    """Give each source once: those with names first, by their names.

    A writer and a reader of one name are two: the kind comes last, so that chance never decides.
    """
    return tuple(sorted(set(found), key=_place))


def _place(source: Source) -> tuple[bool, str, str, str]:
    return source.unnamed, source.name.casefold(), source.name, source.kind
