"""What befalls a place, as a blast does: who is no doer of it, and where it was."""

import functools
import re
from typing import NamedTuple

from wellsourced.weigh.comparing import comparing

_Names = frozenset[str]
_CAPITALS = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*"


class Befallen(NamedTuple):
    """Who did it, what it struck, and where."""

    actor: _Names
    recipient: _Names
    place: _Names


def befallen(told: Befallen, words: str) -> Befallen | None:
    """Give the slots of what befell a place, where nobody is told to have done it.

    None: the words tell of nothing such, or of a doer.

    >>> told = Befallen(frozenset({"Lorne"}), frozenset(), frozenset())
    >>> befallen(told, "Lorne mill blast").place
    frozenset({'Lorne'})
    >>> befallen(told._replace(actor=frozenset({"Lake Guard"})), "a blast by the Lake Guard")
    """
    plain = " ".join(words.split())
    if not _blow().search(plain):
        return None
    before = {n for n in told.actor if _names_it(n, plain)}
    if any(n not in before and n.casefold() not in comparing().times for n in told.actor):
        return None
    struck = frozenset(n for n in told.recipient if not _blow().search(n))
    sites = {n: site for n in struck if (site := _site(n, plain))}
    place = told.place or frozenset((*before, *sites.values())) or _where(plain)
    return Befallen(frozenset(), struck.difference(sites), place)


def _names_it(name: str, words: str) -> bool:
    """Whether a name only tells which it is: "the *Lorne* mill blast"."""
    after = re.search(rf"\b{re.escape(name)}(?: [a-z]\w*){{0,3}}$", _up_to_blow(words))
    return after is not None


def _up_to_blow(words: str) -> str:
    found = _blow().search(words)
    return words[: found.start()].rstrip() if found else ""


def _site(name: str, words: str) -> str | None:
    """The place in the name of what was struck: "at the *Lorne* grain mill"."""
    own = re.fullmatch(rf"(?P<place>{_CAPITALS})(?: [a-z]\w*)+", name)
    there = re.search(rf"\b(?:at|in|near|outside) (?:the |a )?{re.escape(name)}\b", words)
    return own["place"] if own and there else None


def _where(words: str) -> _Names:
    """The place that is told right after it: "the blast at the *Lorne* grain mill"."""
    found = _blow().search(words)
    after = words[found.end() :] if found else ""
    there = re.match(rf" (?:at|in|near|outside) (?:the |a )?(?P<place>{_CAPITALS})", after)
    return frozenset({there["place"]}) if there else frozenset()


@functools.cache
def _blow() -> re.Pattern[str]:
    """The words for it."""
    return re.compile(rf"\b(?:{'|'.join(comparing().befalls)})s?\b", re.IGNORECASE)
