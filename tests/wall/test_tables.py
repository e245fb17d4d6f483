"""The tables of an export that the database makes are those that are told row by row."""

from wellsourced.exporting import told
from wellsourced.tell import sources
from wellsourced.tell.ties import tied


def test_sources_as_the_database_counts_them_are_those_counted_claim_by_claim(case):
    of = told(case, None)

    assert list(of.sources()) == sources.sources(of.claims())


def test_ties_are_those_of_all_claims(case):
    of = told(case, None)

    assert list(of.entities()) == list(tied(of.entities(ties=False), tuple(of.claims())))
