import pytest

from wellsourced.read import phrases as p
from wellsourced.read.answers import addressed, goes_on
from wellsourced.read.voices import news_voice, own_voice, voices

TELLS = {
    "furniture": p.is_furniture,
    "marker": p.is_marker,
    "trackback": p.is_trackback,
    "caption": p.is_caption,
    "ending": p.is_ending,
    "note": p.is_note,
    "inserted": lambda words: p.inserted(words) == [(0, len(words))],
    "outlet": lambda words: p.outlet_named(words) == "Harbour Post",
    "author": lambda words: p.author_named(words) == "Ana Reyes",
    "biography": lambda words: p.biography_of(words) == "Ana Reyes",
}
ROWS = [(kind, row.example) for kind in TELLS for row in getattr(p.phrases(), kind)]


@pytest.mark.parametrize(("kind", "example"), ROWS)
def test_each_phrase_tells_its_example(kind, example):
    assert TELLS[kind](example)


@pytest.mark.parametrize(
    "prose",
    [
        "The governor left the coast on Monday.",
        "Comments by the minister angered the town.",
        "The council wants to share the costs of the bridge with the two towns.",
        "He is the editor of nothing.",
        "Printing presses stood still all week in Veld.",
    ],
)
def test_prose_is_no_furniture(prose):
    assert not p.is_furniture(prose)
    assert not p.is_caption(prose)


def test_a_reader_turns_to_another_or_goes_on():
    assert addressed(p.phrases().address.example, ["Ana"], "Ben") == 0
    assert goes_on(p.phrases().again.example)


def test_a_writer_speaks_for_himself_or_reports():
    assert own_voice(voices().example_own)
    assert not own_voice(voices().example_news)
    assert news_voice(voices().example_news)
    assert not own_voice("US troops said nothing.")
