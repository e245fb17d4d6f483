"""Short makers: a page read, and a document written out so that it reads like prose."""

from collections.abc import Callable

import pytest

from wellsourced.config import Settings
from wellsourced.model import Document, Layout, Page, Rejected
from wellsourced.read.page import documents
from wellsourced.read.pipe import Row, document_of_row


def _dumped(text: str, **given) -> Document:
    row = Row(id="page", text=text, layout=Layout.PAGE, **given)
    return document_of_row(row, Settings())


def _paged(
    body: str | bytes, *, media_type: str = "text/html", **given
) -> list[Document | Rejected]:
    raw = body.encode() if isinstance(body, str) else body
    page = Page(file="page", body=raw, media_type=media_type, **given)
    return list(documents(page, Settings()))


def _told(document: Document) -> str:
    lines = []
    for part in document.parts:
        words = " ".join(document.text[part.start : part.end].split())
        short = words if len(words) <= 60 else f"{words[:35]} ... {words[-20:]}"
        facts = [part.id, part.kind.value, part.author, part.at]
        facts += [f"-> {part.reply_to}"] if part.reply_to else []
        lines.append(f"{' '.join(f for f in facts if f)}: {short}")
    return "\n".join(lines)


@pytest.fixture
def dumped() -> Callable[..., Document]:
    """Give the document of a text dump."""
    return _dumped


@pytest.fixture
def paged() -> Callable[..., list[Document | Rejected]]:
    """Give what a page gives."""
    return _paged


@pytest.fixture
def told() -> Callable[[Document], str]:
    """Write out the parts, a line each: kind, who, when, whom it answers, the words."""
    return _told
