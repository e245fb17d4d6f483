"""Which rulings are in force: all but those undone by a ruling that is itself in force."""

from collections.abc import Sequence

from wellsourced.model import Decision, Ruling, RulingId


def in_force(log: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """Give the rulings that count, in their order; an undoing that was undone counts no more."""
    undone = undone_by(log)
    return tuple(r for r in log if r.id not in undone and r.decision is not Decision.UNDO)


def undone_by(log: Sequence[Ruling]) -> dict[RulingId, Ruling]:
    """Give for each ruling that was undone the one that undid it.

    A ruling only undoes older ones, so the last is in force whatever came before.
    """
    out: dict[RulingId, Ruling] = {}
    for r in reversed(log):
        if r.decision is Decision.UNDO and r.id not in out and r.draft.undoes is not None:
            out.setdefault(r.draft.undoes, r)
    return out
