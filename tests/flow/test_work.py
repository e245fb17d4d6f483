"""What breaks a reader or a marker is a row with the reason, and costs the others nothing."""

import pytest

from tests.factories import document
from wellsourced.config import Settings
from wellsourced.errors import PluginError
from wellsourced.flow import work
from wellsourced.model import Layer, Marks, Page, Rejected

TIMES = frozenset({Layer.TIMES})


class Broken(tuple):
    """A document's parts that break whoever looks at them."""

    error: Exception = RuntimeError("no parts today")

    def __iter__(self):
        raise self.error


class Missing(Broken):
    error = PluginError("no English parser is installed")


def test_a_page_that_breaks_its_reader_says_where():
    [found] = work.read(Page(file="a.html", body=None), Settings())

    assert isinstance(found, Rejected)
    assert found.input == "a.html"
    assert found.reason.startswith("AttributeError: 'NoneType' object")
    assert "line" in found.reason


def test_a_document_that_breaks_its_marker_leaves_those_around_it_marked():
    good = [document("He left on Monday.", name=n) for n in "abc"]
    bad = document("He left.", name="bad", parts=Broken())
    found = list(work.mark([good[0], bad, good[1], good[2]], Settings(), only=TIMES))

    assert [type(m) for m in found] == [Marks, Rejected, Marks, Marks]
    assert [m.doc for m in found if isinstance(m, Marks)] == ["a", "b", "c"]
    assert found[1].input == "bad.txt"
    assert "no parts today" in found[1].reason


def test_a_parser_that_is_missing_is_no_fault_of_the_page():
    with pytest.raises(PluginError):
        list(work.mark([document("He left.", parts=Missing())], Settings(), only=TIMES))


def test_a_text_longer_than_any_page_is_not_marked():
    page = Page(file="long.txt", body=b"word " * 500_000)
    [found] = work.read(page, Settings())

    assert isinstance(found, Rejected)
    assert "characters" in found.reason
