"""The command `incidents`: of a case, and as a pipe."""

import csv
import io
import json

from tests.app.test_cli import run
from tests.factories import case

FERRY = "Gunmen fired on the Ulm ferry at Havrin on Monday. Seven passengers died there."
RAIN = "Rain fell on the hills of Norvia, and the harvest was late again, the bakers said."


def test_an_incident_of_a_case_is_told_with_its_place_day_and_cost(tmp_path):
    folder = case(tmp_path).path
    rows = json.loads(run("incidents", folder, "--json").stdout)
    sheet = list(csv.DictReader(io.StringIO(run("incidents", folder, "--csv").stdout)))
    told = run("incidents", folder).stdout

    assert [r["id"] for r in sheet] == [r["id"] for r in rows]
    assert any(r["killed"] and r["killed"]["best"] == 5 for r in rows)
    assert all(r["head"][:8] in told for r in rows)


def test_no_later_page_is_in_the_incidents_of_a_day(tmp_path):
    folder = case(tmp_path).path
    rows = json.loads(run("incidents", folder, "--as-of", "2009-09-19", "--json").stdout)

    assert not any(r["killed"] and r["killed"]["best"] == 5 for r in rows)


def test_pages_of_one_incident_have_one_cluster_in_the_pipe():
    texts = {"b": FERRY, "a": f"{FERRY} It was towed.", "c": RAIN}
    given = [json.dumps({"id": n, "text": t, "published": "2009-09-22"}) for n, t in texts.items()]
    found = run("incidents", given="\n".join([*given, "not json"]))
    rows = [json.loads(line) for line in found.stdout.splitlines()]

    assert found.exit_code == 3
    assert [sorted(r) for r in rows if "error" in r] == [["error", "id"]]
    assert {r["doc"]: r["cluster"] for r in rows if "doc" in r} == {"a": "a", "b": "a", "c": "c"}
