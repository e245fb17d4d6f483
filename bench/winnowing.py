"""Winnowed 8-grams in plain Python, as in Schleimer, Wilkerson and Aiken, "Winnowing" (2003).

The yardstick that `bench/reuse.py` measures against: the textbook's method with nothing left out
that it needs (positions on both sides, matches grown to passages) and nothing added.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

GRAM = 8  # words in a gram
WINDOW = 4  # grams in a window: each shared row of 11 words gives a fingerprint in common
_WORD = re.compile(r"\w+")

Passage = tuple[int, int, int, int]


def pairs(texts: Sequence[str]) -> Iterator[tuple[int, int, list[Passage]]]:
    """Give each two texts that share a fingerprint, with the characters on both sides."""
    words = [_words(t) for t in texts]
    index: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for n, (forms, _) in enumerate(words):
        for seal, at in winnowed(forms):
            index[seal].append((n, at))
    shared: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for places in index.values():
        for k, (a, i) in enumerate(places):
            for b, j in places[k + 1 :]:
                if a != b:
                    shared[a, b].append((i, j))
    for (a, b), seeds in sorted(shared.items()):
        found = list(_passages(words[a], words[b], seeds))
        if found:
            yield a, b, found


def winnowed(forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the least seal of each window, the rightmost of equals, once a place.

    >>> [at for _, at in winnowed("the pier of lorne was shut on monday morning".split())]
    [1]
    """
    seals = [hash(tuple(forms[n : n + GRAM])) for n in range(len(forms) - GRAM + 1)]
    last = -1
    for n in range(max(1, len(seals) - WINDOW + 1) if seals else 0):
        window = seals[n : n + WINDOW]
        least = min(window)
        at = n + len(window) - 1 - window[::-1].index(least)
        if at != last:
            last = at
            yield least, at


def _words(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    found = list(_WORD.finditer(text))
    return [m.group().lower() for m in found], [m.span() for m in found]


def _passages(
    a: tuple[list[str], list[tuple[int, int]]],
    b: tuple[list[str], list[tuple[int, int]]],
    seeds: list[tuple[int, int]],
) -> Iterator[Passage]:
    """Grow each shared gram to both sides while the words are the same."""
    reached: dict[int, int] = {}  # by diagonal: up to where it is grown
    for i, j in sorted(seeds):
        if i < reached.get(i - j, 0) or a[0][i : i + GRAM] != b[0][j : j + GRAM]:
            continue
        first = 0
        while i > first and j > first and a[0][i - first - 1] == b[0][j - first - 1]:
            first += 1
        last = GRAM
        while i + last < len(a[0]) and j + last < len(b[0]) and a[0][i + last] == b[0][j + last]:
            last += 1
        reached[i - j] = i + last
        x, y = a[1][i - first][0], a[1][i + last - 1][1]
        yield x, y, b[1][j - first][0], b[1][j + last - 1][1]
