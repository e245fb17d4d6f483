"""Rulings that go out as annotations and come back, into a case of the same pages."""

import io
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.flow.rulings.desk import desk
from tests.properties.test_rulings import AT, MANY, drafts
from wellsourced import exporting
from wellsourced.annotated import judge
from wellsourced.errors import InputError
from wellsourced.read.foreign.annotations import remarks


def ruled(folder, picked):
    """A case on which two in turn have ruled; what would change nothing is not ruled."""
    case = desk(folder)
    for n, which in enumerate(picked):
        try:
            case.adopt(drafts()[which], by=("ada", "bob")[n % 2], at=AT + timedelta(seconds=n))
        except InputError:
            continue
    return case


def seen(case):
    """What is seen of a case with its rulings, whatever their ids are."""
    view = case.seen(ruled=True)
    claims = [replace(c, rulings=()) for c in view.claims(ruled=True)]
    return claims, view.tallies(), [replace(s, rulings=()) for s in view.sources()]


@given(st.lists(st.integers(0, MANY - 1), max_size=5))
@settings(max_examples=6, deadline=None, derandomize=True)
def test_what_rulings_make_of_a_case_they_make_of_a_copy_that_they_are_brought_into(picked):
    with tempfile.TemporaryDirectory() as folder:
        first, out = ruled(Path(folder) / "a", picked), io.BytesIO()
        exporting.pour(first.seen(ruled=True), "webanno", out, as_of=None, options={})
        second = desk(Path(folder) / "b")
        judged = judge(second, remarks("a.anno.jsonld", out.getvalue()), at=AT)

        assert judged.rejected == ()
        assert seen(second) == seen(first)
