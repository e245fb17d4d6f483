"""Whatever is cut off at any step on the disk leaves the old or the new, never half."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST = 8  # cuts of each kind of work, spread over its steps; without it the program makes all


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cuts")
    line = (sys.executable, "-m", "tests.flow.cuts", str(folder), str(MOST))
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "work",
    ["add", "rule", "rule-first", "import-names", "import-events", "publish", "register", "aid"],
)
def test_work_that_is_cut_off_leaves_old_or_new_and_comes_to_the_same_when_done_again(found, work):
    assert found[work]["steps"] > MOST
    assert found[work]["wrong"] == []
