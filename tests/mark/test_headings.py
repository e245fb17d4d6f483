from tests.mark.voices import only, told
from wellsourced.lexicon.reader import read
from wellsourced.mark.headings import Labels, labelled

NEWS = "Police held nine men in Dorvel late on Friday, an officer said."


def test_a_label_before_a_colon_is_no_speaker():
    example = read("en/labels.toml", Labels).lines.example

    assert told(example) == []


def test_a_second_update_is_no_speaker_either():
    assert labelled("UPDATE II")
    assert labelled("CORRECTION (May 3)")


def test_what_a_label_opens_is_told_by_who_is_named():
    row = only(f"UPDATE: {NEWS}")

    assert row.source == "an officer"
    assert row.chain == ("Lorne Herald", "officer")


def test_capitals_before_a_colon_may_tell_where_a_story_was_written():
    assert [r.cue for r in told(f"Nine held in Dorvel\n\nDORVEL: {NEWS}")] == ["said"]


def test_capitals_that_open_each_turn_of_a_transcript_are_speakers():
    text = "KELL: We will stay in the valley.\n\nBRUN: Nobody asked you to stay."

    assert [r.source for r in told(text)] == ["KELL", "BRUN"]


def test_an_office_before_a_colon_and_a_quotation_is_a_speaker():
    row = only('Mayor of Dorvel: "This was a gas leak."')

    assert row.source == "Mayor of Dorvel"
    assert row.content == ("This was a gas leak",)
