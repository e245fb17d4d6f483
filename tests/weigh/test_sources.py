from itertools import permutations

from wellsourced.model import OriginKind, Source
from wellsourced.weigh.sources import in_order

WRITER = Source(name="Old Sapper", unnamed=False, kind=OriginKind.PERSON)
READER = Source(name="Old Sapper", unnamed=False, kind=OriginKind.COMMENTER)
AIDE = Source(name="an aide", unnamed=True, kind=OriginKind.PERSON)


def test_a_writer_and_a_reader_of_one_name_stand_in_one_order():
    assert {in_order(found) for found in permutations([AIDE, WRITER, READER])} == {
        (READER, WRITER, AIDE)
    }


def test_a_source_is_named_once():
    assert in_order([WRITER, WRITER]) == (WRITER,)
