"""A span or it did not happen: every mark of every layer points at characters of the text."""

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellsourced.config import Settings
from wellsourced.mark.layers import marked
from wellsourced.model import Document, Layout, Marks, Span
from wellsourced.read.pipe import Row, document_of_row

SENTENCES = st.sampled_from(
    [
        "“We lost nobody,” Colonel Bram Oduya told the Veldt Tribune on Tuesday.",
        'At least 14 fighters were killed and 30 captured in Port Sorrel, police said."',
        "The general is said to have left Torvala — or so two officials claim.",
        "‘No deal’, said she; “none at all",
        "According to a statement issued by the ministry, 3,000 people fled last month.",
        "مرحبا بالعالم قال المتحدث, \u202eabc\u202c officials said.",
        "🙂🙃 reported the 👩\u200d👩\u200d👧 Tribune: 12 dead.",
        "Cafe\u0301 owners de\u0301nied\u00a0that\u00a05\u00a0men were arrested.",
        "• Name says:\r\n\r\nHe is in the north.\r\n",
        "posted at 6:14 pm on May 12, 2031 by Ana",
        '"" “” ‘‘ »« said said said',
        "At least ² and ½ of Ⅷ, some ٣٤ men and 5² more, were killed; ①②.",
        "\x00\ufeff\u2028\ud7ff\ufffd",
    ]
)
TEXTS = st.lists(SENTENCES | st.text(max_size=30), max_size=6).map("\r\n\n".join)


def _spans(record: object) -> Iterator[tuple[int, int]]:
    """All spans anywhere within a record."""
    if isinstance(record, Span):
        yield record.start, record.end
    elif isinstance(record, msgspec.Struct):
        if hasattr(record, "start") and hasattr(record, "end"):
            yield record.start, record.end
        for name in record.__struct_fields__:
            yield from _spans(getattr(record, name))
    elif isinstance(record, tuple):
        for item in record:
            yield from _spans(item)


def _read(text: str, layout: Layout) -> tuple[Document, Marks]:
    document = document_of_row(Row(id="x", text=text, layout=layout), Settings())
    return document, next(iter(marked([document], Settings())))


@pytest.mark.parametrize("layout", list(Layout))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_every_mark_and_every_part_points_at_characters_of_the_given_text(layout, text):
    document, marks = _read(text, layout)

    assert document.text == text
    assert all(0 <= a < b <= len(text) for a, b in [*_spans(document), *_spans(marks)])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_reading_the_same_text_twice_gives_the_same_marks(text):
    first, second = (msgspec.json.encode(_read(text, Layout.PAGE)[1]) for _ in range(2))

    assert first == second
