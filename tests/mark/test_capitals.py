"""Text in capitals."""

from hypothesis import given
from hypothesis import strategies as st

from wellsourced.mark.capitals import lowered


def test_wire_copy_in_capitals_is_lowered_and_keeps_the_names_of_nations():
    text = (
        "TWO GUNMEN KILLED A JUDGE IN BURKINA FASO ON 3 MAY. THE JUDGE MAY HAVE BEEN THREATENED."
    )

    assert lowered(text) == (
        "Two gunmen killed a judge in Burkina Faso on 3 May. The judge may have been threatened."
    )


def test_a_heading_in_capitals_stays_as_it_is():
    assert lowered("TWO KILLED IN RAID") == "TWO KILLED IN RAID"


@given(st.text())
def test_every_character_keeps_its_place(text):
    low = lowered(text)

    assert len(low) == len(text)
    assert low.lower() == text.lower()
