"""What holds for any tellings of one claim, whoever tells it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.weigh.makers import Line, claim, day, holds, page
from wellsourced.model import Commitment, Status

PEOPLE = ["Ada Orm", "Mayor Bex", "Tomas Vey"]
ROLES = ["a military official", "a senior aide", "a border guard"]
OUTLETS = ["Courier", "Herald", "Post"]

named = st.sampled_from(PEOPLE).map(lambda n: holds(by=(n,)))
unnamed = st.sampled_from(ROLES).map(lambda n: holds(by=(n,), unnamed=True))
hedged = st.sampled_from(PEOPLE).map(lambda n: holds(by=(n,), sure=Commitment.POSSIBLE))
readers = st.sampled_from(["joe", "ann"]).map(lambda n: holds(reader=n))
tellings = st.lists(st.one_of(named, unnamed, hedged, readers), min_size=1, max_size=6)


def pages(lines: list[Line]) -> list[tuple]:
    return [page(OUTLETS[n % 3], day(n + 1), line, file=str(n)) for n, line in enumerate(lines)]


@settings(max_examples=60, deadline=None)
@given(tellings)
def test_named_origins_are_the_lower_bound_and_all_origins_the_upper(lines):
    told = claim(*pages(lines))
    outright = [x for x in lines if x.by and x.sure is Commitment.CERTAIN]
    people = {x.by[0] for x in outright if not x.unnamed}
    nameless = sum(x.unnamed for x in outright)

    assert told.origins.low == max(len(people), 1 if outright else 0)
    assert told.origins.high == len(people) + nameless


@settings(max_examples=40, deadline=None)
@given(tellings, st.one_of(hedged, readers))
def test_a_hedge_or_a_reader_more_changes_no_standing(lines, more):
    before, after = claim(*pages(lines)), claim(*pages([*lines, more]))

    assert after.origins == before.origins
    assert after.status is before.status


@settings(max_examples=40, deadline=None)
@given(tellings, unnamed)
def test_somebody_unnamed_more_never_corroborates(lines, more):
    before, after = claim(*pages(lines)), claim(*pages([*lines, more]))

    assert after.origins.low == max(before.origins.low, 1)
    assert after.origins.high == before.origins.high + 1
    assert (after.status is Status.CORROBORATED) == (before.status is Status.CORROBORATED)


@settings(max_examples=40, deadline=None)
@given(tellings)
def test_every_cell_opens_the_exact_words(lines):
    found = pages(lines)
    texts = {d.id: d.text for d, _ in found}

    for e in claim(*found).evidence:
        assert texts[e.document][e.start : e.end] == e.quote
