from wellsourced.config import Settings
from wellsourced.mark.stance import stanced
from wellsourced.read.pipe import Row, document_of_row
from wellsourced.weigh.retractions import corrections

PAGE = """Ferry stops at noon

The ferry stopped at noon, the pilot said.

2 Comments

  • Ana says:

    The mayor founded the ferry line.

  • Ana says:

    I was careless with my words when I said that the mayor founded it.
"""


def test_a_correction_on_an_indented_line_is_the_readers_and_not_the_pages():
    page = stanced(document_of_row(Row(id="x", text=PAGE, layout="page"), Settings()))

    (taken,) = corrections([page])

    assert taken.reader == "Ana"
    assert taken.words.quote.startswith("I was careless")
