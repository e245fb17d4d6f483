"""Where the words of a telling stand in the text that they were taken from."""

from wellsourced.link.tellings import Telling
from wellsourced.model import Reuse

Stretch = tuple[int, int]
"""From where to where."""
ALIKE = 0.75
"""Share of the words that a copy of a telling has in common with it."""
_COVERED = 0.6  # share of a telling that has to lie in a passage to be a copy


def copied_from(t: Telling, reuse: Reuse) -> Stretch | None:
    """Where the words of a telling stand in the text that they were taken from, roughly.

    What was put in or left out before them may have moved them by so much.
    """
    a, b = reuse.a_span, reuse.b_span
    if t.start >= b.end or b.start >= t.end:
        return None  # as nearly always
    if _share((t.start, t.end), (b.start, b.end)) < _COVERED:
        return None
    scale = (a.end - a.start) / (b.end - b.start)
    start = a.start + int(max(0, t.start - b.start) * scale)
    end = a.start + int((min(t.end, b.end) - b.start) * scale)
    moved = abs((a.end - a.start) - (b.end - b.start))
    return max(a.start, start - moved), max(min(a.end, end + moved), start + 1)


def repeated(t: Telling, other: Telling, there: Stretch) -> bool:
    """Whether one telling has the words of the other: no other number, no other sense."""
    if other.about != t.about or _share((other.start, other.end), there) < 0.5:
        return False
    if other.numbers != t.numbers:
        return False
    return 2 * len(t.words & other.words) / (len(t.words) + len(other.words)) >= ALIKE


def _share(one: Stretch, other: Stretch) -> float:
    """How much of the shorter lies in the other."""
    over = min(one[1], other[1]) - max(one[0], other[0])
    return over / min(one[1] - one[0], other[1] - other[0])
