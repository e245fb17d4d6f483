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


def test_a_broadcaster_called_so_before_its_name_is_that_name():
    assert only("Television broadcaster PBS reported that the port had fallen.").chain[-1] == "PBS"


def test_the_mayor_of_a_town_is_named_after_the_town():
    text = "The mayor of Lorne, Ada Brun, wrote that the port had fallen."

    assert only(text).chain[-1] == "Ada Brun"


def test_one_of_many_is_described_by_them():
    row = only("One of the women who came here said the port had fallen.")

    assert row.chain[-1] == "one of the women who came here"
    assert row.unnamed


def test_a_day_is_no_part_of_a_source():
    assert only("Several doctors in 2015 said the water was bad.").source == "Several doctors"


def test_one_of_a_party_is_not_named_by_it():
    assert only("One MP told us that the port had fallen.").unnamed


def test_the_subject_beside_the_cue_speaks_and_not_one_inside_the_quotation():
    text = '"He would be great. One of the best of the class," said Odo Kell, who leads the guard.'

    assert only(text).source == "Odo Kell"


def test_who_issues_a_paper_says_what_is_in_it():
    text = "The guild issued a statement welcoming the plan."

    assert by_cue(text, "welcoming").source == "The guild"


def test_a_statement_is_its_issuers_when_it_is_spoken_of_again():
    text = "The guild issued a statement. Its men went home. The statement said it was done."

    assert by_cue(text, "said").chain[-1] == "guild"


def test_an_interview_that_a_paper_printed_is_heard_through_it():
    text = (
        "The Harbour Times published an interview with Odo Kell.\n\nThe port stood empty.\n\n"
        "Nobody came.\n\nOdo Kell said the boats had left."
    )

    assert by_cue(text, "said").chain == ("Lorne Herald", "Harbour Times", "Odo Kell")


def test_a_voter_is_called_by_name():
    assert only("Voter Ada Brun said the line was long.").chain[-1] == "Ada Brun"


def test_words_that_somebody_takes_back_are_his_own():
    text = "The mayor spoke on Friday. Tam retracted his statement that the ferry was safe."
    row = by_cue(text, "statement")

    assert row.chain[-1] == "Tam"
    assert row.commitment == "U"


def test_a_name_after_the_place_of_an_office_is_its_holders():
    row = only("The mayor of Dorvan, Petar Oslen, said the bridge had fallen.")

    assert (row.chain[-1], row.unnamed) == ("Petar Oslen", False)


def test_a_country_after_the_place_of_an_office_is_nobody():
    row = only("The mayor of Dorvan, East Norvia, said the bridge had fallen.")

    assert row.unnamed


def test_a_body_that_opens_a_headline_is_the_body_of_the_text():
    assert only("Army denies shelling the market").chain[-1] == "army"


def test_state_television_is_an_outlet_and_nobody_unnamed():
    row = only("State television reported that the bridge had fallen.")

    assert (row.chain[-1], row.unnamed) == ("state television", False)


def test_the_group_is_the_one_named_before():
    text = "The ministry blamed the Eastern Defence Union. The group denied that it had fired."

    assert by_cue(text, "denied").chain[-1] == "Eastern Defence Union"


def test_an_army_is_no_group():
    text = "The Lake Front left Dorvel. The Norvian Army moved in. The group said it would return."

    assert by_cue(text, "said").chain[-1] == "Lake Front"


def test_who_goes_on_to_say_is_who_told_of_another():
    text = "Odo Kell confirmed that Ivo Tam is in Norvia. He would not say how he knew."

    assert by_cue(text, "would not say").chain[-1] == "Odo Kell"


def test_he_may_be_a_writers_cousin():
    text = "Odo Kell has left. My cousin works at the border and he says three cars went through."

    assert by_cue(text, "says").chain[-1] == "my cousin"


def test_she_is_the_neighbour_who_tells_it():
    text = "Carla Munro leads. A neighbour told the Lorne Gazette she heard that a man had run."

    assert by_cue(text, "heard").chain[-1] == "neighbour"


def test_the_prime_minister_is_no_other_minister():
    text = "Interior Minister Oleg Varda left. The prime minister said Kell was ill."

    assert by_cue(text, "said").chain[-1] == "prime minister"


def test_the_prime_minister_is_who_was_called_so():
    text = "Prime Minister Ada Brun left. Interior Minister Oleg Varda stayed."

    assert by_cue(f"{text} The prime minister said Kell was ill.", "said").chain[-1] == "Ada Brun"


def test_nobody_is_who_said_it_before():
    text = (
        "A tribal elder said nine men had left. No group claimed the raid. He said they had fled."
    )

    assert told(text)[-1].chain[-1] == "tribal elder"


def test_who_is_asked_does_not_ask():
    assert only("Asked whether Norvia had helped, Odo Kell said it had.").cue == "said"


def test_somebody_may_be_accused_by_a_pronoun():
    assert only("A spokesman accused it of interfering.").content == ("it of interfering",)


def test_they_who_speak_next_are_those_who_were_told_of_and_not_the_one_who_told():
    text = 'General Odo Kell asked whether the rebels had left. "We are back," they said.'

    assert by_cue(text, "said").chain[-1] == "rebels"
