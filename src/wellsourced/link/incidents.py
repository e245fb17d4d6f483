"""Which pages tell of one incident, and what makes them one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from wellsourced.lang.grouping import grouped
from wellsourced.link.incidentpairs import Sight, pairs, sight
from wellsourced.link.incidentwords import weights
from wellsourced.model import Document, Marks, Together

_NAMED = 3  # people, days and places that are told of a group


def together(documents: Iterable[Document], marks: Iterable[Marks]) -> list[Together]:
    """Give all pages in groups that tell mostly of one incident each, also those that are alone.

    The order of documents and marks does not matter.
    """
    found = {m.doc: m for m in marks}
    ordered = sorted(documents, key=lambda d: d.id)
    pages = [sight(d, found.get(d.id, Marks(doc=d.id))) for d in ordered]
    out = []
    for held in _groups(pages, ordered):
        own = [found[p.id] for p in held if p.id in found]
        why = _why(held, own) if len(held) > 1 else ()
        out.append(Together(documents=tuple(p.id for p in held), why=why))
    return sorted(out, key=lambda t: t.documents)


def told_of(
    documents: Iterable[Document], marks: Iterable[tuple[Document, Marks]]
) -> list[Together]:
    """Give the same groups, without what makes them one, and without holding a page or its marks.

    Both come in the order of the pages' ids; the pages are gone through twice.
    """
    pages = [sight(d, m) for d, m in marks]
    groups = (tuple(p.id for p in held) for held in _groups(pages, documents))
    return sorted((Together(documents=ids) for ids in groups), key=lambda t: t.documents)


def _groups(pages: Sequence[Sight], documents: Iterable[Document]) -> Iterator[list[Sight]]:
    for members in grouped(len(pages), pairs(pages, weights(documents))):
        yield [pages[n] for n in members]


def _why(pages: Sequence[Sight], marks: Iterable[Marks]) -> tuple[str, ...]:
    """What most of the pages share: a day, people, places; else their words."""
    days = Counter(str(day) for p in pages for day in p.days)
    people = Counter(name for p in pages for name in p.people)
    places = Counter(name for m in marks for name in {p.name for p in m.places})
    told = (("the day", days), ("the person", people), ("the place", places))
    shared = [f"{what} {n}" for what, counts in told for n in _most(counts, len(pages))]
    return tuple(shared) or ("many of the same words that few other pages have",)


def _most(counts: Counter[str], pages: int) -> list[str]:
    """Those that more than half of the pages name, the most named first."""
    some = [name for name, n in counts.items() if n >= 2 and 2 * n > pages]
    return sorted(some, key=lambda name: (-counts[name], name))[:_NAMED]
