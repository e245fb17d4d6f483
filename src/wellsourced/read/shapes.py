"""Stamps learnt from a page: lines that are alike but for a name and a time.

No form is known beforehand. Of lines that tell a time, those that go on in the same words after it
("N ... | parent | next") or begin with the same before it ("by N (12) on ...") are one pattern;
what their other sides have in common is the pattern's too, and what is left is the name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wellsourced.read.lines import Line
from wellsourced.read.stamps import Stamp, bullet, is_name, runs_on
from wellsourced.read.whens import When, when

_LONGEST = 120  # characters of a stamp
_NAME = 70  # characters of a name with what stands around it
_MOST = 0.8  # of the lines that have to share what is called the pattern's
_DIGITS = re.compile(r"\d+")
_EDGE = ' \t,|-–—•·»›:;@#[]()<>"“”*~/.…'
_BY = re.compile(
    r"^(?:(?:posted|comment|written|submitted|reply|sent|left|von|écrit|publicado|inviato|skrevet)\s+)?"
    r"(?:by|from|von|par|por|da|av|af|door)\b\s*:?\s+",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:posted|published|updated|created|written|date|time|comment)s?", re.I)
_VERB = re.compile(
    r"\s+(?:says|said|wrote|writes|commented|replied|posted|sagt|sagte|schrieb|meint|schreibt|dit|"
    r"a dit|a écrit|dijo|dice|escribió|ha scritto|ha detto|scrive|disse|escreveu|zegt|schreef|"
    r"skrev|"
    r"pisze|napisał|пишет|написал|on|at|am|le|el|il|op|om|den|vom)\s*$",
    re.IGNORECASE,
)


class _Side(NamedTuple):
    """A line that tells a time: the words on one side of it, which may hold a name."""

    line: int
    words: str
    when: When
    key: str
    after: bool  # the name stands after the time


def learned(page: Sequence[Line]) -> dict[int, Stamp]:
    """Give the lines of the page's commonest pattern, with name and time."""
    groups: dict[tuple[str, bool], list[_Side]] = defaultdict(list)
    for i, line in enumerate(page):
        for side in _sides(i, line.text):
            groups[side.key, side.after].append(side)
    read = [_read(page, sides) for sides in groups.values() if len(sides) > 1]
    return max(read, key=len, default={})


def bare_times(page: Sequence[Line]) -> dict[int, When]:
    """Give the lines that tell a time and nothing that changes from line to line."""
    found: dict[str, dict[int, When]] = defaultdict(dict)
    for i, line in enumerate(page):
        words = line.text
        if len(words) <= _LONGEST and (told := when(words)):
            key = _key(words[: told.start] + ("\x01" if told.at else "\x02") + words[told.end :])
            if len(key) < 40:
                found[key][i] = told
    return max(found.values(), key=_worth, default={})


def _worth(group: Mapping[int, When]) -> tuple[int, int]:
    return len(group), sum(told.at is not None for told in group.values())


def _sides(i: int, words: str) -> list[_Side]:
    dot = bullet(words)
    if len(words) > _LONGEST or not (told := when(words)):
        return []
    left, right = words[dot : told.start], words[told.end :]
    sides = []
    if 0 < len(left.strip(_EDGE)) <= _NAME and not runs_on(left.replace(":", " ")):
        sides.append(_Side(i, left, told, f"{bool(dot)}{_key(right)}", after=False))
    if 0 < len(right.strip(_EDGE)) <= _NAME and not runs_on(right.replace(":", " ")):
        sides.append(_Side(i, right, told, f"{bool(dot)}{_key(left)}", after=True))
    return sides


def _key(words: str) -> str:
    return " ".join(_DIGITS.sub("0", words.lower()).split())


def _read(page: Sequence[Line], sides: Sequence[_Side]) -> dict[int, Stamp]:
    names = trimmed([s.words for s in sides])
    found: dict[int, Stamp] = {}
    if len({name for name in names if name}) < 2 and (
        len(sides) > 2 or not names[0] or _BARE.fullmatch(names[0])
    ):
        return found
    for side, name in zip(sides, names, strict=True):
        if name and _is_name(name):
            closed = page[side.line].text.rstrip().endswith((":", "...", "…"))
            shape = f"{side.key} {'DN' if side.after else 'ND'}"
            found[side.line] = Stamp(name, side.when.at, shape, leads=closed)
    return found


def _is_name(words: str) -> bool:
    return any(c.isalpha() for c in words) and is_name(words.rstrip("."))


def trimmed(names: Sequence[str]) -> list[str | None]:
    """Give names without what most of them have around them; None: it lacks that.

    >>> trimmed(["by Ana (12) on", "by Ben K. (7) on", "by x (3) on"])
    ['Ana', 'Ben K.', 'x']
    >>> trimmed(["Ana, Havrin", "Ben, Olm", "Cara, Tarsk"])
    ['Ana', 'Ben', 'Cara']
    """
    found: list[str | None] = [" ".join(n.split()) for n in names]
    for turn in (False, True):
        found = _without_shared(found, back=turn)
    read = [n and _plain(n) for n in found]
    told = [n for n in read if n]
    for mark in (", ", " ("):
        if told and sum(mark in n for n in told) >= 0.67 * len(told):
            read = [n and n.split(mark)[0].strip() for n in read]
    return [n or None for n in read]


def _plain(name: str) -> str:
    name = _VERB.sub("", _BY.sub("", name.strip(" \t,|-–—•·»›:;")))
    bare = name.lstrip(_EDGE).rstrip(_EDGE.replace(".", "").replace("…", ""))
    return _closed(bare, name) or name.strip()


def _closed(bare: str, name: str) -> str:
    """Brackets that open within the name close within it."""
    end = name.find(bare) + len(bare)
    return bare + name[end] if bare.count("(") > bare.count(")") and name[end:] else bare


def _without_shared(names: Sequence[str | None], *, back: bool) -> list[str | None]:
    """Cut off the words with which most names begin (or end); digits count as any digits."""
    told = [n for n in dict.fromkeys(names) if n]
    if len(told) < 3:
        return list(names)
    shared = _shared([_DIGITS.sub("0", n)[:: -1 if back else 1].lower() for n in told])
    if not shared:
        return list(names)
    form = re.escape(shared[:: -1 if back else 1]).replace("0", r"\d+")
    cut = re.compile(rf"{form}$" if back else rf"^{form}", re.IGNORECASE)
    return [cut.sub("", n) if n and cut.search(n) else None for n in names]


def _shared(told: Sequence[str]) -> str:
    """The longest beginning, of whole words, that most have; a name itself is none."""
    most = ""
    left = list(told)
    while True:
        following = Counter(n[len(most)] for n in left if len(n) > len(most) + 1)
        char, n = following.most_common(1)[0] if following else ("", 0)
        if n < _MOST * len(told):
            break
        most += char
        left = [n for n in left if n.startswith(most)]
    end = len(most)
    while end and (most[end - 1].isalnum() or most[end - 1] == "_"):
        end -= 1
    return most[:end]


def refined(stamps: Mapping[int, Stamp]) -> dict[int, Stamp]:
    """Give the stamps of one pattern with what their names share left out of these."""
    order = list(stamps)
    names = trimmed([stamps[i].name or "" for i in order])
    return {
        i: stamps[i]._replace(name=name or stamps[i].name)
        for i, name in zip(order, names, strict=True)
    }
