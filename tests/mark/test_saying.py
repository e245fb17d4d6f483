from msgspec.structs import replace

from tests.mark.facts import page, reading
from tests.mark.voices import by_cue, only
from wellsourced.mark.attribution import attributions
from wellsourced.mark.names import mentions
from wellsourced.model import Marks


def told(text):
    """Who says what, by a text."""
    seen = reading(page(text))
    found = Marks(doc=seen.document.id)
    found = replace(found, entities=mentions(seen, found))
    return [
        (a.chain[-1], " ".join(c.of(text) for c in a.content)) for a in attributions(seen, found)
    ]


def test_a_sentence_of_two_clauses_belongs_to_the_speaker_at_its_end():
    text = (
        "Odo Kell, the leader of the Lake Guard, left Ruritania last week and is in Lorne, "
        "General Ana Reyes told the Coast News Agency."
    )

    assert told(text) == [("Ana Reyes", text[: text.index(", General")])]


def test_a_clause_joined_by_and_is_no_aside():
    assert told("The rebels took the bridge and the mayor said nothing.") == []


def test_what_was_not_said_is_left_open():
    assert told("The pilots have not said when they will sail.") == [
        ("pilots", "when they will sail")
    ]


def test_a_feeling_expressed_with_a_clause_is_told_once():
    assert told("The envoys have expressed concern that the dam will break.") == [
        ("envoys", "that the dam will break")
    ]
    assert told("The mayor expressed regret for the flood.") == [("mayor", "regret for the flood")]


def test_who_speaks_beside_another_is_not_quoted_by_him():
    text = "The mayor said the port had fallen, while the bishop said the boats had left."

    assert told(text) == [("mayor", "the port had fallen"), ("bishop", "the boats had left")]


def test_what_something_is_seen_as_may_hang_on_it():
    assert told("Critics saw the remark as a swipe at the army.") == [
        ("critics", "the remark as a swipe at the army")
    ]


def test_what_is_proposed_may_be_an_act():
    assert told("The mayor proposes doing away with the tax.") == [
        ("mayor", "doing away with the tax")
    ]


def test_who_is_called_on_stands_before_what_he_is_to_do():
    text = "On Monday, the bishop called on fellow members to leave the house after it burned."

    assert told(text)[0][0] == "bishop"


def test_nobody_speaks_in_a_time_or_a_duty_to_say():
    assert told("It is time to say that the port is shut.") == []


def test_who_is_attacked_is_not_said_to_be_anything():
    assert told("The camp was attacked by the army on Monday.") == []


def test_what_happens_meanwhile_is_the_pages_own():
    assert told("The toll rose to 15, a nurse said, as the army rejected the charge.")[0] == (
        "nurse",
        "The toll rose to 15",
    )
    assert told("Twelve people were killed, the mayor said, while rebels shelled the town.") == [
        ("mayor", "Twelve people were killed")
    ]


def test_a_reason_after_the_saying_is_the_speakers():
    assert told("The boats sailed, the mayor said, because the wind was fair.") == [
        ("mayor", "The boats sailed because the wind was fair")
    ]


def test_a_noun_stands_for_which_also_before_who_says_it():
    row = only("The raid, which residents said killed nine people, began at dawn.")

    assert row.content == ("The raid", "killed nine people")


def test_what_another_says_behind_a_semicolon_is_his():
    text = "The Front says 13 of its men were killed at the pier; the army puts the figure at 60."

    assert by_cue(text, "says").content == ("13 of its men were killed at the pier",)
    assert by_cue(text, "puts").inside is None


def test_that_no_evidence_was_offered_is_told_by_the_page():
    row = only("Odo Kell said the rockets came from Dorvel, but offered no evidence.")

    assert row.content == ("the rockets came from Dorvel",)


def test_both_clauses_are_told_that_stand_before_the_cue():
    row = only(
        "A man has died and two others are in hospital after a fight, police have confirmed."
    )

    assert row.content == ("A man has died and two others are in hospital after a fight",)


def test_the_dead_may_be_confirmed_or_not():
    row = only("The ministry has NOT confirmed 5 dead.")

    assert row.content == ("5 dead",)
    assert row.commitment == "U"
