"""Parts of a whole that is told elsewhere: some of the dead, eleven of the incidents."""

import re
from collections.abc import Iterator

from wellsourced.mark.outcomes import told_by
from wellsourced.mark.sums import PEOPLE, same_group, span
from wellsourced.model import Bound, Check, Document, Marks, Outcome, Quantity, Verdict

_MOST = 3  # parts worth a line on one page
_NEAR = 3_000  # characters between a part and its whole
_SOME = re.compile(r"\s*\bof\s+(?:the|them|those|these|its|their|his|whom|which)\b", re.IGNORECASE)
_THESE = re.compile(r"\bof\s+(?:these|those)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more|other|others|another|additional|further)\b", re.IGNORECASE)
_HARMED = frozenset({Outcome.KILLED, Outcome.WOUNDED, Outcome.DETAINED, Outcome.CAPTURED})
_STATES = frozenset({"dead", "bodies", "wounded", "injured", "victims", "deaths"})


def whole_checks(document: Document, found: Marks) -> Iterator[Check]:
    """Note whose part a count is: children among the dead, "eleven of the incidents" among 44.

    Only agreement is told: what is more than the whole may be part of another.
    """
    counted = [q for q in found.quantities if q.per is None and _least(q) > 1]
    yield from _shares(counted)
    made = 0
    for part in counted:
        whole = _whole(part, counted, document.text)
        if whole is not None and made < _MOST:
            made += 1
            yield _told(whole, part)


def _shares(counted: list[Quantity]) -> Iterator[Check]:
    """Some of a force: "up to 1,500 gunmen" of whom the whole has 20,000."""
    forces = [q for q in counted if q.outcome is Outcome.STRENGTH]
    whole = max(forces, key=lambda q: (_least(q), -q.start), default=None)
    if whole is None:
        return
    for part in [q for q in forces if _least(q) < _least(whole)][:1]:
        share = _least(part) / _least(whole) * 100
        yield _told(whole, part, f", {share:.1f} percent of it")


def _told(whole: Quantity, part: Quantity, more: str = "") -> Check:
    return Check(
        about=tuple(sorted((span(whole), span(part)))),
        verdict=Verdict.CONSISTENT,
        why=f"{_least(part):,} {_words(part)} can be a part of the {_least(whole):,} "
        f"{_words(whole)}{more}",
    )


def _least(quantity: Quantity) -> int:
    return quantity.best or quantity.low or quantity.high or 0


def _words(quantity: Quantity) -> str:
    if quantity.outcome is Outcome.COUNT:
        return quantity.group or "counted"
    return f"{quantity.group} {quantity.outcome}" if quantity.group else quantity.outcome.value


def _whole(part: Quantity, counted: list[Quantity], text: str) -> Quantity | None:
    """The greatest count of the same fate, or the same things, that the part can belong to."""
    words = text[part.start : part.end]
    some = _SOME.search(words) or _SOME.match(text, part.end)
    told = (part.group or "dead").split()[-1]
    narrower = part.outcome in _HARMED and told not in _STATES and not _MORE.search(words)
    kind = part.outcome is Outcome.COUNT and part.bound is Bound.EXACT
    if not some and not narrower and not kind:
        return None
    fits = [
        q
        for q in counted
        if _least(q) > (part.high or _least(part))
        and abs(q.start - part.start) < _NEAR
        and (
            _force(q, part, text)
            or (
                q.outcome is part.outcome
                and (
                    (not kind and _wide(q, part, text))
                    or (some and q.start < part.start and _alike(q, part))
                    or (kind and _sort(q, part))
                )
            )
        )
    ]
    if some:
        fits = [q for q in fits if q.start < part.start] or fits
        return max(fits, key=lambda q: q.start, default=None)
    return max(fits, key=lambda q: (_least(q), -q.start), default=None)


def _wide(whole: Quantity, part: Quantity, text: str) -> bool:
    """Whether all that a fate befell are counted, and none of them besides others."""
    more = _MORE.search(text[whole.start : whole.end])
    return whole.outcome in PEOPLE and whole.group is None and not more and _one_place(whole, part)


def _force(whole: Quantity, part: Quantity, text: str) -> bool:
    """Whether the part is some of an armed force: "hundreds of these fighters", 1,500 gunmen."""
    these = _THESE.search(text[part.start : part.end])
    armed = told_by("nouns").get((part.group or "").split(" ")[-1].lower()) is Outcome.STRENGTH
    return bool(these) and armed and whole.outcome is Outcome.STRENGTH and whole.start < part.start


def _sort(whole: Quantity, part: Quantity) -> bool:
    """Whether the part are things of the whole's kind, more narrowly named: "two army trucks"."""
    if whole.group is None or part.group is None or whole.bound is not Bound.EXACT:
        return False
    wide, narrow = (g.lower().split() for g in (whole.group, part.group))
    return wide[-1] == narrow[-1] and set(wide) < set(narrow)


def _one_place(whole: Quantity, part: Quantity) -> bool:
    return whole.place is None or part.place is None or whole.place == part.place


def _alike(whole: Quantity, part: Quantity) -> bool:
    if whole.group is None or part.group is None or whole.bound is Bound.AT_MOST:
        return False
    return same_group(whole, part)
