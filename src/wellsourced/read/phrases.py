"""What a page's own phrases tell: furniture, thread markers, trackbacks, outlet, author."""

import functools
import re

from msgspec import Struct

from wellsourced.lexicon.reader import read


class Phrase(Struct, frozen=True):
    """A pattern for a whole line, and a line that it is for."""

    pattern: str
    example: str


class Address(Struct, frozen=True):
    """How a reader turns to another, by words before the name."""

    before: tuple[str, ...]
    example: str


class Again(Struct, frozen=True):
    """How a reader goes on from a comment of his own."""

    openings: tuple[str, ...]
    example: str


class Phrases(Struct, frozen=True):
    """The word list `en/pages.toml`."""

    furniture: tuple[Phrase, ...]
    marker: tuple[Phrase, ...]
    trackback: tuple[Phrase, ...]
    outlet: tuple[Phrase, ...]
    author: tuple[Phrase, ...]
    biography: tuple[Phrase, ...]
    caption: tuple[Phrase, ...]
    ending: tuple[Phrase, ...]
    note: tuple[Phrase, ...]
    inserted: tuple[Phrase, ...]
    address: Address
    again: Again


_LONGEST = 400  # characters; a longer line is prose


def phrases() -> Phrases:
    """Give the word list."""
    found: Phrases = read("en/pages.toml", Phrases)
    return found


@functools.cache
def _compiled(kind: str) -> tuple[re.Pattern[str], ...]:
    rows: tuple[Phrase, ...] = getattr(phrases(), kind)
    # Names are told by their capitals: only the rest is matched in any case.
    exact = [row.pattern.replace("[A-Z]", "(?-i:[A-ZÀ-ÖØ-ÞĀ-Ž])") for row in rows]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in exact)


def _matched(kind: str, words: str) -> re.Match[str] | None:
    if len(words) > _LONGEST:
        return None
    return next((m for p in _compiled(kind) if (m := p.fullmatch(words))), None)


def is_furniture(words: str) -> bool:
    """Whether a line is the page's own apparatus.

    >>> is_furniture("Tags: ,"), is_furniture("The tags were found.")
    (True, False)
    """
    return _matched("furniture", words) is not None or is_marker(words)


def is_caption(words: str) -> bool:
    """Whether a line stands for or under a picture.

    >>> is_caption("Bridge-image.jpg"), is_caption("The photo was taken on Friday.")
    (True, False)
    """
    return _matched("caption", words) is not None


def is_ending(words: str) -> bool:
    """Whether a line below a post is its page's: a note of an edit, attachments, approval.

    >>> is_ending("Last edited by Ana on March 4, 2031"), is_ending("They edited it by night.")
    (True, False)
    """
    return len(words) < 200 and _matched("ending", words) is not None


def is_note(words: str) -> bool:
    """Whether a paragraph is what an editor or moderator adds to a reader's words.

    >>> is_note("Moderator: please stay with the bridge."), is_note("The editor: a fine man")
    (True, True)
    >>> is_note("The moderator was asleep.")
    False
    """
    return any(p.fullmatch(words) for p in _compiled("note"))


def inserted(words: str) -> list[tuple[int, int]]:
    """Give where an editor's words stand in brackets within a reader's.

    >>> inserted("It was three days. [Ed: two.] So there.")
    [(19, 29)]
    """
    if "[" not in words and "(" not in words:
        return []
    found = sorted(m.span() for p in _compiled("inserted") for m in p.finditer(words))
    return [span for n, span in enumerate(found) if not n or span[0] >= found[n - 1][1]]


def is_marker(words: str) -> bool:
    """Whether a line opens the thread: "12 Comments"."""
    return len(words) < 100 and _matched("marker", words) is not None


def stated_count(words: str) -> int | None:
    """Give the number of comments that a line states.

    >>> stated_count("1,204 Comments"), stated_count("Comments")
    (1204, None)
    """
    told = _matched("marker", words) if len(words) < 100 else None
    number = told and (told.groupdict().get("count") or told.groupdict().get("inside"))
    digits = re.sub(r"\D", "", number or "")
    return int(digits) if digits else None


def is_trackback(words: str) -> bool:
    """Whether a comment begins as a trackback does."""
    return _matched("trackback", words[:200]) is not None


def outlet_named(words: str) -> str | None:
    """Give the outlet that a line of the page's own names.

    >>> outlet_named("Breaking on Harbour Post")
    'Harbour Post'
    """
    told = _matched("outlet", words)
    return _plain(told.group("outlet")) if told else None


def author_named(words: str) -> str | None:
    """Give the author that a byline names.

    >>> author_named("posted at 6:14 pm on May 12, 2031 by Ana Reyes")
    'Ana Reyes'
    """
    told = _matched("author", words)
    return told.group("author").strip(" .,;:") if told else None


def biography_of(words: str) -> str | None:
    """Give the author whom a line about him names.

    >>> biography_of("Ana Reyes is a reporter at Harbour Post.")
    'Ana Reyes'
    """
    told = _matched("biography", words)
    return told.group("author") if told else None


_OWNER = re.compile(r"^(?:\S+ ){0,2}\S+['’]s (?=[A-Z]\S* )")


def _plain(name: str) -> str:
    """Drop an owner before the name: "CFD's Harbour Light" is the Harbour Light."""
    return _OWNER.sub("", name.strip(" .,;:"))
