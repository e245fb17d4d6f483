"""The contract that plug-ins are held against finds what breaks it."""

import msgspec
import pytest
from msgspec import Struct

from wellsourced.flow.engines.local import LocalEngine
from wellsourced.model import (
    Document,
    DocumentId,
    Exported,
    Part,
    PartId,
    PartKind,
    PlaceMark,
    digest,
)
from wellsourced.read.text import TextReader
from wellsourced.tell.export.jsonl import JsonlExporter
from wellsourced.testing import (
    ContractError,
    check_engine,
    check_exporter,
    check_marker,
    check_reader,
    document,
    page,
    record,
)

PAGE = page("news.txt", "The bridge at Selm fell.\n\nNobody was hurt.\n")


class Outside(Struct, frozen=True, forbid_unknown_fields=True):
    """Its parts reach beyond the text."""

    def accepts(self, page):
        return True

    def read(self, page):
        part = Part(id=PartId("p"), kind=PartKind.BODY, start=0, end=10_000)
        name = DocumentId(digest("d", page.body))
        yield Document(id=name, evidence="", file=page.file, text="short", parts=(part,))


class Changing(Struct, forbid_unknown_fields=True):
    """Its options can be changed."""


class Needy(Struct, frozen=True, forbid_unknown_fields=True):
    """An option of it has no default."""

    key: str


class Far(Struct, frozen=True, forbid_unknown_fields=True):
    """Marks what is not in the text."""

    def mark(self, document, found):
        place = PlaceMark(start=5, end=9_999, name="Selm")
        return msgspec.structs.replace(found, places=(place,))


class Forgetful(Struct, frozen=True, forbid_unknown_fields=True):
    """Throws away what others found."""

    def mark(self, document, found):
        one = PlaceMark(start=0, end=1, name=f"{len(found.places)}")
        return msgspec.structs.replace(found, places=(one,)) if document.text else found


class Counting(Struct, frozen=True, forbid_unknown_fields=True):
    """Writes something else each time."""

    about = "a number"
    loses = "all"
    suffix = ".txt"
    turns: list[int] = []

    def files(self, told):
        self.turns.append(1)
        yield Exported("n.txt", lambda out: out.write(b"x" * len(self.turns)))


def test_our_own_reader_engine_and_exporter_keep_it(tmp_path):
    check_reader(TextReader(), [PAGE], refuses=[page("a.pdf", b"%PDF-1.7", "application/pdf")])
    check_engine(LocalEngine(workers=0), tmp_path)
    check_exporter(JsonlExporter(), record(tmp_path))


def test_parts_outside_of_the_text_are_found():
    with pytest.raises(ContractError, match="parts outside of the text"):
        check_reader(Outside(), [PAGE])


def test_a_reader_that_takes_what_is_none_of_its_own_is_found():
    with pytest.raises(ContractError, match="none of its own"):
        check_reader(Outside(), [], refuses=[PAGE])


@pytest.mark.parametrize(
    ("plugin", "words"),
    [(Changing(), "can be changed"), (Needy(key="x"), "no default"), (object(), "no msgspec")],
)
def test_options_that_are_none_are_found(plugin, words):
    with pytest.raises(ContractError, match=words):
        check_reader(plugin, [PAGE])


@pytest.mark.parametrize(
    ("marker", "words"), [(Far(), "in 13 characters"), (Forgetful(), "drops marks")]
)
def test_marks_that_cannot_be_are_found(marker, words):
    with pytest.raises(ContractError, match=words):
        check_marker(marker, [document("Selm is quiet")])


def test_an_exporter_that_writes_something_else_each_time_is_found(tmp_path):
    with pytest.raises(ContractError, match="written twice"):
        check_exporter(Counting(), record(tmp_path))
