"""Aliases, places and libraries that other tools hold, beneath the analyst's own settings."""

import bz2
import gzip
import json

import pytest
from click.testing import CliRunner

from tests.factories import PAGES, written
from wellsourced.app.cli import cli
from wellsourced.case import Case
from wellsourced.errors import InputError
from wellsourced.model import EntityKind
from wellsourced.read.foreign import ftm, wikidata

PEOPLE = """name,alias,kind,part_of,from,to
River Guard,RG; the Guard,force,,2005,
River Guard,Guardia,,,,
Iron Oar,Oar,faction,River Guard,,
Nobody,,spoon,,,
,Ghost,person,,,
"""
PLACES = "name,latitude,longitude,country\nMillgate,45.21,19.93,Ardan\nNowhere,95,3,\n"


def run(*words):
    return CliRunner().invoke(cli, [*map(str, words)])


@pytest.fixture
def case(tmp_path):
    return tmp_path / "case"


def item(name, label, kind, **claims):
    def told(value):
        return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}}

    claims = {"P31": {"id": kind}, **claims}
    return {
        "id": name,
        "labels": {"en": {"language": "en", "value": label}},
        "aliases": {"en": [{"language": "en", "value": f"{label} too"}]},
        "claims": {p: [told(v)] for p, v in claims.items()},
    }


DUMP = (
    "[\n"
    + ",\n".join(
        json.dumps(i)
        for i in (
            item("Q900001", "Ada Orm", "Q5"),
            item(
                "Q900002",
                "Selm",
                "Q515",
                P625={"latitude": 12.5, "longitude": 45.0},
                P361={"id": "Q900003"},
            ),
            item("Q900003", "Tarn", "Q34876"),
            item("Q900004", "A tune", "Q7366"),
        )
    )
    + "\n]\n"
)
THINGS = [
    {
        "id": "a",
        "schema": "Person",
        "properties": {"name": ["Ada Orm"], "weakAlias": ["The Heron"]},
    },
    {"id": "b", "schema": "Organization", "properties": {"name": ["Red Front"], "alias": ["RF"]}},
    {"id": "c", "schema": "Membership", "properties": {"member": ["a"], "organization": ["b"]}},
    {"id": "d", "schema": "Document", "properties": {"title": ["x"]}},
    {
        "id": "e",
        "schema": "Address",
        "properties": {"full": ["Selm"], "latitude": ["1.5"], "longitude": ["2"]},
    },
]


def test_a_table_of_aliases_becomes_actors_and_its_bad_rows_are_told(tmp_path, case):
    found = run("import", case, written(tmp_path, {"people.csv": PEOPLE})[0], "--as", "aliases")
    actors = {a.name: a for a in Case.open(case).settings().actors}

    assert found.exit_code == 3
    assert actors["River Guard"].aliases == ("RG", "the Guard", "Guardia")
    assert actors["Iron Oar"].part_of == "River Guard"
    assert "people.csv:5: 'spoon' is no kind; write one of: person" in found.stderr
    assert "people.csv:6: no name; fill the column `name`" in found.stderr


def test_each_alias_keeps_the_row_that_taught_it(tmp_path, case):
    run("import", case, written(tmp_path, {"people.csv": PEOPLE})[0], "--as", "aliases")
    (listed,) = json.loads(run("imports", case, "--json").stdout)

    assert listed["taught"]["RG"] == "people.csv:2: RG is River Guard (from 2005)"


def test_the_analysts_own_file_wins_over_what_was_imported(tmp_path, case):
    own = '[[actors]]\nname = "The Guard"\nkind = "faction"\naliases = ["River Guard"]\n'
    files = written(tmp_path, {"people.csv": PEOPLE, "own.toml": own})
    run("add", case, "--settings", files[1])
    run("import", case, files[0], "--as", "aliases")
    actors = {a.name: a for a in Case.open(case).settings().actors}

    assert "River Guard" not in actors
    assert actors["The Guard"].kind is EntityKind.FACTION
    assert set(actors["The Guard"].aliases) == {"River Guard", "RG", "Guardia"}


def test_an_imported_alias_names_the_same_man_in_the_record_until_it_is_taken_out(tmp_path, case):
    table = "name,alias,kind\nBoats of Ostrel,River Guard,force\n"
    run("add", case, *written(tmp_path / "p", PAGES))
    run("import", case, written(tmp_path, {"a.csv": table})[0], "--as", "aliases")
    opened = Case.open(case)
    opened.run(workers=0)
    with_it = {e.name: e.mentions for e in opened.entities()}
    run("imports", case, "--remove", "a.csv")
    opened.run(workers=0)

    assert with_it["Boats of Ostrel"] == 1
    assert "Boats of Ostrel" not in {e.name for e in opened.entities()}


def test_a_table_of_places_puts_them_on_the_map(tmp_path, case):
    found = run("import", case, written(tmp_path, {"p.csv": PLACES})[0], "--as", "places")
    (place,) = Case.open(case).settings().places

    assert (place.name, place.latitude, place.country) == ("Millgate", 45.21, "Ardan")
    assert "p.csv:3: '95, 3' is nowhere on the map" in found.stderr


@pytest.mark.parametrize(
    "packed", [gzip.compress, bz2.compress, bytes], ids=["gz", "bz2", "plain"]
)
def test_a_dump_of_wikidata_is_read_packed_or_not(tmp_path, packed):
    name = {gzip.compress: ".gz", bz2.compress: ".bz2"}.get(packed, "")
    (file,) = written(tmp_path, {f"dump.json{name}": packed(DUMP.encode())})
    found = wikidata.items(file)

    assert [(a.name, a.kind, a.aliases) for a in found.actors] == [
        ("Ada Orm", EntityKind.PERSON, ("Ada Orm too",))
    ]
    assert [(p.name, p.latitude, p.within) for p in found.places] == [
        ("Selm", 12.5, "Tarn"),
        ("Tarn", None, None),
    ]
    assert "1 items are of no kind" in found.rejected[0]


def test_a_packed_dump_that_was_cut_off_is_told(tmp_path):
    (file,) = written(tmp_path, {"dump.json.gz": gzip.compress(DUMP.encode())[:-20]})

    with pytest.raises(InputError, match="cannot be unpacked"):
        wikidata.items(file)


def test_a_line_that_is_no_item_costs_no_other(tmp_path):
    (file,) = written(tmp_path, {"dump.json": DUMP.replace("]\n", "{cut off\n]\n")})
    found = wikidata.items(file)

    assert len(found.actors) == 1
    assert any("dump.json:6: no item" in r for r in found.rejected)


def test_entities_of_follow_the_money_are_actors_and_places(tmp_path):
    text = "\n".join(map(json.dumps, THINGS))
    found = ftm.entities(written(tmp_path, {"e.ftm.json": text})[0])
    actors = {a.name: a for a in found.actors}

    assert actors["Ada Orm"].aliases == ("The Heron",)
    assert actors["Ada Orm"].part_of == "Red Front"
    assert found.places[0].latitude == 1.5
    assert "1 of schema Document are neither actors nor places" in found.rejected[0]


def test_the_format_is_seen_from_the_file(tmp_path, case):
    text = "\n".join(map(json.dumps, THINGS))
    files = written(tmp_path, {"e.json": text, "d.json": DUMP})
    for file in files:
        run("import", case, file, "--as", "aliases")
    listed = json.loads(run("imports", case, "--json").stdout)

    assert {i["file"]: i["form"] for i in listed} == {"e.json": "ftm", "d.json": "wikidata"}


def test_the_same_file_twice_changes_nothing(tmp_path, case):
    (file,) = written(tmp_path, {"p.csv": PLACES})
    run("import", case, file, "--as", "places")
    before = {f: f.read_bytes() for f in (case / "imports").iterdir()}
    again = run("import", case, file, "--as", "places")

    assert "imported before" in again.stderr
    assert {f: f.read_bytes() for f in (case / "imports").iterdir()} == before


CSL = [
    {
        "title": "Bridge at Havrin falls",
        "author": [{"family": "Orm", "given": "Ada"}],
        "container-title": "Ostrel Courier",
        "URL": "https://courier.example/bridge",
        "issued": {"date-parts": [[2009, 9, 17]]},
    },
    {"note": "nothing to know a page by"},
]
RIS = """TY  - NEWS
TI  - Bridge at Havrin falls
AU  - Orm, Ada
T2  - Ostrel Courier
DA  - 2009/09/17/
ER  -
"""
ZOTERO = {
    "items": [
        {
            "itemType": "newspaperArticle",
            "title": "Bridge at Havrin falls",
            "creators": [{"firstName": "Ada", "lastName": "Orm", "creatorType": "author"}],
            "publicationTitle": "Ostrel Courier",
            "date": "2009-09-17",
        }
    ]
}


@pytest.mark.parametrize(
    ("name", "text"),
    [("l.json", json.dumps(CSL)), ("l.ris", RIS), ("z.json", json.dumps(ZOTERO))],
    ids=["csl", "ris", "zotero"],
)
def test_a_library_tells_what_a_page_does_not_say(tmp_path, case, name, text):
    page = PAGES["bridge.txt"].replace("September 18, 2009\n", "")
    run("import", case, written(tmp_path, {name: text})[0], "--as", "library")
    run("add", case, *written(tmp_path / "p", {"bridge.txt": page}))
    opened = Case.open(case)
    opened.run(workers=0)
    (row,) = opened.documents()

    assert row.outlet == "Ostrel Courier"
    assert "Orm" in row.author
    assert str(row.published.latest) == "2009-09-17"
    assert row.published.basis == f"library: {name}, item 1"


def test_an_item_of_a_library_that_names_no_page_is_told(tmp_path, case):
    file = written(tmp_path, {"l.json": json.dumps(CSL)})[0]
    found = run("import", case, file, "--as", "library")

    assert found.exit_code == 3
    assert "l.json, item 2: a page is known by url, file or title" in found.stderr


def test_days_of_a_name_are_kept_and_the_import_says_that_they_hold_nobody_back(tmp_path):
    table = "name,alias,kind,from\nRiver Guard,RG,force,2005\nRiver Guard,Guard,force,\n"
    file = written(tmp_path, {"people.csv": table})[0]
    told = CliRunner().invoke(
        cli, ["import", str(tmp_path / "case"), str(file), "--as", "aliases"]
    )

    assert told.exit_code == 0
    assert "1 names have days (from, to): kept with the row, and no help in linking" in told.stderr
