"""Threads that a page carries as data only."""

import json

import pytest

from wellsourced.model import PartKind

STORY = "<p>The old bridge at Havrin fell on Monday, the council of the town said to all.</p>" * 6


def html(script, kind="application/json", more=""):
    told = f'<script type="{kind}">{script}</script>'
    return f"<html><head>{told}</head><body><h1>Bridge falls</h1>{STORY}{more}</body></html>"


def found(page):
    parts = {p.id: p for p in page.parts}
    return [
        (p.author, p.at, page.text[p.start : p.end], p.reply_to and parts[p.reply_to].author)
        for p in page.parts
        if p.kind is PartKind.COMMENT
    ]


def schema(author, text, day, **more):
    who = {"@type": "Person", "name": author}
    return {"@type": "Comment", "author": who, "text": text, "dateCreated": day, **more}


def test_comments_of_schema_org_are_a_thread(paged):
    answer = schema("Ben", "It left in autumn.", "2031-03-03T10:30:00Z")
    told = schema("Ana Reyes", "The crane &amp; the noise.", "2031-03-03T09:12:00Z")
    article = {"@type": "NewsArticle", "comment": [{**told, "comment": [answer]}]}

    (page,) = paged(html(json.dumps(article), "application/ld+json"))

    assert found(page) == [
        ("Ana Reyes", "2031-03-03T09:12", "The crane & the noise.", None),
        ("Ben", "2031-03-03T10:30", "It left in autumn.", "Ana Reyes"),
    ]


@pytest.mark.parametrize(
    "time", [1930295520, 1930295520000, "2031-03-03T09:12:00+00:00", "March 3, 2031 9:12 AM"]
)
def test_so_is_the_state_of_a_script(paged, time):
    first = {"id": 7, "user": {"displayName": "Ana"}, "body": "<p>One.</p><p>Two.</p>"}
    second = {"id": 8, "parent_id": 7, "user": {"displayName": "Ben"}, "body": "Three."}
    state = {
        "page": {"comments": {"a7": {**first, "created": time}, "a8": {**second, "created": time}}}
    }
    script = f"window.__STATE__ = {json.dumps(state)};"

    (page,) = paged(html(script, "text/javascript"))

    assert found(page) == [
        ("Ana", "2031-03-03T09:12", "One.\n\nTwo.", None),
        ("Ben", "2031-03-03T09:12", "Three.", "Ana"),
    ]


def test_what_the_page_shows_too_is_told_once(paged):
    told = [schema(who, f"{who} heard the crane at noon.", "2031-03-03") for who in ("Ana", "Ben")]
    shown = "".join(
        f'<li class="comment"><cite>{who}</cite> <time>March 3, 2031</time><p>{who} heard '
        "the crane at noon.</p></li>"
        for who in ("Ana", "Ben")
    )

    (page,) = paged(html(json.dumps({"comment": told}), more=f"<ol>{shown}</ol>"))

    assert [who for who, *_ in found(page)] == ["Ana", "Ben"]


@pytest.mark.parametrize("broken", ['{"comments": [' * 5000, '{"comments": [{"a": }', "[1, 2"])
def test_broken_data_are_no_thread(paged, broken):
    (page,) = paged(html(broken))

    assert found(page) == []


def test_no_half_of_a_character_gets_into_the_text(paged):
    told = schema("An\ud83da", "One \ud83d \x00 two <b>three</b>", "2031-03-03")

    (page,) = paged(html(json.dumps({"comment": [told, {"@type": ["Thing"], "text": 1}]})))

    assert [words.split() for _, _, words, _ in found(page)] == [["One", "two", "three"]]
    page.text.encode()


def test_settings_of_a_page_are_no_thread(paged):
    state = {"comments": {"enabled": True, "text": "Comment", "user": {"name": "you"}, "date": 1}}

    (page,) = paged(html(json.dumps(state)))

    assert found(page) == []
