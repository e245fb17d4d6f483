"""Pages that tell of one incident: by their words, their days, and the people whom they name."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import document, part
from wellsourced.link.incidents import together
from wellsourced.model import EntityKind, Marks, Mention, PartKind, TimeMark, TimeType

FERRY = "Gunmen fired on the Ulm ferry at Havrin on Monday. Seven passengers died, said Odo Kell."
FERRY_LATER = (
    "Odo Kell asked the council to pay for a stone on the quay where the Ulm ferry used to land. "
    "Its members put off their answer until spring, as the budget for gardens was spent."
)
MARKET = "A bomb went off under a stall of the Millgate market. Nobody was hurt, said Ilsa Verane."
BREAD = "Bread was dearer this week than in any week since the harvest, or so the bakers told us."
MONDAY = date(2009, 9, 21)


def page(name, text, on, *, days=(), people=(), **fields):
    """A page with the days it tells of, and the people whom it names."""
    times = [TimeMark(start=n, end=n + 1, type=TimeType.DATE, value=str(d), earliest=d, latest=d)
             for n, d in enumerate(days)]  # fmt: skip
    names = [Mention(id=f"m{n}", start=n, end=n + 1, kind=EntityKind.PERSON, name=p)
             for n, p in enumerate(people)]  # fmt: skip
    made = document(text, name=name, on=on, **fields)
    return made, Marks(doc=made.id, times=tuple(times), entities=tuple(names))


def groups(*pages):
    return [list(t.documents) for t in together([p[0] for p in pages], [p[1] for p in pages])]


def others(count=6):
    """Pages of other things, so that rare words are rare."""
    texts = (
        f"{BREAD} Number{n} is up by {n} crowns at the shop of Mister{n}." for n in range(count)
    )
    return [page(f"z{n}", t, MONDAY.replace(day=n + 1)) for n, t in enumerate(texts)]


def test_two_reports_of_one_deed_are_together_and_another_deed_of_that_day_is_not():
    found = groups(
        page("a", FERRY, MONDAY),
        page("b", f"{FERRY} The ferry was towed to Ostrel.", MONDAY),
        page("c", MARKET, MONDAY),
        *others(),
    )

    assert ["a", "b"] in found
    assert ["c"] in found


def test_a_report_of_months_later_is_together_if_it_names_the_day():
    later = date(2010, 3, 1)
    named = {"days": [MONDAY], "people": ["Odo Kell"]}
    told = page("a", FERRY, MONDAY, **named)

    assert ["a", "b"] in groups(told, page("b", FERRY_LATER, later, **named), *others())
    assert ["a"] in groups(told, page("b", FERRY_LATER, later, people=["Odo Kell"]), *others())


def test_a_group_says_what_makes_it_one():
    named = {"days": [MONDAY], "people": ["Odo Kell"]}
    pages = [page("a", FERRY, MONDAY, **named), page("b", FERRY, MONDAY, **named), *others()]
    found = together([p[0] for p in pages], [p[1] for p in pages])

    [told] = [t for t in found if "a" in t.documents]
    assert told.why == ("the day 2009-09-21", "the person odo kell")


def test_readers_words_and_a_houses_own_words_make_no_incident():
    address = "Call the Harbour Bell newsroom in Ostrel at its office on Quay Street, or write."
    bells = [page(f"b{n}", f"{t} {address}", MONDAY, url=f"http://bell.example/{n}")
             for n, t in enumerate((FERRY, MARKET, "Rain fell on the hills."))]  # fmt: skip
    talk = f"{MARKET}\n\n{FERRY}"
    parts = (part(0, len(MARKET)), part(len(MARKET) + 2, len(talk), PartKind.COMMENT))
    thread = page("t", talk, MONDAY, parts=parts)

    found = groups(*bells, thread, *others())
    assert ["b0"] in found
    assert ["b1", "t"] in found


def test_one_page_or_none_is_no_trouble():
    assert groups() == []
    assert groups(page("a", FERRY, None)) == [["a"]]
    assert groups(page("a", "", None), page("b", "", None)) == [["a"], ["b"]]


PAGES = [page("a", FERRY, MONDAY), page("b", FERRY, None), page("c", MARKET, MONDAY), *others()]


@settings(max_examples=20, deadline=None)
@given(st.permutations(PAGES))
def test_the_order_of_pages_does_not_matter(pages):
    assert groups(*pages) == groups(*PAGES)
