import csv as sheets
import io

import msgspec

from tests.weigh.makers import day, holds, page, weighed, where
from wellsourced.model import Claim, Status
from wellsourced.tell.documents import documents
from wellsourced.tell.export import csv, jsonl
from wellsourced.tell.sources import sources
from wellsourced.tell.timeline import timeline

PAGES = [
    page("Courier", day(1), holds(by=("Ada Orm",), since=day(1)), holds(reader="joe")),
    page(
        "Herald",
        day(2),
        holds(by=("a guard",), unnamed=True),
        where("Sarland", "Sarif is in Sarland"),
    ),
]
CLAIMS = weighed(*PAGES).claims


def test_claims_stand_on_the_day_they_speak_of_or_were_first_heard():
    rows = timeline(CLAIMS)

    assert [r.basis for r in rows] == ["stated", "first heard"]
    assert [r.earliest for r in rows] == [day(1), day(2)]


def test_sources_with_a_name_come_before_those_without():
    rows = sources(CLAIMS)

    assert [r.unnamed for r in rows] == sorted(r.unnamed for r in rows)
    assert {r.name for r in rows} == {"Ada Orm", "Herald", "a guard", "joe"}
    assert next(r for r in rows if r.name == "Herald").alone == 1


def test_a_document_lists_who_wrote_under_it():
    rows = documents(d for d, _ in PAGES)

    assert sorted(r.commenters for r in rows) == [(), ("joe",)]


def test_lines_of_json_are_the_records():
    decoded = [msgspec.json.decode(line, type=Claim) for line in jsonl.lines(CLAIMS)]

    assert tuple(decoded) == CLAIMS


def test_a_sheet_has_a_row_a_claim_and_one_a_telling():
    claims = list(sheets.DictReader(io.StringIO("".join(csv.lines(Claim, CLAIMS)))))
    tellings = list(sheets.DictReader(io.StringIO("".join(csv.evidence(CLAIMS)))))

    assert len(claims) == len(CLAIMS)
    assert len(tellings) == sum(len(c.evidence) for c in CLAIMS)
    assert {t["of"] for t in tellings} == {c.id for c in CLAIMS}
    assert {c["status"] for c in claims} <= {s.value for s in Status}


def test_a_spreadsheet_names_who_says_so_as_people_do():
    sheet = sheets.DictReader(io.StringIO("".join(csv.lines(Claim, CLAIMS))))
    [row] = [row for row in sheet if "a guard" in row["said_by"]]

    assert row["said_by"] == "Ada Orm; joe (reader); a guard (unnamed)"
    assert row["origins"] == "1 to 2"


def test_words_of_a_page_are_never_a_formula():
    told = weighed(page("Courier", day(1), holds(words='=HYPERLINK("x") holds Lorne'))).claims
    [row] = sheets.DictReader(io.StringIO("".join(csv.lines(Claim, told))))

    assert row["text"].startswith("'=")
