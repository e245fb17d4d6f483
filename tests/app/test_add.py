"""`add`: files and addresses into a case; what is said of doubles, versions and failures."""

import itertools
import json
from datetime import timedelta

import msgspec
import pytest
from click.testing import CliRunner

from tests.factories import PAGES, written
from tests.fetch.conftest import AT, HTML, Answer, door, site  # noqa: F401  # a fixture
from wellsourced.app.cli import cli
from wellsourced.case import Case

LATER = HTML.replace(b"Nobody was hurt", b"Two men were hurt")


def add(*words: object, through=None):
    return CliRunner().invoke(cli, ["add", *map(str, words)], obj=through or door())


def days():
    """A door whose clock moves on by a day at each look."""
    days = (AT + timedelta(days=n) for n in itertools.count())
    return msgspec.structs.replace(door(), clock=lambda: next(days))


@pytest.fixture
def case(tmp_path):
    return tmp_path / "case"


def test_addresses_and_files_are_added_side_by_side_and_failures_end_with_3(tmp_path, case, site):  # noqa: F811
    site.answers.update({"/a": Answer(), "/b": Answer(LATER), "/no": Answer(b"x", 404)})
    listed = tmp_path / "list.txt"
    listed.write_text(f"# two more\n{site.url('/b')}\n\n{site.url('/no')}\n")
    files = written(tmp_path / "pages", PAGES)
    found = add(case, site.url("/a"), *files, "--from", listed)

    assert found.exit_code == 3
    assert f"{listed}:4: not kept: {site.url('/no')}: answers 404" in found.stderr
    assert "5 new pages" in found.stderr
    assert found.stderr.count("not kept") == 1
    assert add(case, site.url("/no")).exit_code == 3


def test_the_same_answer_again_is_no_new_page(case, site):  # noqa: F811
    site.answers["/a"] = Answer()
    through = days()
    add(case, site.url("/a"), through=through)
    again = add(case, site.url("/a"), through=through)

    assert (again.exit_code, "no new page" in again.stderr) == (0, True)
    assert len([p for p in (case / "evidence").rglob("*") if len(p.name) == 64]) == 1


def test_a_changed_answer_is_a_new_version_and_both_are_read(case, site):  # noqa: F811
    through = days()
    for body in (HTML, LATER, HTML):
        site.answers["/a"] = Answer(body)
        told = add(case, site.url("/a"), through=through).stderr
    CliRunner().invoke(cli, ["run", str(case), "--workers", "0"])
    found = sorted(Case.open(case).documents(), key=lambda d: d.fetched_at)

    assert "a new version of what was added on 2031-03-07; both are kept" in told
    assert [d.earlier for d in found] == [None, found[0].id, found[1].id]
    assert len({d.fetched_at for d in found}) == 3
    shown = CliRunner().invoke(cli, ["documents", str(case), "--json"])
    assert {row["file"] for row in json.loads(shown.stdout)} == {site.url("/a")}


def test_a_page_that_can_no_longer_be_had_stays_and_so_does_the_failure(case, site):  # noqa: F811
    site.answers["/a"] = Answer()
    add(case, site.url("/a"))
    site.answers["/a"] = Answer(b"x", 410)
    assert add(case, site.url("/a")).exit_code == 3
    CliRunner().invoke(cli, ["run", str(case), "--workers", "0"])
    page, failure = sorted(Case.open(case).documents(), key=lambda d: d.parts, reverse=True)

    assert page.title == "Bridge at Havrin falls"
    assert "answers 410" in failure.error


def test_the_same_bytes_under_two_names_are_said_to_be_one_page(tmp_path, case):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("The bridge fell, the council said.")
    add(case, tmp_path / "b.txt")
    found = add(case, tmp_path / "a.txt")
    CliRunner().invoke(cli, ["run", str(case), "--workers", "0"])
    (row,) = Case.open(case).documents()

    assert found.exit_code == 0
    assert "a.txt: the same bytes as b.txt; one page, both names are kept" in found.stderr
    assert "no new page, 1 name added in" in found.stderr
    assert (row.file, row.same) == ("a.txt", ("b.txt",))


def test_two_pages_of_one_name_are_both_kept(tmp_path, case):
    for folder, words in (("one", "The bridge fell."), ("two", "The ferry sank.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(words)
    found = add(case, tmp_path / "one", tmp_path / "two")
    again = add(case, tmp_path / "one", tmp_path / "two")

    assert "2 new pages" in found.stderr
    assert "no new page" in again.stderr


PAGE = b"""<html><head><title>%s</title></head><body><article><h1>%s</h1>
<p>Two soldiers were killed when the bridge at Havrin fell on Monday, an official said.</p>%s
</article></body></html>"""
FIRST = PAGE % (b"Bridge falls", b"Bridge falls", b"<p>The road is closed.</p>")
REWRITTEN = PAGE % (
    b"Havrin mourns",
    b"Havrin mourns",
    b"<p>Divers went down on Tuesday, and the ferry was called back. The council meets on Friday.",
)


def test_versions_of_one_page_are_one_source(case, site):  # noqa: F811
    through = days()
    for body in (FIRST, REWRITTEN):
        site.answers["/a"] = Answer(body)
        add(case, site.url("/a"), through=through)
    CliRunner().invoke(cli, ["run", str(case), "--workers", "0"])
    opened = Case.open(case)
    killed = [t for t in opened.tallies() if t.outcome == "killed"]

    assert len(opened.documents()) == 2
    assert killed
    assert {(t.origins.low, t.origins.high) for t in killed} == {(1, 1)}
    assert opened.verify().links == 2


@pytest.mark.parametrize("junk", ["https://", "https://...", "http://[", "htps://post.example/a"])
def test_what_is_no_address_is_told_and_not_kept(case, site, junk):  # noqa: F811
    site.answers["/a"] = Answer()
    found = add(case, site.url("/a"), junk)
    run = CliRunner().invoke(cli, ["run", str(case), "--workers", "0"])

    assert (found.exit_code, run.exit_code) == (3, 0)
    assert f"not kept: {junk}: " in found.stderr
    assert "1 new page in" in found.stderr


def test_a_good_answer_clears_the_failure_before_it(case, site):  # noqa: F811
    for answer in (Answer(), Answer(b"x", 503), Answer()):
        site.answers["/a"] = answer
        add(case, site.url("/a"))

    assert CliRunner().invoke(cli, ["run", str(case), "--workers", "0"]).exit_code == 0


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_names_addresses_and_files_in_any_unicode(tmp_path, case, site, codec):  # noqa: F811
    site.answers["/a"] = Answer()
    (page,) = written(tmp_path / "pages", {"c.txt": "The bridge fell."})
    listed = tmp_path / "list.txt"
    listed.write_text(f"{site.url('/a')}\n# more\n{page}\nno/such.html\n", encoding=codec)
    found = add(case, "--from", listed)

    assert found.exit_code == 3
    assert f"{listed}:4: not kept: no/such.html: there is no such file or folder" in found.stderr
    assert "2 new pages in" in found.stderr


def test_pages_without_a_word_are_told_of_when_they_are_added(tmp_path, case):
    (tmp_path / "empty.html").write_bytes(b"  ")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 9)
    found = add(case, tmp_path / "empty.html", tmp_path / "noise.bin")

    assert "empty.html: kept, but nothing to read: empty: no words on the page" in found.stderr
    assert "noise.bin: kept, but nothing to read: not a text: binary content" in found.stderr
