"""What a claim takes over from the marks of its tellings: its codes, and whether it is old."""

from collections import Counter
from collections.abc import Iterable

from wellsourced.model import ClaimMark


def told_as_past(marks: Iterable[ClaimMark]) -> bool:
    """Tell whether most tellings are told as background; where they are even, it is news.

    >>> told_as_past(())
    False
    """
    found = [m.background for m in marks]
    return 2 * sum(found) > len(found)


def codes(marks: Iterable[ClaimMark]) -> dict[str, str]:
    """Give for each code book the code of most tellings; where they are even, of the first.

    The marks come with the most telling first.
    """
    found: dict[str, Counter[str]] = {}
    for mark in marks:
        for book, code in mark.codes.items():
            found.setdefault(book, Counter())[code] += 1
    return {book: found[book].most_common(1)[0][0] for book in sorted(found)}
