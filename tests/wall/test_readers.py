"""Readers whose names break out of what holds them are named on no screen and in no brief."""

import re

import pytest

from tests.wall.conftest import PIECES
from tests.wall.test_formats import variants, writers
from tests.web.test_withheld import addresses
from tests.web.within import ask
from wellsourced.app.web.site import site


@pytest.fixture(scope="module")
def traces(readers):
    return re.compile("|".join(map(variants, (*writers(readers), *PIECES))), re.IGNORECASE)


def test_no_screen_and_no_answer_names_a_reader(readers, traces):
    app = site(readers, withhold=True, user="Ada")
    hidden = readers.seen(withhold_commenters=True)
    some = addresses(app, hidden)[::3]
    told = {path: traces.search(ask(app, path).text) for path in some}

    assert len(told) > 30
    assert {path: found for path, found in told.items() if found} == {}


def test_no_brief_names_a_reader(readers, traces):
    words = str(readers.seen(withhold_commenters=True).brief())

    assert "reader" in words
    assert not traces.search(words)
