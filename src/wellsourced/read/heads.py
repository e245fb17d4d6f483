"""Threads in which several lines tell who and when: a name, a town, a time below each other."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from wellsourced.read.items import Item, Thread, marker_before, tail
from wellsourced.read.lines import Line
from wellsourced.read.shapes import bare_times, trimmed
from wellsourced.read.stamps import Stamp, is_name
from wellsourced.read.whens import When, clock, whole

_MOST = 0.9  # of the heads that have a line of some kind in the same place
_DIGITS = re.compile(r"\d+")
_REACH = 3  # lines around a time


class _Build(NamedTuple):
    """How heads are built: lines above and below the time, where the name is, where the hour."""

    above: int
    below: int
    name: int | None
    clock: int | None


def headed_by_lines(page: Sequence[Line], stamps: Sequence[Stamp | None]) -> Thread | None:
    """Find the thread whose heads are lines with a time and nothing else beside others."""
    told = {i: When(0, 0, s.at) for i, s in enumerate(stamps) if s and s.name is None}
    learned = bare_times(page)
    times = learned if len(learned) > len(told) else told
    places = sorted(times)
    if not places or (len(places) < 2 and marker_before(page, places[0]) is None):
        return None
    build = _build(page, places)
    if build.name is None and (len(places) < 2 or marker_before(page, places[0]) is None):
        return None
    return _cut(page, times, build)


def _build(page: Sequence[Line], places: Sequence[int]) -> _Build:
    hour = next((k for k in (1, -1) if _all(page, places, k, _is_clock)), None)
    below = max(hour or 0, 0)
    above = name = 0
    for k in range(1, _REACH + 1):
        if _fixed(page, places, -k) or (_all(page, places, -k, _is_clock)):
            above = k
        elif _all(page, places, -k, _is_name):
            above = name = k
        else:
            break
        if _blank_above(page, places, -k) and name:
            break
    if name:
        return _Build(above if name == above else name, below, -name, hour)
    under = below + 1
    if _all(page, places, under, _is_name) and not _fixed(page, places, under):
        last = under
        while last - under < 2 * _REACH and _fixed(page, places, last + 1):
            last += 1
        return _Build(above, last, under, hour)
    return _Build(0, below, None, hour)


def _lines(page: Sequence[Line], places: Sequence[int], k: int) -> list[Line]:
    return [page[i + k] for i in places if 0 <= i + k < len(page)]


def _all(page: Sequence[Line], places: Sequence[int], k: int, fits: Callable[[str], bool]) -> bool:
    told = _lines(page, places, k)
    return sum(fits(line.text) for line in told) >= max(_MOST * len(places), 1)


def _is_clock(words: str) -> bool:
    return len(words) < 20 and clock(words) is not None


def _is_name(words: str) -> bool:
    told = whole(words)
    dated = told is not None and told.end - told.start > 0.6 * len(words)
    return is_name(words) and not words.isdigit() and not dated


def _fixed(page: Sequence[Line], places: Sequence[int], k: int) -> bool:
    told = [line.text for line in _lines(page, places, k)]
    alike = len({_DIGITS.sub("0", words) for words in told}) == 1
    return alike and len(told) > 1 and (len(told) > 2 or len(set(told)) > 1)


def _blank_above(page: Sequence[Line], places: Sequence[int], k: int) -> bool:
    told = _lines(page, places, k)
    return sum(line.above > 0 for line in told) >= 0.5 * len(told)


def _cut(page: Sequence[Line], times: Mapping[int, When], build: _Build) -> Thread:
    places = [i for i in sorted(times) if _whole(page, i, build)]
    names = [page[i + build.name].text if build.name else "" for i in places]
    read = trimmed(names) if build.name else [None] * len(places)
    heads = [(i - build.above, i + build.below + 1) for i in places]
    start, end = heads[0][0], tail(page, heads[-1][1])
    if end == heads[-1][1] and marker_before(page, start) != start - 1:
        start = _first_above(page, start)
        spans = list(zip([start, *(b for _, b in heads[:-1])], [a for a, _ in heads], strict=True))
    else:
        spans = list(zip([b for _, b in heads], [*(a for a, _ in heads[1:]), end], strict=True))
    rows = zip(places, spans, names, read, strict=True)
    items = [
        Item(a, b, (name or word or None), _at(page, times[i], i, build), page[i].indent)
        for i, (a, b), word, name in rows
        if a < b
    ]
    return Thread(tuple(items), start, end, 1.0 if build.name else 0.6)


def _whole(page: Sequence[Line], i: int, build: _Build) -> bool:
    """Whether all lines of a head stand there; a time within words has no name beside it."""
    if i < build.above or i + build.below >= len(page):
        return False
    return build.name is None or _is_name(page[i + build.name].text)


def _first_above(page: Sequence[Line], head: int) -> int:
    marked = marker_before(page, head)
    return max(head - 1, 0) if marked is None else marked + 1


def _at(page: Sequence[Line], told: When, i: int, build: _Build) -> str | None:
    if told.at and len(told.at) == 10 and build.clock:
        return f"{told.at}T{clock(page[i + build.clock].text)}"
    return told.at
