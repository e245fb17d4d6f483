"""What a claim is called in the field's code books."""

import functools

from wellsourced.lexicon.reader import read
from wellsourced.model import ClaimType

_Table = dict[str, str]


def codes(kind: ClaimType, mode: str | None) -> dict[str, str]:
    """Give the codes that are sound for the type and mode; a mode's code stands before the type's.

    >>> codes(ClaimType.ARREST, None)
    {'acled': 'Arrests', 'cameo': '173', 'plover': 'COERCE'}
    """
    out: dict[str, str] = {}
    for book, table in _books():
        code = table.get(f"{kind.value} {mode}") or table.get(kind.value)
        if code:
            out[book] = code
    return out


@functools.cache
def _books() -> tuple[tuple[str, _Table], ...]:
    return tuple((b, read(f"codes/{b}.toml", _Table)) for b in ("acled", "cameo", "plover"))
