import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.web.conftest import Seen, serving
from wellsourced.case import Case


@pytest.fixture
def own(example: Case, tmp_path: Path) -> Case:
    """A copy of the example that a test may rule on."""
    return Case.open(shutil.copytree(example.path, tmp_path / "own"))


@pytest.fixture
def at(own: Case) -> Iterator[str]:
    yield from serving(own)


def post(address: str, fields: list[tuple[str, str]], **headers: str) -> int:
    asked = Request(f"{address}/rule", urlencode(fields).encode(), method="POST")
    for name, value in headers.items():
        asked.add_header(name.replace("_", "-"), value)
    try:
        with urlopen(asked) as answer:
            return answer.status
    except HTTPError as error:
        return error.code


def test_a_claim_is_reviewed_and_undone_by_keyboard_alone(
    browser: Browser, own: Case, at: str
) -> None:
    context = browser.new_context()
    watched = Seen(context.new_page(), at)
    page = watched.open("/review")
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".did")).to_contain_text("Ruling 1:")
    page.keyboard.press("r")
    expect(page.locator(".did")).to_contain_text("Ruling 2:")
    assert page.locator(".queue > li.is-rejected").count() == 1
    page.keyboard.press("u")
    expect(page.locator(".did")).to_contain_text("Ruling 3:")
    assert page.locator(".queue > li.is-rejected").count() == 0
    page.keyboard.press("?")
    assert page.locator("dialog.help[open]").count() == 1
    context.close()
    assert watched.faults == []
    states = [(r.ruling.decision, r.state) for r in own.seen(ruled=True).rulings()]
    assert [d for d, _ in states] == ["accept", "reject", "undo"]
    assert [s for _, s in states][:2] == ["in force", "undone"]


def test_a_decision_by_a_plain_form_leads_back_to_where_it_stood(own: Case, at: str) -> None:
    claim = own.claims()[0].id
    fields = [("decision", "note"), ("of", claim), ("value", "seen"), ("back", "/claims")]

    assert post(at, fields) == 200
    assert [r.ruling.draft.value for r in own.seen(ruled=True).rulings()] == ["seen"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "https://evil.example"},
    ],
)
def test_nothing_is_decided_at_the_word_of_another_site(
    own: Case, at: str, headers: dict[str, str]
) -> None:
    fields = [("decision", "reject"), ("of", own.claims()[0].id)]

    assert post(at, fields, **headers) == 403
    assert own.rulings() == ()


def test_what_is_no_decision_is_told_with_the_remedy(own: Case, at: str) -> None:
    assert post(at, [("decision", "burn"), ("of", own.claims()[0].id)]) == 404
    assert post(at, [("decision", "accept"), ("of", "nothing")]) == 404
    assert own.rulings() == ()
