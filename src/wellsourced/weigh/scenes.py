"""What the head of a page says has happened: by that, numbers of two pages are of one event."""

import functools
import re
from datetime import date
from typing import NamedTuple

from wellsourced.model import Document, EntityKind, Marks
from wellsourced.weigh.comparing import comparing, kinds
from wellsourced.weigh.tellings import telling_words
from wellsourced.weigh.world import World

_HEAD = 500  # characters in which a report says what has happened
_NAMED = 1500  # characters in which it names who and where
_MOST = 24  # names that are kept of a page
_BESIDE = 2  # words that two pages share beside what happened and its names
_NAMES = 2  # names that two pages share that give one number
_WORD = re.compile(r"\w+")
_WHO = frozenset(EntityKind) - {EntityKind.NATIONALITY}


class Scene(NamedTuple):
    """The head of a page: kinds of happening, words, days; and the names of its first lines."""

    happened: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    names: frozenset[str] = frozenset()


NOWHERE = Scene()


def scene(document: Document, marks: Marks, of: World) -> Scene:
    """Give what a page is about, by its own words."""
    own = document.told[: _thread(document)]
    told = _WORD.findall(own[:_HEAD].casefold())
    plain = " ".join(w for w in told if w not in comparing().common and not w[0].isdigit())
    day = document.published.latest or document.published.earliest
    days = {t.earliest for t in marks.times if t.start < _HEAD and t.earliest == t.latest}
    return Scene(
        happened=frozenset(kinds()[w] for w in told if w in kinds()),
        words=telling_words(plain),
        days=frozenset(d for d in days if d is not None and (day is None or d <= day)),
        names=_names(own, marks, of),
    )


def _thread(document: Document) -> int:
    """Where the page's own words end: before the first comment."""
    said = (p.start for p in document.parts if document.speech_at(p.start) is not None)
    return min(said, default=len(document.text))


def _names(own: str, marks: Marks, of: World) -> frozenset[str]:
    """The names that stand first on a page, as the case has them."""
    told = [m for m in marks.entities if m.start < min(_NAMED, len(own)) and m.kind in _WHO]
    found = (of.called(m.name) for m in sorted(told, key=lambda m: m.start))
    capital = dict.fromkeys(n for n in found if n[:1].isupper() and len(n) > 1)
    return frozenset(list(capital)[:_MOST])


def one_event(a: Scene, b: Scene) -> bool:
    """Whether two pages plainly tell of one happening.

    They tell of one kind, name one place or body and no other day, and share further words.
    """
    if a.happened.isdisjoint(b.happened) or a.names.isdisjoint(b.names):
        return False
    days = bool(a.days and b.days)
    if days and a.days.isdisjoint(b.days):
        return False
    if not days and len(a.names & b.names) < _NAMES:
        return False
    beside = (a.words & b.words) - _of_happenings()
    if len(beside) < _BESIDE:
        return False
    named = frozenset(w for n in a.names & b.names for w in telling_words(n))
    return len(beside - named) >= _BESIDE


@functools.cache
def _of_happenings() -> frozenset[str]:
    """The words that only tell what kind of thing has happened, as words are compared."""
    return telling_words(" ".join(kinds()))


def one_number(a: Scene, b: Scene) -> bool:
    """Whether pages that give one number may tell of one happening: they share names.

    Where both say what has happened, it is of one kind.
    """
    if a.happened and b.happened and a.happened.isdisjoint(b.happened):
        return False
    return len(a.names & b.names) >= _NAMES
