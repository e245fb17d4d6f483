import pytest

from tests.mark.voices import by_cue, only, page
from wellsourced.config import Settings
from wellsourced.mark.layers import marked


@pytest.mark.parametrize(
    ("cue", "text", "value"),
    [
        ("said", "The mayor said the pier was shut.", "CT+"),
        ("condemned", "The league condemned the raid.", "CT+"),
        ("believe", "Sailors believe the pier is shut.", "PR+"),
        ("indicate", "Reports indicate that the pier is shut.", "PR+"),
        ("hinted at", "The premier hinted at a recount.", "PS+"),
        ("said", "The mayor said the pier might be shut.", "PS+"),
        ("said", "The mayor said the pier would probably be shut.", "PR+"),
        ("denied", "The aide denied that the mayor had fled.", "CT-"),
        ("rejected", "The aide rejected the charge.", "CT-"),
        ("said", "The aide said the mayor had not fled.", "CT+"),
        ("declined to say", "The aide declined to say why the pier was shut.", "U"),
        ("was not aware of", "The aide was not aware of any payment.", "U"),
        ("did not say", "The aide did not say that the pier was shut.", "U"),
        ("ordered", "The general ordered the troops to leave.", "U"),
        ("called for", "The union called for new talks.", "U"),
        ("vowed", "The general vowed to retake the town.", "CT+"),
        ("said", "If the mayor said the pier was shut, nobody heard it.", "U"),
        ("think", "Does the mayor think we will arrest him?", "U"),
    ],
)
def test_a_source_commits_itself_as_its_words_do(cue, text, value):
    assert by_cue(text, cue).commitment == value


@pytest.mark.parametrize(
    "text",
    [
        "No official confirmed that the Guard killed Danil Orsak.",
        "None of the witnesses said that the army was there.",
        "Neither side said that the truce was over.",
        "Neither the army nor the Guard said that the truce was over.",
        "Nobody said that the mayor had left.",
        "Not one witness said the guard had fired.",
        "Not even the mayor said the guard had fired.",
        "No group has claimed the attack.",
        "Few officials believed that the Guard killed Orsak.",
        "No one told the Harbour Herald that the Guard killed Orsak.",
    ],
)
def test_what_nobody_says_has_no_source_and_is_left_open(text):
    row = only(text)

    assert row.commitment == "U"
    assert row.chain == ("Lorne Herald",)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Not only the mayor said that the pier was shut.", "mayor"),
        ("A few officials believed that the pier was shut.", "officials"),
    ],
)
def test_a_few_are_not_nobody(text, who):
    row = only(text)

    assert row.commitment != "U"
    assert row.chain[-1].endswith(who)


def test_what_nobody_says_is_no_claim_of_the_page_either():
    text = "No official confirmed that the Guard had killed Danil Orsak."
    found = next(marked([page(text)], Settings()))

    assert {c.commitment.value for c in found.claims} <= {"U"}


@pytest.mark.parametrize(
    ("cue", "text", "value"),
    [
        ("said", "Had Kost said she was ill, nobody would have come.", "U"),
        ("say", "Should the mayor say the bridge is shut, we leave.", "U"),
        ("say", "Were the mayor to say the bridge was shut, we would leave.", "U"),
        ("say", "The mayor would say that the bridge was shut.", "U"),
        ("say", "The mayor would later say that the bridge was shut.", "CT+"),
        ("said", "It is not true that Orsak said the war was over.", "U"),
        ("was wrongly reported", "It was wrongly reported that Orsak had died.", "CT-"),
    ],
)
def test_what_only_would_be_said_and_what_was_said_in_error_is_held_by_nobody(cue, text, value):
    assert by_cue(text, cue).commitment == value


def test_a_line_that_begins_amid_its_sentence_is_no_condition():
    assert by_cue("were killed, he said.", "said").commitment == "CT+"
