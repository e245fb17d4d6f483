"""Originals are kept by hash; what was added cannot be changed unseen."""

from datetime import timedelta

import pytest

from tests.factories import NOON
from wellsourced.model import Page, Rejected
from wellsourced.store.custody import examined
from wellsourced.store.evidence import Evidence


def page(file: str, words: str = "The bridge fell.", **fields: object) -> Page:
    return Page(file=file, body=words.encode(), **fields)


def holds(evidence: Evidence) -> int:
    found = examined(evidence)
    assert found.broken == ()
    return found.count


@pytest.fixture
def evidence(tmp_path):
    return Evidence(tmp_path / "evidence")


def test_an_original_lies_under_its_hash_and_comes_back_byte_for_byte(evidence):
    body = b"\xff\x00 not text \r\n"
    [entry] = evidence.add([Page(file="a.bin", body=body, url="https://x.example/")], at=NOON)

    assert evidence.page(entry).body == body
    assert evidence.page(entry).url == "https://x.example/"
    assert evidence.path(entry.evidence).name == entry.evidence


def test_a_page_added_twice_is_one_link(evidence):
    evidence.add([page("a.txt")], at=NOON)

    assert evidence.add([page("a.txt")], at=NOON + timedelta(days=1)) == []
    assert len(evidence.chain()) == 1


def test_the_same_bytes_under_two_names_are_one_page_under_the_first_name(evidence):
    evidence.add([page("b.txt"), page("a.txt")], at=NOON)

    assert [e.file for e in evidence.pages()] == ["a.txt"]


def test_a_page_that_changed_is_read_as_it_was_added_last(evidence):
    evidence.add([page("a.txt", "It stands.")], at=NOON)
    evidence.add([page("a.txt", "It fell.")], at=NOON)

    [entry] = evidence.pages()
    assert evidence.page(entry).body == b"It fell."
    assert len(evidence.chain()) == 2


def test_what_could_not_be_read_is_noted_until_it_can(evidence):
    evidence.add([Rejected(stage="read", input="a.txt", reason="empty")], at=NOON)
    [noted] = evidence.pages()
    evidence.add([page("a.txt")], at=NOON)

    assert noted.reason == "empty"
    assert [e.reason for e in evidence.pages()] == [None]


def test_the_day_of_a_page_is_the_first_on_which_it_was_added(evidence):
    evidence.add([page("a.txt")], at=NOON)
    evidence.add([page("b.txt")], at=NOON + timedelta(days=3))

    assert set(evidence.first_added().values()) == {NOON.date()}


def test_a_line_that_a_crash_cut_off_was_never_added(evidence):
    evidence.add([page("a.txt")], at=NOON)
    chain = evidence.folder / "chain.jsonl"
    chain.write_bytes(chain.read_bytes() + b'{"file": "b.t')

    assert [e.file for e in evidence.chain()] == ["a.txt"]
    evidence.add([page("c.txt", "The ferry sank.")], at=NOON)
    assert [e.file for e in evidence.chain()] == ["a.txt", "c.txt"]
    assert holds(evidence) == 2


def test_a_changed_original_is_named(evidence):
    [entry] = evidence.add([page("a.txt")], at=NOON)
    evidence.path(entry.evidence).write_bytes(b"The bridge stands.")

    [bad] = examined(evidence).broken
    assert bad.id == "a.txt"
    assert "now hashes to" in bad.words


def test_a_lost_original_is_named(evidence):
    [entry] = evidence.add([page("a.txt")], at=NOON)
    evidence.path(entry.evidence).unlink()

    assert [b.words.endswith("(a.txt) is gone") for b in examined(evidence).broken] == [True]


@pytest.mark.parametrize("change", ["left out", "put in", "changed", "no link"])
def test_no_link_of_the_chain_can_be_touched_unseen(evidence, change):
    words = ["one", "two", "three"]
    evidence.add([page(f"{w}.txt", w) for w in words], at=NOON)
    chain = evidence.folder / "chain.jsonl"
    first, second, third = chain.read_bytes().splitlines(keepends=True)
    changed = {
        "left out": first + third,
        "put in": first + first + second + third,
        "changed": first + second.replace(b"two.txt", b"new.txt") + third,
        "no link": first + b"{}\n" + third,
    }
    chain.write_bytes(changed[change])

    bad = examined(evidence).broken[0]
    assert "link 2" in bad.words
    assert examined(evidence).count == 1


def test_a_page_that_changed_and_changed_back_is_read_as_it_is_now(evidence):
    for words in ("It stands.", "It fell.", "It stands."):
        evidence.add([page("a.txt", words)], at=NOON)

    [entry] = evidence.pages()
    assert evidence.page(entry).body == b"It stands."
    assert len(evidence.chain()) == 3


def test_all_versions_of_what_was_fetched_are_in_force_in_their_order(evidence):
    for n, words in enumerate(("one", "two", "one")):
        evidence.add([page("u", f"{n} {words}", payload=words)], at=NOON)

    assert [evidence.page(e).body for e in evidence.pages()] == [b"0 one", b"1 two", b"2 one"]
    assert holds(evidence) == 3


def test_what_is_unchanged_is_not_kept_a_second_time(evidence):
    evidence.add([page("u", "1", payload="same")], at=NOON)

    assert evidence.add([page("u", "2", payload="same")], at=NOON) == []
    assert len([p for p in evidence.folder.rglob("*") if len(p.name) == 64]) == 1


def test_what_was_kept_before_it_broke_off_stays(evidence):
    def broken():
        yield page("a.txt")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evidence.add(broken(), at=NOON)

    assert [e.file for e in evidence.pages()] == ["a.txt"]
    assert holds(evidence) == 1


def test_a_chain_that_was_sealed_before_pages_were_fetched_still_holds(evidence):
    [entry] = evidence.add([page("a.txt", "It fell.")], at=NOON)

    assert entry.seal == "fcbfb9a0d6c5218c9efd1bd8796b3ff2aa286c20f6b73d048afe959e8f3f6097"


def test_of_a_changed_link_the_byte_is_named(evidence):
    evidence.add([page("a.txt"), page("b.txt", "It stands.")], at=NOON)
    chain = evidence.folder / "chain.jsonl"
    whole = chain.read_bytes()
    chain.write_bytes(whole.replace(b"b.txt", b"c.txt"))

    [bad] = examined(evidence).broken
    assert bad.offset == whole.index(b"b.txt")
    assert "b'c' stands for b'b'" in bad.words


def test_links_gone_from_the_end_are_missed_by_what_was_kept_of_their_pages(evidence):
    evidence.add([page("a.txt"), page("b.txt", "It stands.")], at=NOON)
    chain = evidence.folder / "chain.jsonl"
    chain.write_bytes(chain.read_bytes().splitlines(keepends=True)[0])

    [bad] = examined(evidence).broken
    assert "links are gone" in bad.words


def test_of_an_original_the_piece_is_named_where_more_than_a_byte_differs(evidence):
    words = "The bridge fell. " * 100
    [entry] = evidence.add([page("a.txt", words)], at=NOON)
    evidence.path(entry.evidence).write_text(words[:700] + "XXXX" + words[704:])

    [bad] = examined(evidence).broken
    assert (bad.offset, "between bytes 512 and 1024" in bad.words) == (512, True)


def test_a_case_from_before_checksums_were_kept_still_holds(evidence):
    evidence.add([page("a.txt")], at=NOON)
    (evidence.folder / "pieces.jsonl").unlink()

    assert holds(evidence) == 1


def test_checksums_that_a_crash_kept_from_being_written_are_made_up_for(tmp_path):
    evidence = Evidence(tmp_path)
    evidence.add([page("a", "one"), page("b", "two")], at=NOON)
    whole = (tmp_path / "pieces.jsonl").read_bytes()
    (tmp_path / "pieces.jsonl").write_bytes(whole.splitlines(keepends=True)[0])

    assert evidence.add([page("b", "two")], at=NOON) == []
    assert (tmp_path / "pieces.jsonl").read_bytes() == whole
