"""What a reader does on each screen, in a real browser; what goes wrong on it fails the test."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import Seen, serving
from wellsourced.case import Case

DAY = "2009-09-20"
SMILING = """Kelm Post, 4 March 2031

The bridge at Dorn \U0001f6a8\U0001f525 was closed

\U0001f30a Ada Brolin, the mayor of Dorn, said on Tuesday that the Tarn Guard had blown up
the bridge. \U0001f600 Nobody was hurt.
"""
COPIED = """() => {
  const data = new DataTransfer();
  const how = { clipboardData: data, bubbles: true, cancelable: true };
  document.dispatchEvent(new ClipboardEvent("copy", how));
  return data.getData("text/plain");
}"""
CHOSEN = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.getElementById("words"));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture(scope="module")
def smiling(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A page with signs that take two places in a browser's text, and four bytes in a file."""
    folder = tmp_path_factory.mktemp("smiling")
    (folder / "post.txt").write_text(SMILING, encoding="utf-8")
    made = Case.create(folder / "case")
    made.add([folder / "post.txt"], at=datetime(2031, 3, 5, tzinfo=UTC))
    made.run(workers=0)
    return made


@pytest.fixture
def smiled(browser: Browser, smiling: Case) -> Iterator[Seen]:
    for base in serving(smiling):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        watched = Seen(context.new_page(), base)
        yield watched
        context.close()
        assert watched.faults == []


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def coloured(page: Page, shade: str) -> list[str]:
    """The words that have a colour, as the browser has them."""
    script = "s => [...(CSS.highlights.get(s) ?? [])].map(r => r.toString())"
    return [str(w) for w in page.evaluate(script, shade)]


def test_a_search_finds_names_claims_and_words_and_leads_to_the_words(seen: Seen) -> None:
    page = seen.open("/claims")
    page.keyboard.press("/")
    page.keyboard.type("river guard")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("“river guard”")
    assert page.locator("section").count() == 3
    page.locator(".hits a").first.click()
    assert page.locator("mark#words").inner_text().casefold() == "river guard"


def test_a_day_back_and_a_day_forward_keep_the_screen(seen: Seen) -> None:
    page = seen.open("/claims?about=Danil+Orsak")
    page.locator(".asof a[rel=prev]").click()
    first = asked(page)["as_of"]
    assert "is-past" in (page.locator(".asof").get_attribute("class") or "")
    page.locator(".asof a[rel=prev]").click()
    assert asked(page)["as_of"] < first
    page.locator(".asof a[rel=next]").click()
    assert asked(page)["as_of"] == first
    assert asked(page)["about"] == ["Danil Orsak"]
    page.locator(".claim-text a").first.click()
    assert asked(page)["as_of"] == first
    page.locator(".asof a", has_text="Now").click()
    assert "as_of" not in asked(page)


def test_a_click_on_words_tells_what_they_are_and_lights_what_rests_on_them(
    seen: Seen, example: Case
) -> None:
    claim = next(c for c in example.claims() if c.evidence and c.place)
    told = claim.evidence[0]
    page = seen.open(f"/documents/{told.document}?words={told.start}-{told.end}#words")
    box = page.locator("mark#words").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 6, box["y"] + 6)
    assert "on these words" in page.locator(".told").inner_text()
    assert page.locator(f".made.is-lit[href*='{claim.id}']").count() == 1


def test_copied_words_carry_where_they_stand(seen: Seen, example: Case) -> None:
    told = example.claims()[0].evidence[0]
    page = seen.open(f"/documents/{told.document}?words={told.start}-{told.end}#words")
    page.evaluate(CHOSEN)
    copied = str(page.evaluate(COPIED))

    assert copied.startswith("“")
    assert f"characters {told.start}-{told.end}" in copied
    assert f"words={told.start}-{told.end}#words" in copied


def test_the_way_to_words_ends_where_they_stand_in_sight(seen: Seen, example: Case) -> None:
    told = max((e for c in example.claims() for e in c.evidence), key=lambda e: e.start)
    page = seen.open(f"/documents/{told.document}?words={told.start}-{told.end}#words")
    mark = page.locator("mark#words")

    assert " ".join(mark.inner_text().split()) == " ".join(told.quote.split())
    expect(mark).to_be_in_viewport()


def test_what_is_not_asked_for_is_not_coloured(seen: Seen, example: Case) -> None:
    told = example.claims()[0].evidence[0]
    page = seen.open(f"/documents/{told.document}")
    assert coloured(page, "name")
    page.locator(".legend input[value=name]").uncheck()
    assert coloured(page, "name") == []
    assert coloured(page, "content")


def test_colours_links_and_copies_stand_right_after_four_byte_signs(
    smiled: Seen, smiling: Case
) -> None:
    document = smiling.documents()[0].id
    view = smiling.page(document)
    text, marks = view.document.text, view.shaded
    page = smiled.open(f"/documents/{document}")
    for shade in ("name", "place", "source", "cue"):
        wanted = sorted(text[m.start : m.end] for m in marks if m.shade == shade)
        assert sorted(coloured(page, shade)) == wanted
    assert "Ada Brolin" in " ".join(coloured(page, "name"))
    start = text.index("Nobody")
    page = smiled.open(f"/documents/{document}?words={start}-{start + 6}#words")
    assert page.locator("mark#words").inner_text() == "Nobody"
    page.evaluate(CHOSEN)
    copied = str(page.evaluate(COPIED))
    assert copied.startswith("“Nobody” (")
    assert f"characters {start}-{start + 6}" in copied


def test_a_claim_shows_how_it_stood_without_being_asked_again(seen: Seen, example: Case) -> None:
    claim = max(example.claims(), key=lambda c: (len(c.rivals), c.id))
    page = seen.open(f"/claims/{claim.id}")
    expect(page.locator("table.stood tbody tr").first).to_be_visible()
    page.locator(".quoted").first.click()
    expect(page.locator("mark#words")).to_be_in_viewport()


def test_the_timeline_is_moved_by_keys_and_buttons_and_opens_claims(
    seen: Seen, example: Case
) -> None:
    page = seen.open("/timeline")
    figure = page.locator("figure.bars[data-drawn]")
    expect(figure).to_be_visible()
    assert int(figure.get_attribute("data-drawn") or 0) > 40
    days = page.locator(".bars-range")
    whole = days.inner_text()
    page.locator("figure.bars canvas").focus()
    page.keyboard.press("+")
    expect(days).not_to_have_text(whole)
    near = days.inner_text()
    page.keyboard.press("ArrowRight")
    expect(days).not_to_have_text(near)
    page.get_by_role("button", name="All").click()
    expect(days).not_to_have_text(near)
    canvas = page.locator("figure.bars canvas")
    box = canvas.bounding_box()
    assert box is not None
    told = page.locator(".bars-told")
    for x in range(4, int(box["width"]), 6):
        page.mouse.move(box["x"] + x, box["y"] + 4)
        if told.inner_text():
            break
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url("**/claims/*")


def test_the_map_is_drawn_and_moved_by_keys_and_tells_of_its_places(seen: Seen) -> None:
    page = seen.open("/map")
    expect(page.locator("figure.map[data-drawn]")).to_be_visible()
    circle = page.locator(".spot circle").last
    before = circle.get_attribute("cx") or ""
    page.locator("figure.map svg").focus()
    page.keyboard.press("ArrowLeft")
    expect(circle).not_to_have_attribute("cx", before)
    moved = circle.get_attribute("cx") or ""
    page.keyboard.press("+")
    expect(circle).not_to_have_attribute("cx", moved)
    page.keyboard.press("Tab")
    expect(page.locator(".spot:focus")).to_have_count(1)
    expect(page.locator(".map-told")).to_contain_text("claim")
    page.keyboard.press("Enter")
    page.wait_for_url("**/names/*")


def test_the_graph_leads_to_the_sources(seen: Seen) -> None:
    page = seen.open("/sources")
    page.locator("a[href*='/sources/graph']").first.click()
    spots = page.locator(".graph svg a")
    assert spots.count() > 3
    name = spots.first.locator("title").text_content() or ""
    spots.first.click()
    assert name.split(":")[0] == page.locator("h1").inner_text()


def test_a_count_leads_to_the_words_that_give_it(seen: Seen) -> None:
    page = seen.open("/tallies")
    page.locator("table.tolls a").first.click()
    page.locator(".hits .quoted").first.click()
    expect(page.locator("mark#words")).to_be_in_viewport()


def test_a_dispute_is_taken_as_a_question(seen: Seen) -> None:
    page = seen.open("/hypotheses")
    page.locator("a[href*='dispute=']").first.click()
    assert page.locator("table.matrix tbody tr").count() > 1


def test_readers_are_named_nowhere_once_they_are_withheld(seen: Seen, example: Case) -> None:
    names = {n for d in example.documents() for n in d.commenters if len(n) > 3}
    page = seen.open("/")
    page.get_by_role("link", name="Withhold readers’ names").click()
    page.get_by_role("navigation", name="Screens").get_by_role("link", name="Pages").click()
    assert asked(page)["withhold"] == ["1"]
    for document in example.documents():
        shown = seen.open(f"/documents/{document.id}?withhold=1").inner_text("body")
        assert [n for n in names if n in shown] == []


def test_a_reader_s_choice_of_light_or_dark_is_kept(seen: Seen) -> None:
    page = seen.open("/")
    page.locator("button.theme").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert seen.open("/claims").locator("html").get_attribute("data-theme") == "dark"
