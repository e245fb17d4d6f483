"""Blocks: weighed apart, they amount to what all amounts to together."""

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.weigh.makers import SETTINGS, Line, day, page
from wellsourced.link.whole import link
from wellsourced.model import ClaimType, EntityKind, Outcome
from wellsourced.weigh.apart import Block, CountBlock, claims_of, tallies_of
from wellsourced.weigh.blocks import blocks
from wellsourced.weigh.whole import claims_apart, counts_apart, ground, together, weigh

NAMES = (
    "Norvian army",
    "Lake Guard",
    "Omar Sarif",
    "Ada Orm",
    "Lake Guard rebels",
    "army",
    "Guard of the Lake",
)
PLACES = ("Lorne", "Tarn", "Norvia", "Sarland")
KINDS = (
    ClaimType.CONTROL,
    ClaimType.WHEREABOUTS,
    ClaimType.ASSAULT,
    ClaimType.ALLEGIANCE,
    ClaimType.CASUALTY,
    ClaimType.REQUEST,
    ClaimType.STATEMENT,
)
WORDS = (
    "the army holds Lorne after a long night",
    "he may have left because he feared arrest",
    "he may have left because he was paid",
    "they asked for a truce at the mill",
    "Omar Sarif is no longer in Tarn",
    "14 people died in Lorne",
    "The Courier retracts its report that the army holds Lorne",
    "I was wrong about the mill and the truce",
)
DAYS = st.none() | st.dates(day(1), day(28, 7))


@st.composite
def lines(draw):
    kind = draw(st.sampled_from(KINDS))
    counted = ("14 people", Outcome.KILLED, draw(st.sampled_from((14, 14, 21))))
    words = draw(st.sampled_from(WORDS))
    return Line(
        words=words,
        type=kind,
        actor=draw(st.none() | st.sampled_from(NAMES)),
        recipient=draw(st.none() | st.sampled_from(NAMES)),
        place=draw(st.none() | st.sampled_from(PLACES)),
        since=draw(DAYS),
        fails=draw(st.booleans()),
        by=draw(st.sampled_from(((), ("Ada Orm",), ("an official",), ("Idris Kell",)))),
        unnamed=draw(st.booleans()),
        reader=draw(st.sampled_from((None, None, "joe"))),
        count=counted if words.startswith("14") else None,
        names=(("Omar Sarif", EntityKind.PERSON),),
    )


@st.composite
def cases(draw):
    pages = draw(st.lists(st.tuples(DAYS, st.lists(lines(), min_size=1, max_size=4)), max_size=7))
    outlets = st.sampled_from(("Courier", "Herald"))
    return [page(draw(outlets), on, *told, file=str(n)) for n, (on, told) in enumerate(pages)]


def on_one_heap(pages):
    documents, marks = [p[0] for p in pages], [p[1] for p in pages]
    on = ground(link(documents, marks, SETTINGS), documents, marks, SETTINGS)
    counted = [tallies_of(CountBlock(tuple(on.counts), tuple(on.checks), on.of, on.writers))]
    members = tuple(m for b in claims_apart(on, counted) for m in b.members)
    heap = Block(members, on.corrections.about(on.tellings), on.of, on.writers)
    return together(on, counted if on.counts else [], claims_of(heap))


def in_blocks(pages):
    documents, marks = [p[0] for p in pages], [p[1] for p in pages]
    return weigh(link(documents, marks, SETTINGS), documents, marks, SETTINGS)


@settings(max_examples=40, deadline=None)
@given(cases())
def test_what_is_weighed_apart_amounts_to_what_is_weighed_together(pages):
    assert msgspec.json.encode(in_blocks(pages)) == msgspec.json.encode(on_one_heap(pages))


def held(number: int, by: str, since: date):
    line = Line(words=f"the army holds Lorne, {number}", actor=by, place="Lorne", since=since)
    return page("Courier", since, line, file=str(number))


@pytest.fixture
def told():
    pages = [held(n, "Norvian army", day(n % 28 + 1, 5 + n % 3)) for n in range(90)]
    documents, marks = [p[0] for p in pages], [p[1] for p in pages]
    return ground(link(documents, marks, SETTINGS), documents, marks, SETTINGS)


def test_what_is_told_of_one_army_is_one_block_while_it_is_small(told):
    assert [len(b) for b in blocks(told.tellings, told.of)] == [90]


def test_a_block_that_grows_too_large_is_cut_by_month(told):
    months = [{t.day.month for t in b} for b in blocks(told.tellings, told.of, most=40)]

    assert sorted(map(len, months)) == [1, 1, 1]


def test_and_if_need_be_by_day(told):
    days = [{t.day for t in b} for b in blocks(told.tellings, told.of, most=10)]

    assert {len(d) for d in days} == {1}


def test_counts_of_two_outcomes_are_never_one_block():
    two = [
        page("Courier", day(n), Line(words=f"{n} people were {what}", type=None, count=(
            f"{n} people", outcome, n)), file=what)
        for n, what, outcome in ((3, "killed", Outcome.KILLED), (4, "hurt", Outcome.WOUNDED))
    ]  # fmt: skip
    documents, marks = [p[0] for p in two], [p[1] for p in two]
    on = ground(link(documents, marks, SETTINGS), documents, marks, SETTINGS)

    assert [len(b.counts) for b in counts_apart(on)] == [1, 1]
