"""The conformance wall: cases that each export is tried on, and how an export is had as bytes."""

import io
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

import pytest

from tests.flow.rulings.desk import desk as made_desk
from tests.web import hostile as hostilely
from wellsourced import exporting
from wellsourced.case import Case

EXAMPLES = Path(__file__).parents[2] / "examples"
ADDED = datetime(2010, 1, 1, tzinfo=UTC)


def built(folder, settings, pages):
    case = Case.create(folder)
    case.settle(settings)
    case.add(pages, at=ADDED)
    case.run(workers=0)
    return case


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """The shipped example."""
    pages = sorted((EXAMPLES / "pages").iterdir())
    folder = tmp_path_factory.mktemp("wall") / "example"
    return built(folder, EXAMPLES / "wellsourced.toml", pages)


@pytest.fixture(scope="session")
def founding(tmp_path_factory, seeds):
    """The founding pages."""
    folder = tmp_path_factory.mktemp("wall") / "founding"
    return built(folder, EXAMPLES / "founding.toml", seeds)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """A case whose every text means harm, with rulings by those who do."""
    return hostilely.case(tmp_path_factory.mktemp("wall"))


@pytest.fixture
def desk(tmp_path):
    """A small case of an invented town, to be ruled on."""
    return made_desk(tmp_path)


READERS = (
    'Eve "Quo" O\'Brien',
    "<b>Mallory</b>",
    "=SUM(A1)Trudy",
    "Zoë Ärgermann",
    "Олег Тёмный",
    "\u202eevil\u202c رامي",
    "back\\slash Bob",
    "Peggy & Sue",
    "walter+news@mail.example",
    "</script><!-- Victor -->",
    "Trent\u200bZero",
    "😈 Grace",
)
PIECES = ("Trudy", "Mallory", "Peggy", "Zoë", "Ärgermann", "Олег", "Grace", "O'Brien", "Bob")
"""Of these names; marking takes some of them for names of their own."""

_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Orsak arrested</title>
<meta property="og:site_name" content="Lake Ledger"><meta property="og:type" content="article">
<meta property="article:published_time" content="2031-03-02T09:30:00+02:00"></head><body><main>
<article><h1>Orsak arrested</h1><p>Police arrested Danil Orsak in Selm on Tuesday, a guard told
Reuters. At least 12 people were killed in Selm, the interior ministry said.</p></article></main>
<div id="comments"><h3 class="comments-title">Responses</h3><ol class="commentlist">{}</ol></div>
</body></html>"""
_COMMENT = """<li class="comment depth-1" id="comment-{n}"><article class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">{who}</b>
<span class="says">says:</span></div><div class="comment-metadata">
<time datetime="2031-03-02T11:05:00+00:00">at 11:05 am</time></div></footer>
<div class="comment-content"><p>@{other}: Police did not arrest Danil Orsak in Selm. My cousin
says that police killed {many} people in Dubrena. {other} shot him, as {loud} knows.</p></div>
</article></li>"""


def page_of_readers():
    """A page below which readers write who are called as nobody else is, and name each other."""
    pairs = zip(READERS, (*READERS[1:], READERS[0]), strict=True)
    thread = "".join(
        _COMMENT.format(n=n, who=escape(a), other=escape(b), loud=escape(b.upper()), many=n + 3)
        for n, (a, b) in enumerate(pairs)
    )
    return _PAGE.format(thread)


@pytest.fixture(scope="session")
def readers(tmp_path_factory):
    """A case whose readers are called so that names break out of what holds them."""
    folder = tmp_path_factory.mktemp("wall")
    page = folder / "ledger.html"
    page.write_text(page_of_readers(), "utf-8")
    (folder / "wellsourced.toml").touch()
    return built(folder / "readers", folder / "wellsourced.toml", [page])


CASES = ("example", "hostile", "readers", pytest.param("founding", marks=pytest.mark.shared))


@pytest.fixture(params=CASES)
def case(request):
    """Each of the cases in turn."""
    return request.getfixturevalue(request.param)


_KNOWN: dict[tuple, bytes] = {}


def exported(case, to, *, as_of: date | None = None, **options: str) -> bytes:
    """Give the one file of an export; of a case on which nobody ruled it is made once."""
    key = (case.path, case.lens, to, as_of, tuple(options.items()))
    if key not in _KNOWN or case.seen(ruled=True).rulings():
        out = io.BytesIO()
        exporting.pour(case, to, out, as_of=as_of, options=options)
        _KNOWN[key] = out.getvalue()
    return _KNOWN[key]


def all_bytes(case, to, folder: Path, *, as_of: date | None = None, **options: str) -> dict:
    """Give all files of an export, by their names."""
    paths = case.export(to, folder / "out", as_of=as_of, options=options)
    return {
        p.name if p == folder / "out" else str(p.relative_to(folder / "out")): p.read_bytes()
        for p in paths
    }
