"""What is decided by the forms of a screen is laid over the record, marked, and can be undone."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.request import urlopen

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import Seen, serving
from tests.web.test_review import post
from tests.web.test_screens import AXE
from wellsourced.case import Case
from wellsourced.model import Claim, Decision, Order


@pytest.fixture(scope="module")
def own(example: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A copy of the example that this file rules on, and undoes."""
    folder = tmp_path_factory.mktemp("deciding") / "own"
    return Case.open(shutil.copytree(example.path, folder))


@pytest.fixture(scope="module")
def at(own: Case) -> Iterator[str]:
    yield from serving(own)


@pytest.fixture(autouse=True)
def undone(own: Case) -> Iterator[None]:
    """Leave the case as it was: what a test decided is undone by its end."""
    yield
    undo_all(own)


@pytest.fixture
def plain(browser: Browser, at: str) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, base_url=at)
    yield context.new_page()
    context.close()


def undo_all(case: Case) -> None:
    now = datetime(2031, 3, 4, tzinfo=UTC)
    case.renew()
    for row in reversed(case.rulings()):
        if row.state != "undone" and row.ruling.decision != "undo":
            case.undo(str(row.ruling.number), by="Ada", at=now)


def contested(case: Case) -> Claim:
    return max(case.claims(), key=lambda c: (len(c.rivals), c.id))


def got(address: str) -> str:
    with urlopen(address) as answer:
        return str(answer.read().decode())


def test_a_claim_is_rejected_without_a_script_and_stands_struck_and_apart(
    own: Case, at: str, plain: Page
) -> None:
    claim = contested(own)
    plain.goto(f"/claims/{claim.id}")
    plain.locator("[name=why]").first.fill("He spoke of another")
    plain.get_by_role("button", name="Reject", exact=True).click()

    assert plain.url.endswith(f"/claims/{claim.id}#rulings")
    assert "rejected by Ada" in plain.locator(".both").inner_text()
    assert f"Machine: {claim.status}" in plain.locator(".both").inner_text()
    plain.goto("/claims")
    apart = plain.locator(f".apart #c-{claim.id}")
    assert "rejected by Ada" in apart.inner_text()
    assert plain.locator(f"#c-{claim.id}").count() == 1
    assert "1 ruling by analysts" in plain.locator(".layer").inner_text()
    plain.goto("/claims?layer=machine")
    assert plain.locator(".apart").count() == 0
    assert "machine’s record alone" in plain.locator(".layer").inner_text()


def test_a_slot_is_corrected_by_a_form_and_the_machines_own_stands_beside_it(
    own: Case, plain: Page
) -> None:
    claim = contested(own)
    plain.goto(f"/claims/{claim.id}")
    plain.get_by_text("Correct what the machine read").click()
    form = plain.locator("form.rule:has([name=field])")
    form.locator("[name=field]").select_option("place")
    form.locator("[name=value]").fill("Ostrel")
    form.get_by_role("button").click()

    assert "corrected" in plain.locator(".slots").inner_text()
    assert f"machine: {claim.place}" in plain.locator(".slots").inner_text()


def test_a_grade_is_the_analysts_and_the_machines_is_a_suggestion(own: Case, plain: Page) -> None:
    claim = next(c for c in own.claims() if c.suggested_credibility)
    plain.goto(f"/claims/{claim.id}")
    plain.get_by_text("Grade, note, assign").click()
    assert "suggests" in plain.locator("main").inner_text()
    form = plain.locator("form.rule:has(select[name=value])")
    form.locator("select").select_option("2")
    form.get_by_role("button").click()

    assert "probably true" in plain.locator(".both").inner_text()


def test_tellings_that_are_chosen_are_split_off(own: Case, plain: Page) -> None:
    told = (c for c in own.claims() if sum(e.stance == "backs" for e in c.evidence) > 1)
    claim = max(told, key=lambda c: (len(c.evidence), c.id))
    plain.goto(f"/claims/{claim.id}")
    plain.get_by_text("Merge, split").click()
    plain.locator("[name=out]").first.check()
    plain.get_by_role("button", name="Split off").click()

    assert "split" in plain.locator(".rulings").inner_text()
    assert [r.ruling.decision for r in own.seen(ruled=True).rulings()][-1] == "split"


def test_a_source_is_graded_on_its_dossier_and_the_list_of_sources_says_so(plain: Page) -> None:
    plain.goto("/names/Jarin Tolle")
    plain.locator("form.rule select[name=value]").select_option("B")
    plain.get_by_role("button", name="Grade").click()

    assert "reliability B" in plain.locator("main").inner_text()
    plain.goto("/sources")
    assert plain.locator("tr:has-text('Jarin Tolle') .ruled").inner_text() == "B"


def test_words_chosen_on_a_page_are_redacted(own: Case, browser: Browser, at: str) -> None:
    context = browser.new_context()
    watched = Seen(context.new_page(), at)
    document = next(d for d in own.documents() if d.parts)
    page = watched.open(f"/documents/{document.id}")
    words = page.locator(".text").nth(3)
    before = words.inner_text()
    words.select_text()
    expect(page.locator(".redact-says")).to_contain_text("Chosen")
    page.get_by_role("button", name="Redact").click()
    expect(page.locator(".rulings")).to_contain_text("redact")
    assert before not in page.locator(".reading").inner_text()
    context.close()
    assert watched.faults == []


def test_everybody_can_use_the_forms_and_what_they_leave(
    own: Case, browser: Browser, at: str
) -> None:
    claim = contested(own)
    post(at, [("decision", "correct"), ("of", claim.id), ("field", "place"), ("value", "Ostrel")])
    post(at, [("decision", "reject"), ("of", claim.id)])
    context = browser.new_context(viewport={"width": 390, "height": 900}, color_scheme="dark")
    page = context.new_page()
    for path in (f"/claims/{claim.id}", "/claims", "/names/Jarin Tolle", "/rulings"):
        page.goto(at + path)
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        page.evaluate(AXE)
        found = page.evaluate("axe.run()")["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    context.close()


def test_a_note_is_kept_with_a_count(own: Case, plain: Page) -> None:
    plain.goto(f"/tallies/{own.tallies()[0].id}")
    plain.locator("[name=value]").fill("Ask the clinic")
    plain.get_by_role("button", name="Keep the note").click()

    assert "Ask the clinic" in plain.locator(".rulings").inner_text()


def test_a_page_is_said_to_have_its_own_words(own: Case, plain: Page) -> None:
    plain.goto("/copies")
    plain.get_by_text("Not a copy?").first.click()
    plain.get_by_role("button", name="Has its own words").first.click()

    assert "split" in plain.locator(".rulings").inner_text()


def test_who_looks_at_the_machines_record_alone_cannot_decide_there(
    plain: Page, own: Case
) -> None:
    plain.goto(f"/claims/{contested(own).id}?layer=machine")

    assert plain.locator("form.rule").count() == 0
    assert "With rulings you can decide" in plain.locator("main").inner_text()


def test_the_agreement_of_two_reviewers_is_shown_with_what_they_differ_on(
    own: Case, at: str
) -> None:
    now = datetime(2031, 3, 4, tzinfo=UTC)
    claim = contested(own)
    for name in ("Ada", "Eve"):
        post(at, [("decision", "assign"), ("of", claim.id), ("value", name)])
    post(at, [("decision", "accept"), ("of", claim.id)])
    assert "accept" not in got(f"{at}/rulings.json")
    own.renew()
    own.rule(Order(decision=Decision.REJECT, of=(claim.id,)), by="Eve", at=now)
    shown = got(f"{at}/review")

    assert "Ada and Eve" in shown
    assert f"/claims/{claim.id}#rulings" in shown
    assert json.loads(got(f"{at}/review.json?reviewer=Nobody"))["rows"] == []


def test_the_queue_is_narrowed_by_type_standing_and_name(own: Case, at: str) -> None:
    whole = json.loads(got(f"{at}/review.json"))
    kind = max(whole["types"], key=whole["types"].get)
    rows = json.loads(got(f"{at}/review.json?type={kind}&status=disputed"))
    about = json.loads(got(f"{at}/review.json?about=Jarin+Tolle"))

    assert rows["rows"]
    assert {c["type"] for c in rows["claims"].values()} == {kind}
    assert {r["status"] for r in rows["rows"]} == {"disputed"}
    assert 0 < len(about["rows"]) < len(whole["rows"])


def test_u_undoes_what_an_earlier_sitting_decided(own: Case, browser: Browser, at: str) -> None:
    post(at, [("decision", "reject"), ("of", contested(own).id)])
    context = browser.new_context()
    watched = Seen(context.new_page(), at)
    page = watched.open("/review")
    with page.expect_navigation():
        page.keyboard.press("u")
    context.close()
    own.renew()

    assert watched.faults == []
    assert own.rulings()[-1].ruling.decision == "undo"


ACTS = st.sampled_from(("accept", "reject", "credibility", "note", "assign", "correct", "merge"))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(st.tuples(ACTS, st.integers(0, 30)), min_size=1, max_size=4))
def test_what_is_decided_and_undone_by_the_forms_leaves_no_trace_in_the_list(
    own: Case, at: str, acts: list[tuple[str, int]]
) -> None:
    before = got(f"{at}/claims")
    claims = own.claims()
    done = [post(at, form(act, claims, n)) for act, n in acts]
    log = json.loads(got(f"{at}/rulings.json"))["rulings"]
    made = [
        r for r in log if r["state"] != "undone" and r["ruling"]["draft"]["decision"] != "undo"
    ]
    for row in made:
        assert post(at, [("decision", "undo"), ("of", str(row["ruling"]["number"]))]) == 200

    assert len(made) == done.count(200)
    assert got(f"{at}/claims") == before


def form(act: str, claims: tuple[Claim, ...], n: int) -> list[tuple[str, str]]:
    claim = claims[n % len(claims)]
    beside = claims[(n + 1) % len(claims)]
    more = {
        "credibility": [("value", "3")],
        "note": [("value", "look again")],
        "assign": [("value", "Bo")],
        "correct": [("field", "actor"), ("value", "Somebody")],
        "merge": [("of", beside.id)],
    }
    return [("decision", act), ("of", claim.id), *more.get(act, [])]


def test_a_further_run_keeps_what_was_decided(own: Case, at: str) -> None:
    claim = contested(own)
    post(at, [("decision", "reject"), ("of", claim.id), ("why", "misread")])
    own.run(workers=0)

    assert "rejected by Ada" in got(f"{at}/claims")
    assert "misread" in got(f"{at}/claims/{claim.id}")
