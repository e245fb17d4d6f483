import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tell.makers import asking, record, the
from tests.weigh.makers import Line, day, page, where
from wellsourced.config import Hypothesis, Rule
from wellsourced.model import ClaimType, Estimate, Fit
from wellsourced.tell.hypotheses import by_dispute, by_rules, diagnosticity, grid
from wellsourced.tell.rules import rated


def he(place: str) -> Rule:
    return Rule(type=ClaimType.WHEREABOUTS, actor="Omar Sarif", place=place)


ABROAD = Hypothesis(
    question="Where?", name="abroad", supports=(he("Sarland"),), contradicts=(he("Norvia"),)
)
HOME = Hypothesis(
    question="Where?", name="home", supports=(he("Norvia"),), contradicts=(he("Sarland"),)
)
BY_ORM = page("Courier", day(1), where("Sarland", "Sarif is in Sarland", by=("Ada Orm",)))
BY_BEX = page("Herald", day(2), where("Sarland", "he is in Sarland", by=("Mayor Bex",)))
BY_KELL = page("Post", day(2), where("Lorne", "Sarif is in Lorne", by=("Idris Kell",)))
BY_GUARD = page(
    "Star", day(2), where("Sarland", "Sarif was in Sarland", by=("a guard",), unnamed=True)
)


def weighed(*pages, names=(ABROAD, HOME)):
    return by_rules("Where?", names, record(*pages))


def test_the_account_with_fewest_independent_origins_against_it_leads():
    found = weighed(BY_ORM, BY_BEX, BY_KELL)

    assert [(h.name, h.rank) for h in found.hypotheses] == [("abroad", 1), ("home", 2)]
    assert [h.against for h in found.hypotheses] == [Estimate(1, 1), Estimate(2, 2)]


def test_one_man_who_says_much_has_one_voice():
    also = page("Moon", day(3), where("Sarbay", "Sarif is in Sarbay", by=("Ada Orm",)))
    found = weighed(BY_ORM, also, BY_KELL)

    assert found.hypotheses[1].claims_against == 2
    assert found.hypotheses[1].against == Estimate(1, 1)


def test_who_has_no_name_raises_only_the_upper_bound():
    found = weighed(BY_ORM, BY_GUARD, BY_KELL)

    assert found.hypotheses[1].against == Estimate(1, 2)
    assert any("no name were different people" in s for s in found.says)


def test_the_source_on_which_the_ranking_hangs_is_named():
    found = weighed(BY_ORM, BY_BEX, BY_KELL)
    flips = {s.without: s.leads for s in found.sensitivity}

    assert flips["Ada Orm"] == ("abroad", "home")
    assert "Idris Kell" not in flips


def test_a_readers_word_counts_for_nothing_but_is_shown():
    reader = page("Post", day(2), where("Lorne", "he is in Lorne", reader="joe", at=day(2)))
    found = weighed(BY_ORM, reader)

    assert found.hypotheses[0].against == Estimate(0, 0)
    assert found.hypotheses[0].claims_against == 1


def test_who_is_in_a_town_is_in_its_country_and_the_reverse_is_not_said():
    of = record(BY_KELL, page("Moon", day(1), where("Norvia", "he is in Norvia", by=("Orm",))))
    town, country = the(of, place="Lorne"), the(of, place="Norvia")
    in_lorne = Hypothesis(question="?", name="in Lorne", supports=(he("Lorne"),))

    assert rated(town, HOME, of) is Fit.CONSISTENT
    assert rated(country, in_lorne, of) is Fit.NEUTRAL


def test_the_contrary_of_what_supports_is_inconsistent():
    left = where("Norvia", "Sarif has left Norvia", by=("Ada Orm",), fails=True)
    of = record(page("Courier", day(1), left))

    assert rated(the(of, place="Norvia"), HOME, of) is Fit.INCONSISTENT
    assert rated(the(of, place="Norvia"), ABROAD, of) is Fit.CONSISTENT


def test_a_rule_of_words_looks_at_what_was_told_and_not_at_polarity():
    line = Line(words="he may have left, for money", type=ClaimType.SUPPORT, fails=True)
    of = record(page("Courier", day(1), line))
    paid = Hypothesis(question="Why?", name="paid", supports=(Rule(words="for money"),))

    assert rated(next(iter(of.claims.values())), paid, of) is Fit.CONSISTENT


def test_the_rule_that_says_most_counts():
    of = record(BY_KELL)
    claim = the(of, place="Lorne")
    odd = Hypothesis(
        question="?", name="odd", supports=(Rule(claim=claim.id[:8]),), contradicts=(he("Lorne"),)
    )

    assert rated(claim, odd, of) is Fit.CONSISTENT


def test_rules_that_go_both_ways_leave_a_claim_neutral():
    of = record(BY_KELL)
    odd = Hypothesis(question="?", name="odd", supports=(he("Lorne"),), contradicts=(he("Lorne"),))

    assert rated(the(of, place="Lorne"), odd, of) is Fit.NEUTRAL


def test_a_hypothesis_that_no_claim_touches_is_said_to_be_so():
    nowhere = Hypothesis(question="Where?", name="at sea", supports=(he("the sea"),))
    found = weighed(BY_ORM, names=(ABROAD, nowhere))

    assert any("No claim speaks for or against “at sea”" in s for s in found.says)


def test_a_dispute_gives_its_rival_accounts():
    of = record(BY_ORM, BY_KELL)
    found = by_dispute(the(of, place="Lorne"), of)

    assert len(found.hypotheses) == 2
    assert all(set(r.fits) == {Fit.CONSISTENT, Fit.INCONSISTENT} for r in found.rows)


def test_a_sheet_has_a_column_for_each_hypothesis_of_each_question():
    heads, rows = grid([weighed(BY_ORM, BY_KELL)])

    assert heads[-2:] == ["abroad", "home"]
    assert {(r["abroad"], r["home"]) for r in rows} == {
        ("consistent", "inconsistent"),
        ("inconsistent", "consistent"),
    }


def test_a_rule_that_says_nothing_is_refused():
    with pytest.raises(ValueError, match="a rule needs"):
        Rule(polarity="+")


def test_hypotheses_do_not_make_pages_be_read_again():
    assert asking().digest() == asking(hypotheses=(ABROAD,)).digest()


def test_the_order_of_pages_does_not_change_the_matrix():
    pages = [BY_ORM, BY_BEX, BY_KELL, BY_GUARD]

    assert weighed(*pages) == weighed(*reversed(pages))


@given(st.lists(st.sampled_from(Fit), min_size=1, max_size=6))
def test_what_tells_apart_lies_between_nothing_and_all_in_whatever_order(fits):
    assert 0 <= diagnosticity(fits) == diagnosticity(fits[::-1]) <= 1
    assert (diagnosticity(fits) == 0) == (len(set(fits)) == 1)
