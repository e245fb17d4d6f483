"""GraphML and GEXF: networkx reads the nodes, edges and attributes that were written."""

import io
from itertools import pairwise

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.wall.conftest import exported
from wellsourced.exporting import told
from wellsourced.tell.export.network import Network, spelled

READ = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}


def as_xml(text):
    return etree.fromstring(f'<a b="{spelled(text)}"/>').get("b")


@pytest.mark.parametrize("to", READ)
def test_what_is_read_is_what_was_told(case, to):
    graph = READ[to](io.BytesIO(exported(case, to)))
    found = Network(told(case, None))
    edges = [edge for _, edge in found.edges()]

    assert graph.is_directed()
    assert set(graph.nodes) == {as_xml(n.name) for n in found.nodes()}
    for node in found.nodes():
        data = graph.nodes[as_xml(node.name)]
        assert (data["kind"], data["unnamed"]) == (node.kind, node.unnamed)
        assert (data["says"], data["passes"]) == (node.says, node.passes)
    assert graph.number_of_edges() == len(edges)
    for edge in edges:
        data = graph.edges[as_xml(edge.teller), as_xml(edge.source)]
        claims = data["claims"] if to == "graphml" else data["weight"]
        assert (claims, data["tellings"], data["pages"]) == edge[2:]


def test_a_link_counts_the_claims_that_came_over_it(example):
    found = Network(told(example, None))
    claims = example.claims()

    for _, edge in found.edges():
        met = [c for c in claims if any(follows(e.chain, edge) for e in c.evidence)]
        assert len(met) == edge.claims


def follows(chain, edge):
    names = list(dict.fromkeys(chain))
    return (edge.teller, edge.source) in pairwise(names)


@given(st.text())
def test_any_words_can_stand_in_xml(words):
    assert len(as_xml(words)) == len(words)
