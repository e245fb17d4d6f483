"""Cut a text dump into its article, its thread and the page's furniture.

The page's own pattern is learnt: the stamp that repeats ("Ana says:", "Ana on May 1, 2031 at 9:21
AM") and whether it stands before or after a comment. No site's layout is known beforehand.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from wellsourced.read.dayfirst import turned
from wellsourced.read.edges import is_rule, without_edges
from wellsourced.read.heads import headed_by_lines
from wellsourced.read.items import Item, Thread, marker_before, opening, tail
from wellsourced.read.lines import Line, sentence_like
from wellsourced.read.phrases import is_furniture, is_marker, stated_count
from wellsourced.read.rows import lettered, tabled
from wellsourced.read.shapes import learned, refined
from wellsourced.read.stamps import Stamp, bullet, is_name, stamp
from wellsourced.read.unsigned import closed_by_buttons, named_inline, parted, signed_by_dash

_TO = re.compile(
    r"(?P<name>\S.{0,40}?)\s+(?:[>»➤→▶]|in reply to|replying to|replied to|antwortet)\s+"
    r"@?(?P<to>\S.*)",
    re.IGNORECASE,
)
_Stamps = Sequence[Stamp | None]
_Finder = Callable[[Sequence[Line], _Stamps], Thread | None]


def thread(page: Sequence[Line]) -> Thread | None:
    """Find the thread of a dump; None: it has none that shows."""
    stamps = _stamps(page)
    finders: tuple[_Finder, ...] = (
        _bulleted,
        _stamped,
        headed_by_lines,
        lettered,
        tabled,
        closed_by_buttons,
        signed_by_dash,
        named_inline,
        _named,
        parted,
    )
    found = [t for finder in finders if (t := finder(page, stamps)) and t.items]
    best = max(found, key=lambda t: _worth(page, t), default=None)
    if best is None:
        return None
    items = without_edges(page, best.items)
    heads = [line.text for line in page[best.start : best.end] if len(line.text) < 160]
    times = turned([item.at for item in items], heads)
    items = tuple(_turning(item, at) for item, at in zip(items, times, strict=True))
    return best._replace(items=items, start=opening(page, best.start))


def _worth(page: Sequence[Line], found: Thread) -> float:
    """How well a thread explains the page: best, if it has as many items as the page says."""
    marked = marker_before(page, found.start + 1)
    stated = None if marked is None else stated_count(page[marked].text)
    return found.sure * len(found.items) * (1.5 if stated == len(found.items) else 1.0)


def _turning(item: Item, at: str | None) -> Item:
    """An item with its time, and of "Ben > Ana" both names where they belong."""
    told = _TO.match(item.author or "")
    if told is None:
        return item._replace(at=at)
    return item._replace(at=at, author=told["name"], to=told["to"])


def _stamps(page: Sequence[Line]) -> _Stamps:
    """The stamps of the page: of forms that are known, or of one that more of its lines share."""
    known = [None if is_marker(line.text) else stamp(line) for line in page]
    shapes = Counter(s.shape for s in known if s and s.name)
    shared = learned(page)
    if len(shared) > max(shapes.values(), default=0):
        return [shared.get(i, s) for i, s in enumerate(known)]
    return known


# Bullets: "  • Ana says:", "  • Ana", and, where the page lost the name, "  • I think ..."


def _bulleted(page: Sequence[Line], stamps: Sequence[Stamp | None]) -> Thread | None:
    dots = [i for i, line in enumerate(page) if bullet(line.text)]
    heads = {i: s for i in dots if (s := _head(page, stamps, i))}
    shape, _ = Counter(s.shape for s in heads.values()).most_common(1)[0] if heads else ("", 0)
    heads = {i: s for i, s in heads.items() if s.shape == shape}
    if not heads or (len(heads) < 2 and marker_before(page, min(heads)) is None):
        return None
    indents = {page[i].indent for i in heads}
    start = _first_bullet(page, min(heads), indents)
    begins = [i for i in dots if i >= start and (page[i].indent in indents)]
    end = _end_of_bullets(page, begins[-1], min(indents))
    items = []
    for at, after in zip(begins, [*begins[1:], end], strict=True):
        item = _bullet_item(page, at, after, heads.get(at))
        if item:
            items.append(item)
    return Thread(tuple(items), begins[0], end)


def _head(page: Sequence[Line], stamps: Sequence[Stamp | None], at: int) -> Stamp | None:
    if told := stamps[at]:
        return told
    name = page[at].text[bullet(page[at].text) :]
    below = page[at + 1] if at + 1 < len(page) else None
    if below and below.indent > page[at].indent and below.above and is_name(name):
        return Stamp(name, None, "• N", leads=True)
    return None


def _first_bullet(page: Sequence[Line], first: int, indents: set[int]) -> int:
    """Comments whose names were lost may stand before the first that has one."""
    start = first
    for i in range(first - 1, -1, -1):
        if page[i].indent < min(indents) or is_furniture(page[i].text):
            break
        if bullet(page[i].text) and page[i].indent in indents and page[i].indent > 0:
            start = i
    return start


def _end_of_bullets(page: Sequence[Line], last: int, indent: int) -> int:
    if last + 1 < len(page) and page[last + 1].indent > indent:
        after = range(last + 1, len(page))
        return next((i for i in after if page[i].indent <= indent), len(page))
    return tail(page, last + 1)


def _bullet_item(page: Sequence[Line], at: int, after: int, head: Stamp | None) -> Item | None:
    dot = page[at].start + bullet(page[at].text)
    if head is None and dot >= page[at].end:  # a bullet and nothing more
        return Item(at + 1, after, None, None, page[at].indent) if at + 1 < after else None
    if head is None:
        return Item(at, after, None, None, page[at].indent, begins=dot)
    if head.rest is not None:
        return Item(at, after, head.name, head.at, page[at].indent, begins=head.rest)
    if at + 1 >= after:
        return None
    return Item(at + 1, after, head.name, head.at, page[at].indent)


# Stamps: "Ana on May 1, 2031 at 9:21 AM" after a comment, "Ana said..." before it.


def _stamped(page: Sequence[Line], stamps: Sequence[Stamp | None]) -> Thread | None:
    named = [(i, s) for i, s in enumerate(stamps) if s and s.name and not bullet(page[i].text)]
    if not named:
        return None
    counts = Counter(s.shape for _, s in named)
    shape = max(counts, key=lambda k: (counts[k], k))
    group = refined({i: s for i, s in named if s.shape == shape})
    if len(group) < 2 and marker_before(page, min(group)) is None:
        return None
    if _leads(page, group):
        return _headed(page, stamps, group)
    return _signed(page, group)


def _leads(page: Sequence[Line], group: dict[int, Stamp]) -> bool:
    """Whether the stamps stand before their comments."""
    first, last = min(group), max(group)
    if group[first].leads:
        return True
    if tail(page, last + 1) == last + 1:
        return False
    opened = first > 0 and is_furniture(page[first - 1].text)
    prose = any(sentence_like(line.text) for line in page[last + 1 : tail(page, last + 1)])
    return opened or prose


def _headed(
    page: Sequence[Line], stamps: Sequence[Stamp | None], group: dict[int, Stamp]
) -> Thread:
    heads = sorted(group)
    end = tail(page, heads[-1] + 1)
    items = []
    for at, after in zip(heads, [*heads[1:], end], strict=True):
        told = group[at]
        first, last, when = at + 1, after, told.at
        if when is None:
            first, last, when = _dated_within(stamps, first, last)
        if told.rest is not None:
            items.append(Item(at, last, told.name, when, page[at].indent, begins=told.rest))
        elif first < last:
            items.append(Item(first, last, told.name, when, page[at].indent))
    return Thread(tuple(items), heads[0], end)


def _dated_within(
    stamps: Sequence[Stamp | None], first: int, last: int
) -> tuple[int, int, str | None]:
    """A line with nothing but the time stands below the name, or closes the comment."""
    below = stamps[first] if first < last else None
    if below and below.name is None:
        return first + 1, last, below.at
    for i in range(last - 1, first, -1):
        above = stamps[i]
        if above and above.name is None:
            return first, i, above.at
    return first, last, None


def _signed(page: Sequence[Line], group: dict[int, Stamp]) -> Thread:
    signatures = sorted(group)
    begins = _first_signed(page, signatures[0])
    items: list[Item] = []
    seen: dict[tuple[str | None, str | None], tuple[str, int]] = {}
    quoted: int | None = None
    cites: int | None = None
    start = begins
    for at in signatures:
        told = group[at]
        own = "".join(line.text for line in page[(quoted or start) : at])
        key = (told.name, told.at)
        if quoted is None and own and key in seen and _repeats(own, seen[key][0]):
            quoted, cites = at + 1, seen[key][1]
            continue
        if start < at:
            seen.setdefault(key, (own, len(items)))
            items.append(Item(start, at, told.name, told.at, 0, None, quoted, cites))
        start, quoted, cites = at + 1, None, None
    return Thread(_named_above(page, items), begins, tail(page, signatures[-1] + 1))


def _named_above(page: Sequence[Line], items: Sequence[Item]) -> tuple[Item, ...]:
    """Where a name stands above each signature, that tells but the town and the day."""
    ends = [page[item.last - 1] for item in items]
    if len(items) < 2 or not all(is_name(line.text) for line in ends):
        return tuple(items)
    if any(item.last - item.first < 2 or item.quoted for item in items):
        return tuple(items)
    return tuple(
        item._replace(last=item.last - 1, author=line.text)
        for item, line in zip(items, ends, strict=True)
    )


def _repeats(words: str, earlier: str) -> bool:
    """A signature seen before, under words seen before, is a quotation of that comment."""
    return "".join(words.split()) in "".join(earlier.split())


def _first_signed(page: Sequence[Line], signature: int) -> int:
    """The first comment begins below the last furniture, or is one paragraph."""
    for i in range(signature - 1, -1, -1):
        if is_furniture(page[i].text):
            return i + 1
    return max(signature - 1, 0)


# Bare names: a line with a name and nothing else, then the words.


def _named(page: Sequence[Line], stamps: Sequence[Stamp | None]) -> Thread | None:
    start = _below_furniture(page)
    if start is None:
        return None
    end = tail(page, start)
    if any(bullet(line.text) for line in page[start:end]):
        return None
    heads = [i for i in range(start, end) if _name_line(page, i, end) and not stamps[i]]
    if not heads or heads[0] != start:
        return None
    count = next((n for i in range(start) if (n := stated_count(page[i].text))), None)
    if len(heads) < 2 and count != 1:
        return None
    after = [*heads[1:], end]
    items = [Item(a + 1, b, page[a].text, None) for a, b in zip(heads, after, strict=True)]
    return Thread(tuple(items), start, end)


def _name_line(page: Sequence[Line], at: int, end: int) -> bool:
    """A name stands alone between blank lines, with words below that are no name."""
    line = page[at]
    if not line.above or at + 1 >= end or not is_name(line.text):
        return False
    below = page[at + 1]
    return (bool(below.above) or is_rule(below.text)) and not (
        is_name(below.text) and at + 2 >= end
    )


def _below_furniture(page: Sequence[Line]) -> int | None:
    """The thread of bare names begins below its marker, or below the article's furniture."""
    marked = [i for i, line in enumerate(page) if is_marker(line.text) and 0 < i < len(page) - 1]
    if marked:
        return marked[-1] + 1
    for i in range(1, len(page) - 1):
        if is_furniture(page[i].text) and not is_furniture(page[i + 1].text):
            return i + 1
    return None
