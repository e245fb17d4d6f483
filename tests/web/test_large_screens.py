"""The screens of a large case in a real browser: they open without a fault, for everybody."""

import shutil
from collections.abc import Iterator

import pytest

from tests.web.conftest import Seen, serving
from tests.web.test_screens import AXE
from wellsourced.case import Case


@pytest.fixture(scope="module")
def own(example: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case.open(shutil.copytree(example.path, tmp_path_factory.mktemp("large") / "own"))


@pytest.fixture(scope="module")
def served(own: Case) -> Iterator[str]:
    """The address at which the example is shown as a large case is."""
    yield from serving(own, many=1)


def screens(case: Case) -> list[str]:
    claim = max(case.claims(), key=lambda c: (len(c.rivals), c.id)).id
    lists = ("/", "/claims", "/timeline", "/map", "/sources/graph")
    return [*lists, f"/claims/{claim}", f"/claims?as_of={case.days()[2].day}"]


def test_the_screens_of_a_large_case_can_be_used_by_everybody(seen: Seen, own: Case) -> None:
    for path in screens(own):
        page = seen.open(path)
        assert page.locator("h1").count() == 1, path
        page.evaluate(AXE)
        found = page.evaluate("axe.run()")
        grave = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
        told = [(v["id"], n["html"][:200], n["failureSummary"]) for v in grave for n in v["nodes"]]
        assert told == [], path
        page.set_viewport_size({"width": 390, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        page.set_viewport_size({"width": 1280, "height": 900})
        assert seen.faults == [], path
