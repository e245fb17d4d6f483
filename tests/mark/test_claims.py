from datetime import date

import pytest

from tests.mark.claimed import claim, claims, document, marks
from wellsourced.config import Actor, Settings
from wellsourced.mark.claims import candidates
from wellsourced.mark.frames import frame_list
from wellsourced.mark.layers import marked
from wellsourced.mark.scene import scene
from wellsourced.mark.syntax import readings
from wellsourced.model import EntityKind, Layer, PartKind

BOTH = Settings(
    actors=(
        Actor(name="Norvian army", kind=EntityKind.FORCE, aliases=("Norvian forces",)),
        Actor(name="Sarkan army", kind=EntityKind.FORCE, aliases=("Sarkan forces",)),
        Actor(name="Lake Front", kind=EntityKind.FORCE),
    )
)
_BELOW = frozenset(
    {Layer.ENTITIES, Layer.TIMES, Layer.PLACES, Layer.ATTRIBUTIONS, Layer.QUANTITIES}
)


def possible(text):
    """All that the text may claim, before it is judged: type, sides, polarity."""
    page = document(text)
    found = next(marked([page], Settings(), only=_BELOW))
    return [d for _, d in candidates(next(readings([page], Settings())), scene(found))]


@pytest.mark.parametrize("frame", frame_list(), ids=lambda f: f"{f.type.value}: {f.example}")
def test_each_frame_finds_its_example(frame):
    found = [c for c in possible(frame.example) if c.type is frame.type]
    sides = [f"{d.slots.actor or '-'} > {d.slots.recipient or '-'}" for d in found]

    assert found
    assert not frame.gives or frame.gives in sides
    assert all(c.polarity is frame.polarity for c in found)


def test_the_passive_turns_the_sides_round():
    told = claim("Odo Kell was arrested by the Harbour Police in Rome.", "ARREST")

    assert (told.actor, told.recipient, told.place) == ("Harbour Police", "Odo Kell", "Rome")


def test_not_having_left_is_still_being_there():
    told = claim("Odo Kell has not left Iraq.", "WHEREABOUTS")

    assert (told.place, told.polarity.value, told.commitment.value) == ("Iraq", "+", "CT+")


def test_leaving_for_somewhere_is_being_there():
    told = claim("Odo Kell left Iraq for Jordan.", "WHEREABOUTS")

    assert (told.place, told.polarity.value) == ("Jordan", "+")


def test_leaving_with_no_goal_is_no_longer_being_there():
    told = claim("Odo Kell left Iraq last week.", "WHEREABOUTS")

    assert (told.place, told.polarity.value, told.commitment.value) == ("Iraq", "-", "CT-")


def test_trying_in_vain_is_not_being_there():
    told = claim("Odo Kell tried to return to Iraq but turned back.", "WHEREABOUTS")

    assert told.polarity.value == "-"


def test_a_claim_speaks_in_the_voice_of_its_source():
    found = marks("Odo Kell fled to Jordan, a police spokesman said.")
    told = next(c for c in found.claims if c.type.value == "WHEREABOUTS")

    assert told.attribution == found.attributions[0].id


def test_a_hedged_source_makes_a_hedged_claim():
    told = claim("Odo Kell may have fled to Jordan.", "WHEREABOUTS")

    assert told.commitment.value == "PS+"


def test_a_denied_attack_did_not_take_place_for_the_one_who_denies():
    found = claims("The ministry denied that soldiers attacked the village of Dorvel.", "ASSAULT")

    assert [c.polarity.value for c in found] == ["-"]


def test_what_is_demanded_has_not_happened():
    found = claims("President Odo Kell ordered the rebels to surrender their weapons.")

    assert "CONCEDE" not in {c.type.value for c in found}
    assert (
        claim("President Odo Kell ordered the rebels to surrender.", "DEMAND").actor == "Odo Kell"
    )


def test_two_forces_are_two_actors_where_the_settings_know_both():
    told = claim("Norvian and Sarkan forces attacked the Lake Front.", "ASSAULT", settings=BOTH)

    assert (told.actor, told.recipient) == ("Norvian army; Sarkan army", "Lake Front")


def test_a_blast_is_nobody():
    told = claim("A roadside bomb killed two soldiers in Baghdad.", "CASUALTY")

    assert (told.actor, told.recipient) == (None, "soldiers")


def test_an_air_strike_has_its_nation_behind_it():
    told = claim("Norwegian air strikes killed nine miners in Lagos.", "CASUALTY")

    assert told.actor in {"Norway", "Norwegian"}


def test_he_is_the_last_one_named():
    text = "President Odo Kell spoke on Monday. He was arrested by police in Rome."

    assert claim(text, "ARREST").recipient == "Odo Kell"


def test_a_commenter_speaks_for_himself():
    told = claims(
        "The army killed two of my brothers in Rome.",
        "CASUALTY",
        kind=PartKind.COMMENT,
        author="gull42",
    )

    assert [c.attribution for c in told] == [None]


def test_a_side_that_breaks_away_is_told_whatever_stands_around_it():
    told = claim("Two brigades defected from the Lake Front.", "ALLEGIANCE")

    assert (told.recipient, told.polarity.value) == ("Lake Front", "-")


def test_codes_of_other_books_come_with_the_claim():
    told = claim("Police arrested Odo Kell in Rome.", "ARREST")

    assert told.codes["plover"] == "COERCE"


def test_the_same_text_gives_the_same_claims():
    text = "Police arrested Odo Kell in Rome. Nine people died."

    assert marks.__wrapped__(text).claims == marks.__wrapped__(text).claims


def test_text_without_events_claims_nothing():
    assert claims("Good morning. What a lovely day!") == []


@pytest.mark.parametrize(
    "text",
    [
        "The leader of the Lake Front is Omar Kell.",
        "The leader of the Lake Front allegedly is Omar Kell.",
        "Omar Kell is the leader of the Lake Front.",
        "Omar Kell was named leader of the Lake Front.",
        "Omar Kell became the Lake Front's leader.",
        "Omar Kell, the leader of the Lake Front, fled.",
        "The Lake Front's leader, Omar Kell, fled.",
    ],
)
def test_whoever_is_named_as_a_sides_leader_is_loyal_to_it(text):
    told = claim(text, "ALLEGIANCE")

    assert (told.actor, told.recipient, told.polarity.value) == ("Omar Kell", "Lake Front", "+")


@pytest.mark.parametrize(
    "text",
    [
        "The split in the Lake Front worries Norvia.",
        "A fracture within the Lake Front was confirmed by two ministers.",
        "A colonel saw signs that the Lake Front was splintering.",
        "The militia known as the Lake Front is breaking into small groups.",
        "There are rogue elements of the Lake Front.",
        "The Lake Front is breaking into small groups, with many men no longer loyal to Odo Kell.",
    ],
)
def test_a_side_that_splits_is_no_longer_loyal(text):
    told = next(c for c in claims(text, "ALLEGIANCE") if c.actor == "Lake Front")

    assert (told.recipient, told.polarity.value) == (None, "-")


@pytest.mark.parametrize(
    "text",
    [
        "There is no such thing as a rogue Lake Front fighter.",
        "There are no rogue Lake Front fighters.",
    ],
)
def test_whoever_says_that_there_are_no_rogues_denies_a_split(text):
    told = claim(text, "ALLEGIANCE")

    assert (told.actor, told.polarity.value) == ("Lake Front", "+")


def test_defectors_are_loyal_to_whom_the_headline_says():
    told = claim("Defectors now loyal to Omar Kell", "ALLEGIANCE")

    assert (told.actor, told.recipient) == ("Defectors", "Omar Kell")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The Reed Guard was funding and arming the defectors.", ("Reed Guard", "defectors")),
        (
            "These cells are receiving arms, funding and training from the Reed Guard.",
            ("Reed Guard", "cells"),
        ),
        ("Up to 300 gunmen are now financed directly by Norway.", ("Norway", "gunmen")),
        (
            "Many miners crossed the lake for training by the Reed Guard.",
            ("Reed Guard", "Many miners"),
        ),
    ],
)
def test_support_goes_to_those_who_receive_it(text, sides):
    found = [(d.slots.actor, d.slots.recipient) for d in possible(text) if d.type == "SUPPORT"]

    assert found
    assert set(found) == {sides}


def test_who_is_not_aware_of_it_leaves_it_open():
    told = claim(
        "An official was not aware of Iraqi recruitment and financing of Lake Front members.",
        "SUPPORT",
    )

    assert (told.actor, told.recipient) == ("Iraq", "Lake Front")
    assert (told.polarity.value, told.commitment.value) == ("-", "U")


def test_two_dates_may_be_the_ends_of_one_stretch():
    told = claim("Police detained Odo Kell from December 2006 to January 2007.", "ARREST")

    assert (told.earliest, told.latest) == (date(2006, 12, 1), date(2007, 1, 31))


def test_the_date_of_a_clause_beside_it_is_not_its_own():
    told = claim(
        "The leader of the Lake Front is Omar Kell; see the letters that were found in 2004.",
        "ALLEGIANCE",
    )

    assert (told.earliest, told.latest) == (None, None)


def test_what_still_is_so_is_not_of_the_day_of_the_sentence_before():
    told = claim("The mayor spoke on 3 March 2007. Odo Kell is in Rome.", "WHEREABOUTS")

    assert (told.earliest, told.latest) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["Will the army arrest Odo Kell?", "Why did the army kill Odo Kell?", "Kill them all!"],
)
def test_what_is_asked_or_bidden_is_not_told(text):
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "type_", "sides"),
    [
        ("Odo Kell is under the protection of the Reed Guard.", "SUPPORT", "Reed Guard"),
        ("Odo Kell is currently in Iraqi custody.", "ARREST", "Iraq"),
    ],
)
def test_whoever_is_in_anothers_hands_is_held_by_him(text, type_, sides):
    told = claim(text, type_)

    assert (told.actor, told.recipient) == (sides, "Odo Kell")


def test_a_group_that_is_close_to_another_is_loyal_to_it():
    told = claim("The Lake Front is already close to the Reed Guard.", "ALLEGIANCE")

    assert (told.actor, told.recipient) == ("Lake Front", "Reed Guard")


def test_a_headline_may_tell_two_things():
    found = claims("NWA: Mountain Army splits, deserters now loyal to Norway", "ALLEGIANCE")

    assert [(c.actor, c.recipient, c.polarity.value) for c in found] == [
        ("Mountain Army", None, "-"),
        ("deserters", "Norway", "+"),
    ]
    assert found[0].end < found[1].start


def test_a_split_is_told_once_and_not_as_a_statement_too():
    told = {
        c.type.value
        for c in claims("Officials say there were signs the Lake Front was splintering.")
    }

    assert told == {"ALLEGIANCE"}


def test_joined_verbs_that_say_the_same_of_the_same_are_one_claim():
    text = "Norway was funding and arming the rebels."
    told = claim(text, "SUPPORT")

    assert text[told.start : told.end] == text[:-1]


def test_joined_verbs_that_say_different_things_are_two_claims():
    told = claims("The army killed nine villagers and wounded six soldiers.", "CASUALTY")

    assert len(told) == 2


def test_an_agent_at_the_second_of_joined_verbs_is_the_agent_of_both():
    told = claim("The rebels were trained and armed by Norway.", "SUPPORT")

    assert told.actor == "Norway"


def test_where_fighters_are_is_no_statement_besides():
    told = claims('The spokesman denied that Odo Kell had left Norway. "We stay," he said.')

    spans = [(c.start, c.end) for c in told]
    assert len(spans) == len(set(spans))


def test_any_members_of_a_group_are_nobodys_allegiance():
    assert not claims("Police found no members of the Lake Front there.", "ALLEGIANCE")


def test_those_wounded_beside_those_killed_are_not_the_killed():
    told = claims("Three civilians were killed, among them a child, and eleven were wounded.")

    assert "child" not in [c.recipient for c in told if c.mode == "wounded"]


def test_on_what_terms_somebody_speaks_is_no_claim():
    text = "Two officials, who asked not to be named, said the army had shelled Selm."

    assert [c.type.value for c in marks(text).claims] == ["ASSAULT"]


def test_who_claims_a_deed_is_who_says_that_he_did_it():
    text = "The Lake Front on Tuesday claimed responsibility for the bombing of the Selm mill."
    (deed,) = claims(text, "ASSAULT")
    said = next(a for a in marks(text).attributions if a.id == deed.attribution)

    assert (deed.actor, said.chain[-1]) == ("Lake Front", "Lake Front")


def test_that_nobody_claimed_a_deed_says_nothing_of_who_did_it():
    assert claims("No group claimed responsibility for the blast.", "ASSAULT") == []
