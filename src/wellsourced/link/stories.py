"""One text in many places: where it comes from, and who carries it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from msgspec import Struct

from wellsourced.config import Settings
from wellsourced.lexicon.reader import read
from wellsourced.link.copies import Shared
from wellsourced.link.versions import Version, versions
from wellsourced.model import Copy, Document, DocumentId, PartKind, Reuse, Story, StoryId, digest

_WHOLE = 0.5  # share of its own words from which a text is a copy and not one that quotes
_TAKEN = 0.8  # share of a passage's words that are known from an older page
QUOTE = 20  # words from which a quotation is told as part of the story
_BYLINE = 12  # words that may stand before the dateline
_DATELINE = re.compile(r"^[A-Z][\w ,.’'-]{1,60}\((?P<name>[A-Z][\w .]+)\)\s*[-–—:]", re.MULTILINE)


class _Heads(Struct, frozen=True, forbid_unknown_fields=True):
    document: tuple[str, ...]
    outlet: tuple[str, ...]


class Known(Struct, frozen=True, forbid_unknown_fields=True):
    """Agencies and the words by which things that speak are known."""

    agencies: tuple[str, ...]
    short: dict[str, str]
    heads: _Heads


def known() -> Known:
    """Give the word list."""
    lists: Known = read("en/origins.toml", Known)
    return lists


class Pages(Protocol):
    """Documents by their ids; nobody asks for their texts."""

    def __getitem__(self, name: DocumentId, /) -> Document:
        """Give one of them."""


class Library(NamedTuple):
    """Documents by their ids, which versions of a page they are, whose copy they print."""

    pages: Pages
    known: Mapping[DocumentId, Version]
    wires: Mapping[DocumentId, str]

    def later(self, name: DocumentId) -> bool:
        """Whether a document is a later version of its page."""
        version = self.known.get(name)
        return version is not None and version.number > 0


def stories(
    documents: Iterable[Document], found: Iterable[Shared], settings: Settings
) -> tuple[Story, ...]:
    """Give each text that stands in several documents, with its origin and its copies.

    The origin is the oldest document that has it, or the agency that it names.
    """
    pages = {d.id: d for d in documents}
    wires = {i: w for i, d in pages.items() if (w := wire(d, settings))}
    return stories_of(found, Library(pages, versions(pages.values()), wires))


def stories_of(found: Iterable[Shared], of: Library) -> tuple[Story, ...]:
    """Give the stories of the documents that have something in common."""
    pages = of.pages
    between = [s for s in found if _tells(s)]
    roots = _roots(between, of)
    held: dict[DocumentId, dict[DocumentId, list[Shared]]] = defaultdict(dict)
    for s in _first_hand(between):
        root = roots.get(s.a.document.id, s.a.document.id)
        if s.b.document.id != root:
            held[root].setdefault(s.b.document.id, []).append(s)
    for later in sorted(roots):
        if of.later(later):
            held[roots[later]].setdefault(later, [])
    return tuple(
        _story(pages[root], {pages[d]: parts for d, parts in held[root].items()}, of.wires)
        for root in sorted(held)
    )


def wire(document: Document, settings: Settings) -> str | None:
    """Give the agency whose copy a page prints: it stands in brackets before the first words.

    As in "LORNE, May 4 (Reuters) - The pier was closed"; not so where the copy is only quoted.
    """
    names = {n: o.name for o in settings.outlets if o.wire for n in (o.name, *o.aliases)}
    names |= {n: known().short.get(n, n) for n in known().agencies if n not in names}
    for found in _DATELINE.finditer(document.told):
        part = document.part_at(found.start())
        own = part is None or part.kind is PartKind.BODY
        if own and found["name"] in names and _opens(document, found.start()):
            return names[found["name"]]
    return None


def _opens(document: Document, at: int) -> bool:
    """Whether nothing of the article stands before the place."""
    body = [p for p in document.parts if p.kind in (PartKind.BODY, PartKind.BLOCKQUOTE)]
    first = min(body, key=lambda p: p.start, default=None)
    before = document.text[first.start if first else 0 : at]
    return len(before.split()) <= _BYLINE


def _tells(s: Shared) -> bool:
    return (
        not s.boilerplate
        and s.a.document.id != s.b.document.id
        and s.a.part is None
        and s.passage.same >= QUOTE
    )


def _first_hand(found: Sequence[Shared]) -> Iterator[Shared]:
    """Passages without those whose words are from an older page, which has them too."""
    taken: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for s in sorted(found, key=lambda s: (s.b.age, s.a.age, s.passage)):
        known, here = taken[s.b.age], range(s.passage.b0, s.passage.b1)
        if len(known.intersection(here)) < _TAKEN * len(here):
            yield s
        known.update(here)


def _roots(found: Sequence[Shared], of: Library) -> dict[DocumentId, DocumentId]:
    """For each copy the oldest document of which it is, through other copies, a copy.

    A later version of a page goes with the first, whatever is left of its text.
    """
    root: dict[DocumentId, DocumentId] = {}
    by_pair: dict[tuple[DocumentId, DocumentId], list[Shared]] = defaultdict(list)
    for s in found:
        if s.b.part is None:
            by_pair[s.a.document.id, s.b.document.id].append(s)
    for pair in sorted(by_pair, key=lambda p: (by_pair[p][0].a.age, by_pair[p][0].b.age)):
        if _share(by_pair[pair]) >= _WHOLE and not of.later(pair[1]):
            root.setdefault(pair[1], root.get(pair[0], pair[0]))
    later = {d: v.first for d, v in of.known.items() if v.number}
    return root | {d: root.get(first, first) for d, first in later.items()}


def _share(parts: Sequence[Shared]) -> float:
    """How much of the younger page's own words stand in the older; else, of its readers' words."""
    own = [s for s in parts if s.b.part is None] or parts
    ages = ((s.b.age, s.passage) for s in own)
    have = {(age, n) for age, p in ages for n in range(p.b0, p.b1)}
    whole = sum({s.b.age: s.b.words for s in own}.values())
    return round(len(have) / whole, 3) if whole else 0.0


def _story(
    origin: Document,
    held: Mapping[Document, Sequence[Shared]],
    wires: Mapping[DocumentId, str],
) -> Story:
    passages = [s.reuse for parts in held.values() for s in parts]
    agency = wires.get(origin.id)
    own = agency is None or agency == origin.outlet
    title = f"“{origin.title or origin.outlet or origin.file}”" if own else f"{agency}"
    doubt = "; both of one day, so which was first is not known"
    copies = tuple(
        _copy(doc, held[doc], title, doubt if own and _of_one_day(doc, origin) else "")
        for doc in sorted(held, key=lambda d: d.id)
    )
    if not own:
        copies = (Copy(document=origin.id, share=1.0, why=f"carries {agency}"), *copies)
    return Story(
        id=StoryId(digest("story", origin.id)),
        origin=origin.id if own else None,
        wire=None if own else agency,
        copies=copies,
        passages=tuple(sorted(passages, key=_where)),
    )


def _copy(document: Document, parts: Sequence[Shared], of: str, doubt: str) -> Copy:
    share = _share(parts)
    words = f"{sum(s.passage.same for s in parts)} words the same"
    kind = "has the text of" if share >= _WHOLE else "quotes"
    if parts and all(s.b.part for s in parts):
        kind = "has readers who paste" if share >= _WHOLE else "has readers who quote"
    why = f"{kind} {of}: {words}{doubt}"
    if document.earlier is not None:
        fetched = f", fetched {document.fetched_at.date()}" if document.fetched_at else ""
        why = f"is a later version of the page{fetched}: {words}"
    return Copy(document=document.id, share=share, why=why)


def _of_one_day(one: Document, other: Document) -> bool:
    a, b = one.published, other.published
    return a.earliest is not None and (a.earliest, a.latest) == (b.earliest, b.latest)


def _where(reuse: Reuse) -> tuple[str, int, str, int]:
    return reuse.a, reuse.a_span.start, reuse.b, reuse.b_span.start
