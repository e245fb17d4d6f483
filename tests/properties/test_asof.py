"""Nothing is weighed but what is handed in: a day's record knows of no later page."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.test_order_of_documents import PAGES
from tests.weigh.makers import weighed


def known(on: date):
    return [p for p in PAGES if p[0].published.latest and p[0].published.latest <= on]


@settings(max_examples=12, deadline=None)
@given(st.dates(date(2031, 4, 30), date(2031, 5, 9)))
def test_a_days_record_rests_on_pages_of_that_day(on):
    pages = known(on)
    ids = {d.id for d, _ in pages}
    found = weighed(*pages)

    assert {e.document for c in found.claims for e in c.evidence} <= ids
    assert {e.document for t in found.tallies for e in t.evidence} <= ids
    assert all(c.last_heard is None or c.last_heard <= on for c in found.claims)


def test_a_toll_stands_until_a_greater_one_is_told():
    before, after = weighed(*known(date(2031, 5, 6))), weighed(*known(date(2031, 5, 7)))

    assert [t.best for t in before.tallies] == [14]
    assert [t.best for t in after.tallies] == [21]
