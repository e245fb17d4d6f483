"""Linked data as rdflib reads them, without a network."""

import json
import warnings
from pathlib import Path

import pyshacl
import rdflib

from wellsourced.tell.export.linked import at_hand


def read(document):
    """Give the graph of a JSON-LD document whose contexts lie in the package."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated")
        return rdflib.Graph().parse(data=json.dumps(at_hand(document)), format="json-ld")


def wrong(graph, shapes):
    """Give what a graph has that its shapes do not allow, in words; empty: all is as it should."""
    rules = rdflib.Graph().parse(Path(__file__).parent / "shapes" / f"{shapes}.ttl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        holds, _, words = pyshacl.validate(graph, shacl_graph=rules, advanced=False)
    return "" if holds else words
