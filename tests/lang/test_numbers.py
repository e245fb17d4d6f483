from hypothesis import given
from hypothesis import strategies as st

from wellsourced.lang.numbers import SCALES, TENS, UNITS, ordinal, value, year

_UNDER_TWENTY = {n: word for word, n in UNITS.items()}
_TENS = {n: word for word, n in TENS.items()}


def spelt(number: int) -> str:
    """A number below a million in words."""
    if number < 20:
        return _UNDER_TWENTY[number]
    if number < 100:
        rest = number % 10
        return _TENS[number - rest] + (f"-{_UNDER_TWENTY[rest]}" if rest else "")
    size, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    return f"{spelt(number // size)} {word}" + (f" and {spelt(rest)}" if rest else "")


@given(st.integers(0, 999_999))
def test_a_number_in_words_is_the_number(number):
    assert value(spelt(number)) == number


@given(st.integers(0, 10**12))
def test_commas_between_thousands_change_nothing(number):
    assert value(f"{number:,}") == number


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text):
    found = value(text)

    assert found is None or found >= 0


def test_a_scale_behind_digits_multiplies_them():
    assert value("2.9 million") == 2_900_000
    assert value("60 thousand") == 60_000
    assert value("four hundred") == 4 * SCALES["hundred"]


def test_halves_are_added():
    assert value("two and a half") == 2.5
    assert value("three-and-a-half million") == 3_500_000


def test_a_word_that_is_no_number_is_none():
    assert value("several") is None
    assert value("") is None


def test_ordinals_are_ranks():
    assert [ordinal(w) for w in ("first", "22nd", "twenty-first", "ninetieth")] == [1, 22, 21, 90]
    assert ordinal("nine") is None


def test_years_are_spoken_in_pairs():
    assert year("nineteen eighty-four") == 1984
    assert year("two thousand") == 2000
    assert year("forty two") is None
