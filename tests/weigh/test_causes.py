"""Rival causes of one blast, fire or crash."""

from tests.weigh.test_answers_back import of, record

BOMB = "The explosion was caused by a car bomb"
GAS = "the blast was caused by a gas leak"


def test_two_causes_of_one_blast_are_rival_answers():
    told = record(f"{BOMB}, Odo Kell said.", f"Ada Brun said {GAS}.")
    bomb, gas = of(told, BOMB), of(told, GAS)

    assert bomb.status == gas.status == "disputed"
    assert (bomb.rivals, gas.rivals) == ((gas.id,), (bomb.id,))


def test_one_cause_in_other_words_is_borne_out():
    told = record(f"{BOMB}, Odo Kell said.", "A bomb caused the blast, Ada Brun said.")
    (claim,) = [c for c in told if c.mode == "cause"]

    assert claim.status == "corroborated"


def test_a_bomb_and_an_attack_are_no_rivals():
    told = record(f"{BOMB}, Odo Kell said.", "The explosion was an act of terror, Ada Brun said.")

    assert all(not c.rivals for c in told)


def test_a_blast_elsewhere_has_its_own_cause():
    text = "The explosion in Tarn was caused by a bomb, Odo Kell said."
    other = "The explosion in Lorne was caused by a gas leak, Ada Brun said."

    assert all(not c.rivals for c in record(text, other))


def test_who_says_it_was_no_bomb_denies_it():
    told = record(
        f"{BOMB}, Odo Kell said.", "Ada Brun denied that the blast was caused by a bomb."
    )
    bomb = of(told, BOMB)

    assert bomb.status == "disputed"
    assert [s.name for s in bomb.denied_by] == ["Ada Brun"]
