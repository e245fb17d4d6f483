"""Rulings put on beside their words alone give what they give with the whole record held."""

import pytest

from tests.flow.rulings.desk import desk, rule, told
from wellsourced.model import Decision
from wellsourced.store import streams, tables


def accepted_and_graded(case):
    rule(case, Decision.ACCEPT, told(case, "army").id)
    rule(case, Decision.CREDIBILITY, told(case, "River Guard").id, value="2")
    rule(case, Decision.NOTE, told(case, "Jan Kell").id, value="seen by two")


def rejected(case):
    denial = told(case, "River Guard", "+")
    rule(case, Decision.REJECT, denial.id)


def merged_and_undone(case):
    first, second = case.claims()[:2]
    done = rule(case, Decision.MERGE, first.id, second.id)
    rule(case, Decision.REJECT, first.id)
    case.undo(str(done.number), by="bob", at=done.at)


def split(case):
    claim = told(case, "army")
    rule(case, Decision.SPLIT, claim.id, out=("ledger.txt",))


def of_sources(case):
    claim = max(case.claims(), key=lambda c: len({*c.said_by}))
    rule(case, Decision.SAME_SOURCE, *(s.name for s in claim.said_by[:2]))


def nothing(case):
    """Nobody has ruled."""


@pytest.mark.parametrize(
    "act", [nothing, accepted_and_graded, rejected, merged_and_undone, split, of_sources]
)
def test_what_is_near_is_enough(tmp_path, act):
    case = desk(tmp_path)
    act(case)
    records = case.seen(ruled=True)._records
    patch, whole = records.patch(None), records.layer(None)
    claims = streams.each(records.machine(None), tables.CLAIMS)

    assert tuple(patch.over(claims)) == whole.claims
    assert patch.rows == whole.rows


def test_rulings_on_names_are_on_all_of_the_record(tmp_path):
    case = desk(tmp_path)
    rule(case, Decision.MERGE, "River Guard", "Ada Orm")
    records = case.seen(ruled=True)._records

    assert records.patch(None) is None
    assert records.bearing(None).rows == records.layer(None).rows
