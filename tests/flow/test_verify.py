"""What does not hold is named: the row, the table, the pointer, the missing tail."""

import json
import re
import shutil

import duckdb
import msgspec
import pytest
from click.testing import CliRunner

from tests.factories import NOON, case, written
from wellsourced.app.cli import cli
from wellsourced.errors import InputError, IntegrityError, UnwrittenError
from wellsourced.integrity import head_in, verified
from wellsourced.model import Decision, Draft
from wellsourced.store import imported
from wellsourced.store.duck import seals_of
from wellsourced.store.rulings import Rulings, Written
from wellsourced.store.snapshots import Snapshots

SIXTH = {"sixth.txt": "Ferry sinks\n\nSeptember 22, 2009\n\nThe ferry sank, police said.\n"}


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    return case(tmp_path_factory.mktemp("ready"))


@pytest.fixture
def made(ready, tmp_path):
    shutil.copytree(ready.path, tmp_path / "case")
    return type(ready)(tmp_path / "case")


def noted(made, words):
    note = Draft(decision=Decision.NOTE, value=words)
    Rulings(made.path).append(Written(draft=note, by="ada", at=NOON, before="", after=words))


def altered(made, statement):
    folder = Snapshots(made.path).current()
    with duckdb.connect(str(folder / "record.duckdb")) as record:
        record.execute(statement)
    return folder


def test_the_row_that_differs_is_named_with_what_it_said(made):
    claim = made.claims()[0]
    del made._records  # it keeps the record open
    altered(type(made)(made.path), f"UPDATE claims SET status = 'denied' WHERE id = '{claim.id}'")

    broken = verified(type(made)(made.path)).broken
    [row] = [b for b in broken if b.id]
    assert row.id == claim.id
    assert f"status is 'denied', was '{claim.status}'" in row.words
    assert any("table claims is not what was published" in b.words for b in broken)


def test_a_row_that_was_put_in_and_sealed_again_points_at_no_words(made):
    folder = altered(made, 'UPDATE marks_entities SET start = 900000, "end" = 900005')
    manifest = Snapshots(made.path).manifest()
    seals = seals_of(folder / "record.duckdb", manifest.tables)
    forged = msgspec.structs.replace(manifest, tables=seals)
    (folder / "manifest.json").write_bytes(msgspec.json.encode(forged))

    assert any("points at no words" in b.words for b in verified(made).broken)


def test_a_pointer_to_an_older_record_is_seen(made, tmp_path):
    made.add(written(tmp_path / "more", SIXTH), at=NOON)
    made.run(workers=0)
    (made.path / "CURRENT").write_text("1\n")

    assert any("2 was published after it" in b.words for b in verified(made).broken)


def test_a_case_that_has_grown_holds_against_an_older_head(made, tmp_path):
    head = made.head()
    made.add(written(tmp_path / "more", SIXTH), at=NOON)
    noted(made, "one")
    made.run(workers=0)
    found = verified(made, head)

    assert found.broken == ()
    assert any("run again since" in n for n in found.notes)


def test_a_head_tells_what_was_cut_off_the_end(made):
    for words in ("one", "two"):
        noted(made, words)
    head = made.head()
    (made.path / "rulings.sqlite").unlink()
    noted(made, "one")

    [bad] = verified(made, head).broken
    assert "2 to 2 are gone" in bad.words


def test_a_head_tells_that_a_log_was_made_anew_from_the_beginning(made):
    noted(made, "one")
    head = made.head()
    (made.path / "rulings.sqlite").unlink()
    noted(made, "another")
    noted(made, "two")

    assert verified(made).broken == ()
    [bad] = verified(made, head).broken
    assert "made anew since" in bad.words


def test_a_head_is_found_in_a_mail_and_a_miswritten_one_is_refused(made):
    line = made.head().line()

    assert head_in(f"Dear all,\n\n  {line}\n\nRegards") == made.head()
    assert head_in(line.replace(" ", "\n> ").replace("> ", "")) == made.head()
    with pytest.raises(InputError, match="miswritten"):
        head_in(line.replace("evidence=3", "evidence=4"))
    with pytest.raises(InputError, match="no head"):
        head_in("nothing")


def test_a_signed_head_is_verified_on_the_command_line(made, tmp_path):
    pytest.importorskip("cryptography")
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    none = form.NoEncryption()
    secret = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.OpenSSH, none)
    public = key.public_key().public_bytes(form.Encoding.OpenSSH, form.PublicFormat.OpenSSH)
    (tmp_path / "key").write_bytes(secret)
    (tmp_path / "key.pub").write_bytes(public + b" ada\n")
    kept = tmp_path / "head.txt"
    asked = ["verify", made.path, "--head", kept, "--signature", f"{kept}.sig"]
    asked += ["--key", tmp_path / "key.pub", "--json"]

    done = run("head", made.path, "-o", kept, "--sign", tmp_path / "key")
    assert done.exit_code == 0, done.output
    assert json.loads(run(*asked).stdout)["signed_by"].endswith("ada")
    kept.write_text(kept.read_text().replace("evidence=3", "evidence=2"))
    with pytest.raises(IntegrityError, match="does not fit"):
        CliRunner().invoke(cli, [str(w) for w in asked], catch_exceptions=False)


def test_what_is_broken_is_printed_for_programs_with_file_and_byte(made):
    original = next(p for p in made.path.glob("evidence/??/*"))
    whole = original.read_bytes()
    original.write_bytes(whole[:10] + b"\x00" + whole[11:])
    found = run("verify", made.path, "--json")
    told = json.loads(found.stdout)

    assert (found.exit_code, told["holds"]) == (4, False)
    assert [b["offset"] for b in told["found"]["broken"]] == [10]


def run(*words):
    return CliRunner().invoke(cli, [str(w) for w in words])


def test_a_head_stands_for_what_was_imported_and_answered(made):
    imported.keep(made.path, "a.json", b"{}")
    head = made.head()
    assert head_in(head.line()) == head
    assert verified(made, head).imports == 1
    imported.keep(made.path, "b.json", b"{}")
    assert verified(made, head).broken == ()

    shutil.rmtree(made.path / "imports")
    assert verified(made).broken == ()
    [bad] = verified(made, head).broken
    assert bad.words.startswith("imports/log.jsonl: 0 are there, 1 were")


def test_a_head_of_a_case_without_imports_and_answers_is_as_it_always_was(made):
    assert re.fullmatch(
        r"wellsourced-head-1 evidence=3:\w{64} rulings=0:0{64} record=\w+:\w+ seal=\w{64}",
        made.head().line(),
    )


@pytest.mark.parametrize("option", ["--head", "--signature", "--key"])
def test_a_file_that_is_no_text_is_named(made, tmp_path, option):
    (tmp_path / "head.txt").write_text(f"{made.head().line()}\n")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    given = {"--head": "head.txt", "--signature": "head.txt", "--key": "head.txt", option: "bytes"}
    asked = [w for name, file in given.items() for w in (name, str(tmp_path / file))]

    with pytest.raises(InputError, match="bytes is no text"):
        CliRunner().invoke(cli, ["verify", str(made.path), *asked], catch_exceptions=False)


def test_a_head_that_cannot_be_written_names_its_file(made, tmp_path):
    asked = ["head", str(made.path), "-o", str(tmp_path / "nowhere" / "head.txt")]

    with pytest.raises(UnwrittenError, match=r"nowhere/head.txt cannot be written: No such file"):
        CliRunner().invoke(cli, asked, catch_exceptions=False)
