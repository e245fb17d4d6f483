"""How much a screen loads, from where, and what the server lets it do."""

import gzip
import hashlib
import re
import tomllib
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.web.addresses import addresses
from tests.web.conftest import Seen
from wellsourced.app.web.guard import POLICY
from wellsourced.case import Case

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "wellsourced" / "app" / "web" / "static"
VENDOR = STATIC / "vendor"
VENDORED = tomllib.loads((VENDOR / "vendored.toml").read_text("utf-8"))["files"]
KB = 1024
MOST, MAP = 100 * KB, 150 * KB
LOADED = re.compile(r'<(?:script[^>]* src|link rel="stylesheet" href)="(/static/[^"]+)"')
ASKED = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
ASKED += "connect-src 'self'"


def fetched(address: str) -> bytes:
    with urlopen(address) as answer:
        return bytes(answer.read())


def test_no_screen_loads_more_than_it_may(served: str, example: Case) -> None:
    packed: dict[str, int] = {}
    for path in addresses(example):
        page = fetched(served + quote(path)).decode()
        files = set(LOADED.findall(page))
        assert files, path
        for file in files - packed.keys():
            packed[file] = len(gzip.compress(fetched(served + file), mtime=0))
        most = MAP if path == "/map" else MOST
        assert sum(packed[f] for f in files) <= most, path


def test_no_screen_has_a_script_or_a_style_within_it(served: str, example: Case) -> None:
    for path in addresses(example):
        page = fetched(served + quote(path)).decode()
        assert re.findall(r"<style|<script(?![^>]* src=)| style=| on[a-z]+=\"", page) == [], path


def test_a_screen_may_load_from_its_own_site_and_from_nowhere_else(served: str) -> None:
    with urlopen(f"{served}/") as answer:
        told = answer.headers["Content-Security-Policy"]
    allowed = {d.split()[0]: d.split()[1:] for d in told.split("; ")}

    assert told == POLICY
    for directive in ASKED.split("; "):
        name, *sources = directive.split()
        assert allowed[name] == sources
    assert all(s in ("'self'", "'none'", "data:") for found in allowed.values() for s in found)


def test_what_the_policy_forbids_is_told_as_a_fault(seen: Seen) -> None:
    page = seen.open("/claims")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("window.refused > 0")
    assert any("style-src" in fault for fault in seen.faults)
    seen.faults.clear()


@pytest.mark.parametrize("row", VENDORED, ids=lambda r: r["file"])
def test_what_is_of_others_is_as_they_gave_it(row: dict[str, str]) -> None:
    assert hashlib.sha256((VENDOR / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    assert (VENDOR / row["licence_file"]).stat().st_size > 100
    assert row["version"] in row["licence_file"]


def test_nothing_lies_there_that_is_not_listed() -> None:
    known = {r["file"] for r in VENDORED} | {r["licence_file"] for r in VENDORED}
    known.add("vendored.toml")
    lying = {p.relative_to(VENDOR).as_posix() for p in VENDOR.rglob("*") if p.is_file()}

    assert lying == known


def test_the_notice_names_all_that_is_of_others() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")

    for row in VENDORED:
        assert f"{row['package']} {row['version']}" in notice, row["package"]
