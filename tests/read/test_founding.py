"""The founding pages, where they lie beside the project."""

import gzip
import json

import pytest

from wellsourced.config import Settings
from wellsourced.model import Layout, PartKind
from wellsourced.read.pipe import Row, document_of_row

pytestmark = pytest.mark.shared
THREAD = (PartKind.COMMENT, PartKind.TRACKBACK)


def read(text):
    return document_of_row(Row(id="page", text=text, layout=Layout.PAGE), Settings())


@pytest.mark.parametrize("kept", ["seeds", "synth"])
def test_every_comment_begins_and_ends_where_it_should(shared, kept):
    with gzip.open(shared / "bench" / "read" / f"{kept}.jsonl.gz", "rt") as rows:
        for row in map(json.loads, rows):
            text = row.get("text") or _bytes(shared / "seeds" / row["file"])
            gold = {(c["body_start"], c["body_end"], c["author"]) for c in row["gold"]["comments"]}
            found = {(p.start, p.end, p.author) for p in read(text).parts if p.kind in THREAD}
            assert found == gold, row["id"]


def test_the_key_of_the_pages_names_outlet_author_title_and_days(shared):
    for path in sorted((shared / "bench" / "seeds" / "dev").glob("0*.json")):
        key = json.loads(path.read_text())
        page = read(_bytes(shared / "seeds" / key["id"]))
        assert (page.title, page.outlet, page.author) == (
            key["title"],
            key["outlet"],
            key["author"],
        )
        days = (str(page.published.earliest), str(page.published.latest))
        assert days[0] <= key["published"]["earliest"] <= key["published"]["latest"] <= days[1]
        assert (page.published.latest - page.published.earliest).days <= 31


def _bytes(path):
    return path.read_bytes().decode("utf-8")
