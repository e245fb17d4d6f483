import pytest

from tests.mark.voices import only, told


@pytest.mark.parametrize(
    ("text", "source", "content", "unnamed"),
    [
        ("Orsak dead: police", "police", "Orsak dead", False),
        ("Police: Orsak dead", "Police", "Orsak dead", False),
        ("Orsak dead, brother says", "brother", "Orsak dead", True),
        ("Ten killed in Selm raid - army", "army", "Ten killed in Selm raid", False),
        ("Bridge unsafe: engineers", "engineers", "Bridge unsafe", True),
    ],
)
def test_a_headline_may_name_its_source_at_either_end(text, source, content, unnamed):
    row = only(text)

    assert (row.source, row.content, row.unnamed) == (source, (content,), unnamed)


@pytest.mark.parametrize(
    "text", ["The bill for two: coffee", "Monday - market", "We met two people: officers."]
)
def test_a_line_that_ends_with_no_source_is_nobodys(text):
    assert told(text) == []
