"""Which rulings count: an undoing can be undone, and so on."""

from datetime import UTC, datetime

from wellsourced.flow.rulings.force import in_force
from wellsourced.model import Decision, Draft, Ruling, RulingId


def log(*undoes):
    """A log, in which a number undoes the ruling of that number, and None is a note."""
    out = []
    for number, of in enumerate(undoes, 1):
        decision = Decision.NOTE if of is None else Decision.UNDO
        undone = None if of is None else RulingId(f"r{of}")
        out.append(
            Ruling(
                id=RulingId(f"r{number}"),
                number=number,
                draft=Draft(decision=decision, undoes=undone),
                by="ada",
                at=datetime(2031, 5, 4, tzinfo=UTC),
                before="",
                after="",
            )
        )
    return out


def counting(*undoes):
    return [r.number for r in in_force(log(*undoes))]


def test_what_is_undone_counts_no_more():
    assert counting(None, None, 1) == [2]


def test_an_undoing_that_is_undone_brings_back_what_it_undid():
    assert counting(None, 1, 2) == [1]
    assert counting(None, 1, 2, 3) == []
