"""Rulings, whatever they are and in whatever order: what is undone leaves no trace."""

import functools
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.flow.rulings.desk import desk, told
from wellsourced.flow.rulings.force import in_force
from wellsourced.flow.rulings.orders import draft
from wellsourced.model import Decision, Draft, Order, Ruling, RulingId, Slot

AT = datetime(2031, 6, 1, tzinfo=UTC)
MANY = 14


@functools.cache
def case():
    return desk(Path(tempfile.mkdtemp(prefix="ruled-")))


@functools.cache
def drafts():
    """One of each kind of ruling, and some that are in each other's way."""
    lorne, attack = told(case(), "controls Lorne"), told(case(), "attacked")
    denial, arrest = told(case(), "attacked", "-"), told(case(), "arrested")

    def order(decision, *of, **fields):
        return Order(decision=decision, of=of, **fields)

    orders = (
        order(Decision.ACCEPT, lorne.id),
        order(Decision.REJECT, denial.id),
        order(Decision.REJECT, lorne.id),
        order(Decision.CORRECT, attack.id, field=Slot.PLACE, value="Lorne"),
        order(Decision.MERGE, lorne.id, attack.id),
        order(Decision.MERGE, attack.id, arrest.id),
        order(Decision.MERGE, "Ivo Brandt", "Ada Orm"),
        order(Decision.SPLIT, lorne.id, out=("ledger.txt",)),
        order(Decision.SAME_SOURCE, "military officer", "security official"),
        order(Decision.DIFFERENT_SOURCES, "military officer", "security official"),
        order(Decision.CREDIBILITY, lorne.id, value="2"),
        order(Decision.NOTE, attack.id, value="call again"),
        order(Decision.ASSIGN, lorne.id, value="ada"),
        order(Decision.ASSIGN, lorne.id, value="bob"),
    )
    assert len(orders) == MANY
    return tuple(draft(o, case()._things()) for o in orders)


def log(*entries):
    """Rulings of drafts, numbered and signed by two in turn."""
    return tuple(
        Ruling(
            id=RulingId(f"r{n}"),
            number=n,
            draft=d,
            by=("ada", "bob")[n % 2],
            at=AT,
            before="",
            after="",
        )
        for n, d in enumerate(entries, 1)
    )


def undoing(number):
    return Draft(decision=Decision.UNDO, undoes=RulingId(f"r{number}"))


def layer(rulings):
    return case()._records.layer_with(None, rulings)


@given(st.lists(st.integers(0, MANY - 1), max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_any_rulings_followed_by_their_undoing_are_as_if_they_had_never_been(picked, chance):
    made = [drafts()[n] for n in picked]
    undone = list(range(1, len(made) + 1))
    chance.shuffle(undone)

    assert layer(log(*made, *map(undoing, undone))).claims == layer(()).claims


@given(
    st.lists(st.integers(0, MANY - 1), max_size=3),
    st.lists(st.integers(0, MANY - 1), max_size=3),
)
@settings(max_examples=20, deadline=None)
def test_what_is_undone_leaves_what_was_ruled_before(first, then):
    kept, gone = [drafts()[n] for n in first], [drafts()[n] for n in then]
    undone = range(len(kept) + 1, len(kept) + len(gone) + 1)

    assert layer(log(*kept, *gone, *map(undoing, undone))).claims == layer(log(*kept)).claims


@given(st.lists(st.integers(0, MANY - 1), max_size=5))
@settings(max_examples=20, deadline=None)
def test_no_telling_is_lost_or_told_twice_whatever_is_ruled(picked):
    def tellings(claims):
        return {(e.document, e.start, e.end) for c in claims for e in c.evidence}

    now = layer(log(*(drafts()[n] for n in picked))).claims
    assert tellings(now) == tellings(layer(()).claims)
    assert len({c.id for c in now}) == len(now)


@given(st.lists(st.integers(0, MANY - 1), max_size=6))
@settings(max_examples=20, deadline=None)
def test_every_ruling_is_listed_whatever_became_of_it(picked):
    rulings = log(*(drafts()[n] for n in picked))

    assert [r.ruling for r in layer(rulings).rows] == list(rulings)


@given(st.lists(st.one_of(st.none(), st.integers(1, 8)), max_size=10))
def test_undoing_all_that_counts_leaves_nothing(entries):
    made = log(*(drafts()[0] if n is None else undoing(n) for n in entries))
    rest = log(*(r.draft for r in made), *(undoing(r.number) for r in in_force(made)))

    assert in_force(rest) == ()
