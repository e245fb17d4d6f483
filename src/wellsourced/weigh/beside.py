"""What words around a claim make of it: who says it, denied before, withdrawn after."""

import re
from datetime import date, timedelta

from wellsourced.model import Attribution, ClaimMark, ClaimType, Document
from wellsourced.weigh.cues import takes_back

_CITED = re.compile(r"\b(?:citing|quoting|according to|attributed to) (?:the |an? )?$")
_HAD = re.compile(r"\bhad(?: \w+ly)? (?:\w+ed|said|told)\b", re.IGNORECASE)
_AFTER = re.compile(r"[\"”’]?, (?:(?:and|has|have|had|later|since|then) ){0,3}(?=\w)")
_FAR = 120  # characters after what is told in which its source takes it back
_BEFORE = 40  # characters before a claim in which it is told that somebody is cited
_AGO = timedelta(days=2)  # who "had denied" a thing did so before its news, not with it


def describes_source(
    document: Document, sources: tuple[Attribution, ...], claim: ClaimMark
) -> bool:
    """Whether words only tell who says something: "two men close to the guard told the paper"."""
    if claim.type is not ClaimType.ALLEGIANCE:
        return False
    if _CITED.search(document.text[max(0, claim.start - _BEFORE) : claim.start]):
        return True
    spans = (a.source for a in sources if a.unnamed and a.source is not None)
    return any(s.start <= claim.start and claim.end <= s.end for s in spans)


def withdrawn_after(document: Document, found: Attribution) -> bool:
    """Whether the source takes back in the same sentence what it is told to have said.

    As in "the ministry, which had said that Kell was free, withdrew its statement".
    """
    end = max((s.end for s in found.content), default=0)
    after = re.split(r"(?<=[.!?])\s|\n", document.text[end : end + _FAR])[0]
    main = _AFTER.match(after)
    return main is not None and takes_back(" ".join(after[main.end() :].split()[:2]))


def denied_before(cue: str, earliest: date | None, day: date | None) -> date | None:
    """Give the last day of which "had denied it" can tell, where what is told now is newer.

    None: it can be of what is told now.

    >>> denied_before("had denied", date(2031, 5, 20), date(2031, 5, 20))
    datetime.date(2031, 5, 18)
    >>> denied_before("denied", date(2031, 5, 20), date(2031, 5, 20)) is None
    True
    """
    if earliest is None or day is None or not _HAD.search(cue):
        return None
    return day - _AGO if earliest > day - _AGO else None
