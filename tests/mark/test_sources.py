from tests.mark.voices import by_cue, only, told


def test_a_person_known_by_role_only_is_unnamed_and_described_from_a_small_letter():
    row = only("Military officials said the pier was shut.")

    assert row.unnamed
    assert row.chain[-1] == "military officials"


def test_the_words_that_tell_which_one_belong_to_the_source_but_not_what_he_has_with_him():
    row = only("Senior officials with access to the files said the pier was shut.")

    assert row.source == "Senior officials"


def test_a_body_is_named_though_its_name_is_a_common_noun():
    assert not only("The ministry said the pier was shut.").unnamed


def test_a_pronoun_stands_for_the_last_one_who_may_be_meant():
    text = "Ana Reyes said the pier was shut. She added that the boats were safe."

    row = by_cue(text, "added")

    assert row.source == "She"
    assert row.chain[-1] == "Ana Reyes"
    assert not row.unnamed


def test_a_role_stands_for_the_one_who_was_called_so():
    text = "Mayor Ana Reyes opened the pier. The mayor said it was safe."

    assert by_cue(text, "said").chain[-1] == "Ana Reyes"


def test_the_official_is_the_official_who_spoke_before():
    text = "A military official said the pier was shut. The official denied a fight."

    assert by_cue(text, "denied").chain[-1] == "military official"


def test_a_possessive_pronoun_in_a_description_is_put_by_name():
    text = "Ana Reyes has left the town. Her spokesman said she was ill."

    row = by_cue(text, "said")

    assert row.chain[-1] == "Ana Reyes's spokesman"
    assert row.unnamed


def test_a_report_is_the_papers_that_made_it():
    row = only("The pier is shut, according to a Reuters report.")

    assert row.source == "a Reuters report"
    assert row.chain[-1] == "Reuters"
    assert not row.unnamed


def test_a_statement_is_the_bodys_that_issued_it():
    row = told("A statement issued by the ministry said the pier was shut.")[0]

    assert row.chain[-1] == "ministry"


def test_the_reports_are_those_told_of_before():
    text = "The pier is shut, according to a Reuters report. The reports indicate that it fell."

    assert by_cue(text, "indicate").chain[-1] == "Reuters"


def test_a_source_is_named_with_its_bracket_and_what_stands_beside_it():
    (row,) = told("Senator Ada Brun (D-Lorne), head of the board, said the dam would hold.")
    assert row.source == "Senator Ada Brun (D-Lorne), head of the board"
