import os
import zipfile

import pytest

from wellsourced.model import Page, Rejected
from wellsourced.read.files import pages


def test_a_folder_gives_its_pages_in_order_of_name_and_hidden_files_are_passed_over(tmp_path):
    for name in ("b.txt", "a/z.html", "a/b.txt", ".hidden", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)

    found = list(pages([tmp_path]))

    assert sorted(p.file for p in found) == ["a/b.txt", "a/z.html", "b.txt"]
    assert [p.file for p in found] == [p.file for p in pages([tmp_path])]
    assert {p.file: p.media_type for p in found}["a/z.html"] == "text/html"


def test_a_lone_file_goes_by_its_name(tmp_path):
    (tmp_path / "page.txt").write_text("It fell.")

    (page,) = pages([tmp_path / "page.txt"])

    assert (page.file, page.body) == ("page.txt", b"It fell.")


def test_a_link_out_of_the_folder_is_refused_and_one_within_is_not(tmp_path):
    inside = tmp_path / "case"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("s")
    (inside / "page.txt").write_text("p")
    (inside / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "same.txt").symlink_to(inside / "page.txt")
    (inside / "up").symlink_to(tmp_path)

    found = {getattr(p, "file", None) or p.input: p for p in pages([inside])}

    assert isinstance(found["out.txt"], Rejected)
    assert isinstance(found["up"], Rejected)
    assert found["same.txt"].body == b"p"


def test_devices_pipes_and_missing_files_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")

    found = list(pages([tmp_path, tmp_path / "none.txt"]))

    assert [type(p) for p in found] == [Rejected, Rejected]
    assert "not a regular file" in found[0].reason


def test_the_members_of_a_zip_are_pages_and_none_leads_out_of_it(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/x.html", "<p>It fell.")
        archive.writestr("../up.txt", "u")
        archive.writestr("/root.txt", "r")
        archive.writestr("bomb.txt", b"0" * 5_000_000)
        archive.writestr("__MACOSX/.x", "h")

    found = list(pages([tmp_path / "a.zip"]))

    good = [p for p in found if isinstance(p, Page)]
    assert [p.file for p in good] == ["a.zip/in/x.html"]
    assert len(found) == 4


def test_a_file_that_only_calls_itself_a_zip_is_refused(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"It fell.")

    (found,) = pages([tmp_path / "a.zip"])

    assert "zip" in found.reason


def test_files_that_hold_many_pages_are_one_page_of_their_type(tmp_path):
    types = {
        "a.EML": "message/rfc822",
        "a.mbox": "application/mbox",
        "a.mhtml": "multipart/related",
        "a.pdf": "application/pdf",
        "a.wacz": "application/wacz",
        "a.warc.gz": "application/warc",
        "b.2031.warc": "application/warc",
    }
    for name in types:
        (tmp_path / name).write_bytes(b"x" * 21_000_000 if name == "a.mbox" else b"x")

    assert {p.file: p.media_type for p in pages([tmp_path])} == types


def test_the_name_of_a_file_that_is_too_large_comes_with_the_remedy(tmp_path):
    with (tmp_path / "a.warc").open("wb") as file:
        file.truncate(100_000_001)

    (found,) = pages([tmp_path])

    assert "split it" in found.reason


def test_a_zip_that_lists_far_too_many_members_is_refused_before_it_is_opened(tmp_path):
    (tmp_path / "a.zip").write_bytes((b"PK\1\2" + b"\0" * 42) * 100_001)

    (found,) = pages([tmp_path / "a.zip"])

    assert "too many members" in found.reason


def test_an_archive_within_an_archive_a_device_and_a_link_are_refused(tmp_path):
    device, link = zipfile.ZipInfo("dev.txt"), zipfile.ZipInfo("link.txt")
    device.external_attr, link.external_attr = 0o020666 << 16, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("inner.zip", b"PK")
        archive.writestr(device, b"x")
        archive.writestr(link, b"/etc/hostname")

    found = {r.input: r.reason for r in pages([tmp_path / "a.zip"])}

    assert "unpack it" in found["a.zip/inner.zip"]
    assert "device" in found["a.zip/dev.txt"]
    assert "link" in found["a.zip/link.txt"]


def test_two_members_of_one_name_are_two_pages(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("page.txt", "It stands.")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("page.txt", "It fell.")

    found = list(pages([tmp_path / "a.zip"]))

    assert len({p.file for p in found}) == len({p.body for p in found}) == 2


def test_two_folders_may_hold_pages_of_one_name(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(folder)

    found = list(pages([tmp_path / "one", tmp_path / "two", tmp_path / "one"]))

    assert found[0].file == "page.txt"
    assert found[1].file.endswith("two/page.txt")
    assert found[2].file == "page.txt"


def test_a_member_of_a_zip_without_a_name_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "It fell.")
    whole = (tmp_path / "a.zip").read_bytes()
    listed = whole.index(b"PK\1\2")
    end = whole.index(b"PK\5\6")
    entry = bytearray(whole[listed:end].replace(b"a.txt", b""))
    entry[28:30] = b"\0\0"
    tail = bytearray(whole[end:])
    tail[12:16] = len(entry).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(whole[:listed] + bytes(entry) + bytes(tail))

    (found,) = pages([tmp_path / "a.zip"])

    assert "without a name" in found.reason
