"""The dead of a title against the dead of the page below it."""

import re
from collections.abc import Iterator

from wellsourced.mark.sums import span
from wellsourced.model import Bound, Check, Document, Marks, Outcome, PartKind, Quantity, Verdict

_TITLE = 120  # characters
_LEAD = 600  # characters below the title that tell the same incident
_MORE = re.compile(
    r"\b(?:more|other|others|another|additional|further|including)\b", re.IGNORECASE
)
_SOME = re.compile(r"\bof\s+(?:the|them|those|these|whom)\b|\bvictims\b", re.IGNORECASE)
_OUTCOMES = (Outcome.KILLED, Outcome.WOUNDED, Outcome.DETAINED, Outcome.CAPTURED)


def title_checks(document: Document, found: Marks) -> Iterator[Check]:
    """Check the one toll of a title against the one toll of the lead.

    It fails only where the lead has a single, exact count of people of that fate, by itself, and
    no other number that could be the title's.
    """
    end = _title(document)
    for outcome in _OUTCOMES:
        above = [q for q in found.quantities if q.start < end and q.outcome is outcome]
        below = [q for q in found.quantities if end <= q.start < end + _LEAD]
        fated = [q for q in below if q.outcome is outcome]
        if len(above) == 1 and fated and above[0].end <= end and _best(above[0]):
            check = _check(document.text, above[0], fated, below)
            if check is not None:
                yield check


def _title(document: Document) -> int:
    """Where the title ends: a part of its own, or a short first line that is no sentence."""
    heads = (p for p in document.parts if p.kind is PartKind.HEADLINE)
    first = next(heads, None)
    if first is not None:
        return first.end
    line = document.text.partition("\n")[0].rstrip()
    return 0 if len(line) > _TITLE or line.endswith((".", "”", '"')) else len(line)


def _best(quantity: Quantity) -> int:
    return quantity.best or 0


def _check(
    text: str, title: Quantity, fated: list[Quantity], below: list[Quantity]
) -> Check | None:
    same = next((q for q in fated if _best(q) == _best(title) > 1), None)
    if same is not None:
        return _told(title, same, Verdict.CONSISTENT)
    alone = fated[0] if len(fated) == 1 else None
    if alone is None or title.group != alone.group:
        return None
    if not (_plain(text, title) and _plain(text, alone)):
        return None
    if any(_best(title) in {q.low, q.high, q.best} for q in below):
        return None
    return _told(title, alone, Verdict.INCONSISTENT)


def _plain(text: str, quantity: Quantity) -> bool:
    """Whether all whom the fate befell are counted, by a number that means just that."""
    words = text[max(0, quantity.start - 20) : quantity.end + 20]
    return (
        quantity.bound is Bound.EXACT
        and _best(quantity) > 1
        and not _SOME.search(words)
        and not _MORE.search(words)
    )


def _told(title: Quantity, lead: Quantity, verdict: Verdict) -> Check:
    relation = "and" if verdict is Verdict.CONSISTENT else "against"
    return Check(
        about=(span(title), span(lead)),
        verdict=verdict,
        why=f"{_best(title):,} {title.outcome} in the title {relation} {_best(lead):,} below it",
    )
