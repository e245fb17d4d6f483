"""Threads without stamps: names before a colon or after a dash, buttons, rules, numbers, bullets.

All of these need a line that opens the thread ("12 Comments"): nothing else tells them from prose.
"""

import re
from collections import Counter
from collections.abc import Sequence

from wellsourced.read.items import Item, Thread, opened, tail
from wellsourced.read.lines import Line
from wellsourced.read.phrases import is_furniture, stated_count
from wellsourced.read.rows import is_field
from wellsourced.read.shapes import trimmed
from wellsourced.read.stamps import Stamp, bullet, is_name
from wellsourced.read.whens import when

_COLON = re.compile(
    r"(?:[\[(]?\d\d?:\d\d(?::\d\d)?(?:\s?[ap]m)?[\])]?\s+)?"
    r"(?:<(?P<nick>[^<>\s][^<>]{0,39})>|(?P<name>[^\s:<\[(][^:]{0,39}?)\s?:)\s+(?=\S)",
    re.IGNORECASE,
)
_DASHED = re.compile(r"(?:--?|[–—~])\s?(?P<name>\S.{0,44})")
_RULE = re.compile(r"(?:[-–—_=*~#•·.]\s*){3,}")
_NUMBER = re.compile(r"\(?#?(?P<n>\d{1,4})[.):]\s+(?=\S)")
_DIGITS = re.compile(r"\d+")


def named_inline(page: Sequence[Line], stamps: Sequence[Stamp | None]) -> Thread | None:
    """Find the thread whose comments begin with a name and a colon: "Ana: The crane left."."""
    start = opened(page)
    if start is None:
        return None
    end = tail(page, start)
    heads = {i: m for i in range(start, end) if (m := _named(page[i]))}
    dots = {i for i in heads if bullet(page[i].text)}
    if 2 * len(dots) >= len(heads):
        heads = {i: heads[i] for i in dots}
    first = min(heads, default=None)
    if first != start or not _enough(page, start, len(heads)):
        return None
    alike = len({_name(m) for m in heads.values()}) < 2
    if alike and stated_count(page[start - 1].text) != len(heads):
        return None
    if len(heads) < 0.34 * (end - start):
        return None
    return Thread(_items(page, heads, end), start, end, 0.8)


def _named(line: Line) -> re.Match[str] | None:
    told = None if is_field(line.text) else _COLON.match(line.text, bullet(line.text))
    name = _name(told) if told else ""
    return told if is_name(name) and name.count(" ") < 4 and name[0].isalnum() else None


def _name(told: re.Match[str]) -> str:
    return told["nick"] or told["name"]


def _items(page: Sequence[Line], heads: dict[int, re.Match[str]], end: int) -> tuple[Item, ...]:
    order = sorted(heads)
    return tuple(
        Item(a, b, _name(heads[a]), None, page[a].indent, begins=page[a].start + heads[a].end())
        for a, b in zip(order, [*order[1:], end], strict=True)
    )


def _enough(page: Sequence[Line], start: int, found: int) -> bool:
    """Two comments make a thread, or as few as the page says that there are."""
    return found > 1 or (found == 1 and stated_count(page[start - 1].text) == 1)


def signed_by_dash(page: Sequence[Line], stamps: Sequence[Stamp | None]) -> Thread | None:
    """Find the thread whose comments end with a dash and a name."""
    start = opened(page)
    if start is None:
        return None
    names = {
        i: told["name"]
        for i in range(start, len(page))
        if (told := _DASHED.fullmatch(page[i].text)) and is_name(told["name"])
    } or _signed_by_name(page, start)
    order = sorted(names)
    if not order or not _enough(page, start, len(order)) or order[0] == start:
        return None
    begins = [start, *(i + 1 for i in order[:-1])]
    items = [Item(a, b, names[b], None) for a, b in zip(begins, order, strict=True) if a < b]
    return Thread(tuple(items), start, order[-1] + 1, 0.9)


def _signed_by_name(page: Sequence[Line], start: int) -> dict[int, str]:
    """Names that stand alone below the words, as letters have them: "Ana Reyes, Havrin"."""
    end = len(page)
    while end > start and is_furniture(page[end - 1].text):
        end -= 1
    found = {i: page[i].text for i in range(start, end) if page[i].above and is_name(page[i].text)}
    closed = [i in found and (i + 1 == end or page[i + 1].above > 0) for i in range(start, end)]
    if not found or start in found or not closed[-1] or any(i + 1 in found for i in found):
        return {}
    return {i: name or "" for i, name in zip(found, trimmed(list(found.values())), strict=True)}


def closed_by_buttons(page: Sequence[Line], stamps: Sequence[Stamp | None]) -> Thread | None:
    """Find the thread whose comments begin with a name and end with the same buttons."""
    start = opened(page)
    if start is None:
        return None
    counts = Counter(_key(line) for line in page[start:] if len(line.text) < 60)
    fixed = {key for key, n in counts.items() if n > 1}
    often = max((counts[_key(line)] for line in page[start:] if _button(line, fixed)), default=0)
    fixed = {key for key in fixed if counts[key] >= 0.8 * often}
    closes = [
        i
        for i in range(start, len(page))
        if _key(page[i]) in fixed and (i + 1 == len(page) or _key(page[i + 1]) not in fixed)
    ]
    heads = [start, *(i + 1 for i in closes[:-1])] if closes else []
    if not heads or not often or not all(is_name(page[i].text) for i in heads):
        return None
    if not _enough(page, start, len(heads)):
        return None
    items = [
        Item(a + 1, b + 1, page[a].text, _time(page, b))
        for a, b in zip(heads, closes, strict=True)
        if a + 1 <= b and _key(page[a + 1]) not in fixed
    ]
    return Thread(tuple(items), start, closes[-1] + 1, 1.1)


def _key(line: Line) -> str:
    told = when(line.text) if len(line.text) < 40 else None
    words = line.text[: told.start] + line.text[told.end :] if told else line.text
    return _DIGITS.sub("0", words.lower())


def _time(page: Sequence[Line], last: int) -> str | None:
    told = when(page[last].text) if len(page[last].text) < 40 else None
    return told.at if told else None


def _button(line: Line, fixed: set[str]) -> bool:
    return _key(line) in fixed and (is_furniture(line.text) or not _key(line).strip())


def parted(page: Sequence[Line], stamps: Sequence[Stamp | None]) -> Thread | None:
    """Find the thread whose comments have no names: rules, numbers or bullets part them."""
    start = opened(page)
    if start is None:
        return None
    end = tail(page, start)
    rules = [i for i in range(start, end) if _RULE.fullmatch(page[i].text)]
    if rules and stated_count(page[start - 1].text) in (len(rules), len(rules) + 1):
        begins = [start, *(i + 1 for i in rules)]
        pairs = zip(begins, [*rules, end], strict=True)
        return Thread(tuple(Item(a, b, None, None) for a, b in pairs if a < b), start, end, 0.7)
    return _numbered(page, start, end) or _dotted(page, start, end)


def _numbered(page: Sequence[Line], start: int, end: int) -> Thread | None:
    heads: dict[int, int] = {}
    for i in range(start, end):
        told = _NUMBER.match(page[i].text)
        if told and int(told["n"]) == len(heads) + 1:
            heads[i] = page[i].start + told.end()
    if min(heads, default=None) != start or not _enough(page, start, len(heads)):
        return None
    return Thread(_begun(page, heads, end), start, end, 0.7)


def _dotted(page: Sequence[Line], start: int, end: int) -> Thread | None:
    indent = page[start].indent if start < end else 0
    heads = {
        i: page[i].start + dot
        for i in range(start, end)
        if page[i].indent == indent and (dot := bullet(page[i].text))
    }
    if min(heads, default=None) != start or not _enough(page, start, len(heads)):
        return None
    return Thread(_begun(page, heads, end), start, end, 0.7)


def _begun(page: Sequence[Line], heads: dict[int, int], end: int) -> tuple[Item, ...]:
    order = sorted(heads)
    return tuple(
        Item(a, b, None, None, page[a].indent, begins=heads[a])
        for a, b in zip(order, [*order[1:], end], strict=True)
        if heads[a] < page[a].end
    )
