"""What is told of texts that stand in several pages: which is the origin, and which words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from wellsourced.app.screen import plain, short, table
from wellsourced.app.words import Pages
from wellsourced.model import Copy, Document, DocumentId, Span, Story

_SHOWN = 5  # places of one passage that are listed
_HEAD, _TAIL = 60, 30  # characters of a passage that are shown


def print_stories(stories: Iterable[Story], pages: Pages, console: Console) -> None:
    """Print each text that stands in several pages, its origin first, with what copies it."""
    for story in sorted(stories, key=lambda s: (-len(s.copies), s.id)):
        found = table("id", "page", "share", "why")
        found.title = (
            f"{short(story.id).plain}: one text in {len(_documents(story))} pages; "
            f"origin: {_origin(story, pages)}"
        )
        for copy in sorted(story.copies, key=lambda c: (-c.share, c.document)):
            page = plain(named(pages[copy.document]))
            found.add_row(short(copy.document), page, Text(f"{copy.share:.0%}"), plain(copy.why))
        console.print(found)


def copied(document: Document, stories: Iterable[Story], pages: Pages) -> Iterator[Text]:
    """Tell what of a document stands in other pages, each passage with the place on both sides."""
    for story in sorted(stories, key=lambda s: s.id):
        if document.id in _documents(story):
            yield Text.assemble(("in common     ", "dim"), plain(_part_in(document, story, pages)))
            for passage in _passages(document, story):
                yield from _lines(document, passage, pages)


def named(document: Document) -> str:
    """Write a page by its title and outlet, else by its file."""
    title, outlet = document.title, document.outlet
    if not title:
        return f"{document.file} ({outlet})" if outlet else document.file
    return f"“{title}” ({outlet or document.file})"


def _documents(story: Story) -> set[DocumentId]:
    return {c.document for c in story.copies} | ({story.origin} if story.origin else set())


def _origin(story: Story, pages: Pages) -> str:
    if story.origin is not None:
        return named(pages[story.origin])
    return f"{story.wire}, which the pages name; its own page is not in the case"


def _part_in(document: Document, story: Story, pages: Pages) -> str:
    """What a document has to do with a story."""
    if story.origin == document.id:
        some = "another page has" if len(story.copies) == 1 else f"{len(story.copies)} pages have"
        return f"{some} words of this one"
    own: Copy = next(c for c in story.copies if c.document == document.id)
    others = len(_documents(story)) - 1
    beside = f"; {others} other page{'s' if others > 1 else ''} of the case with the same text"
    words = f"{own.why} ({own.share:.0%} of its own words)" if own.share < 1 else own.why
    return words + (beside if others > (story.origin is not None) else "")


class _Passage(NamedTuple):
    """Words of a document, and where else they stand."""

    span: Span
    places: Sequence[tuple[DocumentId, Span]]


def _passages(document: Document, story: Story) -> Iterator[_Passage]:
    """The passages of one document; those that overlap for the most part as one."""
    sides = [(r.a_span, r.b, r.b_span) for r in story.passages if r.a == document.id]
    sides += [(r.b_span, r.a, r.a_span) for r in story.passages if r.b == document.id]
    groups: list[tuple[Span, list[tuple[DocumentId, Span]]]] = []
    for own, other, there in sorted(sides, key=lambda s: (s[0].start, -s[0].end, s[1], s[2])):
        if groups and _mostly(own, groups[-1][0]):
            groups[-1][1].append((other, there))
        else:
            groups.append((own, [(other, there)]))
    yield from (_Passage(span, tuple(places)) for span, places in groups)


def _mostly(one: Span, other: Span) -> bool:
    over = min(one.end, other.end) - max(one.start, other.start)
    return 2 * over > max(one.end - one.start, other.end - other.start)


def _lines(document: Document, passage: _Passage, pages: Pages) -> Iterator[Text]:
    span = passage.span
    place = (f"    {span.start}-{span.end} ", "dim")
    yield Text.assemble(place, plain(f"“{_shortened(span.of(document.text))}”"))
    for name, there in passage.places[:_SHOWN]:
        where = f"{named(pages[name])} {there.start}-{there.end}"
        yield Text.assemble("      = ", plain(where))
    if (more := len(passage.places) - _SHOWN) > 0:
        yield Text(f"      and in {more} more", "dim")


def _shortened(words: str) -> str:
    """The beginning and the end of a passage.

    >>> _shortened("The pier was closed on Monday, " * 4)
    'The pier was closed on Monday, The pier was closed on Monday ... pier was closed on Monday,'
    """
    flat = " ".join(words.split())
    return (
        flat
        if len(flat) <= _HEAD + _TAIL
        else f"{flat[:_HEAD].rstrip()} ... {flat[-_TAIL:].lstrip()}"
    )
