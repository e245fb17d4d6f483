"""The tables of an export that the database makes are those that are told row by row."""

import pytest

from wellsourced.exporting import told
from wellsourced.tell import sources, timeline
from wellsourced.tell.ties import tied


def test_sources_as_the_database_counts_them_are_those_counted_claim_by_claim(case):
    of = told(case, None)

    assert list(of.sources()) == sources.sources(of.claims())


@pytest.mark.parametrize("lens", [{}, {"ruled": True}, {"withhold_commenters": True}])
def test_the_timeline_stands_in_one_order_however_it_is_sorted(case, lens):
    of = told(case.seen(**lens), None)

    assert list(of.timeline()) == timeline.timeline(of.claims())


def test_ties_are_those_of_all_claims(case):
    of = told(case, None)

    assert list(of.entities()) == list(tied(of.entities(ties=False), tuple(of.claims())))
