"""CSL-JSON by the fields of its specification, RIS as rispy reads it, BibTeX as pybtex does."""

import json

import jsonschema
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from tests.wall.conftest import exported
from wellsourced.tell.export.bibtex import spelled
from wellsourced.tell.export.linked import iri
from wellsourced.tell.export.ris import one_line

_DAY = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {"type": "array", "items": _DAY, "minItems": 1, "maxItems": 2},
        "circa": {"type": "boolean"},
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
_NAME = {
    "type": "object",
    "properties": {"literal": {"type": "string"}},
    "additionalProperties": False,
}
_TEXT = {k: {"type": "string"} for k in ("id", "title", "container-title", "URL", "note")}
ITEMS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            **_TEXT,
            "type": {"enum": ["webpage", "document"]},
            "author": {"type": "array", "items": _NAME},
            "issued": _DATE,
            "accessed": _DATE,
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}


def pages(case):
    return [d for d in case.documents() if not d.error]


def test_items_have_the_fields_of_csl(case):
    items = json.loads(exported(case, "csl"))

    jsonschema.validate(items, ITEMS)
    assert [i["id"] for i in items] == [d.id for d in pages(case)]


def test_a_page_dated_between_two_days_is_of_a_range(example):
    days = {d.id: d.published for d in pages(example)}

    for item in json.loads(exported(example, "csl")):
        dated = days[item["id"]]
        parts = item.get("issued", {}).get("date-parts", [])
        assert len(parts) == len({dated.earliest, dated.latest} - {None})


def test_ris_is_read_with_the_same_pages(case):
    found = rispy.loads(exported(case, "ris").decode())

    assert [r["id"] for r in found] == [d.id for d in pages(case)]
    for r, d in zip(found, pages(case), strict=True):
        assert r["title"] == one_line(d.title or d.file)
        assert r.get("urls", [None])[0] == iri(d.url)
        assert r.get("authors", []) == ([one_line(d.author)] if d.author else [])


def test_bibtex_is_read_with_the_same_pages(case):
    found = parse_string(exported(case, "bibtex").decode(), "bibtex").entries

    assert list(found) == [d.id for d in pages(case)]
    for entry, d in zip(found.values(), pages(case), strict=True):
        assert entry.fields.get("url") == iri(d.url)
        assert entry.fields["title"] == f"{{{spelled(d.title or d.file)}}}"
        authors = [str(a) for a in entry.persons.get("author", [])]
        assert authors == ([f"{{{spelled(d.author)}}}"] if d.author else [])


@given(st.text())
def test_any_words_can_be_an_entry_of_bibtex(words):
    entry = f"@misc{{a,\n  title = {{{{{spelled(words)}}}}},\n}}\n"
    [read] = parse_string(entry, "bibtex").entries.values()

    assert read.fields["title"][1:-1].split() == spelled(words).split()
