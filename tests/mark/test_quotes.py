import pytest

from tests.mark.voices import by_cue, only, told
from wellsourced.model import Part, PartId, PartKind


def test_a_quotation_before_its_cue_is_its_content():
    row = only('"The harbour is shut," the captain said.')

    assert row.source == "the captain"
    assert row.kind == "direct"
    assert row.content == ("The harbour is shut,",)


def test_a_quotation_goes_on_after_its_cue():
    row = only('"The harbour is shut," the captain said. "Nobody knows for how long it will be."')

    assert len(row.content) == 2
    assert row.kind == "direct"


def test_a_quotation_runs_over_paragraphs_until_its_mark_is_closed():
    text = (
        'The captain said: "The harbour is shut.\n\n'
        '"The sailors have gone home.\n\n'
        '"We shall see them again in spring."'
    )

    row = by_cue(text, "said")

    assert len(row.content) == 3


def test_an_announced_quotation_stands_in_the_next_paragraph():
    text = 'The captain went on:\n\n"The harbour is shut, and the sailors have gone home."'

    (row,) = [r for r in told(text) if r.kind == "direct"]

    assert row.source == "The captain"


def test_a_hanging_quotation_is_the_open_speakers():
    text = (
        "Ana Reyes said the pier was shut.\n\n"
        '"Nobody has told the sailors, and nobody will tell them."'
    )

    said, hanging = told(text)

    assert hanging.cue is None
    assert hanging.source is None
    assert hanging.chain == said.chain
    assert not hanging.unnamed


def test_words_held_at_arms_length_make_an_attribution_mixed():
    assert only('The mayor said the pier was "not safe" for boats.').kind == "mixed"
    assert told('The so-called "safe" pier fell.') == []


def test_words_inside_another_persons_quotation_count_as_plain():
    text = '"The general said the war was over," the captain told us.'

    inner = by_cue(text, "said")

    assert inner.inside == "told"
    assert inner.kind == "indirect"


def test_a_quotation_is_the_words_of_whoever_signed_it():
    (row,) = told("“They let us down at the weir.” — Ada Brun")
    assert (row.source, row.content) == ("Ada Brun", ("They let us down at the weir.",))


def test_a_quotation_below_a_cited_article_is_its_authors_through_its_paper():
    lead = "See Friday May 4, 2007 article in The Harbour Herald by Ada Brun Bridge falls at noon"
    text = f"{lead}\n“The bridge fell at noon.”"
    end = len(text)
    parts = (
        Part(id=PartId("c"), kind=PartKind.COMMENT, start=0, end=end, author="Wren"),
        Part(id=PartId("q"), kind=PartKind.BLOCKQUOTE, start=len(lead) + 1, end=end),
    )
    row = next(r for r in told(text, *parts) if r.inside is None)
    assert row.chain == ("Lorne Herald comments", "Wren", "The Harbour Herald", "Ada Brun")
    assert row.content[0] == "Bridge falls at noon"


def test_a_hanging_quotation_is_not_given_to_whom_the_speaker_quotes():
    text = 'Ada Brun warned that the guild had claimed a victory. "They will see it as a triumph."'

    assert [r.chain[-1] for r in told(text) if r.kind == "direct"] == ["Ada Brun"]


def test_a_conjunction_between_statements_is_no_part_of_them():
    assert only("But the port, according to the mayor, is shut.").content == (
        "the port",
        "is shut",
    )


def test_a_quotation_that_is_opened_after_the_cue_runs_over_paragraphs():
    row = only("“The bridge was old,” said Kost. “It had cracks.\n\n“It had been closed twice.”")

    assert row.chain[-1] == "Kost"
    assert row.content == ("The bridge was old,", "It had cracks.", "It had been closed twice.")


def test_a_quotation_whose_speaker_is_named_in_the_next_paragraph_is_hers_from_the_start():
    row = only("Kost spoke first. “The dam held for a night.\n\n“Then the wall broke,” she said.")

    assert row.chain[-1] == "Kost"
    assert row.content == ("The dam held for a night.", "Then the wall broke,")


def test_who_is_quoted_inside_a_later_paragraph_of_a_quotation_came_through_its_speaker():
    text = "“We left at noon,” said Kost. “It had cracks.\n\n“Orsak said it was shut twice.”"

    assert told(text)[1].chain == ("Lorne Herald", "Kost", "Orsak")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“The bridge is gone, said Mirel Kost. Nobody was hurt.", ("The bridge is gone",)),
        ("“The bridge is gone, Mirel Kost said. Nobody was hurt.", ("The bridge is gone",)),
        (
            'The bridge is gone," said Mirel Kost. "Nobody was hurt.',
            ("The bridge is gone,", "Nobody was hurt."),
        ),
    ],
)
def test_a_mark_that_is_missing_loses_no_speaker(text, content):
    row = only(text)

    assert (row.chain[-1], row.kind, row.content) == ("Mirel Kost", "direct", content)


def test_a_verb_and_a_name_before_a_colon_announce_who_speaks():
    rows = told('Said Kost: "We were lucky." Said Tam: "We were not." Asked Brun: "Who will pay?"')

    assert [(r.source, r.content) for r in rows] == [
        ("Kost", ("We were lucky.",)),
        ("Tam", ("We were not.",)),
        ("Brun", ("Who will pay?",)),
    ]


def test_words_before_a_verb_that_names_the_next_speaker_are_not_his():
    rows = told('Added Kost: "We were lucky." Said the mayor: nothing at all.')

    assert [(r.source, r.content) for r in rows] == [("Kost", ("We were lucky.",))]
