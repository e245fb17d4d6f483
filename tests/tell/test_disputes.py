"""Disputes: claims that answer one question stand together, in any order of input."""

from tests.flow.test_about import claim
from wellsourced.model import Estimate, Source, Status
from wellsourced.tell.disputes import disputes

ANN = Source(name="Ann", unnamed=False, kind="person")


def told(name, status=Status.SINGLE_SOURCE, low=1, high=1, **fields):
    found = claim(name, **fields)
    known = {f: getattr(found, f) for f in found.__struct_fields__}
    return type(found)(**{**known, "status": status, "origins": Estimate(low, high)})


def ids(claims):
    return [[c.id for c in group] for group in disputes(claims)]


def test_the_most_contested_come_first_then_the_best_backed():
    claims = [
        told("one man says so"),
        told("two papers say so", Status.CORROBORATED, 2, 3),
        told("he denies it", Status.DENIED, denied_by=(ANN,)),
        told("both sides have two", Status.DISPUTED, 2, 2, denied_by=(ANN, ANN)),
    ]

    order = [["both sides have two"], ["he denies it"], ["two papers say so"], ["one man says so"]]
    assert ids(claims) == ids(claims[::-1]) == order


def test_claims_that_share_a_rival_stand_together_though_the_rival_is_not_listed():
    claims = [
        told("he left", Status.DISPUTED, rivals=("he stayed",)),
        told("it rained", Status.DISPUTED, 1, 2, denied_by=(ANN,)),
        told("he is abroad", Status.DISPUTED, rivals=("he stayed",)),
    ]

    assert ids(claims) == ids(claims[::-1]) == [["it rained"], ["he is abroad", "he left"]]


def test_what_is_contested_about_one_man_stands_together():
    claims = [
        told("he left", Status.DISPUTED, actor="Kell", denied_by=(ANN,)),
        told("it rained", Status.DISPUTED, denied_by=(ANN,)),
        told("where is he", Status.DENIED, actor="Kell", denied_by=(ANN,)),
    ]

    assert ids(claims) == [["he left", "where is he"], ["it rained"]]


def test_the_same_words_stand_together():
    assert ids([told("a", text="It fell"), told("b"), told("c", text="it fell")]) == [
        ["a", "c"],
        ["b"],
    ]
