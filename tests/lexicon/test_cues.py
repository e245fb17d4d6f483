"""Each class of cues does what its examples say."""

import re

import pytest

from wellsourced.lexicon.reader import read
from wellsourced.mark.cues import CueList
from wellsourced.mark.drafts import spans
from wellsourced.mark.finding import drafts
from wellsourced.mark.sourcewords import source_span
from wellsourced.mark.syntax import Passage, parser
from wellsourced.model import Part, PartId, PartKind

LIST = read("en/cues.toml", CueList)
EXAMPLES = [
    example
    for group in (
        *LIST.verbs,
        *LIST.nouns,
        *LIST.adjectives,
        LIST.carriers,
        LIST.light,
        LIST.hearsay,
        LIST.asides,
        LIST.trailing,
    )
    for example in group.examples
]


def plain(example):
    return re.sub(r"[\[\]{}<>]", "", example)


def bracketed(example, left, right):
    return tuple(
        plain(words).strip(' ,."') for words in re.findall(rf"\{left}(.*?)\{right}", example)
    )


def found(text):
    part = Part(id=PartId("p"), kind=PartKind.BODY, start=0, end=len(text))
    passage = Passage(part=part, start=0, tree=parser()(text), text=text)
    for draft in drafts(0, passage):
        source = None if draft.head is None else source_span(passage, draft.head)
        yield (
            () if source is None else (source.of(text),),
            tuple(s.of(text) for s in spans(passage, (draft.cue,))),
            tuple(s.of(text) for s in spans(passage, draft.content)),
        )


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_of_a_class_is_found_as_it_is_bracketed(example):
    wanted = tuple(bracketed(example, *pair) for pair in ("[]", "<>", "{}"))

    assert wanted in list(found(plain(example)))


def test_every_class_has_an_example_and_no_word_twice():
    for group in (*LIST.verbs, *LIST.nouns, *LIST.adjectives):
        assert group.examples, group.name
        assert len(set(group.words)) == len(group.words), group.name
