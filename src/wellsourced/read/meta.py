"""What a dump says about itself: title, byline, outlet, the day it was published."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from wellsourced.read.lines import Line, sentence_like
from wellsourced.read.masthead import (
    Release,
    body_alone,
    is_body,
    masthead,
    outlet_alone,
    release,
)
from wellsourced.read.moments import Moment, moment
from wellsourced.read.phrases import (
    author_named,
    biography_of,
    is_caption,
    is_furniture,
)

_TOP = 8  # lines within which a byline stands
_TITLE = 220  # characters of the longest title
_BYLINE = 120
_BARE_DATE = re.compile(
    r"\W*(?:posted|published|updated|filed|date[d:]?|on|at|last)?\W*\x01\W*(?:by\b.*)?",
    re.IGNORECASE,
)


class Head(NamedTuple):
    """Where the page's own head stands, by line, and what it says."""

    title: int | None
    bylines: frozenset[int]
    biographies: frozenset[int]
    author: str | None
    stated: Moment | None
    outlet: str | None = None


def head(front: Sequence[Line], *, title: str | None = None) -> Head:
    """Read the lines before the thread; `title` where it is known from elsewhere."""
    return _head(front, _given(front, title) if title else _title(front))


def _given(front: Sequence[Line], title: str) -> int | None:
    """The line that is the known title, or else the one that looks like a title."""
    fold = " ".join(title.split()).casefold()
    same = (
        i for i, line in enumerate(front[:_TOP]) if " ".join(line.text.split()).casefold() == fold
    )
    return next(same, None)


def _head(front: Sequence[Line], title: int | None) -> Head:
    first = 0 if title is None else title + 1
    outlet, stated, bylines = _mastheads(front)
    author: str | None = None
    for i in range(first, min(first + _TOP, len(front))):
        words = front[i].text
        name, when = _byline(words)
        if name or when:
            bylines.add(i)
            author, stated = author or name, stated or when
    lives = {
        i: name for i, line in enumerate(front) if i > first and (name := biography_of(line.text))
    }
    lives = {i: name for i, name in lives.items() if i >= len(front) - _TOP}
    if author is None and lives:
        author = lives[max(lives)]
    return Head(title, frozenset(bylines), frozenset(lives), author, stated, outlet)


def _mastheads(front: Sequence[Line]) -> tuple[str | None, Moment | None, set[int]]:
    """Whose page it is, and of which day, by a line that says both or two lines together."""
    for i, line in enumerate(front[:_TOP]):
        if (given := release(line.text)) is not None:
            if (made := _released(front, i, given)) is not None:
                return made
            continue
        if (told := masthead(line.text)) is not None:
            return told.outlet, told.when, {i}
        name = outlet_alone(line.text)
        dated = i + 1 < len(front) and _byline(front[i + 1].text)[1]
        if name is not None and dated:
            return name, dated, {i, i + 1}
    return None, None, set()


def _released(
    front: Sequence[Line], at: int, told: Release
) -> tuple[str, Moment | None, set[int]] | None:
    """Whose press release it is: named on the line that says so, or on the one beside it.

    Above stands whoever gives it out; below as well may stand what it is about.
    """
    if told.by:
        return told.by, told.when, {at}
    beside = (n for n in (at - 1, at + 1) if 0 <= n < len(front))
    for n in beside:
        name = body_alone(front[n].text)
        if name is not None and (n < at or is_body(name)):
            return name, told.when, {at, n}
    return None


def _title(front: Sequence[Line]) -> int | None:
    heads = _mastheads(front)[2]
    for i, line in enumerate(front[:_TOP]):
        if is_furniture(line.text) or is_caption(line.text) or i in heads:
            continue
        apart = i + 1 < len(front) and (front[i + 1].above > 0 or i + 1 in heads)
        followed = apart or i + 2 == len(front)
        closed = line.text.endswith((".", ",", ";")) and sentence_like(line.text)
        return i if followed and len(line.text) <= _TITLE and not closed else None
    return None


def _byline(words: str) -> tuple[str | None, Moment | None]:
    """A line near the top with nothing but a name, a day, or both.

    >>> _byline("posted at 6:14 pm on May 12, 2031 by Ana Reyes")[0]
    'Ana Reyes'
    >>> _byline("On March 21, 2031 the bridge fell.")
    (None, None)
    """
    if len(words) > _BYLINE or (sentence_like(words) and words.endswith((".", "?", "!"))):
        return None, None
    when = moment(words)
    name = author_named(words)
    if when and not name:
        masked = words[: when.start] + "\x01" + words[when.end :]
        if not _BARE_DATE.fullmatch(masked):
            return None, None
    if name and not name[:1].isupper() and not when:
        return None, None
    return name, when
