"""What several say together counts as the word of each."""

from tests.weigh.test_answers_back import names, of, record

TARN = "the rebels had seized Tarn"


def test_two_who_say_it_together_are_two():
    found = of(record(f"Petar Oslen and Ada Born said {TARN}."), TARN)

    assert names(found.said_by) == ["Ada Born", "Petar Oslen"]
    assert (found.origins.low, found.origins.high) == (2, 2)


def test_who_says_it_again_alone_is_no_third():
    found = of(
        record(
            f"Petar Oslen and Ada Born said {TARN}.",
            f"Petar Oslen said {TARN}.",
            f"Ada Born said {TARN}.",
        ),
        TARN,
    )

    assert (found.origins.low, found.origins.high) == (2, 2)


def test_residents_and_an_official_may_be_two_and_have_no_name():
    found = of(record(f"Residents and a UN official said {TARN}."), TARN)

    assert (found.origins.low, found.origins.high) == (1, 2)
    assert all(s.unnamed for s in found.said_by)


def test_of_a_man_with_a_name_and_one_without_the_second_raises_the_upper_bound_only():
    found = of(record(f"Petar Oslen and a UN official said {TARN}."), TARN)

    assert (found.origins.low, found.origins.high) == (1, 2)


def test_what_two_deny_together_is_denied_by_both():
    found = of(
        record(f"A nurse said {TARN}. Petar Oslen and Ada Born denied it."),
        TARN,
    )

    assert names(found.denied_by) == ["Ada Born", "Petar Oslen"]


def test_each_who_says_it_is_listed_with_the_words():
    found = of(record(f"Petar Oslen and Ada Born said {TARN}."), TARN)

    assert [e.chain[-1] for e in found.evidence] == ["Ada Born", "Petar Oslen"]
    assert {e.quote for e in found.evidence} == {TARN}
    assert "Ada Born, Petar Oslen" in found.why[0]
