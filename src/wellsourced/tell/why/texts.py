"""Why a page has its day, and why it is a copy of another."""

import re
from collections.abc import Iterator
from datetime import date

from wellsourced.model import Document, Quote, Reuse, Step, Story, Topic
from wellsourced.tell.ground import Ground, many, quote
from wellsourced.tell.why.days import issued, published

_SHOWN = 3  # passages of each pair of pages, the longest first


def dated_page(page: Document, of: Ground) -> Iterator[Step]:
    """Give how the day of a page is known, then what it has in common with others."""
    yield Step(topic=Topic.DATE, says=f"Published {issued(page)}.", quotes=_printed(page))
    if page.earlier is not None and page.earlier in of.documents:
        earlier = of.documents[page.earlier]
        says = f"It is a later version of {earlier.file}: the same address, fetched again."
        yield Step(topic=Topic.COPIES, says=says, see=(earlier.id,))
    stories = [s for s in of.stories if page.id in _pages(s)]
    if not stories:
        yield Step(topic=Topic.COPIES, says="It has no text in common with another page.")
    for story in sorted(stories, key=lambda s: s.id):
        yield from _part_in(page, story, of)


def copied(story: Story, of: Ground) -> Iterator[Step]:
    """Give where a text comes from and why, then each copy with its share and the words."""
    see = () if story.origin is None else (story.origin,)
    yield Step(topic=Topic.ORIGINS, says=_origin(story, of), see=see)
    for copy in sorted(story.copies, key=lambda c: (-c.share, c.document)):
        says = f"{of.file(copy.document)} {copy.why}: {copy.share:.0%} of its own words."
        passages = [r for r in story.passages if copy.document in (r.a, r.b)]
        yield Step(
            topic=Topic.COPIES,
            says=says,
            quotes=tuple(q for r in _longest(passages)[:1] for q in _sides(r, of)),
            see=(copy.document,),
        )


def _origin(story: Story, of: Ground) -> str:
    many_ = many(len(_pages(story)), "page")
    if story.origin is None:
        return (
            f"{many_} have one text. It comes from {story.wire}: the pages name it, and its own "
            "page is not in the case."
        )
    first = of.documents[story.origin]
    source = f"It comes from {of.file(first.id)}, the oldest: {published(first)}"
    return f"{many_} have one text. {source}."


def _part_in(page: Document, story: Story, of: Ground) -> Iterator[Step]:
    own = next((c for c in story.copies if c.document == page.id), None)
    if own is None:
        says = f"{many(len(story.copies), 'page')} of the case have words of it."
    else:
        says = f"It {own.why}: {own.share:.0%} of its own words."
    passages = [r for r in story.passages if page.id in (r.a, r.b)]
    quotes = tuple(q for r in _longest(passages) for q in _sides(r, of))
    yield Step(topic=Topic.COPIES, says=says, quotes=quotes, see=(story.id,))


def _longest(passages: list[Reuse]) -> list[Reuse]:
    def rank(r: Reuse) -> tuple[int, str, int, str]:
        return r.a_span.start - r.a_span.end, r.a, r.a_span.start, r.b

    return sorted(passages, key=rank)[:_SHOWN]


def _sides(r: Reuse, of: Ground) -> tuple[Quote, Quote]:
    a = quote(of.documents[r.a], r.a_span.start, r.a_span.end)
    return a, quote(of.documents[r.b], r.b_span.start, r.b_span.end)


def _pages(story: Story) -> set[str]:
    return {c.document for c in story.copies} | ({story.origin} if story.origin else set())


def _printed(page: Document) -> tuple[Quote, ...]:
    """The words of a page that print its day, where it is printed so that we find it again."""
    basis = page.published.basis
    told = re.search(r"\d{4}-\d\d-\d\d", basis) if basis.startswith("inferred") else None
    on = date.fromisoformat(told[0]) if told else page.published.earliest
    if on is None or not (told or basis == "stated"):
        return ()
    dated = (p for p in page.parts if p.at and p.at[:10] == str(on) and p.kind in basis)
    part = min(dated, key=lambda p: p.start, default=None)
    if part is not None:
        line = page.text[part.start : part.end].partition("\n")[0]
        return (quote(page, part.start, part.start + len(line)),) if line.strip() else ()
    found = [(page.text.find(shape), -len(shape)) for shape in _shapes(on) if shape in page.text]
    return tuple(quote(page, at, at - length) for at, length in sorted(found)[:1])


def _shapes(on: date) -> tuple[str, ...]:
    """How a day may be printed.

    >>> _shapes(date(2031, 5, 4))[:3]
    ('May 4, 2031', '4 May 2031', '2031-05-04')
    """
    named = (f"{on:%B} {on.day}, {on.year}", f"{on.day} {on:%B} {on.year}", str(on))
    return (*named, f"{on:%m/%d/%Y}", f"{on:%d/%m/%Y}", f"{on:%B} {on.day}", f"{on.day} {on:%B}")
