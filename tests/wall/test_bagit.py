"""BagIt: the validator of the Library of Congress finds the bag whole; nothing leaks from it."""

import hashlib
import logging
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from wellsourced.errors import InputError
from wellsourced.model import Decision, Order

logging.getLogger("bagit").setLevel(logging.ERROR)


def bag(case, folder, **options):
    day = options.pop("as_of", None)
    case.export("bagit", folder, as_of=day, options=options)
    return folder


def test_the_validator_finds_it_whole(case, tmp_path):
    made = bag(case, tmp_path / "bag")
    done = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", str(made)], capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr


def test_the_originals_are_the_bytes_that_were_added(case, tmp_path):
    made = bag(case, tmp_path / "bag", chain="true")
    files = list((made / "data").glob("??/*"))

    assert files
    assert all(hashlib.sha256(p.read_bytes()).hexdigest() == p.name for p in files)
    assert (made / "data/head.txt").read_text().strip() == case.head().line()


def test_a_changed_byte_is_found(example, tmp_path):
    made = bag(example, tmp_path / "bag")
    victim = next((made / "data").glob("??/*"))
    victim.write_bytes(victim.read_bytes()[:-1] + b"?")
    done = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", str(made)], capture_output=True, check=False
    )

    assert done.returncode != 0


@pytest.mark.parametrize("to", ["bagit", "wacz"])
def test_originals_are_refused_where_names_of_readers_are_withheld(readers, tmp_path, to):
    with pytest.raises(InputError, match="names of readers"):
        readers.seen(withhold_commenters=True).export(to, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_as_of_a_day_no_later_original_is_in_it_and_no_chain(example, tmp_path):
    made = bag(example, tmp_path / "bag", as_of=date(2009, 9, 20), chain="true")
    texts = {d.evidence for d in example._records.at(date(2009, 9, 20)).documents()}

    assert {p.name for p in (made / "data").glob("??/*")} == texts
    assert not (made / "data/chain.jsonl").exists()


def test_an_original_with_redacted_words_is_left_out(desk, tmp_path):
    claim = desk.claims()[0]
    whole = {p.name for p in (bag(desk, tmp_path / "a") / "data").glob("??/*")}
    quote = claim.evidence[0]
    order = Order(decision=Decision.REDACT, of=(f"{quote.document}:{quote.start}-{quote.end}",))
    desk.rule(order, by="ada", at=datetime(2031, 1, 1, tzinfo=UTC))
    made = bag(desk, tmp_path / "b")

    assert {p.name for p in (made / "data").glob("??/*")} < whole
    assert quote.quote.encode() not in b"".join(
        p.read_bytes() for p in made.rglob("*") if p.is_file()
    )
