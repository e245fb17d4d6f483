from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.mark.facts import page, reading
from wellsourced.mark.attribution import attributions, by_rules, candidates
from wellsourced.mark.names import mentions
from wellsourced.mark.trust import least, worth
from wellsourced.model import Marks

TEXTS = (
    "The mayor said the bridge had fallen.",
    "Odo Kell would like the port to support him, calling it a home.",
    "The envoys' concern that the dam will break was heard. It could see a flood.",
    'The schools close. "Nobody asked us," said Ada Brun. They want bread.',
)


def seen(text):
    """A text as the markers see it, with its names."""
    read = reading(page(text))
    found = Marks(doc=read.document.id)
    return read, replace(found, entities=mentions(read, found))


def test_a_plain_report_is_trusted():
    hints: list[tuple[str, ...]] = []
    candidates(*seen(TEXTS[0]), lambda _, found: not hints.append(found))

    assert worth(hints[0]) > 0.8 > least()


def test_what_somebody_fears_is_told_without_being_weighed():
    assert any("that the dam will break" in _words(TEXTS[2], a) for a in told(TEXTS[2]))


@given(st.sampled_from(TEXTS))
def test_weighing_adds_nothing_to_what_the_rules_give(text):
    ruled = {a.id for a in by_rules(*seen(text))}

    assert {a.id for a in attributions(*seen(text))} <= ruled


def told(text):
    """What a text attributes, weighed."""
    return attributions(*seen(text))


def _words(text, found):
    return " ".join(c.of(text) for c in found.content)
