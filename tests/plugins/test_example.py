"""The shipped example of plug-ins, installed as anybody would, and at work in a case."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.factories import written
from wellsourced import plugins
from wellsourced.app.cli import cli
from wellsourced.case import Case
from wellsourced.errors import PluginError, SettingsError
from wellsourced.flow.version import version_of
from wellsourced.link import theirs as linking
from wellsourced.mark import theirs
from wellsourced.read import page as reading

pytest.importorskip("hatchling", reason="hatchling builds the example; it is an extra of dev")
EXAMPLE = Path(__file__).parents[2] / "examples" / "plugin"
NEWS = """1
00:00:01,000 --> 00:00:03,000
MAYOR ORM: The Lake Guard, call sign Heron, attacked a convoy at 4QFJ 12345 67890.
"""
SETTINGS = """[readers.subtitles]
outlet = "Selm TV"

[markers.grid]
digits = 8

[exporters.outline]
quotes = 1
"""
BROKEN = """from msgspec import Struct


class Breaks(Struct, frozen=True, forbid_unknown_fields=True):
    def accepts(self, page):
        return page.file.endswith(".bad")

    def read(self, page):
        raise KeyError("a fault of its own")

    def mark(self, document, found):
        if "convoy" in document.text:
            raise KeyError("a fault of its own")
        return found
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The example in a folder of its own, built from a copy without the network."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    pip += ["--no-build-isolation", "--disable-pip-version-check", "--target", str(folder)]
    subprocess.run([*pip, str(EXAMPLE)], check=True, capture_output=True)
    return folder


@pytest.fixture
def afresh(monkeypatch):
    """Plug-ins are looked up anew: what was found before is forgotten, and afterwards again."""
    found = (reading._theirs, theirs._theirs, linking._theirs, version_of)
    forget = [f.cache_clear for f in found]

    def add(folder):
        monkeypatch.syspath_prepend(str(folder))
        for clear in forget:
            clear()

    yield add
    monkeypatch.undo()
    for clear in forget:
        clear()


def package(folder, name, points, module=BROKEN):
    """A package as installing one leaves it: a module, and what names its plug-ins."""
    text = "".join(f"[wellsourced.{g}]\n{n} = {v}\n" for g, n, v in points)
    info = f"{name}-1.0.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    written(folder, {f"{name}.py": module})
    written(folder / info, {"METADATA": metadata, "entry_points.txt": text})
    return folder


def case(tmp_path, pages=(("news.srt", NEWS),), settings=SETTINGS):
    made = Case.create(tmp_path / "case")
    made.settle(written(tmp_path, {"own.toml": settings})[0])
    files = written(tmp_path / "pages", dict(pages))
    CliRunner().invoke(cli, ["add", str(made.path), *map(str, files)])
    return made


def test_the_doctor_lists_what_is_installed(installed, tmp_path):
    start = f"import sys; sys.path.insert(0, {str(installed)!r}); "
    start += f"sys.argv = ['wellsourced', 'doctor', {str(tmp_path)!r}]; "
    start += "from wellsourced.app.cli import main; main()"
    words = [sys.executable, "-c", start]
    found = subprocess.run(words, capture_output=True, text=True, check=False)

    assert "readers: subtitles (wellsourced-broadcast 0.1.0)" in " ".join(found.stdout.split())
    assert "linkers: callsigns (wellsourced-broadcast 0.1.0)" in " ".join(found.stdout.split())
    assert "exporters: outline (wellsourced-broadcast 0.1.0)" in " ".join(found.stdout.split())


def test_a_case_is_read_marked_and_exported_by_them_with_its_own_options(
    installed, afresh, tmp_path
):
    afresh(installed)
    opened = case(tmp_path)
    opened.run(workers=0)
    (page,) = opened.documents()
    opened.export("outline", tmp_path / "outline.md")
    outline = (tmp_path / "outline.md").read_text("utf-8")

    guard = next(e for e in opened.entities() if e.name == "Lake Guard")
    (heron,) = (a for a in guard.aliases if a.name == "Heron")

    assert heron.taught_by.quote == "Lake Guard, call sign Heron"
    assert page.outlet == "Selm TV"
    assert [p.name for p in opened._records.at(None).marks()[0].places] == ["4QFJ 12345 67890"]
    assert "“" in outline
    assert not opened.verify().broken


def test_an_option_of_a_plug_in_changes_what_is_marked(installed, afresh, tmp_path):
    afresh(installed)
    opened = case(tmp_path, settings="[markers.grid]\ndigits = 12\n")
    opened.run(workers=0)

    assert not opened._records.at(None).marks()[0].places


def test_an_option_that_a_plug_in_has_not_is_an_error_that_says_so(installed, afresh, tmp_path):
    afresh(installed)
    opened = case(tmp_path, settings="[readers.subtitles]\ncolour = 1\n")

    with pytest.raises(SettingsError, match="takes no colour"):
        opened.run(workers=0)


def test_options_of_a_plug_in_that_is_not_installed_are_an_error(afresh, tmp_path):
    opened = case(tmp_path, settings="[readers.teletext]\ngap = 1\n")

    with pytest.raises(SettingsError, match="is of no plug-in that is installed"):
        opened.run(workers=0)


def test_two_plug_ins_of_one_name_are_an_error(installed, afresh, tmp_path):
    afresh(installed)
    afresh(package(tmp_path / "b", "rival", [("readers", "subtitles", "rival:Breaks")]))

    with pytest.raises(PluginError, match="two readers plug-ins named 'subtitles'"):
        plugins.names("readers")


def test_a_crash_inside_a_plug_in_costs_only_its_page(afresh, tmp_path):
    points = [("readers", "breaks", "breaks:Breaks"), ("markers", "breaks", "breaks:Breaks")]
    afresh(package(tmp_path / "b", "breaks", points))
    pages = {
        "one.bad": "x",
        "two.txt": "A convoy was hit.\n",
        "three.txt": "General Anton Brask said the bridge fell.\n",
    }
    opened = case(tmp_path, pages.items(), settings="")
    opened.run(workers=0)
    errors = {d.file: d.error for d in opened.documents()}

    assert "KeyError: 'a fault of its own'" in errors["one.bad"]
    assert "not marked: KeyError" in errors["two.txt"]
    assert errors["three.txt"] is None
