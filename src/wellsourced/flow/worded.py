"""Where words stand in a large record: found by each of them, and looked up where they meet."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

import msgspec

from wellsourced.flow.library import Library
from wellsourced.model import Claim

_WORD = re.compile(r"[^\W_]+")
_SPELT = 2_000  # words in which a piece stands; one that stands in more is everywhere
_ALONE = 1_000  # claims or pages in which a word by itself is looked up
_PIECE = 100  # claims or pages that are looked through at once
_TEXT = "documents"

T = TypeVar("T")


class Worded:
    """Finds words in the pages and claims of a record, letters of either case."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def claims(self, words: str, most: int) -> list[int]:
        """Give the rows of the first claims that speak of the words, as they stand there."""

        def there(rows: Sequence[int]) -> Iterator[int]:
            for n, claim in zip(rows, self._library.claims(rows), strict=True):
                if words in _told(claim):
                    yield n

        near = self._near(words, "g.worded")
        if near is not None:
            return _first(near, there, most)
        told = "lower(concat_ws(' ', text, actor, recipient, place))"
        query = f"SELECT rowid FROM r.claims WHERE contains({told}, $1) LIMIT {most}"
        return self._library.numbers(query, words)

    def pages(self, words: str, most: int) -> list[str]:
        """Give the ids of the first pages that hold the words; a line may break between them."""

        def there(numbers: Sequence[int]) -> Iterator[str]:
            pages = [self._library.page(n) for n in numbers]
            for page, held in self._library.texts(pages).items():
                text = msgspec.json.decode(held[_TEXT][0], type=_Text).text.lower()
                if words in text or words in text.replace("\n", " "):
                    yield page

        near = self._near(words, "g.spelt")
        if near is not None:
            return _first(near, there, most)
        query = f"""SELECT id FROM r.documents WHERE contains(lower(text), $1)
            OR contains(lower(replace(text, chr(10), ' ')), $1) LIMIT {most}"""
        return self._library.names(query, words)

    def _near(self, words: str, table: str) -> list[int] | None:
        """Those that hold each word; None: by these words all would have to be looked through."""
        spelt = [self._spelt(how, word) for how, word in _pieces(words)]
        few = sorted((s for s in spelt if len(s) < _SPELT), key=len)
        if not few:
            return None
        at = f"SELECT n FROM {table} WHERE word IN (SELECT unnest(${{}}::VARCHAR[]))"
        query = " INTERSECT ".join(at.format(n) for n in range(1, len(few) + 1))
        enough = f"LIMIT {_ALONE}" if len(spelt) == 1 else ""  # it stands in each of them
        return self._library.numbers(f"{query} ORDER BY n {enough}", *few)

    def _spelt(self, how: str, word: str) -> list[str]:
        """The words of the record in which a piece of what is looked for can stand."""
        query = f"SELECT word FROM g.word WHERE {how} LIMIT {_SPELT}"
        return self._library.names(query, word)


class _Text(msgspec.Struct):
    """Of a page its words."""

    text: str


def _pieces(words: str) -> Iterator[tuple[str, str]]:
    """Each word that is looked for, and how it stands in one: the first may be but its end."""
    found = list(_WORD.finditer(words))
    for n, word in enumerate(found):
        before = n == 0 and word.start() == 0
        after = n == len(found) - 1 and word.end() == len(words)
        if before and after:
            yield "contains(word, $1)", word[0]
        elif before or after:
            yield ("ends_with(word, $1)" if before else "starts_with(word, $1)"), word[0]
        else:
            yield "word = $1", word[0]


def _told(claim: Claim) -> str:
    slots = (claim.text, claim.actor, claim.recipient, claim.place)
    return " ".join(s for s in slots if s is not None).lower()


def _first(
    near: Sequence[int], there: Callable[[Sequence[int]], Iterator[T]], most: int
) -> list[T]:
    """The first of those that may hold the words that do; no more are read than must be."""
    groups = (near[at : at + _PIECE] for at in range(0, len(near), _PIECE))
    return list(islice((one for group in groups for one in there(group)), most))
