"""Answers of the reading aid are sealed line by line; what was altered is named."""

import pytest

from tests.factories import NOON
from wellsourced.errors import IntegrityError
from wellsourced.model import DocumentId
from wellsourced.model.aid import Aid, Doubt, Doubtful, Worth
from wellsourced.store.aids import aids
from wellsourced.store.broken import Kind

OF = Doubtful(
    doubt=Doubt.DATE, document=DocumentId("d"), start=0, end=1, passage_start=0, passage_end=1
)


def answer(words: str) -> Aid:
    bare = {"model": "m", "prompt": "When?", "at": NOON, "worth": Worth.NOTHING}
    return Aid(of=OF, asked="x", output=words, **bare)


@pytest.fixture
def case(tmp_path):
    for words in ("one", "two", "three"):
        aids(tmp_path).append([answer(words)])
    return tmp_path


def test_every_byte_of_an_answer_counts(case):
    file = case / "aid.jsonl"
    whole = file.read_bytes()
    for at in range(0, len(whole) - 1, 3):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        [bad] = aids(case).examined(Kind.AID).broken
        assert (bad.id, bad.file) == (str(whole[:at].count(b"\n") + 1), "aid.jsonl")


@pytest.mark.parametrize("left", [(1, 2), (0, 2), (0, 2, 1), (0, 0, 1, 2)])
def test_an_answer_that_is_left_out_put_elsewhere_or_doubled_is_found(case, left):
    file = case / "aid.jsonl"
    there = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(there[n] for n in left))

    assert aids(case).examined(Kind.AID).broken
    with pytest.raises(IntegrityError, match="is not as it was written"):
        aids(case).all()


def test_an_answer_that_was_cut_off_was_never_given(case):
    file = case / "aid.jsonl"
    file.write_bytes(file.read_bytes()[:-5])
    looked = aids(case).examined(Kind.AID)

    assert (looked.count, looked.broken) == (2, ())
    assert "it was cut off" in looked.notes[0]
    assert [a.output for a in aids(case).all()] == ["one", "two"]
