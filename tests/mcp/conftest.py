"""Two cases of the same pages, one with a page that gives orders to whoever reads it."""

import pytest

from tests.factories import PAGES, case
from tests.mcp.asked import HOSTILE
from wellsourced.case import Case


@pytest.fixture(scope="session")
def river(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return case(tmp_path_factory.mktemp("river"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return case(tmp_path_factory.mktemp("hostile"), {**PAGES, **HOSTILE})
