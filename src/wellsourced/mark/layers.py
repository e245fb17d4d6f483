"""All marks of a document, layer by layer."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from wellsourced.config import Settings
from wellsourced.mark.anaphora import with_answers
from wellsourced.mark.attribution import attributions
from wellsourced.mark.checks import checks
from wellsourced.mark.claims import claims
from wellsourced.mark.commitments import commitments
from wellsourced.mark.described import described
from wellsourced.mark.eventrows import coded, is_row, sentences
from wellsourced.mark.names import mentions
from wellsourced.mark.peoples import peoples
from wellsourced.mark.places import places
from wellsourced.mark.quantities import quantities
from wellsourced.mark.syntax import Reading, readings
from wellsourced.mark.theirs import added
from wellsourced.mark.times import times
from wellsourced.model import ALL_LAYERS, Document, Layer, Marks


class _Step(NamedTuple):
    layer: Layer
    find: Callable[[Reading, Marks], tuple[msgspec.Struct, ...]]
    needs: frozenset[Layer]


# In order: a layer needs only those above it. Each finder is given what was found so far.
_PLAN = (
    _Step(Layer.ENTITIES, mentions, frozenset()),
    _Step(Layer.TIMES, times, frozenset()),
    _Step(Layer.PLACES, places, frozenset({Layer.ENTITIES})),
    _Step(Layer.ATTRIBUTIONS, attributions, frozenset({Layer.ENTITIES})),
    _Step(
        Layer.QUANTITIES,
        quantities,
        frozenset({Layer.ENTITIES, Layer.TIMES, Layer.PLACES, Layer.ATTRIBUTIONS}),
    ),
    _Step(
        Layer.CLAIMS,
        claims,
        frozenset(
            {Layer.ENTITIES, Layer.TIMES, Layer.PLACES, Layer.ATTRIBUTIONS, Layer.QUANTITIES}
        ),
    ),
    _Step(Layer.CLAIMS, with_answers, frozenset({Layer.ATTRIBUTIONS})),
    _Step(Layer.CHECKS, checks, frozenset({Layer.TIMES, Layer.QUANTITIES})),
    _Step(Layer.COMMITMENTS, commitments, frozenset({Layer.ATTRIBUTIONS})),
)


def marked(
    documents: Iterable[Document], settings: Settings, *, only: frozenset[Layer] = ALL_LAYERS
) -> Iterator[Marks]:
    """Mark documents, one by one, in order; runs no layer that `only` does not need."""
    wanted = _closure(only)
    for document in documents:
        (reading,) = readings([sentences(document)], settings)
        found = Marks(doc=reading.document.id)
        for step in _PLAN:
            if step.layer in wanted:
                layer = step.find(reading, found)
                found = msgspec.structs.replace(found, **{step.layer.value: layer})
        if Layer.ENTITIES in only:
            found = msgspec.structs.replace(found, described=described(reading, found))
        if Layer.PLACES in only:
            found = msgspec.structs.replace(found, peoples=peoples(found))
        own = coded(document, found, settings, only) if is_row(document) else found
        yield added(document, own, settings, only)


def _closure(only: frozenset[Layer]) -> frozenset[Layer]:
    wanted = only | {Layer.TIMES} if Layer.ENTITIES in only else only  # no date is a quantity
    for step in reversed(_PLAN):
        if step.layer in wanted:
            wanted |= step.needs
    return wanted
