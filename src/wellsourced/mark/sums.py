"""Parts against totals, and rates over days against totals."""

import re
from collections.abc import Iterator
from itertools import accumulate

from wellsourced.model import Bound, Check, Document, Marks, Outcome, Quantity, Span, Verdict

_ROUNDING = 0.1  # an average may be rounded, and a total may count a part of a day more
# Outcomes that befall people.
PEOPLE = frozenset(Outcome) - {Outcome.AMOUNT, Outcome.COUNT, Outcome.STRENGTH}
_NEAR = 1_500  # characters between a total and its parts
_CLOSE = 400  # characters between a total and parts that are of no place
_OWN_PLACE = re.compile(r"\s+(?:in|at|near|from|around)\s+(?:the\s+)?[A-Z]")
_STOP = re.compile(r"[.!?][\"”’')]*\s")


def rate_checks(document: Document, found: Marks) -> Iterator[Check]:
    """Check "n a day" times the days against the total of the same outcome.

    "300 were wounded in six days" and "90 were wounded a day" cannot both be right.
    """
    counted = [q for q in found.quantities if q.outcome in PEOPLE and _exact(q)]
    for rate in counted:
        if rate.per != "day":
            continue
        total = _total_for(rate, counted)
        days = _days(rate, document, found) if total else None
        if total and days:
            yield _rate_check(rate, total, days)


def _exact(quantity: Quantity) -> bool:
    return quantity.best is not None and quantity.bound in {Bound.EXACT, Bound.APPROX}


def _total_for(rate: Quantity, counted: list[Quantity]) -> Quantity | None:
    """The largest count before the rate that has its outcome, group and place."""
    fits = [
        q
        for q in counted
        if q.per is None
        and q.outcome is rate.outcome
        and 0 <= rate.start - q.end < _NEAR
        and (q.best or 0) > (rate.best or 0)
        and q.place == rate.place
        and same_group(q, rate)
    ]
    return max(fits, key=lambda q: (q.best or 0, -q.start), default=None)


def same_group(a: Quantity, b: Quantity) -> bool:
    """Whether both can count the same people, by the last word of what they are called.

    A bare word ("fighters") can be those of any name.
    """
    if a.group is None or b.group is None:
        return True
    if a.group.islower() is not b.group.islower() and " " not in min(a.group, b.group, key=len):
        return True
    return a.group.split()[-1].lower() == b.group.split()[-1].lower()


def _days(rate: Quantity, document: Document, found: Marks) -> tuple[int, Span] | None:
    """The number of days that the rate speaks of: its own dates, or those of its paragraph."""
    first = document.text.rfind("\n", 0, rate.start) + 1
    spans = [
        ((t.latest - t.earliest).days + 1, Span(t.start, t.end))
        for t in found.times
        if first <= t.start <= rate.end and t.earliest and t.latest
    ]
    return next((s for s in reversed(spans) if 2 <= s[0] <= 31), None)


def _rate_check(rate: Quantity, total: Quantity, days: tuple[int, Span]) -> Check:
    each, whole, (count, when) = rate.best or 0, total.best or 0, days
    product = each * count
    # The total may reach a day further than the dates of the rate.
    fits = product * (1 - _ROUNDING) <= whole <= (product + each) * (1 + _ROUNDING)
    sign = "which agrees with" if fits else "against"
    return Check(
        about=tuple(sorted((span(total), span(rate), when))),
        verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
        why=f"{each:,} a day over {count} days make {product:,}, {sign} the {whole:,} "
        f"{total.outcome.value} stated",
    )


def span(quantity: Quantity) -> Span:
    """Where a quantity stands."""
    return Span(quantity.start, quantity.end)


def sum_checks(document: Document, found: Marks) -> Iterator[Check]:
    """Check a total against its parts: a list behind it, counts of several places, or a sum."""
    counted = [q for q in found.quantities if q.outcome in PEOPLE and q.per is None and _size(q)]
    for index, total in enumerate(counted):
        behind = [q for q in counted[index + 1 :] if q.outcome is total.outcome]
        check = (
            _list_check(document.text, total, behind)
            or _place_check(total, behind)
            or _run_check(total, behind)
            or _run_check(total, [q for q in counted[:index][::-1] if q.outcome is total.outcome])
        )
        if check is not None:
            yield check


def _size(quantity: Quantity) -> int:
    return quantity.best or quantity.low or 0


def _list_check(text: str, total: Quantity, behind: list[Quantity]) -> Check | None:
    """A total, and behind it in the sentence bare numbers, each of another place.

    "40 fighters, 22 in one town and 15 in another": such a list is whole, so it can fail.
    """
    if total.best is None or total.bound is not Bound.EXACT:
        return None
    if _OWN_PLACE.match(text, total.end):
        return None  # itself one of the list
    parts: list[Quantity] = []
    for part in behind:
        between = text[total.end : part.start]
        bare = text[part.start : part.end].isdigit() or " " not in text[part.start : part.end]
        if _STOP.search(between) or "includ" in between or not bare or part.best is None:
            break
        parts.append(part)
    places = {p.place for p in parts}
    if len(parts) < 2 or None in places or len(places) < len(parts):
        return None
    if max(_size(p) for p in parts) >= _size(total):
        return None
    return _summed(total, parts, whole=True)


def _place_check(total: Quantity, behind: list[Quantity]) -> Check | None:
    """Later counts of the same people in different places, none of them the total's own."""
    if total.place is not None:
        return None
    parts: list[Quantity] = []
    places: set[str | None] = {total.place}
    for part in behind:
        if part.start - total.end > _NEAR or _size(part) >= _size(total):
            break
        if part.best is None or part.place in places or not same_group(part, total):
            continue
        places.add(part.place)
        parts.append(part)
    made = sum(_size(p) for p in parts)
    if len(parts) < 2 or not _size(total) / 2 < made <= _size(total):
        return None
    return _summed(total, parts, whole=False)


def _run_check(total: Quantity, others: list[Quantity]) -> Check | None:
    """Counts right behind or before a total that add up to it."""
    near = [q for q in others if abs(q.start - total.start) < _CLOSE and _size(q) < _size(total)]
    for length, made in enumerate(accumulate(_size(q) for q in near), start=1):
        if made == _size(total) > length > 1:
            return _summed(total, sorted(near[:length], key=lambda q: q.start), whole=False)
    return None


def _summed(total: Quantity, parts: list[Quantity], *, whole: bool) -> Check:
    stated, made = _size(total), sum(_size(p) for p in parts)
    written = " + ".join(f"{_size(p):,}" for p in parts)
    fails = whole and made != stated
    relation = "not the" if fails else "the" if made == stated else "a part of the"
    return Check(
        about=tuple(sorted((span(total), *(span(p) for p in parts)))),
        verdict=Verdict.INCONSISTENT if fails else Verdict.CONSISTENT,
        why=f"{written} = {made:,}, {relation} {stated:,} {total.outcome.value} stated",
    )
