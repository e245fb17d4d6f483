"""The same record, in whatever order and in however many steps pages are added."""

from datetime import timedelta
from itertools import permutations

import pytest

from tests.factories import NOON, PAGES, case, written
from wellsourced.case import Case
from wellsourced.store.duck import Snapshots


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> dict[str, str]:
    return Snapshots(case(tmp_path_factory.mktemp("whole")).path).manifest().tables


@pytest.mark.parametrize("order", list(permutations(PAGES))[1::2], ids="-".join)
def test_the_order_in_which_pages_are_added_does_not_matter(tmp_path, whole, order):
    made = Case.create(tmp_path / "case")
    paths = written(tmp_path / "pages", {name: PAGES[name] for name in order})
    for day, path in enumerate(paths):
        made.add([path], at=NOON + timedelta(days=day))
    made.run(workers=0)

    assert Snapshots(made.path).manifest().tables == whole
