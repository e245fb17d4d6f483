"""Tables of events that others coded, as one more outlet of a case."""

import io
import json

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from tests.factories import written
from wellsourced.app.cli import cli
from wellsourced.case import Case
from wellsourced.imports import listed
from wellsourced.model import ClaimType, Outcome
from wellsourced.store.evidence import Evidence

HEADS = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,country,"
    "admin1,location,latitude,longitude,source,notes,fatalities"
)
CLASH = (
    "ARD1,03 May 2031,1,Battles,Armed clash,Red Brigade,Military Forces of Ardan (2029-),Ardan,"
    "Tarn,Selm,12.5,45.25,Reuters,Fighters attacked an army post in Selm.,7"
)
MARCH = (
    "ARD2,04 May 2031,1,Protests,Peaceful protest,Protesters (Ardan),,Ardan,Tarn,Lorne,12.6,45.3,"
    "Lorne Post; Tarn Radio,Residents protested in Lorne.,0"
)
UNREADABLE = (
    "ARD3,3/5/2031,1,Battles,Armed clash,Red Brigade,,Ardan,Tarn,Lorne,12.6,45.3,Lorne Post,,1"
)
WIRE = """Seven die in Selm

May 4, 2031

SELM (Reuters) - Red Brigade fighters attacked an army post in Selm on Saturday, killing seven
soldiers.
"""
UCDP = """id,date_start,date_end,type_of_violence,side_a,side_b,where_coordinates,adm_1,country,\
latitude,longitude,best,low,high,source_article,source_original,source_headline
77,2031-05-02 00:00:00.000,2031-05-03 00:00:00.000,1,Government of Ardan,Red Brigade,Selm,Tarn,\
Ardan,12.5,45.25,7,5,9,"""
UCDP += '"""Reuters,2031-05-04,Seven die in Selm"";""Tarn Radio,2031-05-04,Clash""",police,x\n'


def run(*words):
    return CliRunner().invoke(cli, [*map(str, words)])


@pytest.fixture
def case(tmp_path):
    return tmp_path / "case"


def table(tmp_path, *rows, name="acled.csv"):
    return written(tmp_path, {name: "\n".join((HEADS, *rows)) + "\n"})[0]


def ran(case):
    opened = Case.open(case)
    opened.run(workers=0)
    return opened


def test_a_row_claims_what_it_codes_in_the_words_of_the_row(tmp_path, case):
    run("import", case, table(tmp_path, CLASH), "--as", "events")
    opened = ran(case)
    (claim,) = (c for c in opened.claims() if c.recipient == "Military Forces of Ardan")

    assert (claim.type, claim.actor, claim.place) == (ClaimType.ASSAULT, "Red Brigade", "Selm")
    assert claim.evidence[0].quote.startswith("2031-05-03 | Selm, Tarn, Ardan | 12.5, 45.25")
    assert claim.evidence[0].chain == ("ACLED", "Reuters")
    assert [t.best for t in opened.tallies() if t.outcome is Outcome.KILLED] == [7]
    assert not opened.verify().broken


def test_a_row_that_cites_an_agency_is_not_independent_of_the_agency(tmp_path, case):
    run("import", case, table(tmp_path, CLASH), "--as", "events")
    wire = written(tmp_path, {"wire.txt": WIRE})
    run("add", case, *wire)
    opened = ran(case)
    counted = [c for c in opened.claims(about="Red Brigade") if c.type is ClaimType.ASSAULT]

    assert counted
    assert {(c.origins.low, c.origins.high) for c in counted} == {(1, 1)}
    assert {s.name for c in counted for s in c.said_by} == {"Reuters"}


def test_two_sources_of_a_row_are_two_origins(tmp_path, case):
    run("import", case, table(tmp_path, MARCH), "--as", "events")
    claim = next(c for c in ran(case).claims() if c.actor == "Protesters")

    assert {s.name for s in claim.said_by} == {"Lorne Post", "Tarn Radio"}
    assert claim.origins.low == 2


def test_a_row_that_cannot_be_read_is_told_with_its_line_and_costs_no_other(tmp_path, case):
    found = run("import", case, table(tmp_path, CLASH, UNREADABLE, MARCH), "--as", "events")
    opened = ran(case)

    assert found.exit_code == 3
    assert "acled.csv/3: '3/5/2031' is no date that can be read only one way" in found.stderr
    assert [d.file for d in opened.documents() if d.error] == ["acled.csv/3"]
    assert [d.file for d in opened.documents() if not d.error] == ["acled.csv/2", "acled.csv/4"]


def test_the_same_table_twice_changes_nothing(tmp_path, case):
    file = table(tmp_path, CLASH)
    run("import", case, file, "--as", "events")
    ran(case)
    again = run("import", case, file, "--as", "events")

    assert "imported before, nothing changed" in again.stderr
    assert not Case.open(case).run(workers=0).published


def test_a_table_can_be_taken_out_and_brought_in_again(tmp_path, case):
    file = table(tmp_path, CLASH)
    run("import", case, file, "--as", "events")
    before = ran(case).claims()
    out = run("imports", case, "--remove", "acled.csv")
    without = ran(case).claims()
    run("import", case, file, "--as", "events")

    assert (out.exit_code, bool(before), without) == (0, True, ())
    assert ran(case).claims() == before


def test_a_later_version_of_a_table_takes_the_place_of_the_older(tmp_path, case):
    run("import", case, table(tmp_path, CLASH), "--as", "events")
    run("import", case, table(tmp_path, CLASH, MARCH), "--as", "events")
    states = [i["out"] for i in json.loads(run("imports", case, "--json").stdout)]

    assert sorted(states) == [False, True]
    assert len([d for d in ran(case).documents() if not d.error]) == 2


def test_a_table_of_uppsala_has_its_bounds_its_days_and_who_told_whom(tmp_path, case):
    run("import", case, written(tmp_path, {"ged.csv": UCDP})[0], "--as", "events")
    opened = ran(case)
    (toll,) = opened.tallies()
    (claim,) = opened.claims()

    assert (toll.low, toll.best, toll.high) == (5, 7, 9)
    assert (str(claim.earliest), str(claim.latest)) == ("2031-05-02", "2031-05-03")
    assert {s.unnamed for s in claim.said_by} == {True}
    assert claim.evidence[0].chain[:1] == ("UCDP GED",)
    assert claim.evidence[0].chain[-1] == "police"


def test_a_workbook_with_its_columns_named_by_hand_is_read(tmp_path, case):
    book = Workbook()
    book.active.append(["Tag", "Ort", "Was", "Wer", "Quelle"])
    book.active.append(["2031-05-03", "Selm", "ambush", "Red Brigade", "Ada Orm"])
    buffer = io.BytesIO()
    book.save(buffer)
    file = written(tmp_path, {"log.xlsx": buffer.getvalue()})[0]
    pairs = ("date=Tag", "place=Ort", "what=Was", "actor=Wer", "source=Quelle")
    maps = [w for p in pairs for w in ("--map", p)]
    found = run("import", case, file, "--as", "events", "--outlet", "Field log", *maps)
    (claim,) = ran(case).claims()

    assert found.exit_code == 0, found.stderr
    assert (claim.type, claim.place) == (ClaimType.ASSAULT, "Selm")
    assert claim.evidence[0].chain == ("Field log", "Ada Orm")


def test_a_table_of_nobody_and_a_column_that_is_not_there_are_asked_for(tmp_path, case):
    file = written(tmp_path, {"log.csv": "date,what\n2031-05-03,ambush\n"})[0]
    nobody = run("import", case, file, "--as", "events")
    other = ("--outlet", "Log", "--map", "place=Where")
    nowhere = run("import", case, file, "--as", "events", *other)

    assert "whose table is it?" in str(nobody.exception)
    assert "no column where" in str(nowhere.exception)


def test_a_long_table_is_kept_whole_and_read_in_pieces_with_its_own_lines(tmp_path, case):
    many = [
        CLASH.replace("ARD1", f"ARD{n}").replace("03 May", f"{n % 28 + 1:02} May")
        for n in range(1001)
    ]
    run("import", case, table(tmp_path, *many, UNREADABLE), "--as", "events")
    kinds = {e.file: e.media_type for e in Evidence(case / "evidence").chain()}
    short = run("import", case, table(tmp_path, CLASH), "--as", "events")
    (one,) = (i for i in listed(Case.open(case)) if not i.out)

    assert kinds["acled.csv"] == "text/csv;rows=whole"
    assert kinds["acled.csv/from line 1002"].endswith("above=1000")
    assert [i.rejected[0].split(":")[0] for i in listed(Case.open(case)) if i.out] == [
        "acled.csv/1003"
    ]
    assert (short.exit_code, one.rows) == (0, 1)
    assert [d.file for d in ran(case).documents() if not d.error] == ["acled.csv/2"]
