"""Each tool answers with the words it rests on, and keeps the words of pages apart from ours."""

import json

import pytest
from mcp import Client
from msgspec import inspect

from tests.mcp.asked import MARKED, all_calls, asked, citations, listed, strings, within
from wellsourced.app.mcp.server import server
from wellsourced.app.mcp.tools import TOOLS
from wellsourced.app.web.serving import Site
from wellsourced.case import Case, texts

OURS = {  # strings that only we write: ids, words of our own lists, cursors, hashes
    *("note", "id", "document", "claim", "type", "kind", "what", "basis", "outcome", "stance"),
    *("rivals", "see", "next", "original", "reliability", "counts", "claims", "untrusted"),
}


def test_every_tool_is_asked_and_answers(river: Case):
    calls = all_calls(river)
    answers = asked(within(river), *calls)

    assert {name for name, _ in calls} == {t.name for t in TOOLS}
    assert [n for (n, _), a in zip(calls, answers, strict=True) if not isinstance(a, dict)] == []


def test_every_answer_cites_words_that_stand_where_it_says(river: Case):
    pages = texts(river)
    for (name, given), answer in zip(
        all_calls(river), asked(within(river), *all_calls(river)), strict=True
    ):
        found = list(citations(answer))
        assert found or "day" in given, name
        for c in found:
            words = pages[c["document"]].text[c["start"] : c["end"]]
            assert words.startswith(c["quote"]["untrusted"]), name
            assert len(words) == len(c["quote"]["untrusted"]) + c["quote"].get("cut", 0)


def test_no_field_but_ours_is_a_plain_string():
    plain, seen = set(), set()

    def look(kind: inspect.Type, name: str) -> None:
        if isinstance(kind, inspect.StrType):
            plain.add(name)
        if isinstance(kind, inspect.UnionType):
            for part in kind.types:
                look(part, name)
        for inner in ("item_type", "key_type", "value_type"):
            if hasattr(kind, inner):
                look(getattr(kind, inner), name)
        if isinstance(kind, inspect.StructType) and kind.cls not in seen:
            seen.add(kind.cls)
            for field in kind.fields:
                look(field.type, field.encode_name)

    for tool in TOOLS:
        look(inspect.type_info(tool.gives), "")

    assert plain <= OURS


def test_every_tool_says_that_it_only_reads(river: Case):
    for tool in json.loads(listed(within(river)).splitlines()[1])["tools"]:
        hints = tool["annotations"]
        assert hints["readOnlyHint" if "readOnlyHint" in hints else "read_only_hint"] is True


def test_the_words_of_a_page_that_gives_orders_stand_in_marked_fields_alone(hostile: Case):
    claim = hostile.claims(about="Mullen")[0]
    page = claim.evidence[0].document
    calls = [
        ("search", {"words": "Zorvax"}),
        ("claims", {}),
        ("claim", {"id": claim.id}),
        ("why", {"of": claim.id}),
        ("as_of", {"day": "2030-01-01", "claim": claim.id}),
        ("timeline", {}),
        ("tallies", {}),
        ("dossier", {"name": claim.said_by[0].name}),
        ("sources", {}),
        ("quote", {"document": page, "start": 0, "end": 40}),
    ]
    told = 0
    for (name, _), answer in zip(calls, asked(within(hostile), *calls), strict=True):
        assert isinstance(answer, dict), (name, answer)
        found = [(k, s) for k, s in strings(answer) if MARKED in s.casefold()]
        assert {k for k, _ in found} <= {"untrusted"}, name
        told += len(found)
    assert told > 20


def test_a_page_that_gives_orders_changes_no_tool_and_no_other_answer(river: Case, hostile: Case):
    calls = all_calls(river)

    assert listed(within(river)) == listed(within(hostile))
    assert MARKED not in listed(within(hostile)).casefold()
    before, after = asked(within(river), *calls), asked(within(hostile), *calls)
    assert [json.dumps(a) for a in before] == [json.dumps(a) for a in after]


def test_a_large_case_answers_the_same_or_says_what_it_does_not(river: Case):
    calls = all_calls(river)
    large = Client(server(Site(river, withhold=True, many=1)))
    pairs = zip(calls, asked(within(river), *calls), asked(large, *calls), strict=True)
    other = {(n, "claim" in g): big for (n, g), small, big in pairs if small != big}

    assert {name for name, _ in other} == {"as_of", "tallies", "sources"}
    assert other["as_of", False]["claims"] is None
    assert "`dossier` gives those of a name" in other["tallies", False]
    assert "is being put together" in other["sources", False]


def test_hidden_characters_are_seen_in_the_text(tmp_path):
    from wellsourced.app.mcp.fenced import fence, text

    words = "They left\u202e\u200b.\U000e0041"
    shown = text(fence(words))

    assert shown.isascii()
    assert json.loads(shown) == {"untrusted": words}


def test_a_list_goes_on_where_its_cursor_says(river: Case):
    found, given = [], {"limit": 2}
    while given:
        (page,) = asked(within(river), ("claims", given))
        found += [c["id"] for c in page["items"]]
        given = {"limit": 2, "cursor": page["next"]} if page["next"] else None

    assert found == [c.id for c in river.claims()]


@pytest.mark.parametrize(
    ("tool", "given", "kind"),
    [
        ("claim", {"id": "feed"}, "not-found"),
        ("claim", {}, "wrong-question"),
        ("claims", {"limit": 100_000}, "wrong-question"),
        ("claims", {"cursor": "abcd"}, "outdated"),
        ("claims", {"as_of": "yesterday"}, "wrong-question"),
        ("claims", {"about": "Nobody", "colour": "red"}, "wrong-question"),
        ("quote", {"document": "none", "start": 0, "end": 4}, "not-found"),
        ("dossier", {"name": "Zz"}, "not-found"),
    ],
)
def test_a_wrong_question_is_told_so_that_it_can_be_put_right(river, tool, given, kind):
    (told,) = asked(within(river), (tool, given))

    assert json.loads(told)["error"] == kind
    assert json.loads(told)["told"]["untrusted"]


def test_a_quotation_that_does_not_hold_is_told(river: Case):
    word = river.claims()[0].evidence[0]
    place = {"document": word.document, "start": word.start, "end": word.end}
    right, wrong, bare = asked(
        within(river),
        ("quote", {**place, "words": word.quote}),
        ("quote", {**place, "words": word.quote + "!"}),
        ("quote", place),
    )

    assert (right["same"], wrong["same"], bare["same"]) == (True, False, None)
    assert right["sound"] is True
