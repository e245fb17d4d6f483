from wellsourced.model import ClaimMark, ClaimType, MarkId
from wellsourced.weigh.carried import codes, told_as_past


def mark(name, *, past=False, **books):
    kind = ClaimType.ASSAULT
    return ClaimMark(
        id=MarkId(name), attribution=None, start=0, end=9, type=kind, codes=books, background=past
    )


def test_a_claim_is_background_only_where_most_pages_tell_it_as_past():
    old, new = mark("a", past=True), mark("b")

    assert told_as_past([old, old, new])
    assert not told_as_past([old, new])
    assert not told_as_past([])


def test_a_claim_has_the_code_that_most_of_its_tellings_have():
    found = [mark("a", acled="ATTACK"), mark("b", acled="SHELL"), mark("c", acled="SHELL")]

    assert codes(found) == {"acled": "SHELL"}


def test_where_codes_are_even_the_most_telling_words_decide():
    found = [mark("a", ucdp="one-sided"), mark("b", ucdp="state-based", cameo="190")]

    assert codes(found) == {"cameo": "190", "ucdp": "one-sided"}
