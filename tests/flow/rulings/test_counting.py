"""How many origins there are, where an analyst says which are one and which are not."""

from hypothesis import given
from hypothesis import strategies as st

from wellsourced.flow.rulings.counting import Pair, Side, counted
from wellsourced.model import (
    Commitment,
    DocumentId,
    Estimate,
    Evidence,
    MarkId,
    OriginKind,
    RulingId,
    Source,
    Utterance,
)
from wellsourced.tell.ground import Told
from wellsourced.weigh.independence import independent

NAMES = ("brandt", "orm", "officer", "official", "clerk")


def said(name, *, page="a", unnamed=None, same=None):
    """Somebody says so, on a page; officers, officials and clerks have no name."""
    unnamed = name in NAMES[2:] if unnamed is None else unnamed
    kind = OriginKind.UNNAMED if unnamed else OriginKind.PERSON
    start = 10 * NAMES.index(name)
    said = Utterance(
        claim=MarkId(f"{name}{page}"),
        document=DocumentId(page),
        origin=Source(name=name, unnamed=unnamed, kind=kind),
        described=name if unnamed else None,
        chain=(f"paper {page}", name),
        same=same or f"{name}{page}",
        commenter=False,
        commitment=Commitment.CERTAIN,
        said_on=None,
        heard_on=None,
    )
    words = Evidence(
        document=said.document,
        start=start,
        end=start + 5,
        quote="words",
        chain=said.chain,
        commitment=said.commitment,
        stance="backs",
    )
    return Told(words, None, said)


def pair(a, b, *, one):
    return Pair(one, Side(a, frozenset({a})), Side(b, frozenset({b})), RulingId("r"), "")


def low_high(told, *pairs):
    found = counted(told, pairs, {})
    return found.low, found.high


def test_two_unnamed_who_are_known_to_differ_are_two_at_least():
    told = [said("officer"), said("official", page="b")]

    assert low_high(told) == (1, 2)
    assert low_high(told, pair("officer", "official", one=False)) == (2, 2)


def test_a_third_of_whom_nothing_is_known_may_be_either():
    told = [said("officer"), said("official", page="b"), said("clerk", page="c")]

    assert low_high(told, pair("officer", "official", one=False)) == (2, 3)


def test_two_who_differ_may_yet_be_one_of_them_the_man_with_a_name():
    told = [said("brandt"), said("officer", page="b"), said("official", page="c")]

    assert low_high(told, pair("officer", "official", one=False)) == (2, 3)
    apart = [pair(a, b, one=False) for a, b in (("officer", "official"), ("officer", "brandt"))]
    assert low_high(told, *apart) == (2, 3)
    assert low_high(told, *apart, pair("official", "brandt", one=False)) == (3, 3)


def test_two_with_names_who_are_one_source_count_once():
    told = [said("brandt"), said("orm", page="b")]

    assert low_high(told) == (2, 2)
    assert low_high(told, pair("brandt", "orm", one=True)) == (1, 1)


def test_copies_that_are_no_copies_count_apart():
    told = [said("brandt", same="text"), said("orm", page="b", same="text")]

    assert low_high(told) == (1, 1)
    assert low_high(told, pair("brandt", "orm", one=False)) == (2, 2)


def test_what_is_ruled_apart_is_never_joined_through_a_third():
    told = [said("brandt"), said("orm", page="b"), said("officer", page="c")]
    joined = pair("brandt", "officer", one=True), pair("orm", "officer", one=True)

    assert low_high(told, *joined) == (1, 1)
    assert low_high(told, *joined, pair("brandt", "orm", one=False)) == (2, 2)


PAIRS = st.builds(pair, st.sampled_from(NAMES), st.sampled_from(NAMES), one=st.booleans()).filter(
    lambda p: p.a != p.b
)
TOLD = st.lists(
    st.builds(said, st.sampled_from(NAMES), page=st.sampled_from("abc")),
    max_size=7,
    unique_by=lambda t: t.utterance.claim,
)


@given(TOLD)
def test_without_rulings_it_is_what_weighing_counts(told):
    assert counted(told, (), {}) == independent([t.utterance for t in told], {}).origins


@given(TOLD, st.lists(PAIRS, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_tellings_does_not_matter_and_bounds_are_in_order(told, pairs, chance):
    found = counted(told, pairs, {})
    shuffled = list(told)
    chance.shuffle(shuffled)

    assert counted(shuffled, pairs, {}) == found
    assert found.low <= found.high <= max(len(told), 1)
    assert isinstance(found, Estimate)


@given(TOLD, PAIRS.filter(lambda p: p.one))
def test_who_is_one_never_makes_more(told, same):
    assert counted(told, (same,), {}).high <= counted(told, (), {}).high


@given(TOLD, PAIRS.filter(lambda p: not p.one))
def test_who_differs_never_makes_fewer(told, apart):
    before, after = counted(told, (), {}), counted(told, (apart,), {})

    assert after.low >= before.low
    assert after.high >= before.high
