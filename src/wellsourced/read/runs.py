"""Records that no name of the page's own tells, found by the times that stand in them.

A header and the words below it may be two rows of a table, or two neighbours of any kind.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median_low

from lxml import etree

from wellsourced.read.census import EMPTY, Weight
from wellsourced.read.phrases import is_marker

Record = Sequence[etree._Element]
_FEWEST = 2
_TURN = re.compile(r"\d+|\b(?:odd|even|alt|first|last)\b")  # what tells neighbours apart


def runs(weights: Mapping[etree._Element, Weight]) -> Iterator[list[Record]]:
    """Give what may be threads: for each build of times, the neighbours that hold them."""
    for times in _times(weights):
        heads = _branches(times)
        if len(heads) < max(_FEWEST, 0.6 * len(times)):
            continue
        yield [(e,) for e in heads]
        joined = _joined(heads, weights)
        alone = median_low([_words((e,), weights) for e in heads])
        if median_low([_words(record, weights) for record in joined]) > 2 * alone:
            yield joined


def _times(weights: Mapping[etree._Element, Weight]) -> Iterator[list[etree._Element]]:
    """The innermost elements that tell a time, by how they and what holds them are built."""
    found: dict[tuple[str, ...], list[etree._Element]] = defaultdict(list)
    for element, held in weights.items():
        over = element.getparent()
        if held.dates != 1 or held.small is None or over is None:
            continue
        if not any(weights.get(e, EMPTY).dates for e in element):
            names = (element.get("class", ""), str(over.tag), over.get("class", ""))
            found[str(element.tag), _TURN.sub("", " ".join(names))].append(element)
    for times in found.values():
        if len(times) >= _FEWEST:
            yield times[::-1]  # weights run from the page's end


def _branches(times: Sequence[etree._Element]) -> list[etree._Element]:
    """The neighbours, under the ancestor that has the most of them, that hold the times."""
    below: dict[etree._Element, dict[etree._Element, None]] = defaultdict(dict)
    for time in times:
        lower = time
        for over in time.iterancestors():
            below[over][lower] = None
            lower = over
    most = max(map(len, below.values()), default=0)
    return next((list(heads) for heads in below.values() if len(heads) == most), [])


def _joined(
    heads: Sequence[etree._Element], weights: Mapping[etree._Element, Weight]
) -> list[Record]:
    """Each head with the neighbours after it; before it, if nothing stands after the last."""
    group = set(heads)
    after = [_until(head, group, forward=True) for head in heads]
    usual = median_low([len(run) for run in after])
    after[-1] = after[-1][:usual]
    before = [_until(head, group, forward=False) for head in heads]
    if _words(after[-1], weights) < _words(before[0][:usual], weights):
        before[0] = _below_heading(before[0], weights) or before[0][:usual]
        return [(*reversed(run), head) for head, run in zip(heads, before, strict=True)]
    return [(head, *run) for head, run in zip(heads, after, strict=True)]


def _below_heading(
    run: Sequence[etree._Element], weights: Mapping[etree._Element, Weight]
) -> list[etree._Element]:
    """The neighbours up to the line that opens the thread; none, if no such line is there."""
    for n, e in enumerate(run):
        small = weights.get(e, EMPTY).small
        if small and len(small) < 80 and is_marker(small):
            return list(run[:n])
    return []


def _until(
    head: etree._Element, group: set[etree._Element], *, forward: bool
) -> list[etree._Element]:
    found = []
    for beside in head.itersiblings(preceding=not forward):
        if beside in group:
            break
        found.append(beside)
    return found


def _words(run: Record, weights: Mapping[etree._Element, Weight]) -> int:
    return sum(weights.get(e, EMPTY).words for e in run)


def wrapped(found: Sequence[Record]) -> tuple[etree._Element, ...]:
    """Make each record one element: neighbours move into a new one in their place."""
    return tuple(record[0] if len(record) == 1 else _wrapped(record) for record in found)


def _wrapped(record: Record) -> etree._Element:
    first = record[0]
    over = first.getparent()
    whole = first.makeelement("div", {})
    if over is not None:
        over.insert(over.index(first), whole)
    for element in record:
        whole.append(element)
    return whole
