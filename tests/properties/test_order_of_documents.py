"""The same record, whatever the order in which pages come."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.weigh.makers import SETTINGS, Line, day, holds, page, where
from wellsourced.link.whole import link
from wellsourced.model import ClaimType, EntityKind, Outcome
from wellsourced.weigh.whole import weigh

LONG = "The mill at the northern bridge burned for two days before the army put out the fire there"
PERSON, FORCE = EntityKind.PERSON, EntityKind.FORCE
PAGES = [
    page("Courier", day(1), holds(by=("Ada Orm",)), holds(reader="joe"), file="1"),
    page("Herald", day(2), holds(by=("an official",), unnamed=True), holds(), file="2"),
    page("Post", day(3), holds(words="It does not hold Lorne", by=("Idris Kell",), fails=True)),
    page("Herald", day(3), where("Sarland", "Sarif is in Sarland", by=("Mayor Bex",)), file="4"),
    page("Courier", day(4), where("Norvia", "Omar Sarif has not left", by=("Kell",)), file="5"),
    page("Post", None, Line(words=LONG, type=ClaimType.ASSAULT, actor="Norvian army"), file="6"),
    page("Echo", day(5), Line(words=LONG, type=ClaimType.ASSAULT, actor="Norvian army"), file="7"),
    page(
        "Echo",
        day(6),
        Line(words="14 people died in Lorne", count=("14 people", Outcome.KILLED, 14),
             type=ClaimType.CASUALTY, place="Lorne",
             names=(("Lorne", EntityKind.PLACE),)),
        Line(words="Omar Sareef met the Lake Guard", type=ClaimType.CONSULT, actor="Omar Sareef",
             recipient="Lake Guard", names=(("Omar Sareef", PERSON), ("Lake Guard", FORCE))),
        file="8",
    ),
    page(
        "Post",
        day(7),
        Line(words="21 people died in Lorne", count=("21 people", Outcome.KILLED, 21),
             type=ClaimType.CASUALTY, place="Lorne"),
        file="9",
    ),
]  # fmt: skip


def record(pages) -> bytes:
    documents, marks = [p[0] for p in pages], [p[1] for p in pages]
    linked = link(documents, marks, SETTINGS)
    return msgspec.json.encode((linked, weigh(linked, documents, marks, SETTINGS)), order="sorted")


WHOLE = record(PAGES)


@settings(max_examples=25, deadline=None)
@given(st.permutations(PAGES))
def test_the_order_of_pages_does_not_change_a_byte(pages):
    assert record(pages) == WHOLE


def test_no_telling_is_lost():
    documents, marks = [p[0] for p in PAGES], [p[1] for p in PAGES]
    linked = link(documents, marks, SETTINGS)
    found = weigh(linked, documents, marks, SETTINGS)
    told = {(e.document, e.start, e.end) for c in found.claims for e in c.evidence}

    assert {(m.doc, c.start, c.end) for m in marks for c in m.claims} <= told
