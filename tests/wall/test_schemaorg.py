"""schema.org: claims of the right shape, and a review only of what an analyst has reviewed."""

import json

import pytest
import rdflib
from rdflib.namespace import RDF

from tests.wall.conftest import ADDED, exported
from tests.wall.graphs import read, wrong
from wellsourced.model import Decision, Order
from wellsourced.tell.export.linked import at_hand

SCHEMA = rdflib.Namespace("http://schema.org/")
VOCABULARY = frozenset(rdflib.SDO.__annotations__)


def told(case):
    return json.loads(exported(case, "schemaorg"))


def of_type(case, kind):
    return [n for n in told(case)["@graph"] if n["type"] == kind]


def test_it_has_the_shape_that_it_should(case):
    graph = read(told(case.seen(ruled=True)))

    assert wrong(graph, "schema") == ""
    assert len(set(graph.subjects(RDF.type, SCHEMA.Claim))) == len(case.seen(ruled=True).claims())


def test_every_word_is_one_of_the_vocabulary(case):
    graph = read(told(case.seen(ruled=True)))
    used = {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type}

    assert {str(t) for t in used if str(t).rpartition("/")[2] not in VOCABULARY} == set()


def test_every_id_that_is_named_is_one(case):
    """Read by the vocabulary alone, which says of no term that words behind it are an id."""
    graph = read(told(case) | {"@context": {"@vocab": str(SCHEMA), "id": "@id", "type": "@type"}})
    links = (SCHEMA.appearance, SCHEMA.firstAppearance, SCHEMA.isPartOf, SCHEMA.itemReviewed)

    assert all(isinstance(o, rdflib.URIRef) for p in links for o in graph.objects(None, p))
    assert "@vocab" in at_hand(told(case))["@context"][0]


def test_the_machine_reviews_nothing(case):
    assert of_type(case, "ClaimReview") == []


@pytest.mark.parametrize(("grade", "value"), [("1", 5), ("5", 1), ("6", None)])
def test_what_an_analyst_graded_is_reviewed(desk, grade, value):
    claim = desk.claims()[0]
    order = Order(decision=Decision.CREDIBILITY, of=(claim.id,), value=grade, why="two saw it")
    desk.rule(order, by="ada", at=ADDED)
    [review] = of_type(desk.seen(ruled=True), "ClaimReview")

    assert review["author"]["name"] == "ada"
    assert review["itemReviewed"]["id"].endswith(claim.id)
    assert review["reviewRating"].get("ratingValue") == value
    assert review["reviewBody"] == "two saw it"
    assert of_type(desk, "ClaimReview") == []


def test_a_review_that_was_undone_is_gone(desk):
    claim = desk.claims()[0]
    desk.rule(Order(decision=Decision.ACCEPT, of=(claim.id,)), by="ada", at=ADDED)
    assert len(of_type(desk.seen(ruled=True), "ClaimReview")) == 1
    desk.undo("1", by="ada", at=ADDED)

    assert of_type(desk.seen(ruled=True), "ClaimReview") == []
