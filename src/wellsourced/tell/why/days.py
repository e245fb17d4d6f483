"""Why a day and why a place: the words that say so, and what they are reckoned from."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from wellsourced.model import (
    Claim,
    ClaimMark,
    Document,
    Evidence,
    PlaceMark,
    Quantity,
    Quote,
    Step,
    TimeMark,
    Topic,
)
from wellsourced.tell.context import bounds
from wellsourced.tell.ground import Ground, Told, days, quote, words
from wellsourced.tell.nations import nation

_BASES = {
    "given": "handed in with it",
    "stated": "printed on it",
    "metadata": "in its metadata",
    "url": "in its address",
    "unknown": "not known",
}
Mark = ClaimMark | Quantity


def dated(claim: Claim, told: Sequence[Told], of: Ground) -> Iterator[Step]:
    """Give the words that say when, page by page; else that none does."""
    if claim.earliest is None and claim.latest is None:
        yield Step(topic=Topic.DATE, says="No telling says on which day it was.")
        return
    pairs = [(t.evidence, t.mark) for t in told if t.backing and t.mark is not None]
    yield from when(claim.earliest, claim.latest, pairs, of)


def when(
    earliest: date | None,
    latest: date | None,
    pairs: Iterable[tuple[Evidence, Mark]],
    of: Ground,
) -> Iterator[Step]:
    """Give for each page the words that say when, and the day they are reckoned from."""
    whole = days(earliest, latest)
    seen: set[str] = set()
    for e, mark in pairs:
        page = of.documents[e.document]
        if (mark.earliest, mark.latest) == (None, None) or e.document in seen:
            continue
        seen.add(e.document)
        own = days(mark.earliest, mark.latest)
        time = _time(page, mark, of)
        if time is None:
            says = f"{own}: the page is of about that day, and its words name no other."
            yield Step(topic=Topic.DATE, says=says, quotes=())
            continue
        said = quote(page, time.start, time.end)
        reckoned = "" if _absolute(said.quote) else f", reckoned from {published(page)}"
        says = f"{own}: “{' '.join(said.quote.split())}”{reckoned}."
        yield Step(topic=Topic.DATE, says=says, quotes=(said,))
    if not seen:
        yield Step(topic=Topic.DATE, says=f"{whole}: no words of the tellings say so themselves.")


def published(page: Document) -> str:
    """Write the day of a page, and how it is known.

    >>> from wellsourced.model import Dated, DocumentId
    >>> day = Dated(earliest=date(2031, 5, 1), latest=date(2031, 5, 1), basis="url")
    >>> published(Document(id=DocumentId("d"), evidence="", file="a.txt", text="", parts=(),
    ...     published=day))
    'the day of a.txt, 2031-05-01 (in its address)'
    """
    return f"the day of {page.file}, {issued(page)}"


def issued(page: Document) -> str:
    """Write on which day a page was published, and how that is known."""
    on = page.published
    if on.earliest is None and on.latest is None:
        return "on a day that is not known"
    return f"{days(on.earliest, on.latest)} ({_BASES.get(on.basis, on.basis)})"


def heard(claim: Claim, told: Sequence[Told], of: Ground) -> Iterator[Step]:
    """Give on which page it could first be read, and how the day of that page is known."""
    days_ = [
        (t.utterance.heard_on, t)
        for t in told
        if t.backing and t.utterance is not None and t.utterance.heard_on is not None
    ]
    if not days_:
        yield Step(topic=Topic.HEARD, says="On which day it was first heard is not known.")
        return
    first, t = min(days_, key=lambda pair: (pair[0], pair[1].evidence.document))
    page = of.documents[t.evidence.document]
    part = page.speech_at(t.evidence.start)
    basis = f"a comment of {part.at}" if part is not None and part.at else issued(page)
    says = f"First heard on {first} from {of.file(page.id)}, {basis}."
    yield Step(topic=Topic.HEARD, says=says, quotes=(words(t.evidence),))


def placed(names: Iterable[str], told: Sequence[Told], of: Ground) -> Iterator[Step]:
    """Give for each place of a claim its words, where it is, and how that is known."""
    for name in sorted(set(names)):
        found = list(_place_marks(name, [t.evidence for t in told], of))
        quotes = tuple(q for _, q in found[:2])
        yield Step(topic=Topic.PLACE, says=f"{name}: {where(name, of)}.", quotes=quotes)


def where(name: str, of: Ground) -> str:
    """Tell where a place is, and who says so: the settings or the gazetteer."""
    own = next((p for p in of.settings.places if name in (p.name, *p.aliases)), None)
    if own is not None:
        parts = [f"in {own.within}" if own.within else "", _at(own.latitude, own.longitude)]
        return f"{', '.join(p for p in parts if p) or 'a place'}, as your settings say"
    marks = (p for m in of.marks.values() for p in m.places if of.called(p.name) == name)
    known = min(
        (p for p in marks if p.latitude is not None),
        key=lambda p: (p.geonames_id or 0, p.name, p.start),
        default=None,
    )
    if known is None:
        return "named in the text; neither your settings nor the gazetteer have it"
    number = f", GeoNames {known.geonames_id}" if known.geonames_id else ""
    state = nation(known.country or "")
    country = f"in {state}, " if state and state != name else ""
    return f"{country}{_at(known.latitude, known.longitude)}{number}, as the gazetteer says"


def _place_marks(
    name: str, found: Sequence[Evidence], of: Ground
) -> Iterator[tuple[PlaceMark, Quote]]:
    """The words that name the place in the sentences of the tellings."""
    seen: set[tuple[str, int]] = set()
    for e in found:
        page, marks = of.documents[e.document], of.marks.get(e.document)
        left, right = bounds(page.text, e.start, e.end)
        for p in marks.places if marks else ():
            key = (e.document, p.start)
            if (
                left <= p.start
                and p.end <= right
                and of.called(p.name) == name
                and key not in seen
            ):
                seen.add(key)
                yield p, quote(page, p.start, p.end)


def _time(page: Document, mark: Mark, of: Ground) -> TimeMark | None:
    """The words of the mark's own sentence, else of its paragraph, that give its days."""
    marks = of.marks.get(page.id)
    fits = [
        t
        for t in (marks.times if marks else ())
        if (t.earliest, t.latest) == (mark.earliest, mark.latest)
    ]
    near = sorted(fits, key=lambda t: (_apart(t, mark), t.start))
    left = page.text.rfind("\n\n", 0, mark.start)
    right = page.text.find("\n\n", mark.end)
    inside = [t for t in near if t.start > left and (right < 0 or t.end <= right)]
    return next(iter(inside), None)


def _apart(t: TimeMark, mark: Mark) -> int:
    return max(t.start - mark.end, mark.start - t.end, 0)


def _absolute(told: str) -> bool:
    """Whether the words name a year themselves, and so need no other day.

    >>> _absolute("May 5, 2031"), _absolute("last Monday")
    (True, False)
    """
    return any(w.isdigit() and len(w) == 4 for w in told.replace(",", " ").split())


def _at(latitude: float | None, longitude: float | None) -> str:
    if latitude is None or longitude is None:
        return ""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"at {abs(latitude):.2f} {north}, {abs(longitude):.2f} {east}"
