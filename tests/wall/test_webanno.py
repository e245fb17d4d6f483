"""Web Annotations: read by rdflib, and put back on the words after the text is set otherwise."""

import json
import re

import rdflib
from rdflib.namespace import RDF

from tests.wall.conftest import ADDED, exported
from tests.wall.graphs import read
from wellsourced.case import texts
from wellsourced.lang.anchor import Anchored, found
from wellsourced.model import Decision, Order
from wellsourced.tell.export.linked import at_hand

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


def page_of(case, **options):
    return json.loads(exported(case, "webanno", **options))


def anchors(case):
    """Each annotation with the page it is on and its selectors."""
    pages = texts(case)
    for item in page_of(case)["items"]:
        position, quoted = item["target"]["selector"]
        source = item["target"]["source"]["id"]
        [d] = [d for d in pages.values() if source in (d.url, f"urn:wellsourced:page:{d.id}")]
        around = (quoted.get("prefix", ""), quoted.get("suffix", ""))
        yield d.text, Anchored(position["start"], position["end"], quoted["exact"], *around)


def test_every_annotation_stands_on_its_words(case):
    told = list(anchors(case))

    assert told
    assert [w for text, w in told if text[w.start : w.end] != w.exact] == []


def test_annotations_are_put_back_on_the_same_words_after_a_reflow(case):
    for text, words in anchors(case):
        now = "A line above.\n\n" + re.sub(r"\s+", lambda m: "\n" if " " in m[0] else " ", text)
        place = found(now, words)
        letters = "".join(words.exact.split())
        assert place is not None, words
        assert "".join(place.of(now).split()) == letters
        before = "".join(text[: words.start].split())
        assert "".join(now[: place.start].split()) == "Alineabove." + before


def test_another_program_reads_them_without_a_network(case):
    told, items = read(page_of(case)), page_of(case)["items"]
    notes = set(told.subjects(RDF.type, OA.Annotation))

    assert len(notes) == len(items) == len({i["id"] for i in items})
    assert len(set(told.subjects(RDF.type, OA.TextPositionSelector))) == len(items)
    assert all(told.value(n, OA.hasTarget) for n in notes)
    assert not [o for o in told.objects(None, RDF.type) if str(o).startswith("file:")]


def test_no_term_is_lost_because_the_context_does_not_know_it(case):
    """What a context does not know is dropped in silence: nothing may be left out."""

    def keys(value):
        if isinstance(value, dict):
            return {k for k in value if k != "@context"} | {
                k for v in value.values() for k in keys(v)
            }
        return {k for v in value for k in keys(v)} if isinstance(value, list) else set()

    page = at_hand(page_of(case))
    assert keys({k: v for k, v in page.items() if k != "@context"}) <= set(page["@context"][0])


def test_the_collection_knows_how_many_there_are(example):
    page = page_of(example)

    assert page["partOf"]["total"] == len(page["items"])
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"


def test_what_an_analyst_decided_is_an_assessment_of_the_words(desk):
    claim = desk.claims()[0]
    desk.rule(Order(decision=Decision.ACCEPT, of=(claim.id,), why="so it is"), by="ada", at=ADDED)
    items = page_of(desk.seen(ruled=True))["items"]
    [note] = [i for i in items if i["motivation"] == "assessing"][:1]

    assert note["creator"] == {"type": "Person", "nickname": "ada"}
    assert note["created"] == "2010-01-01T00:00:00.000Z"
    assert note["body"][0]["value"] == "accept: so it is"
    assert [i for i in page_of(desk)["items"] if i["motivation"] == "assessing"] == []
