import pytest

from tests.mark.voices import by_cue, only, told


def test_who_is_told_stands_between_the_page_and_the_source():
    row = only("Two officers told Reuters that the pier was shut.")

    assert row.chain == ("Lorne Herald", "Reuters", "two officers")


def test_the_page_itself_is_not_repeated_when_it_is_the_one_told():
    row = only("Two officers told the Lorne Herald that the pier was shut.")

    assert row.chain == ("Lorne Herald", "two officers")


def test_an_interview_is_given_to_a_paper():
    row = only("Ana Reyes said in an interview with Reuters that the pier was shut.")

    assert row.chain == ("Lorne Herald", "Reuters", "Ana Reyes")


def test_who_goes_on_speaks_to_the_same_paper():
    text = 'Ana Reyes told Reuters that the pier was shut. "Nobody works," she said.'

    assert by_cue(text, "said").chain == ("Lorne Herald", "Reuters", "Ana Reyes")


def test_joint_speakers_are_one_link():
    row = only("Ana Reyes and Odo Kell said the pier was shut.")

    assert row.chain == ("Lorne Herald", "Ana Reyes; Odo Kell")


def test_a_speaker_who_quotes_himself_is_not_repeated():
    text = '"We know that the pier is shut," Ana Reyes said.'

    assert by_cue(text, "know").chain == ("Lorne Herald", "Ana Reyes")


def test_a_papers_man_speaks_through_his_paper():
    row = told("The Harbour Herald's Odo Kell said the pier was shut.")[0]

    assert row.chain == ("Lorne Herald", "Harbour Herald", "Odo Kell")


def test_the_agency_that_was_told_may_be_called_one():
    row = by_cue("Odo Kell told the news agency Reuters that the port had fallen.", "told")

    assert row.chain == ("Lorne Herald", "Reuters", "Odo Kell")


def test_a_paper_with_an_article_to_its_name_was_told():
    assert only("Kell told The Meridian the port had fallen.").chain[1] == "The Meridian"


def test_local_media_were_told():
    assert only("Kell told local media the port had fallen.").chain[1] == "local media"


def test_who_speaks_on_television_is_heard_through_it():
    text = "Speaking on Harbour TV, Odo Kell said the port had fallen."

    assert only(text).chain == ("Lorne Herald", "Harbour TV", "Odo Kell")


def test_a_speaker_goes_on_to_the_same_paper_paragraph_after_paragraph():
    text = (
        "Odo Kell told the Harbour Times that the port had fallen.\n\n"
        "Kell said the boats had left.\n\nKell said the town was quiet."
    )

    assert [r.chain[1] for r in told(text)] == ["Harbour Times"] * 3


@pytest.mark.parametrize(
    ("text", "chain", "unnamed"),
    [
        (
            "According to a letter obtained by Reuters, the ministry was told.",
            ("Reuters", "letter"),
            True,
        ),
        (
            "According to documents seen by the Selm Post, the bridge was unsafe.",
            ("Selm Post", "documents"),
            True,
        ),
        (
            "According to Ivo Tam, quoted by the Selm Post, the bridge was unsafe.",
            ("Selm Post", "Ivo Tam"),
            False,
        ),
        (
            "The Selm Post, citing two unnamed diplomats, reported on Friday that Orm had left.",
            ("Selm Post", "two unnamed diplomats"),
            True,
        ),
    ],
)
def test_a_paper_that_got_the_words_of_another_stands_before_their_source(text, chain, unnamed):
    row = told(text)[0]

    assert row.chain == ("Lorne Herald", *chain)
    assert row.unnamed is unnamed


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("AFP quotes a local sheikh as saying the port fell.", ("Agence France-Presse", "sheikh")),
        ("State radio quoted a pilot as saying four died.", ("state radio", "pilot")),
        ("LTV quoted the mayor saying nine people died.", ("LTV", "mayor")),
        ("Reuters quoted an officer who said the bridge was mined.", ("Reuters", "officer")),
    ],
)
def test_who_is_quoted_by_a_paper_is_the_source_and_the_paper_passes_it_on(text, chain):
    row = only(text)

    assert row.chain[1] == chain[0]
    assert row.chain[2].endswith(chain[1])


def test_a_report_that_cites_officers_passes_on_what_they_say():
    text = "A report by the guild, which cited two officers, said the rockets came from Dorvel."

    assert by_cue(text, "said").source == "A report by the guild"
    assert by_cue(text, "cited").chain[-2:] == ("guild", "two officers")


def test_who_is_cited_after_according_to_is_no_part_of_what_is_said():
    text = "According to the Herald, citing two officers, the port was closed."

    assert by_cue(text, "According to").content == ("the port was closed",)
    assert by_cue(text, "citing").chain[-1] == "two officers"


def test_a_letter_comes_through_who_has_seen_it():
    row = by_cue("In a letter seen by the Lorne Review, Kell said the pier was shut.", "said")

    assert row.chain[1:] == ("Lorne Review", "Kell")
