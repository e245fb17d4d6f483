"""PROV: read by the `prov` package and by rdflib, and every claim goes back to words of a page."""

import json
from collections import Counter

from prov.model import ProvDocument
from rdflib.namespace import PROV, RDF

from tests.wall.conftest import ADDED, exported
from tests.wall.graphs import read, wrong
from wellsourced import exporting
from wellsourced.model import Decision, Order, Status
from wellsourced.tell.export.prov.statements import statements


def document(case):
    return ProvDocument.deserialize(content=exported(case, "prov").decode(), format="json")


def test_another_program_reads_every_statement_and_writes_the_same(case):
    told = document(case)
    again = ProvDocument.deserialize(content=told.serialize(format="json"), format="json")

    assert told == again
    assert len(told.get_records()) == len(list(statements(exporting.told(case, None))))


def test_nothing_is_told_twice(case):
    things = Counter(s.id for s in statements(exporting.told(case, None)) if s.id)

    assert [i for i, many in things.items() if many > 1] == []


def test_as_linked_data_it_has_the_shape_that_it_should(case):
    graph = read(json.loads(exported(case.seen(ruled=True), "prov-jsonld")))

    assert wrong(graph, "prov") == ""
    assert len(set(graph.subjects(RDF.type, PROV.Entity))) > len(case.claims())


def test_both_forms_say_the_same(example):
    told = json.loads(exported(example, "prov"))
    graph = read(json.loads(exported(example, "prov-jsonld")))

    assert len(told["entity"]) == len(set(graph.subjects(RDF.type, PROV.Entity)))
    assert len(told["agent"]) == len(set(graph.subjects(RDF.type, PROV.Agent)))
    links = {(r["prov:entity"], r["prov:agent"]) for r in told["wasAttributedTo"].values()}
    assert len(links) == len(set(graph.subject_objects(PROV.wasAttributedTo)))


def test_a_claim_that_was_taken_back_is_invalidated_by_who_took_it_back(example):
    gone = next(c for c in example.claims() if c.status is Status.RETRACTED)
    told = json.loads(exported(example, "prov"))
    acts = [
        r["prov:activity"]
        for r in told["wasInvalidatedBy"].values()
        if r["prov:entity"] == f"ws:claim-{gone.id}"
    ]
    by = [r for r in told["wasAssociatedWith"].values() if r["prov:activity"] in acts]

    assert acts
    names = {told["agent"][r["prov:agent"]]["prov:label"] for r in by}
    assert names == {s.name for s in gone.retracted_by}


def test_rulings_are_acts_of_analysts(desk):
    accepted, rejected = desk.claims()[:2]
    desk.rule(Order(decision=Decision.ACCEPT, of=(accepted.id,)), by="ada", at=ADDED)
    desk.rule(Order(decision=Decision.REJECT, of=(rejected.id,)), by="ada", at=ADDED)
    told = json.loads(exported(desk.seen(ruled=True), "prov"))

    [analyst] = [i for i, a in told["agent"].items() if a["prov:label"] == "ada"]
    influenced = {r["prov:influencee"] for r in told["wasInfluencedBy"].values()}
    invalid = {r["prov:entity"] for r in told["wasInvalidatedBy"].values()}
    assert f"ws:claim-{accepted.id}" in influenced
    assert f"ws:claim-{rejected.id}" in invalid
    assert len([r for r in told["wasAssociatedWith"].values() if r["prov:agent"] == analyst]) == 2
    assert "wasInfluencedBy" not in json.loads(exported(desk, "prov"))


def test_a_claim_that_rulings_made_is_a_revision_of_what_the_run_made(desk):
    first, second = (c.id for c in desk.claims()[:2])
    desk.rule(Order(decision=Decision.MERGE, of=(first, second)), by="ada", at=ADDED)
    graph = read(json.loads(exported(desk.seen(ruled=True), "prov-jsonld")))
    [act] = graph.subjects(RDF.type, graph.namespace_manager.expand_curie("wst:Ruling"))
    made = set(graph.subject_objects(PROV.wasRevisionOf))

    assert {str(o).rpartition("-")[2] for _, o in made} == {first, second}
    assert {act} == {o for s, _ in made for o in graph.objects(s, PROV.wasGeneratedBy)}
    assert {act} == {o for _, m in made for o in graph.objects(m, PROV.wasInvalidatedBy)}
    assert wrong(graph, "prov") == ""


def test_a_ruling_says_in_words_what_it_is_about(desk):
    claim = desk.claims()[0]
    desk.rule(Order(decision=Decision.REJECT, of=(claim.id,)), by="ada", at=ADDED)
    told = json.loads(exported(desk.seen(ruled=True), "prov"))

    labels = [a["prov:label"] for a in told["activity"].values() if "wst:state" in a]
    assert labels == [f"reject: {claim.text}"]
    assert told["entity"][f"ws:claim-{claim.id}"]["prov:label"] == claim.text


def test_what_was_undone_is_told_with_what_undid_it(desk):
    claim = desk.claims()[0]
    desk.rule(Order(decision=Decision.ACCEPT, of=(claim.id,)), by="ada", at=ADDED)
    desk.undo("1", by="bob", at=ADDED, why="too early")
    ruled = desk.seen(ruled=True)
    told = json.loads(exported(ruled, "prov"))
    acts = {a["wst:decision"]: i for i, a in told["activity"].items() if "wst:state" in a}

    [informed] = told["wasInformedBy"].values()
    assert informed == {"prov:informed": acts["undo"], "prov:informant": acts["accept"]}
    assert told["activity"][acts["accept"]]["wst:state"] == "undone"
    assert "wasInfluencedBy" not in told
    assert document(ruled) == ProvDocument.deserialize(content=json.dumps(told), format="json")
