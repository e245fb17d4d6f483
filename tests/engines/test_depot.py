"""An object store keeps what was put first, and nothing that is not whole."""

import pytest

from wellsourced.errors import PluginError, StoreError
from wellsourced.store.depot import Depot

pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'wellsourced[s3]'")


@pytest.fixture(params=["s3", "file", "memory"])
def depot(request, tmp_path):
    """A depot in an object store, a folder, and memory."""
    if request.param == "s3":
        return Depot(request.getfixturevalue("bucket"))
    return Depot(f"file://{tmp_path}/depot" if request.param == "file" else "memory://depot")


def test_the_first_who_puts_an_object_is_the_one_who_did(depot):
    assert depot.put("tasks/a", b"mine")
    assert not depot.put("tasks/a", b"yours")
    assert depot.get("tasks/a") == b"mine"
    assert depot.get("tasks/b") is None


def test_objects_are_listed_by_folder_and_fetched_together(depot):
    assert depot.names("pages") == frozenset()
    for name in ("pages/1", "pages/2", "other/3"):
        depot.put(name, name.encode())

    assert depot.names("pages") == {"pages/1", "pages/2"}
    assert depot.take(["pages/1", "other/3", "none/4"]) == {
        "pages/1": b"pages/1",
        "other/3": b"other/3",
    }


@pytest.mark.parametrize("kept", [0, 3, 31, 40])
def test_an_object_that_was_cut_off_is_none_and_is_put_anew(depot, kept):
    depot.put("tasks/whole", b"all the words")
    torn = depot.read("tasks/whole")[:kept]
    depot.write(f"tasks/torn{kept}", torn)

    assert depot.get(f"tasks/torn{kept}") is None
    assert depot.put(f"tasks/torn{kept}", b"all the words")
    assert depot.get(f"tasks/torn{kept}") == b"all the words"


def test_an_upload_that_is_killed_on_its_way_leaves_nothing(bucket):
    import s3fs

    store = s3fs.S3FileSystem()
    half = store.open(f"{bucket}/tasks/half", "wb", block_size=5 << 20)
    half.write(bytes(12 << 20))
    half.flush()  # two pieces are on the server, and its writer is killed
    half.closed = True

    assert Depot(bucket).names("tasks") == frozenset()
    assert Depot(bucket).get("tasks/half") is None
    assert Depot(bucket).put("tasks/half", b"whole")


def test_a_store_that_nobody_knows_is_told(tmp_path):
    with pytest.raises(PluginError, match="no object store at gopher://"):
        Depot("gopher://there")


def test_a_bucket_that_is_not_there_is_told(bucket):
    with pytest.raises(StoreError, match=r"cannot be reached.*keys and network"):
        Depot("s3://nobody-has-this/case").put("tasks/a", b"")
