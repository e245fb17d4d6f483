"""Threads of HTML pages whatever they are built of: rows, lists of terms, boxes without names."""

import pytest

from wellsourced.model import PartKind

TALK = (
    ("marsh fox", "3", "09:12", "The noise was the crane, not the bridge, and I heard it twice."),
    ("Ben", "3", "09:40", "The crane left in autumn, and so did half of the town, I am told."),
    ("Olm", "4", "11:05", "No doctor, no ferry, no bridge. What will the council close next?"),
)
ROWS = (
    '<tr><td class="bold"><b class="nick">{who}</b> wrote on {day} March 2031, {time}</td></tr>'
    "<tr><td>{words}</td></tr>"
)
TERMS = (
    '<dt class="comment"><cite>{who}</cite> March {day}, 2031 at {time}</dt>'
    '<dd class="comment"><p>{words}</p></dd>'
)
BOXES = (
    '<div><div><b>{who}</b></div><div><span class="stamp">{day}.03.2031, {time}</span></div>'
    "<div>{words}</div></div>"
)
PROFILE = (
    '<li class="message"><div class="left"><a class="username" href="/members/{n}">{who}</a>'
    "<em>Old Hand</em><dl><dt>Joined:</dt><dd>May 1, 2029</dd><dt>Posts:</dt><dd>1,204</dd></dl>"
    '</div><div class="messageText">{words}</div>'
    '<div class="low"><a class="DateTime" href="#{n}">{day} March 2031 {time}</a></div></li>'
)
BUILDS = {
    "rows of a table": f"<table>{{}}</table>|{ROWS}",
    "a list of terms": f'<dl class="comments">{{}}</dl>|{TERMS}',
    "boxes without names": f'<div class="comments">{{}}</div>|{BOXES}',
    "profiles beside the words": f"<ol>{{}}</ol>|{PROFILE}",
}
STORY = "<p>The old bridge at Havrin fell on Monday, the council of the town said.</p>" * 4


def html(build: str, talk=TALK) -> str:
    around, row = BUILDS[build].split("|")
    rows = [
        row.format(who=who, day=day, time=time, words=words, n=n)
        for n, (who, day, time, words) in enumerate(talk, 1)
    ]
    thread = around.format("".join(rows))
    return f"<html><body><article><h1>Bridge falls</h1>{STORY}</article>{thread}</body></html>"


def thread_of(page):
    return [p for p in page.parts if p.kind is PartKind.COMMENT]


@pytest.mark.parametrize("build", BUILDS)
def test_a_comment_may_be_built_of_several_neighbours(paged, build):
    (page,) = paged(html(build))

    assert [(p.author, p.at, page.text[p.start : p.end]) for p in thread_of(page)] == [
        (who, f"2031-03-0{day}T{time}", words) for who, day, time, words in TALK
    ]


@pytest.mark.parametrize("build", BUILDS)
def test_none_of_it_stays_in_the_article(paged, build):
    (page,) = paged(html(build))

    body = "\n".join(page.text[p.start : p.end] for p in page.parts if p.kind is PartKind.BODY)
    assert "fell on Monday" in body
    assert not any(words in body or who in body for who, _, _, words in TALK)


def test_who_is_quoted_did_not_write_the_post(paged):
    quote = (
        '<div class="bbCodeQuote"><cite>marsh fox wrote:</cite><p>The noise was the crane.</p>'
        "</div>It was not, and everybody on the pier will tell you so."
    )
    talk = (*TALK, ("Dora", "4", "12:00", quote))

    (page,) = paged(html("profiles beside the words", talk))

    last = thread_of(page)[-1]
    assert last.author == "Dora"
    assert page.text[last.start : last.end].endswith("will tell you so.")


def test_notes_of_edits_and_standing_signatures_are_no_words_of_a_post(paged):
    note = "<div>Last edited by Ben on March 5, 2031</div>"
    sign = "<div>Long live the ferry and those who wait for it.</div>"
    talk = (
        TALK[0],
        ("Ben", "3", "09:40", f"<div>The crane left in autumn.</div>{note}"),
        ("Olm", "4", "11:05", f"<div>No doctor, no ferry, no bridge.</div>{sign}"),
        ("Olm", "4", "12:05", f"<div>What will the council close next?</div>{sign}"),
    )

    (page,) = paged(html("profiles beside the words", talk))

    assert [page.text[p.start : p.end] for p in thread_of(page)][1:] == [
        "The crane left in autumn.",
        "No doctor, no ferry, no bridge.",
        "What will the council close next?",
    ]


def test_the_last_comments_on_other_stories_are_no_thread(paged):
    rows = "".join(
        f'<li class="recent-comment"><cite>{who}</cite> on <a href="/{n}">Another story</a>: '
        f"{words} <span>{day} March 2031</span></li>"
        for n, (who, day, _, words) in enumerate(TALK)
    )

    (page,) = paged(f"<html><body>{STORY}<ul>{rows}</ul></body></html>")

    assert not thread_of(page)
