"""Numbers against what is listed for them: names behind a colon, "both", "one ... the other"."""

import re
from collections.abc import Iterator

from wellsourced.lang.numbers import value
from wellsourced.model import Bound, Check, Document, Marks, Quantity, Span, Verdict

_MOST = 3  # such agreements worth a line on one page
_NEAR = 700  # characters from "two men" to "both"
_FEW = 12  # names that a sentence lists
_WORD = r"(?:[A-Z][\w'’.-]+|[A-Z]\.|&|de|la|al|of|the|bin|van|von)"
_NAME = rf"(?:[A-Z][\w'’.&-]*(?:\s+{_WORD}){{0,4}})"
_LISTED = rf"(?:[a-z-]+\s+){{0,5}}?{_NAME}"
_NUMBER = r"two|three|four|five|six|seven|eight|nine|ten|\d{1,2}"
_COLON = re.compile(
    rf"\b(?P<n>(?i:{_NUMBER}))\s+(?:[a-z-]+\s+){{0,3}}?(?P<noun>[a-z]+s|men|women|people|children)"
    rf"\s?(?P<sign>:|—|–|,)\s*(?P<list>{_LISTED}(?:,\s+{_LISTED})*,?\s+and\s+{_LISTED})"
    rf"(?P<end>\s*[.;—–\n]|$)"
)
_AHEAD = re.compile(
    rf"(?P<list>{_NAME}(?:,\s+{_NAME})*,?\s+and\s+{_NAME}),\s+(?P<n>(?i:{_NUMBER}))\s+"
    rf"(?:[a-z-]+\s+){{0,3}}?(?P<noun>[a-z]+s|men|women|people|children)\b"
)
_BOTH = re.compile(r"\b[Bb]oth\b(?!\s+(?:of\s+)?(?:sides|ways|times|cases|parties)\b)")
_PAIR = re.compile(r"\bthe\s+two\s+(?P<noun>[a-z]+)\b")
_REST = re.compile(
    rf"\b[Oo]ne\b(?P<mid>[^.;:!?\n]{{3,90}}?)(?:\b(?:and|while|but|with)|,)\s+(?P<rest>the\s+other(?:\s+(?P<k>{_NUMBER}))?"
    rf"|(?:the\s+)?(?:remaining|others?)\s+(?P<r>{_NUMBER}))\b(?!\s+(?:side|hand|day|way))"
)
_THIRD = re.compile(r"\b(?:one|two|three|another|third)\b")
_REACH = 1_500  # characters from "two drivers" to "one driver"
_CLOSE = 250  # characters from "four people" to "one"
_ORDER = re.compile(r"\b[Tt]he\s+first\s+(?P<noun>[a-z]+)\b")


def listed_checks(document: Document, found: Marks) -> Iterator[Check]:
    """Check a number against the names that are listed for it, and against its "both".

    Only a list that a colon opens and a full stop closes is whole, and can fail.
    """
    text = document.text
    yield from _named(text)
    counted = [q for q in found.quantities if q.per is None and q.bound is Bound.EXACT and q.best]
    made = 0
    for check in (*_rests(text, counted), *_boths(text, counted), *_firsts(text, counted)):
        if check.verdict is Verdict.INCONSISTENT or made < _MOST:
            made += 1
            yield check


def _named(text: str) -> Iterator[Check]:
    """A number and the names at it: "three towns: A, B and C", "A, B and C, three towns"."""
    for found in _AHEAD.finditer(text):
        names = _names(found["list"])
        if len(names) == int(value(found["n"].lower()) or 0):
            yield _list_check(found, names, len(names))
    for found in _COLON.finditer(text):
        names = _names(found["list"])
        stated = int(value(found["n"].lower()) or 0)
        if not 2 <= len(names) <= _FEW or stated < 2:
            continue
        fits = len(names) == stated
        if not fits and not (found["sign"] == ":" and all(_plain(n) for n in names)):
            continue
        yield _list_check(found, names, stated)


def _list_check(found: re.Match[str], names: list[str], stated: int) -> Check:
    fits = len(names) == stated
    spans = (Span(found.start("n"), found.end("noun")), Span(*found.span("list")))
    return Check(
        about=tuple(sorted(spans)),
        verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
        why=f"{len(names)} {found['noun']} are named ({'; '.join(names)}), "
        f"{'as' if fits else 'not'} {stated}",
    )


def _names(listed: str) -> list[str]:
    """The names of a list.

    >>> _names("Havrin, Karsk and the Reed Quarter"), _names("Odo Kell and Ana Marsh")
    (['Havrin', 'Karsk', 'the Reed Quarter'], ['Odo Kell', 'Ana Marsh'])
    """
    split = re.split(r",\s+and\s+|,\s+|\s+and\s+", " ".join(listed.split()))
    return [n.rstrip(".") for n in split if n]


def _plain(name: str) -> bool:
    """Whether a name can be only one's: no place behind a comma, no two surnames."""
    return "&" not in name and len(name.split()) <= 3


def _rests(text: str, counted: list[Quantity]) -> Iterator[Check]:
    """One and the others make the number in front: "three men; one died, the other two lived"."""
    for found in _REST.finditer(text):
        rest = found["k"] or found["r"]
        others = int(value(rest.lower()) or 0) if rest else 1
        if not others or _THIRD.search(found["mid"]):
            continue
        total = _whole(text, found, [q for q in counted if (q.best or 0) > 1])
        if total is None or total.best != others + 1:
            continue
        yield Check(
            about=(
                Span(total.start, total.end),
                Span(found.start(), found.start() + 3),
                Span(*found.span("rest")),
            ),
            verdict=Verdict.CONSISTENT,
            why=f"1 + {others} = {1 + others}, the {total.best} stated",
        )


def _whole(text: str, one: re.Match[str], counted: list[Quantity]) -> Quantity | None:
    """The number that one is of: of the same noun ("one driver"), else the last one before it."""
    before = [q for q in counted if 0 < one.start() - q.end < _REACH]
    noun = one["mid"].split()[:2]
    alike = [
        q for q in before if set(text[q.start : q.end].lower().split()) & {n + "s" for n in noun}
    ]
    if alike:
        return alike[-1]
    return before[-1] if before and one.start() - before[-1].end < _CLOSE else None


def _boths(text: str, counted: list[Quantity]) -> Iterator[Check]:
    """The two who were counted, spoken of again: "two men ... both", "the two men"."""
    pairs = [q for q in counted if q.best == 2]
    used: set[int] = set()
    for found in sorted((*_BOTH.finditer(text), *_PAIR.finditer(text)), key=lambda m: m.start()):
        noun = found.groupdict().get("noun")
        fits = [q for q in pairs if q.start not in used and q.end < found.start()]
        if noun:
            fits = [q for q in fits if text[q.start : q.end].lower().endswith(noun)]
            fits = [q for q in fits if found.start() - q.end < _NEAR]
        else:
            fits = [q for q in fits if _people_or_next(text, q, found)]
        if fits:
            used.add(fits[-1].start)
            yield Check(
                about=(Span(fits[-1].start, fits[-1].end), Span(*found.span())),
                verdict=Verdict.CONSISTENT,
                why=f"“{found.group()}” are 2, as {text[fits[-1].start : fits[-1].end]}",
            )


def _people_or_next(text: str, pair: Quantity, both: re.Match[str]) -> bool:
    """Whether "both" can mean the pair: it stands alone, or before the pair's own noun."""
    noun = text[pair.start : pair.end].split()[-1].lower()
    if noun in text[both.start() - 60 : both.start()].rpartition(". ")[2].lower().split():
        return True
    behind = re.match(r"\s+(?:of\s+(?:the|them)\s+)?(?P<word>[a-z]+)", text[both.end() :])
    if both.start() - pair.end > _NEAR:
        return False
    if behind is None:
        return True
    alone = behind["word"] in {"were", "had", "have", "are", "said", "died", "told", "on", "in"}
    return alone or behind["word"] == noun


def _firsts(text: str, counted: list[Quantity]) -> Iterator[Check]:
    """The first and the second of two: "two attacks ... the first attack ... the second"."""
    for found in _ORDER.finditer(text):
        noun = found["noun"]
        second = re.search(
            rf"\b[Tt]he\s+second(?:\s+{noun})?\b", text[found.end() : found.end() + 900]
        )
        total = next(
            (
                q
                for q in counted
                if q.end <= found.start()
                and text[q.start : q.end].lower().endswith(noun + "s")
                and (q.best or 0) > 1
            ),
            None,
        )
        third = re.search(rf"\b[Tt]he\s+third\s+{noun}\b", text)
        if second is None or total is None or total.best != (3 if third else 2):
            continue
        at = found.end() + second.start()
        yield Check(
            about=(
                Span(total.start, total.end),
                Span(*found.span()),
                Span(at, at + len(second.group())),
            ),
            verdict=Verdict.CONSISTENT,
            why=f"a first and a second {noun}{' and a third' if third else ''}: "
            f"{total.best} {noun}s stated",
        )
