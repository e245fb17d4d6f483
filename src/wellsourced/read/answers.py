"""Whom a comment answers, by its first words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from wellsourced.read.phrases import phrases

_OPENING = 90  # characters within which a reader addresses another
_AFTER = r"(?=\s*[,:;.!?–—\-]|\s*\n|\s+(?:I|you|your|that|is right)\b|$)"
_HANDLE = re.compile(r"\s*(?:replying to|in reply to)\s+(?P<name>@\w+)", re.IGNORECASE)
_REPLYING = re.compile(
    r"\s*(?:replying to|in reply to)\s+@\w+(?:(?:,|\s+and|,\s+and)?\s+@\w+)*\s*", re.IGNORECASE
)
_CONTENT = re.compile(r"[a-z]{5,}")


def addressed(words: str, names: Sequence[str | None], own: str | None) -> int | None:
    """Give the number of the last comment whose author the first words address.

    >>> addressed("Good point Ana. The bridge was closed.", ["Ana", "Ben"], "Ben")
    0
    >>> addressed("Ben, where was that?", ["Ana", "ben k"], None)
    1
    >>> addressed("Anatomy is hard.", ["Ana"], None)
    """
    handle = _HANDLE.match(words)
    if handle is not None:
        return _last_with(handle["name"].lower(), names)
    opening = words[:_OPENING]
    fold = opening.lower()
    for number in range(len(names) - 1, -1, -1):
        name = names[number]
        if not name or name == own or _first(name) not in fold:
            continue
        if _turns_to(opening, name):
            return number
    return None


def replies(words: str) -> bool:
    """Whether a line says no more than to whom the rest replies.

    >>> replies("Replying to @ana_b and @ben"), replies("Replying to @ana: no")
    (True, False)
    """
    return _REPLYING.fullmatch(words) is not None


def _last_with(handle: str, names: Sequence[str | None]) -> int | None:
    """The last comment whose author goes by a handle: "@ana_b" of "Ana Brun @ana_b"."""
    for number in range(len(names) - 1, -1, -1):
        if handle in (names[number] or "").lower().split():
            return number
    return None


@lru_cache(maxsize=10_000)
def _first(name: str) -> str:
    return name.split()[0].lower()


def _turns_to(opening: str, name: str) -> bool:
    before = "|".join(
        re.escape(w) for w in sorted(phrases().address.before, key=len, reverse=True)
    )
    for form in _forms(name):
        turn = rf"\s*(?:(?:{before})[\s,]+)?@?{re.escape(form)}{_AFTER}"
        told = re.match(turn, opening, re.IGNORECASE)
        # A name that is also a word ("mark", "will") is one only with a capital, or in full.
        if told and (form == name or form.lower() not in told[0]):
            return True
    return False


def _forms(name: str) -> list[str]:
    """The name in full and, of two words or more, the first.

    >>> _forms("Ana Reyes")
    ['Ana Reyes', 'Ana']
    """
    first = name.split()[0]
    return [f for f in dict.fromkeys((name, name.rstrip("."), first)) if len(f) > 2]


def goes_on(words: str) -> bool:
    """Whether a comment goes on from its author's last.

    >>> goes_on("Thinking about it once more, no."), goes_on("I think not.")
    (True, False)
    """
    opening = words[:40].lower()
    return any(re.match(rf"\W*{re.escape(o)}\b", opening) for o in phrases().again.openings)


def joins_in(words: str, before: str) -> bool:
    """Whether a comment takes up the one before: it begins with "and", and shares a word with it.

    >>> joins_in("And the harbour is worse.", "I fear for the harbour.")
    True
    """
    if not re.match(r"\W*(?:and|but)\s", words, re.IGNORECASE):
        return False
    first = re.split(r"(?<=[.!?])\s", words.lower(), maxsplit=2)[:2]
    shared = set(_CONTENT.findall(" ".join(first))) & set(_CONTENT.findall(before.lower()))
    return bool(shared - {"there", "their", "would", "could", "should", "about", "which", "these"})
