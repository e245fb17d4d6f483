"""WACZ: its own validator finds it whole, and each page is found in it, byte for byte."""

import gzip
import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.wall.conftest import exported
from wellsourced.exporting import told
from wellsourced.tell.export.wacz import address, key

ADDRESSES = [
    "https://www.courier.example/2009/09/18/aide-denies.html",
    "https://courier.example/a?z=1&a=2#end",
    "http://courier.example:8080/",
    "https://courier.example",
]


@pytest.fixture
def archive(case):
    return zipfile.ZipFile(io.BytesIO(exported(case, "wacz")))


def test_the_validator_finds_it_whole(case, tmp_path):
    path = tmp_path / "case.wacz"
    path.write_bytes(exported(case, "wacz"))
    words = [sys.executable, "-W", "ignore", "-m", "wacz", "validate", "-f", str(path)]
    done = subprocess.run(words, capture_output=True, check=False, text=True)

    assert done.returncode == 0, done.stdout
    assert "Validation succeeded" in done.stdout


def test_each_original_is_where_the_index_says(archive, case):
    warc = archive.read("archive/data.warc.gz")
    index = gzip.decompress(archive.read("indexes/index.cdx.gz")).decode().splitlines()
    found = set()
    for line in index:
        where, _, row = line.partition(" ")
        told_of = json.loads(row.partition(" ")[2])
        start, length = int(told_of["offset"]), int(told_of["length"])
        record = next(iter(ArchiveIterator(io.BytesIO(warc[start : start + length]))))
        raw = record.content_stream().read()
        assert record.rec_headers.get_header("WARC-Target-URI") == told_of["url"]
        assert f"sha256:{hashlib.sha256(raw).hexdigest()}" == told_of["digest"]
        assert where == key(told_of["url"])
        found.add(hashlib.sha256(raw).hexdigest())

    assert index == sorted(index)
    assert found == {o.evidence for o in told(case, None).originals()}


def test_the_list_of_pages_names_each(archive, case):
    head, *pages = archive.read("pages/pages.jsonl").decode().splitlines()

    assert json.loads(head)["format"] == "json-pages-1.0"
    assert [json.loads(p)["url"] for p in pages] == [
        address(o) for o in told(case, None).originals()
    ]


@pytest.mark.parametrize("where", ADDRESSES)
def test_addresses_are_sorted_as_others_sort_them(where):
    surt = pytest.importorskip("surt")

    assert key(where) == surt.surt(where)
