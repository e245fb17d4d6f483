"""Threads set as a table, or with named fields above each comment, as mail digests are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from wellsourced.read.items import Item, Thread
from wellsourced.read.lines import Line
from wellsourced.read.stamps import Stamp, is_name
from wellsourced.read.whens import when

_CELLS = re.compile(r"\t+|\s*\|\s*")
_FIELD = re.compile(
    r"(?P<key>from|author|name|poster|by|sender|user(?:name)?|von|autor|date|time|sent|posted|datum|"
    r"subject|betreff|title|to|cc|message|message-id|reply-to|in-reply-to|comment|nr|no)"
    r"\s?:(?:\s+(?P<value>.*))?",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:comment|message|text|words|kommentar|nachricht|commentaire|comentario)\s?:\s+(?=\S)",
    re.IGNORECASE,
)
_WORDS = 20  # characters that a cell of words has at least, as a rule
_WHO = frozenset(
    {"from", "author", "name", "poster", "by", "sender", "user", "username", "von", "autor"}
)
_DAY = frozenset({"date", "time", "sent", "posted", "datum"})
_ADDRESS = re.compile(r"\s*[<(\[][^<>()\[\]]*(?:@| at )[^<>()\[\]]*[>)\]]\s*$")


def tabled(page: Sequence[Line], stamps: Sequence[Stamp | None]) -> Thread | None:
    """Find the thread of which each line is a row: who, when and what in cells."""
    rows = {i: cells for i, line in enumerate(page) if len(cells := _cells(line)) > 2}
    sizes = Counter(len(cells) for cells in rows.values())
    size, often = sizes.most_common(1)[0] if sizes else (0, 0)
    if often < 3:
        return None
    order = [i for i in sorted(rows) if len(rows[i]) == size]
    table = [[page[i].text[a:b] for a, b in rows[i]] for i in order]
    told = {i: row for i, row in zip(order, table, strict=True) if any(map(_is_time, row))}
    if len(told) < 0.7 * often or len(told) < 3:
        return None
    time = max(range(size), key=lambda c: sum(_is_time(row[c]) for row in told.values()))
    others = [c for c in range(size) if c != time]
    words = max(others, key=lambda c: sum(len(row[c]) for row in told.values()))
    if sum(len(row[words]) for row in told.values()) < _WORDS * len(told):
        return None
    who = _who(list(told.values()), {words, time})
    items = []
    for i, row in told.items():
        start, end = rows[i][words]
        at = when(row[time])
        name = row[who] if who is not None else None
        if start < end:
            begins, ends = page[i].start + start, page[i].start + end
            items.append(Item(i, i + 1, name or None, at and at.at, 0, begins, ends=ends))
    first, last = min(told), max(told)
    return Thread(tuple(items), first, last + 1)


def _cells(line: Line) -> list[tuple[int, int]]:
    """Where the cells of a row stand in a line."""
    words = line.text
    if "\t" not in words and words.count("|") < 2:
        return []
    start = 1 if words.startswith("|") else 0
    start += len(words[start:]) - len(words[start:].lstrip())
    end = len(words.rstrip(" |\t"))
    found = []
    for gap in _CELLS.finditer(words, start, end):
        found.append((start, gap.start()))
        start = gap.end()
    return [*found, (start, end)]


def _is_time(cell: str) -> bool:
    told = when(cell) if len(cell) < 40 else None
    return told is not None and told.end - told.start >= 0.7 * len(cell)


def _who(rows: Sequence[Sequence[str]], other: set[int]) -> int | None:
    for c in range(len(rows[0])):
        told = [row[c] for row in rows]
        if c not in other and all(not w or (is_name(w) and not w.isdigit()) for w in told):
            return c
    return None


def lettered(page: Sequence[Line], stamps: Sequence[Stamp | None]) -> Thread | None:
    """Find the thread of which each comment stands below fields: "From: Ana", "Date: ..."."""
    heads = [(a, b, told) for a, b, told in _heads(page) if told["who"]]
    if len(heads) < 2:
        return None
    items = []
    for (_, first, told), (last, _, _) in zip(
        heads, [*heads[1:], (len(page), 0, {})], strict=True
    ):
        begins = _begins(page[first - 1])  # "Comment: It left.": the last field has the words
        first -= begins is not None
        if first < last:
            at = when(told["at"] or "")
            items.append(Item(first, last, told["who"], at and at.at, begins=begins))
    return Thread(tuple(items), heads[0][0], len(page), 1.2)


def _begins(line: Line) -> int | None:
    """Where the words of a comment begin on a line that is a field itself; None: it is none."""
    field = _SAID.match(line.text)
    return line.start + field.end() if field else None


def is_field(words: str) -> bool:
    """Whether a line is a field of a letter's head.

    >>> is_field("Date: March 3, 2031"), is_field("Ana: It left.")
    (True, False)
    """
    return _FIELD.fullmatch(words) is not None


def _heads(page: Sequence[Line]) -> Iterator[tuple[int, int, dict[str, str | None]]]:
    """Stretches of fields, with who and when they say."""
    start = 0
    while start < len(page):
        end = start
        told: dict[str, str | None] = {"who": None, "at": None}
        while end < len(page) and (field := _FIELD.fullmatch(page[end].text)):
            key, value = field["key"].lower(), (field["value"] or "").strip()
            if key in _WHO and told["who"] is None:
                told["who"] = _ADDRESS.sub("", value).strip(' "') or None
            if key in _DAY and told["at"] is None:
                told["at"] = value
            end += 1
            if _SAID.match(page[end - 1].text):
                break
        if end - start > 1:
            yield start, end, told
        start = max(end, start + 1)
