"""Which attribution stands inside which."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from wellsourced.mark.drafts import Voice
from wellsourced.mark.quotes import merged
from wellsourced.model import Span


def reordered(voices: Sequence[Voice], text: str) -> list[Voice]:
    """Put "S, X said, Y reported" right: who stands farther from the words passes them on.

    Two voices that claim the same words stand side by side after them (or before); the farther
    one's content takes in the nearer one's source and cue.
    """
    out = list(voices)
    for i, near in enumerate(out):
        for j, far in enumerate(out):
            if near.within is not None or far.within is not None:
                continue
            if i != j and near.passage == far.passage and _passes_on(near, far, text):
                out[j] = replace(far, content=merged((*far.content, _whole(near, out[j]))))
    return out


def _passes_on(near: Voice, far: Voice, text: str) -> bool:
    if near.cue is None or far.cue is None or not near.content or not far.content:
        return False
    if _shared(near.content, far.content) < 0.8:
        return False
    end = max(c.end for c in far.content)
    a, b = _outline(near), _outline(far)
    between = text[a[1] : b[0]] if a[1] <= b[0] else "."
    return end <= a[0] and len(between.split()) <= 4 and "." not in between


def _whole(near: Voice, far: Voice) -> Span:
    return Span(min(c.start for c in far.content), _outline(near)[1])


def _outline(voice: Voice) -> tuple[int, int]:
    spots = [s for s in (voice.source, voice.cue) if s is not None]
    return min(s.start for s in spots), max(s.end for s in spots)


def _shared(a: Sequence[Span], b: Sequence[Span]) -> float:
    both = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    return 2 * both / (sum(s.end - s.start for s in a) + sum(s.end - s.start for s in b))


def parents(voices: Sequence[Voice]) -> list[int | None]:
    """Give, for each voice, the number of the smallest voice whose content holds it."""
    by_passage: dict[int, list[int]] = defaultdict(list)
    wide = [n for n, v in enumerate(voices) if v.container or v.runs]
    for number, voice in enumerate(voices):
        if not (voice.container or voice.runs):
            by_passage[voice.passage].append(number)
    sizes = [sum(s.end - s.start for s in v.content) for v in voices]
    found: list[int | None] = []
    for number, voice in enumerate(voices):
        if voice.within is not None:
            found.append(_with_cue(voices, by_passage[voice.passage], voice.within))
            continue
        near = [*by_passage[voice.passage], *wide]
        around = [n for n in near if n != number and _holds(voices[n], voice)]
        around = [n for n in around if not _holds(voice, voices[n]) or sizes[n] > sizes[number]]
        found.append(min(around, key=lambda n: (sizes[n], n), default=None))
    return _acyclic(found)


def _with_cue(voices: Sequence[Voice], near: Sequence[int], cue: Span) -> int | None:
    return next((n for n in near if voices[n].cue == cue), None)


def _holds(outer: Voice, inner: Voice) -> bool:
    return any(c.holds(inner.anchor) for c in outer.content)


def _acyclic(found: list[int | None]) -> list[int | None]:
    for number in range(len(found)):
        seen = {number}
        at = found[number]
        while at is not None:
            if at in seen:
                found[number] = None
                break
            seen.add(at)
            at = found[at]
    return found
