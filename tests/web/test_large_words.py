"""Words are looked for in a large case by an index: what is found is what stands there."""

import shutil
from pathlib import Path

import pytest

from wellsourced.case import Case, texts
from wellsourced.flow.rulings.near import Readers
from wellsourced.large import Large, large
from wellsourced.model import DocumentId

ALL = 10_000
ASKED = (
    "guard",  # also within longer words
    "uard",
    "river guard",
    "ver gua",  # the end of a word, and the beginning of the next
    "the river guard",
    "guard's",
    "guard’s",
    "of the",
    "2009",
    "-",  # no word at all
    "zzqq",
    "river zzqq",
)


@pytest.fixture(scope="module")
def hall(example: Case, tmp_path_factory: pytest.TempPathFactory) -> Large:
    path: Path = shutil.copytree(example.path, tmp_path_factory.mktemp("words") / "own")
    found = large(Case.open(path), many=1)
    assert found is not None
    return found


@pytest.mark.parametrize("words", ASKED)
def test_every_page_that_holds_the_words_is_found_and_no_other(
    hall: Large, example: Case, words: str
) -> None:
    there = {i: d.text.lower() for i, d in texts(example).items()}
    wanted = sorted(i for i, t in there.items() if words in t or words in t.replace("\n", " "))

    assert sorted(hall.worded.pages(words, ALL)) == wanted
    assert len(hall.worded.pages(words, 2)) == min(2, len(wanted))


@pytest.mark.parametrize("words", ASKED)
def test_every_claim_that_speaks_of_the_words_is_found_and_no_other(
    hall: Large, example: Case, words: str
) -> None:
    slots = {
        c.id: " ".join(s for s in (c.text, c.actor, c.recipient, c.place) if s is not None)
        for c in example.claims()
    }
    rows = hall.worded.claims(words, ALL)

    assert set(hall.library.ids(rows).values()) == {
        i for i, told in slots.items() if words in told.lower()
    }


def test_of_many_readers_those_are_veiled_whose_whole_names_can_stand_in_the_words() -> None:
    names = {"Ada Orm": "Reader 1", "Orm": "Reader 2", "Bo": "Reader 3", "...": "Reader 4"}
    page = DocumentId("p")
    told = Readers({page: ("Bo",)}, names)

    assert told.among("said Ada Orm", []).names.keys() == {"Ada Orm", "Orm", "..."}
    assert told.among("said orm", []).names.keys() == {"Orm", "..."}
    assert told.among("nobody", [page]).names.keys() == {"Bo", "..."}
