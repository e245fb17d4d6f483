import re

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tests.weigh.makers import Line, day, holds, page
from wellsourced.config import Outlet, Settings
from wellsourced.lang.codes import coded
from wellsourced.link.copies import reuses, rows, shared
from wellsourced.link.stories import stories, wire
from wellsourced.link.whole import link
from wellsourced.model import OriginKind, PartKind

DISPATCH = (
    "The mill at the northern bridge burned for two days before soldiers put out the fire, and "
    "the families of eleven workers waited at the gate until the doors were opened at dawn"
)
OTHER = (
    "Bread was dearer this week than in any week since the harvest, and the bakers of the old "
    "town blame the ferrymen, who in turn blame the price of rope"
)
FOOT = "Our reporters can be reached at the harbour office on every day of the week but Sunday"


def plain(outlet, on, *words, file=""):
    return page(outlet, on, *(Line(words=w, type=None) for w in words), file=file)[0]


def test_a_passage_inside_another_text_is_found_with_the_words_on_both_sides():
    origin, other = plain("Courier", day(1), DISPATCH), plain("Herald", day(2), OTHER, DISPATCH)
    [found] = reuses([other, origin])

    assert (found.a, found.b) == (origin.id, other.id)
    assert found.a_span.of(origin.text) == found.b_span.of(other.text) == DISPATCH


def test_an_edited_passage_is_still_one_passage():
    edited = DISPATCH.replace("two days", "three long days").replace("at dawn", "at first light")
    [found] = reuses([plain("Courier", day(1), DISPATCH), plain("Herald", day(2), OTHER, edited)])

    assert found.b_span.end - found.b_span.start > 0.8 * len(edited)


def test_a_phrase_is_no_copy():
    one = "The prime minister said on Monday that the ferries would run again before the feast"
    other = "Nobody believed it when the prime minister said on Monday that the well was dry"

    assert reuses([plain("Courier", day(1), one), plain("Herald", day(2), other)]) == ()


def test_what_one_outlet_puts_under_every_page_is_no_copy():
    long = [f"{OTHER}, which was on page {n} and {DISPATCH[n:]}" for n in (10, 60)]
    pages = [plain("Courier", day(n), *long[n - 1 : n], FOOT, file=str(n)) for n in (1, 2)]
    feet = [s for s in shared(pages) if "reporters" in s.reuse.a_span.of(s.a.document.text)]

    assert all(s.boilerplate for s in feet if len(s.reuse.a_span.of(s.a.document.text)) < 120)


def test_rows_name_each_pair_once_with_all_spans():
    found = list(rows([plain("A", day(1), DISPATCH), plain("B", day(2), OTHER, DISPATCH)]))

    assert len(found) == 1
    assert len(found[0].spans) == 1
    assert found[0].kind is None


def test_the_oldest_text_is_the_storys_origin():
    pages = [plain(o, day(n), DISPATCH, file=o) for n, o in ((3, "A"), (1, "B"), (2, "C"))]
    [story] = stories(pages, shared(pages), Settings())

    assert story.origin == pages[1].id
    assert {c.document for c in story.copies} == {pages[0].id, pages[2].id}
    assert all(c.share == 1.0 for c in story.copies)


def test_an_agency_that_the_text_names_is_the_origin():
    pages = [plain(o, day(1), f"LORNE, May 1 (Reuters) - {DISPATCH}", file=o) for o in "AB"]
    [story] = stories(pages, shared(pages), Settings())

    assert (story.origin, story.wire) == (None, "Reuters")


def test_an_agency_is_known_by_the_settings_too():
    settings = Settings(outlets=(Outlet(name="Lake Wire", wire=True),))
    page_ = plain("A", day(1), f"LORNE (Lake Wire) - {DISPATCH}")

    assert wire(page_, settings) == "Lake Wire"
    assert wire(page_, Settings()) is None
    assert (
        wire(plain("A", day(1), f"{OTHER}. {OTHER}", f"LORNE (Reuters) - {DISPATCH}"), settings)
        is None
    )


def linked(*pages):
    return link([p[0] for p in pages], [p[1] for p in pages], Settings())


def test_what_an_agency_wrote_is_the_agencys_wherever_it_is_printed():
    line = Line(words=f"LORNE (Reuters) - {DISPATCH}")
    found = linked(page("A", day(1), line), page("B", day(2), line)).utterances

    assert {u.origin.name for u in found} == {"Reuters"}
    assert len({u.same for u in found}) == 1


def test_a_reader_who_pastes_the_page_back_repeats_it():
    said = holds(words=f"{DISPATCH} and the army holds Lorne", by=("Ada Orm",))
    pasted = holds(words=f"{DISPATCH} and the army holds Lorne", reader="joe")
    found = linked(page("A", day(1), said, pasted)).utterances

    assert {u.origin.name for u in found} == {"Ada Orm"}
    assert not any(u.commenter for u in found)
    assert len({u.same for u in found}) == 1


def test_a_toll_in_the_same_words_with_another_number_is_no_copy():
    words = "people were killed when the mill at the northern bridge of Lorne burned for two days"
    found = linked(
        page("A", day(1), Line(words=f"14 {words}")), page("B", day(2), Line(words=f"21 {words}"))
    ).utterances

    assert len({u.same for u in found}) == 2


def test_the_page_and_the_reader_are_told_apart():
    by_kind = {
        u.origin.kind: u
        for u in linked(page("A", day(1), holds(), holds(reader="joe"))).utterances
    }

    assert by_kind[OriginKind.OUTLET].origin.name == "A"
    assert by_kind[OriginKind.COMMENTER].origin.name == "joe"
    assert by_kind[OriginKind.COMMENTER].chain == ("A comments", "joe")


def test_a_comment_is_heard_on_the_day_it_prints():
    found = linked(page("A", day(1), holds(), holds(reader="joe", at=day(4)))).utterances

    assert sorted(u.heard_on for u in found) == [day(1), day(4)]


def test_a_few_words_that_a_reader_sets_off_repeat_the_page():
    document, marks = page("A", day(1), holds(by=("Ada Orm",)), holds(reader="joe"))
    comment = next(p for p in document.parts if p.author == "joe")
    quote = structs.replace(comment, id="q", kind=PartKind.BLOCKQUOTE, end=comment.end - 1)
    document = structs.replace(document, parts=(*document.parts, quote))
    found = link([document], [marks], Settings()).utterances

    assert {u.origin.name for u in found} == {"Ada Orm"}


def test_a_dispatch_in_a_hundred_pages_has_one_origin():
    pages = [plain(f"P{n}", day(2), DISPATCH, file=str(n)) for n in range(100)]
    first = plain("Courier", day(1), DISPATCH)
    [story] = stories([*pages, first], shared([*pages, first]), Settings())

    assert story.origin == first.id
    assert len(story.copies) == 100


def test_a_copy_of_a_copy_is_a_copy_of_the_first():
    first, second = plain("A", day(1), DISPATCH), plain("B", day(2), DISPATCH, OTHER)
    third = plain("C", day(3), DISPATCH, OTHER)
    found = stories([first, second, third], shared([first, second, third]), Settings())

    assert first.id in {s.origin for s in found}
    [story] = [s for s in found if s.origin == first.id]
    assert {c.document for c in story.copies} == {second.id, third.id}


def test_an_article_pasted_into_a_comment_is_told_as_a_readers():
    first = plain("Courier", day(1), DISPATCH)
    lines = (Line(words=OTHER, type=None), Line(words=DISPATCH, type=None, reader="joe"))
    second = page("Herald", day(2), *lines)[0]
    [story] = stories([first, second], shared([first, second]), Settings())

    assert story.copies[0].why.startswith("has readers who paste “Courier”")


@given(st.lists(st.sampled_from("ab c,d\n“”—ÄäİßΣ\U0001f600\ud800١_9 "), max_size=40))
def test_words_as_numbers_begin_where_words_begin(letters):
    text = "".join(letters)
    found = coded([text, "pier", text])
    starts = [m.start() for m in re.finditer(r"\w+", text)]

    assert found.starts.tolist() == [*starts, 0, *starts]
    assert found.codes[: len(starts)].tolist() == found.codes[len(starts) + 1 :].tolist()


@given(st.permutations(range(6)))
def test_the_order_of_pages_changes_nothing(order):
    words = [DISPATCH, f"{OTHER} {DISPATCH}", DISPATCH[:120], OTHER, f"{DISPATCH} {OTHER}", FOOT]
    pages = [plain(f"P{n}", day(1), w, file=str(n)) for n, w in enumerate(words)]

    assert reuses([pages[n] for n in order]) == reuses(pages)


def test_a_trackback_that_quotes_the_page_back_is_no_second_source():
    said = holds(words=f"{DISPATCH} and the army holds Lorne")
    document, marks = page("A", day(1), said, holds(words=said.words, reader="Other Notes"))
    parts = tuple(
        structs.replace(p, kind=PartKind.TRACKBACK) if p.kind is PartKind.COMMENT else p
        for p in document.parts
    )
    found = link([structs.replace(document, parts=parts)], [marks], Settings()).utterances

    assert {u.origin.name for u in found} == {"A"}
    assert len({u.same for u in found}) == 1
