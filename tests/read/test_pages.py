"""Whole pages, written by us in many layouts: what each gives stands beside it, to be read."""

from pathlib import Path

import pytest

from wellsourced.config import Settings
from wellsourced.model import Document
from wellsourced.read.files import pages
from wellsourced.read.page import documents

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(p.name for p in PAGES.iterdir() if p.suffix != ".read")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_reads_as_an_analyst_would_read_it(name, told, request):
    written = "\n".join(_sheet(d, told) for d in _documents(name))
    golden = PAGES / f"{name}.read"
    if request.config.getoption("--golden-update"):
        golden.write_text(written, encoding="utf-8")

    assert written == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_reads_the_same_twice_and_each_part_is_of_its_text(name):
    first, second = _documents(name), _documents(name)

    assert first == second
    for document in first:
        assert all(part.end <= len(document.text) for part in document.parts)
        assert len({part.id for part in document.parts}) == len(document.parts)


def _documents(name: str) -> list[Document]:
    found = [d for page in pages([PAGES / name]) for d in documents(page, Settings())]
    return [d for d in found if isinstance(d, Document)]


def _sheet(document: Document, told) -> str:
    days = f"{document.published.earliest}..{document.published.latest}"
    return (
        f"title: {document.title}\noutlet: {document.outlet}\nauthor: {document.author}\n"
        f"published: {days} ({document.published.basis})\n\n{told(document)}\n"
    )
