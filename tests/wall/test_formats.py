"""What holds for every format that a record is exported in, also for one that is added."""

import html
import io
import json
import re
import unicodedata
import zipfile
from datetime import date
from urllib.parse import quote

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from tests.factories import PAGES
from tests.factories import case as few_pages
from tests.wall.conftest import ADDED, PIECES, all_bytes
from wellsourced import exporting
from wellsourced.app.cli import cli
from wellsourced.case import texts
from wellsourced.errors import InputError, UnwrittenError
from wellsourced.model import Decision, Order, PartKind
from wellsourced.tell.export.formats import exporter

FORMATS = exporting.names()
_THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """A case of few pages, twice: the second time they came the other way round."""
    folder = tmp_path_factory.mktemp("few")
    back = dict(reversed(PAGES.items()))
    return few_pages(folder / "a"), few_pages(folder / "b", back)


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_record_gives_the_same_bytes_whatever_the_order_of_pages(few, tmp_path, to):
    """As of a day: what else is told of the order, as the chain of what was added, is left out."""
    case, other = few
    again, day = type(case).open(case.path), date(2031, 1, 1)
    told = all_bytes(case, to, tmp_path / "a", as_of=day)

    assert told
    assert all_bytes(again, to, tmp_path / "b", as_of=day) == told
    assert all_bytes(other, to, tmp_path / "c", as_of=day) == told


@pytest.mark.parametrize("to", FORMATS)
def test_as_of_a_day_nothing_later_is_told(example, tmp_path, to):
    day = date(2009, 9, 20)
    later = {d.id for d in example.documents()} - {d.id for d in example.documents(as_of=day)}
    told = b"".join(all_bytes(example, to, tmp_path, as_of=day).values())

    assert later
    assert [i for i in later if i.encode() in told] == []


def variants(name):
    """A name as it can stand in bytes, however it is written."""
    forms = {name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)}
    written = {w for f in forms for w in (f, " ".join(f.split()), f.replace(" ", "_"))}
    for form in tuple(written):
        ascii_ = json.dumps(form)[1:-1]
        plain = json.dumps(form, ensure_ascii=False)[1:-1]
        written |= {ascii_, plain, html.escape(form), quote(form), quote(form, safe="")}
    words = "|".join(re.escape(w) for w in sorted(written))
    return rf"(?<!\w)(?:{words})(?!\w)"


def opened(raw):
    """The bytes of a file as they are read: packed ones unpacked."""
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            return b"\n".join(packed.read(name) for name in packed.namelist())
    if raw.startswith(b"PAR1"):
        rows = pq.read_table(io.BytesIO(raw)).to_pylist()
        return json.dumps(rows, default=str, ensure_ascii=False).encode()
    return raw


def writers(case):
    """The names of readers that are no names of anybody else."""
    own = [e.name for e in case.entities()] + [d.author or "" for d in case.documents()]
    found = {p.author for d in texts(case).values() for p in d.parts if p.kind in _THREAD}
    return sorted(n for n in found if n and not any(n.casefold() in o.casefold() for o in own))


LENSES = [("example", True), ("readers", False), ("readers", True)]
LENSES += [pytest.param("founding", False, marks=pytest.mark.shared)]


@pytest.mark.parametrize(("name", "ruled"), LENSES)
def test_readers_leave_no_trace_where_names_are_withheld(request, name, ruled, tmp_path):
    case = request.getfixturevalue(name)
    names = [*writers(case), *(PIECES if name == "readers" else ())]
    traces = re.compile("|".join(map(variants, names)), re.IGNORECASE)
    held = case.seen(ruled=ruled, withhold_commenters=True)

    assert names
    refused = []
    for to in FORMATS:
        try:
            files = all_bytes(held, to, tmp_path / to)
        except InputError as error:
            refused.append((to, "originals" in str(error)))
            continue
        for file, raw in files.items():
            text = opened(raw).decode("utf-8", "replace")
            assert not (found := traces.search(text)), (to, file, found)
    assert all(of_originals for _, of_originals in refused)
    assert len(refused) < len(FORMATS) / 2


@pytest.mark.parametrize("to", FORMATS)
def test_an_export_is_listed_with_what_it_loses(to):
    [found] = [f for f in exporting.formats() if f.name == to]

    assert found.about
    assert found.loses
    assert exporter(to, found.options) == exporter(to, {})
    with pytest.raises(InputError, match="does not take that option"):
        exporter(to, {"no such thing": "1"})


def test_an_export_that_cannot_be_written_leaves_what_was_there(example, tmp_path):
    place = tmp_path / "claims"
    place.write_text("what was there")

    with pytest.raises(UnwrittenError):
        example.export("jsonl", place)
    assert place.read_text() == "what was there"
    assert [p.name for p in tmp_path.iterdir()] == ["claims"]


def test_the_command_writes_to_standard_output_or_a_file(example, tmp_path):
    def run(*words):
        return CliRunner().invoke(cli, ["export", str(example.path), *words])

    piped = run("--to", "ftm", "--set", "text=false", "--as-of", "2009-09-20")
    filed = run(
        "--to", "ftm", "--set", "text=false", "--as-of", "2009-09-20", "-o", str(tmp_path / "x")
    )

    assert piped.exit_code == filed.exit_code == 0
    assert piped.stdout_bytes == (tmp_path / "x").read_bytes()
    assert "bodyText" not in piped.stdout or "Message" in piped.stdout
    assert run("--to", "jsonl").exit_code != 0
    assert "ftm: " in CliRunner().invoke(cli, ["export", "--formats"]).stdout


def test_the_layer_that_is_asked_for_is_written(desk, tmp_path):
    claim = desk.claims()[0]
    desk.rule(Order(decision=Decision.REJECT, of=(claim.id,)), by="ada", at=ADDED)

    def run(layer):
        words = ["export", str(desk.path), "--to", "ftm", "--layer", layer]
        return CliRunner().invoke(cli, words).stdout

    assert f"ws-claim-{claim.id}" in run("machine")
    assert f"ws-claim-{claim.id}" not in run("analyst")
