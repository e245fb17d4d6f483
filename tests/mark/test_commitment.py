import pytest

from tests.mark.voices import by_cue


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
