"""What stands on many pages is parsed once, and is read as if it stood there alone."""

from wellsourced.mark.kept import Trees
from wellsourced.mark.syntax import parsed

FELL, BURNED = "The bridge at Kell fell on Monday.", "Officials said the mill had burned."


def parsing(asked):
    """A parser that notes what it is asked to parse."""

    def parse(texts):
        wanted = list(texts)
        asked.extend(wanted)
        return parsed(wanted)

    return parse


def seen(tree):
    return [(t.text, t.lemma_, t.tag_, t.dep_, t.head.i) for t in tree]


def test_a_copied_passage_is_parsed_once():
    asked = []
    trees = Trees(parsing(asked))
    first, again = trees.of([FELL, BURNED]), trees.of([BURNED])

    assert asked == [FELL, BURNED]
    assert again == first[1:]


def test_a_passage_that_stands_twice_on_a_page_has_two_trees():
    asked = []
    trees = Trees(parsing(asked))
    trees.of([FELL])
    one, other = trees.of([FELL, FELL])

    assert one is not other
    assert seen(one) == seen(other)


def test_what_was_asked_for_longest_ago_is_let_go():
    asked = []
    trees = Trees(parsing(asked), most=16)
    for text in (FELL, BURNED, BURNED, "Rain fell on Orm.", FELL):
        trees.of([text])

    assert asked == [FELL, BURNED, "Rain fell on Orm.", FELL]


def test_a_passage_is_read_the_same_whatever_is_parsed_beside_it():
    texts = [FELL, BURNED, "Two men left. One came back, he said, with 30 others from the hills."]

    assert [seen(t) for t in parsed(texts)] == [seen(next(parsed([t]))) for t in texts]
