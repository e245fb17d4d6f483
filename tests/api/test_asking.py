"""Asking by HTTP: pages of a list, what has not changed, what is wrong, and decisions."""

import json
import shutil
from pathlib import Path

import pytest
from fastapi import FastAPI

from tests.web.within import ask
from wellsourced.app.web.site import site
from wellsourced.case import Case

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def own(example: Case, tmp_path: Path) -> Case:
    return Case.open(shutil.copytree(example.path, tmp_path / "own"))


@pytest.fixture
def app(own: Case) -> FastAPI:
    return site(own, user="Ada")


def get(app: FastAPI, path: str, **headers: str):
    return ask(app, f"/api/v1{path}", headers=headers)


def rule(app: FastAPI, what: str = "rule", **order: object):
    return ask(app, f"/api/v1/{what}", "POST", headers=JSON, body=json.dumps(order).encode())


def test_the_pages_of_a_list_are_the_list(app: FastAPI, own: Case) -> None:
    found, path = [], "/claims?limit=7"
    while path:
        answer = get(app, path)
        page = answer.json()
        found += [c["id"] for c in page["items"]]
        assert page["total"] == len(own.claims())
        assert ("Link" in answer.headers) is (page["next"] is not None)
        path = f"/claims?limit=7&cursor={page['next']}" if page["next"] else ""

    assert found == [c.id for c in own.claims()]


def test_a_cursor_of_another_record_or_question_says_so(app: FastAPI) -> None:
    page = get(app, "/claims?limit=2").json()
    other = get(app, f"/tallies?limit=2&cursor={page['next']}")
    rule(app, decision="note", of=[page["items"][0]["id"]], value="seen")
    late = get(app, f"/claims?limit=2&cursor={page['next']}")

    for answer in (other, late):
        assert answer.status_code == 409
        assert answer.json()["type"] == "/api#problem-outdated-cursor"
    assert "outdated: the record has changed" in late.json()["detail"]


def test_what_has_not_changed_is_not_sent_again(app: FastAPI) -> None:
    tag = get(app, "/claims").headers["etag"]
    assert get(app, "/claims", **{"If-None-Match": tag}).status_code == 304
    assert get(app, "/claims?limit=3", **{"If-None-Match": tag}).status_code == 200

    claim = get(app, "/claims?limit=1").json()["items"][0]["id"]
    rule(app, decision="note", of=[claim], value="seen")
    assert get(app, "/claims", **{"If-None-Match": tag}).status_code == 200


def test_a_ruling_by_the_api_can_be_undone(app: FastAPI, own: Case) -> None:
    claim = get(app, "/claims?limit=1").json()["items"][0]["id"]
    done = rule(app, decision="reject", of=[claim], why="misread").json()
    assert (done["by"], done["draft"]["decision"]) == ("Ada", "reject")
    assert get(app, "/claims").json()["total"] == len(own.claims()) - 1

    assert rule(app, "undo", ruling=str(done["number"])).status_code == 200
    assert get(app, "/claims").json()["total"] == len(own.claims())
    assert rule(app, "undo", ruling=str(done["number"])).status_code == 409


def test_the_machine_alone_knows_of_no_ruling(app: FastAPI, own: Case) -> None:
    claim = get(app, "/claims?limit=1").json()["items"][0]["id"]
    rule(app, decision="reject", of=[claim])

    assert get(app, "/claims?layer=machine").json()["total"] == len(own.claims())


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/claims?limit=0", 400),
        ("/claims?limit=501", 400),
        ("/claims?colour=red", 400),
        ("/claims?limit=1&limit=2", 400),
        ("/claims?as_of=yesterday", 400),
        ("/claims?status=true", 400),
        ("/dossier", 400),
        ("/dossier?name=Nobody+At+All", 404),
        ("/claims/zzzz", 404),
        ("/nothing", 404),
    ],
)
def test_what_is_wrong_is_told_with_what_to_do(app: FastAPI, path: str, status: int) -> None:
    answer = get(app, path)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["detail"]
    assert told["hint"]


def test_a_body_is_json_and_no_longer_than_an_order(app: FastAPI, own: Case) -> None:
    def post(body: bytes, kind: str) -> int:
        headers = {"Content-Type": kind}
        return ask(app, "/api/v1/rule", "POST", headers=headers, body=body).status_code

    assert post(b"decision=accept", "application/x-www-form-urlencoded") == 415
    assert post(b"{", "application/json") == 400
    assert post(b'{"decision": "accept", "of": [], "by": "Bo"}', "application/json") == 400
    assert post(b" " * 70_000, "application/json") == 413
    assert own.rulings() == ()


def test_nobody_rules_where_nobody_may(own: Case) -> None:
    assert rule(site(own), decision="accept", of=["1"]).status_code == 403


def test_a_day_between_two_is_answered_as_the_one_before(app: FastAPI, own: Case) -> None:
    last, far = own.days()[-1].day, "9999-12-31"
    a, b = (get(app, f"/claims?as_of={day}").json()["items"] for day in (last, far))

    assert a == b
    assert get(app, "/claims?as_of=0001-01-01").json()["items"] == []
    assert ask(app, "/claims?as_of=8888-12-31").status_code == 200
    kept = sorted(p.name[:10] for p in own.path.glob("snapshots/*/as-of/*"))
    assert not {far, "8888-12-31"} & set(kept)
    assert "0001-01-01" not in kept
