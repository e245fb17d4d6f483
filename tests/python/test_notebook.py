"""The notebook of the docs runs on the shipped example, and draws what it says."""

import contextlib
import io
import json
import sys
from base64 import b64decode
from pathlib import Path

import matplotlib.image
import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import notebooks  # noqa: E402

SCRIPTS = sorted((ROOT / "docs" / "notebooks").glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.stem)
def test_a_notebook_is_what_its_script_gives(script: Path):
    kept = json.loads(script.with_suffix(".ipynb").read_text("utf-8"))
    sources = [(c["cell_type"], c["source"]) for c in kept["cells"]]

    assert sources == list(notebooks.cells(script.read_text("utf-8"))), "run scripts/notebook"


def test_the_timeline_and_the_tolls_are_drawn(tmp_path: Path):
    notebooks.example(tmp_path)
    with contextlib.chdir(tmp_path):
        made = notebooks.ran((ROOT / "docs/notebooks/timeline.py").read_text("utf-8"))

    outputs = [o for c in made["cells"] for o in c.get("outputs", [])]
    pictures = [o["data"]["image/png"] for o in outputs if "image/png" in o.get("data", {})]
    assert len(pictures) == 2
    for picture in pictures:
        seen = matplotlib.image.imread(io.BytesIO(b64decode(picture)))
        assert min(seen.shape[:2]) > 200
        assert len({tuple(p) for p in seen[::4, ::4].reshape(-1, seen.shape[2])}) > 5
    assert any("not the" in o.get("text", "") for o in outputs)
