"""Answers are kept, and given again: to nobody for whom they were not made, and never too long."""

import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from tests.web.within import ask
from wellsourced.app.access.accounts import Accounts
from wellsourced.app.access.desk import API, Desk, Rules
from wellsourced.app.access.passes import Passes
from wellsourced.app.access.roles import Role
from wellsourced.app.web.answers import Answer, Answers
from wellsourced.app.web.site import site
from wellsourced.case import Case
from wellsourced.model import Decision, Order

NOW = datetime(2031, 3, 4, tzinfo=UTC)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def own(example: Case, tmp_path: Path) -> Case:
    return Case.open(shutil.copytree(example.path, tmp_path / "own"))


def test_what_was_answered_is_answered_again_without_being_made() -> None:
    answers, made = Answers(), list[str]()
    for _ in range(3):
        found = answers.give("a", lambda: _made(made, "a"))

    assert found == Answer(b"a", "text/plain")
    assert made == ["a"]


def _made(made: list[str], word: str) -> Answer:
    made.append(word)
    return Answer(word.encode(), "text/plain")


def test_what_was_not_asked_for_longest_goes_first() -> None:
    answers, made = Answers(most=3), list[str]()
    for word in ("a", "b", "c", "a", "d", "a", "b"):
        answers.give(word, lambda w=word: _made(made, w))

    assert made == ["a", "b", "c", "d", "b"]


def test_an_answer_that_is_too_long_is_not_kept() -> None:
    answers, made = Answers(most=2), list[str]()
    for _ in range(2):
        answers.give("long", lambda: _made(made, "long"))

    assert made == ["long", "long"]


def test_who_asks_at_the_same_time_waits_for_the_one_answer() -> None:
    answers, made = Answers(), list[str]()
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> Answer:
        begun.set()
        go_on.wait(5)
        return _made(made, "a")

    asking = [threading.Thread(target=answers.give, args=("a", slow)) for _ in range(4)]
    for one in asking:
        one.start()
    begun.wait(5)
    answers.give("b", lambda: _made(made, "b"))  # another question waits for nobody
    go_on.set()
    for one in asking:
        one.join(5)

    assert made == ["b", "a"]


def test_what_fails_is_tried_again() -> None:
    answers, made = Answers(), list[str]()

    def fails() -> Answer:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            answers.give("a", fails)

    assert answers.give("a", lambda: _made(made, "a")).body == b"a"


def test_nothing_is_sent_anew_that_has_not_changed(own: Case) -> None:
    app = site(own, user="Ada")
    first = ask(app, "/claims")
    again = ask(app, "/claims", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["cache-control"] == "private, no-cache"
    assert (again.status_code, again.text) == (304, "")
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


def test_a_ruling_is_seen_at_once(own: Case) -> None:
    app = site(own, user="Ada")
    tag = ask(app, "/claims").headers["etag"]
    claim = own.claims()[0]
    own.rule(Order(decision=Decision.REJECT, of=(claim.id,)), by="Bo", at=NOW)
    after = ask(app, "/claims", headers={"If-None-Match": tag})

    assert after.status_code == 200
    assert "rejected by Bo" in after.text


def test_a_form_of_a_screen_is_not_taken_for_another(own: Case) -> None:
    app = site(own, user="Ada")
    kinds = [ask(app, f"/claims{form}").headers["content-type"] for form in ("", ".json", ".csv")]

    assert kinds == ["text/html; charset=utf-8", "application/json", "text/csv; charset=utf-8"]


@pytest.mark.parametrize("many", [1, 10**9])
def test_nobody_is_given_what_was_made_for_another(own: Case, many: int) -> None:
    accounts = Accounts(own.path, CHEAP)
    for role in Role:
        accounts.add(role.value, role, None, at=NOW)
    desk = Desk(accounts, Rules(), now=lambda: NOW)
    app = site(own, desk=desk, many=many)
    passes = Passes(accounts)
    cookies = {r: {"Cookie": f"wellsourced={passes.open(r, now=NOW)}"} for r in Role}
    claim = f"/claims/{own.claims()[0].id}"
    for path in ("/review", claim):
        told = {r: ask(app, path, headers=cookies[r]) for r in (*Role, *reversed(Role))}
        assert ask(app, path).status_code == 303  # who is not signed in is given nothing
        tag = told[Role.ADMIN].headers["etag"]
        assert ask(app, path, headers={"If-None-Match": tag}).status_code == 303
        assert len({t.headers["etag"] for t in told.values()}) == len(Role)
        for role, answer in told.items():
            assert answer.headers["cache-control"] == "no-store"
            assert f"{role.value}, {role.value}" in answer.text
            assert ('action="/rule"' in answer.text) == (role is not Role.VIEWER)


@pytest.mark.parametrize("many", [1, 10**9])
def test_who_may_name_readers_does_not_name_them_to_who_may_not(own: Case, many: int) -> None:
    reader = next(n for d in own.documents() for n in d.commenters)
    app = site(own, user="Ada", many=many)
    for path in ("/documents.json", f"{API}/documents"):
        named, hidden = f"{path}?withhold=", f"{path}?withhold="
        word = "false", "true"
        if path.endswith("json"):
            word = "0", "1"
        for _ in range(2):
            assert reader in ask(app, named + word[0]).text
            assert reader not in ask(app, hidden + word[1]).text
