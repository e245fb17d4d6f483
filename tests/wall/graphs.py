"""Linked data as rdflib reads them, without a network."""

import json
import warnings

import rdflib

from wellsourced.tell.export.linked import at_hand


def read(document):
    """Give the graph of a JSON-LD document whose contexts lie in the package."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated")
        return rdflib.Graph().parse(data=json.dumps(at_hand(document)), format="json-ld")
