"""A file that may not be read is named, beside all that holds; nothing else stops for it."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.factories import case
from wellsourced.case import Case
from wellsourced.integrity import verified
from wellsourced.store.snapshots import Snapshots


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    return case(tmp_path_factory.mktemp("ready")).path


@pytest.fixture
def made(ready, tmp_path):
    shutil.copytree(ready, tmp_path / "case")
    return tmp_path / "case"


def unreadable(file):
    """What stands in the way of the reader, root too: a link that leads to itself."""
    file.unlink()
    file.symlink_to(file.name)


POWERS = "-dac_override,-dac_read_search"  # to read what one may not
ASKED = (sys.executable, "-m", "wellsourced.app.cli")
WITHOUT_POWERS = pytest.mark.skipif(
    os.getuid() != 0 or not shutil.which("setpriv"), reason="takes the powers of root away"
)


def said(*words):
    return subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)


def powerless(*words):
    return said("setpriv", "--bounding-set", POWERS, "--inh-caps", POWERS, *ASKED, *words)


def test_an_original_that_is_gone_or_barred_is_named_and_the_others_hold(made):
    originals = sorted(made.glob("evidence/??/*"))
    unreadable(originals[0])

    [bad] = verified(Case(made)).broken
    assert originals[0].name in bad.words


def test_a_chain_that_cannot_be_read_is_named_beside_a_record_that_holds(made):
    chain = made / "evidence" / "chain.jsonl"
    chain.unlink()
    chain.mkdir()

    found = verified(Case(made))
    assert [b.file for b in found.broken] == ["evidence/chain.jsonl"]
    assert "cannot be read: Is a directory" in found.broken[0].words
    assert found.documents == 3


def test_the_installation_is_looked_at_beside_a_chain_that_cannot_be_read(made):
    chain = made / "evidence" / "chain.jsonl"
    chain.unlink()
    chain.mkdir()

    found = {f.what: f for f in Case.doctor(made)}
    assert found["logs"].grade == "bad"
    assert found["logs"].remedy == f"wellsourced verify {made} names the place"
    assert found["record"].words == "snapshot 1"


@WITHOUT_POWERS
def test_a_record_that_may_not_be_read_is_named(made):
    record = Snapshots(made).current() / "record.duckdb"
    record.chmod(0)
    done = powerless("verify", made)

    assert done.returncode == 4, done.stderr
    assert "record.duckdb: cannot be read: Permission denied" in done.stdout
    assert "these hold: 3 links" in done.stdout


def test_a_page_that_cannot_be_read_is_told_each_time_it_is_given(tmp_path):
    (tmp_path / "page.txt").symlink_to("page.txt")
    told = [said(*ASKED, "add", tmp_path / "case", tmp_path) for _ in range(2)]

    assert [t.returncode for t in told] == [3, 3], told
    assert all("not kept: page.txt: cannot be read: Too many levels" in t.stderr for t in told)
    assert "kept already" not in told[1].stderr


@WITHOUT_POWERS
def test_a_folder_in_which_one_may_not_look_is_told_and_its_neighbours_are_kept(tmp_path):
    for name in ("open", "shut"):
        (tmp_path / "pages" / name).mkdir(parents=True)
        (tmp_path / "pages" / name / "page.txt").write_text(f"The bridge at {name} fell.")
    (tmp_path / "pages" / "shut").chmod(0)
    done = powerless("add", tmp_path / "case", tmp_path / "pages")

    assert done.returncode == 3
    assert "not kept: shut: cannot be read: Permission denied" in done.stderr
    assert "1 new page" in done.stderr
