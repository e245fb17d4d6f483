"""Which stretches of a page are its story: the box that holds most of its prose, less the rest."""

import re
from collections import defaultdict
from collections.abc import Sequence

from lxml import etree

from wellsourced.model import PartKind
from wellsourced.read.apparatus import is_surely
from wellsourced.read.markup import names
from wellsourced.read.phrases import is_furniture
from wellsourced.read.stretches import Stretch

_END = re.compile(r"[.!?…:;。！？][\"'”’»«)\]\s\d]*$")
_PROSE = 50  # characters of the shortest stretch that shows where the story stands
_SHARE = 0.75  # of a box's prose: a box within it that holds so much is where the story stands
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TEASER, _FEWEST = 350, 3  # characters of a teaser; how many make a list
_LEAD, _LEADS = 70, frozenset({"h2", "h3", "p"})  # a line that stands for the story's opening
_NARROW = names("p li h1 h2 h3 h4 h5 h6 blockquote td tr tbody dd pre ul ol dl table")


_MOST = 0.5  # of a page's prose: what holds more is no apparatus, whatever its name
_LITTLE = 60  # characters of a page's prose, below which even its footer may be the story


def story(found: Sequence[Stretch]) -> frozenset[int]:
    """Give the places of the stretches that are the story."""
    values = [prose(stretch) for stretch in found]
    apart = _apart(found, values)
    values = [0.0 if n in apart else value for n, value in enumerate(values)]
    apart |= _teasers(found, values)
    values = [0.0 if n in apart else value for n, value in enumerate(values)]
    box = _box(found, values)
    if box is None:
        return frozenset()
    first, last = box
    first = _standfirst(found, values, first)
    places = [n for n in range(first, last + 1) if n not in apart]
    return frozenset(_kept(found, values, places))


def plain(found: Sequence[Stretch]) -> frozenset[int]:
    """Give the places of all that is neither apparatus nor but a link."""
    return frozenset(n for n, s in enumerate(found) if not s.regions and not _linked(s))


def prose(stretch: Stretch) -> float:
    """How much running text a stretch is."""
    size = len(stretch.text)
    if stretch.kind is PartKind.CAPTION or size < _PROSE:
        return 0.0
    free = size - stretch.links
    if free < 0.6 * size:
        return 0.0
    if (size < 100 or stretch.holder.tag in _HEADINGS) and not _END.search(stretch.text):
        return 0.0
    return 0.5 * free if stretch.listed else free


def _apart(found: Sequence[Stretch], values: Sequence[float]) -> frozenset[int]:
    """The stretches that stand in apparatus; what holds much of the prose is none."""
    held: dict[etree._Element, float] = defaultdict(float)
    for stretch, value in zip(found, values, strict=True):
        for region in stretch.regions:
            held[region] += value
    total = sum(values)
    lifted = {
        e
        for e, value in held.items()
        if value > _MOST * total and (value > total - _LITTLE or not is_surely(e))
    }
    return frozenset(n for n, s in enumerate(found) if not lifted.issuperset(s.regions))


def _box(found: Sequence[Stretch], values: Sequence[float]) -> tuple[int, int] | None:
    """The first and the last stretch of the element where the story stands."""
    held: dict[etree._Element, float] = defaultdict(float)
    below: dict[etree._Element, set[etree._Element]] = defaultdict(set)
    top = None
    for stretch, value in zip(found, values, strict=True):
        if value:
            lower = stretch.holder
            held[lower] += value
            for over in stretch.holder.iterancestors():
                held[over] += value
                below[over].add(lower)
                lower = over
            top = lower
    if top is None:
        return None
    least = _SHARE * held[top]
    while True:
        fits = [e for e in below[top] if held[e] >= least and e.tag not in _NARROW]
        if not fits:
            break
        top = fits[0]
    places = range(len(found))
    first = next((n for n in places if _within(found[n].holder, top)), None)
    last = next((n for n in reversed(places) if _within(found[n].holder, top)), None)
    return None if first is None or last is None else (first, last)


def _within(element: etree._Element, box: etree._Element) -> bool:
    return element is box or any(over is box for over in element.iterancestors())


def _teasers(found: Sequence[Stretch], values: Sequence[float]) -> frozenset[int]:
    """Stories of other pages: a linked line and one stretch of prose, again and again."""
    runs: list[list[int]] = [[]]
    for n, value in enumerate(values):
        if value:
            before = found[n - 1] if n else None
            if before is not None and len(found[n].text) < _TEASER and _title(before):
                runs[-1].append(n)
            else:
                runs.append([])
    return frozenset(n for run in runs if len(run) >= _FEWEST for n in run)


def _title(stretch: Stretch) -> bool:
    return 12 < len(stretch.text) < 200 and stretch.links > 0.8 * len(stretch.text)


def _standfirst(found: Sequence[Stretch], values: Sequence[float], first: int) -> int:
    """Where the story begins, if words of it stand between the heading and its box."""
    headings = [n for n in range(first) if found[n].holder.tag == "h1"]
    if not headings:
        return first
    between = [n for n in range(headings[-1] + 1, first) if values[n] or _leads(found[n])]
    return between[0] if between else first


def _leads(stretch: Stretch) -> bool:
    plain = stretch.links == 0 and not stretch.regions and stretch.kind is not PartKind.CAPTION
    return plain and stretch.holder.tag in _LEADS and len(stretch.text) > _LEAD


def _kept(found: Sequence[Stretch], values: Sequence[float], places: Sequence[int]) -> list[int]:
    good = [n for n in places if values[n]]
    if not good:
        return []
    beside = {found[n].holder.getparent() for n in good} | {found[n].holder for n in good}
    kept: list[int] = []
    after, linked = False, 0  # whether words of the story follow, and how many links before them
    for n in reversed(places):
        stretch = found[n]
        heading = stretch.holder.tag in _HEADINGS
        if stretch.kind is PartKind.CAPTION:
            kept += [n] if _describes(stretch) else []
            continue
        if values[n]:
            pass
        elif _linked(stretch) or is_furniture(stretch.text):
            linked += 1
            continue
        elif heading or stretch.text.endswith(":"):
            if not after or n < good[0] or linked > (1 if heading else 0):
                after, linked = after and not heading, 0
                continue
        elif not (good[0] < n < good[-1]) and not _belongs(stretch, beside, below=n > good[0]):
            continue
        after, linked = not heading, 0
        kept.append(n)
    return kept[::-1]


def _describes(stretch: Stretch) -> bool:
    """Whether a caption says something of a picture: no link to a story, heading or button."""
    apart = _linked(stretch) or stretch.holder.tag in _HEADINGS or is_furniture(stretch.text)
    return not apart


def _linked(stretch: Stretch) -> bool:
    """Whether a stretch is but a link; an address written out is the writer's own words."""
    if stretch.links <= 0.6 * len(stretch.text):
        return False
    return not stretch.text.startswith(("http", "www.")) or stretch.listed


def _belongs(stretch: Stretch, beside: set[etree._Element | None], *, below: bool) -> bool:
    if len(stretch.text) > 40 and _END.search(stretch.text):
        return True
    if not below:
        return _leads(stretch)
    over = stretch.holder.getparent()
    if stretch.holder.tag == "li" and over is not None:
        over = over.getparent()
    return over in beside or stretch.holder in beside
