from tests.tell.makers import record
from tests.weigh.makers import day, holds, page, where
from wellsourced.model import OriginKind
from wellsourced.tell.graph import graph

PAGES = [
    page("Courier", day(1), holds(by=("Wire", "Ada Orm"))),
    page("Herald", day(2), holds(by=("Wire", "Ada Orm")), where("Sarland", "Sarif fled")),
    page("Post", day(3), holds(by=("a guard",), unnamed=True), holds(reader="joe", at=day(3))),
]
KINDS = {"Wire": OriginKind.OUTLET}


def drawn(*pages, **more):
    return graph(record(*(pages or PAGES)).claims.values(), KINDS, **more)


def test_what_one_reads_stands_above_those_whom_it_passes_on():
    levels = {n.name: n.level for n in drawn().nodes}

    assert levels["Courier"] == levels["Herald"] == 0
    assert levels["Wire"] == 1
    assert levels["Ada Orm"] == 2


def test_a_link_has_its_claims_its_pages_and_words_of_one_telling():
    link = next(e for e in drawn().edges if (e.teller, e.source) == ("Wire", "Ada Orm"))

    assert (link.claims, link.pages) == (1, 2)
    assert link.example.quote == "The army holds Lorne"


def test_readers_of_a_page_are_one_source_without_their_names():
    found = drawn()
    thread = next(n for n in found.nodes if n.kind is OriginKind.COMMENTER)

    assert thread.name == "Post comments"
    assert "joe" not in {n.name for n in found.nodes}


def test_small_sources_are_left_out_and_counted():
    page_ = page("Courier", day(1), holds(by=("Ada Orm",)), where("Sarland", "Sarif fled"))
    found = drawn(page_, least=2)

    assert [n.name for n in found.nodes] == ["Courier"]
    assert found.left_out == 1


def test_each_way_from_a_page_to_an_origin_is_told():
    assert ("Courier", "Wire", "Ada Orm") in {r.chain for r in drawn().routes}


def test_who_pass_on_each_other_are_drawn_all_the_same():
    found = drawn(
        page("Courier", day(1), holds(by=("Herald", "Ada Orm"))),
        page("Herald", day(1), where("Sarland", "Sarif fled", by=("Courier", "Ada Orm"))),
    )

    assert {n.name for n in found.nodes} == {"Courier", "Herald", "Ada Orm"}


def test_the_order_of_pages_does_not_change_the_drawing():
    assert drawn(*PAGES) == drawn(*reversed(PAGES))
