"""Whom "we" stands for in the words of one who speaks for others."""

import functools
import re
from collections.abc import Callable

from wellsourced.weigh.comparing import comparing

_Names = frozenset[str]
_OURS = re.compile(r"\b(?:we|us|our|ours|ourselves)\b", re.IGNORECASE)


def ours(
    slot: _Names, words: str, who: tuple[str, str], several: Callable[[str | None], _Names]
) -> _Names:
    """Give a slot that holds the speaker, with those for whom he speaks where he says "we".

    `who`: the speaker's name, and the words for him, "a spokesman for the Lake Guard".
    """
    name, told = who
    if name not in slot or not _OURS.search(words):
        return slot
    body = spoken_for(told) or spoken_for(name)
    return (slot - {name}) | several(body) if body else slot


@functools.lru_cache(maxsize=1 << 14)
def spoken_for(told: str) -> str | None:
    """Give whom the words for a speaker have him speak for, if they name them.

    >>> spoken_for("A spokesman for the Lake Guard, Jan Orm"), spoken_for("Lake Guard spokesman")
    ('Lake Guard', 'Lake Guard')
    >>> spoken_for("a spokesman for the group"), spoken_for("Jan Orm")
    (None, None)
    """
    plain = " ".join(told.split())
    for pattern in _patterns():
        found = pattern.search(plain)
        if found and found["body"].casefold() not in comparing().unnamed:
            return found["body"]
    return None


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    mouths = "|".join(comparing().mouths)
    return (
        re.compile(rf"\b(?:{mouths}) (?:for|of) (?:the |its |their )?(?P<body>[^,;:(]+)"),
        re.compile(rf"\b(?P<body>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*) (?:{mouths})\b"),
    )
