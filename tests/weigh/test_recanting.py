"""A source that takes back its own word backs it no more."""

from wellsourced.config import Actor, Settings
from wellsourced.flow import stages
from wellsourced.mark.stance import stanced
from wellsourced.model import EntityKind, Layout, Status
from wellsourced.read.pipe import Row, document_of_row

CASE = Settings(
    actors=tuple(
        Actor(name=n, kind=EntityKind.PERSON) for n in ("Jan Orm", "Ada Sarn", "Odo Kell")
    )
)
SAID = "Colonel Jan Orm said that the police arrested Odo Kell in Lorne."
TAKEN = "Colonel Jan Orm withdrew his statement that the police arrested Odo Kell in Lorne."
OTHER = "Major Ada Sarn said that the police arrested Odo Kell in Lorne."


def arrest(*pages):
    rows = (
        Row(id=f"{n}", text=f"News {n}\n\nMarch {n + 3}, 2031\n\n{words}", layout=Layout.PAGE)
        for n, words in enumerate(pages)
    )
    documents = tuple(stanced(document_of_row(row, CASE)) for row in rows)
    marks = tuple(stages.mark(documents, CASE))
    weighed = stages.weigh(documents, marks, CASE)[1]
    (found,) = (c for c in weighed.claims if c.type == "ARREST")
    return found


def test_what_its_only_source_has_withdrawn_is_retracted():
    assert arrest(SAID, TAKEN).status is Status.RETRACTED


def test_what_one_of_two_sources_has_withdrawn_rests_on_the_other():
    told = arrest(SAID, OTHER, TAKEN)

    assert told.status is Status.SINGLE_SOURCE
    assert [s.name for s in told.said_by if s.name == "Ada Sarn"] == ["Ada Sarn"]


def test_what_is_said_again_after_it_was_withdrawn_stands():
    assert arrest(TAKEN, SAID).status is Status.SINGLE_SOURCE
