"""The installed wheel does what the checkout does, from any folder, without the checkout."""

import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="hatchling builds the wheel; it is an extra of dev")
pytest.importorskip("pip", reason="pip installs the wheel")

ROOT = Path(__file__).parents[2]
BARE = ("env", "-u", "PYTHONPATH", "-u", "PYTHONHOME", "-u", "VIRTUAL_ENV")
PAGES = {
    "bridge.txt": """Bridge falls

May 4, 2031

The bridge at Havrin was blown up by rebels, General Anton Brask said on Sunday. Two soldiers were
killed, he said.
""",
    "denial.txt": """Rebels deny attack

May 5, 2031

A spokesman for the River Guard denied that rebels blew up the bridge at Havrin.
""",
}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """A fresh environment with the wheel; what it stands on is read where it is installed."""
    home = tmp_path_factory.mktemp("env")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index"]
    subprocess.run([*pip, "--no-deps", "--disable-pip-version-check", wheel], check=True)
    asked = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    own = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    (Path(own) / "beside.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return home / "bin"


@pytest.fixture(scope="session")
def elsewhere(installed, tmp_path_factory):
    """A folder with a case that the installed program made."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "pages").mkdir()
    for name, words in PAGES.items():
        (folder / "pages" / name).write_text(words)
    assert ran(installed, folder, "add", "case", "pages").returncode == 0
    done = ran(installed, folder, "run", "case", "--workers", "0")
    assert done.returncode == 0, done.stderr
    return folder


def ran(installed, folder, *words):
    command = [*BARE, installed / "wellsourced", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_it_is_the_wheel_that_runs_and_not_the_checkout(installed, tmp_path):
    asked = [installed / "python", "-I", "-c", "import wellsourced; print(wellsourced.__file__)"]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True)

    assert Path(done.stdout.strip()).is_relative_to(installed.parent)


def test_the_wheel_holds_word_lists_templates_and_example_and_nothing_of_the_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    for name in (
        "constraints.txt",
        "lexicon/en/cues.toml",
        "lexicon/geo/gazetteer.tsv.z",
        "app/web/templates/base.html",
        "examples/wellsourced.toml",
    ):
        assert f"wellsourced/{name}" in names
    assert {n.split("/")[0].split("-")[0] for n in names} == {"wellsourced"}
    own = [n for n in names if "/examples/plugin/" not in n]  # which is whole, with its own tests
    assert [n for n in own if "__pycache__" in n or "/tests/" in n or "/shared/" in n] == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("claims", "case"), "River Guard"),
        (("documents", "case"), "denial.txt"),
        (("verify", "case"), "all holds: 2 links"),
        (("head", "case"), "wellsourced-head-1 evidence=2:"),
        (("settings",), "defaults"),
    ],
)
def test_a_command_answers(installed, elsewhere, words, shown):
    done = ran(installed, elsewhere, *words)

    assert done.returncode == 0, done.stderr
    assert shown in done.stdout + done.stderr


def test_a_brief_is_written(installed, elsewhere):
    done = ran(installed, elsewhere, "brief", "case", "-o", "brief.html")

    assert done.returncode == 0, done.stderr
    assert "Havrin" in (elsewhere / "brief.html").read_text()


def test_the_case_is_served(installed, elsewhere):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*BARE, installed / "wellsourced", "serve", "case", "--port", str(port)]
    server = subprocess.Popen(command, cwd=elsewhere, stderr=subprocess.PIPE)
    try:
        assert b"<html" in asked(f"http://127.0.0.1:{port}/", server)
    finally:
        server.terminate()
        server.communicate(timeout=300)  # a busy machine takes its time


def asked(address, server):
    """The page, as soon as the server answers."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(address) as page:
                return page.read()
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            time.sleep(0.2)
    raise AssertionError(server.stderr.read())
