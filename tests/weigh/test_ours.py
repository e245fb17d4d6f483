"""Who says "we" for others speaks of them; what two did not do is no dispute."""

from tests.weigh.makers import Line, claim, claims, day, page
from wellsourced.model import ClaimType, Status

HOMES = {"type": ClaimType.ASSAULT, "recipient": "homes", "fails": True}


def test_what_a_spokesman_says_of_us_is_told_of_his_group():
    own = Line(
        words="We do not shell homes",
        actor="spokesman for the Lake Guard",
        by=("spokesman for the Lake Guard",),
        unnamed=True,
        **HOMES,
    )
    again = Line(
        words="the Lake Guard does not shell homes",
        actor="Lake Guard",
        by=("Delta Wire", "spokesman for the guard"),
        unnamed=True,
        **HOMES,
    )
    told = claim(page("Courier", day(1), own), page("Herald", day(2), again))

    assert told.actor == "Lake Guard"
    assert told.status is Status.SINGLE_SOURCE
    assert (told.origins.low, told.origins.high) == (1, 2)


def test_two_who_both_did_not_do_a_thing_dispute_nothing():
    found = claims(
        page("Courier", day(1), Line(words="The Salt Front does not shell any homes",
             actor="Salt Front", by=("Ada Orm",), **HOMES)),
        page("Herald", day(1), Line(words="The Lake Guard does not shell any homes",
             actor="Lake Guard", by=("Idris Kell",), **HOMES)),
    )  # fmt: skip

    assert {c.status for c in found} == {Status.SINGLE_SOURCE}
    assert {c.rivals for c in found} == {()}


def test_a_part_of_a_group_is_no_rival_for_what_the_group_did():
    asked = {"type": ClaimType.REQUEST, "since": day(1)}
    found = claims(
        page("Courier", day(2), Line(words="The army asked for the truce talks",
             actor="Norvian army", by=("Ada Orm",), **asked)),
        page("Herald", day(2), Line(words="The government asked for the truce talks",
             actor="Norvian government", by=("Idris Kell",), **asked)),
    )  # fmt: skip

    assert Status.DISPUTED not in {c.status for c in found}
