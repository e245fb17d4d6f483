import socket

import pytest

from wellsourced.model import PartKind

STORY = (
    "<p>The old bridge at Havrin fell on Monday, and nobody was hurt, the council said.</p>" * 3
)
POST = (
    '<div class="post" id="p{n}"><div class="user"><a href="/member/{who}">{who}</a> '
    'Joined: May 1, 2029</div><span class="date">March 4, 2031, 9:{n}1 am</span>'
    '<div class="content">{words}</div></div>'
)


def test_posts_of_a_forum_are_found_without_any_name_that_says_comment(paged):
    talk = [
        "It fell on Monday night, I heard it.",
        "Who was on it?",
        "Nobody was on it, they say.",
    ]
    posts = [
        POST.format(n=n, who=who, words=words)
        for n, (who, words) in enumerate(zip(("ana", "ben", "olm"), talk, strict=True), 1)
    ]

    (page,) = paged(f"<html><title>Bridge</title><body>{''.join(posts)}</body></html>")

    thread = [p for p in page.parts if p.kind is PartKind.COMMENT]
    assert [p.author for p in thread] == ["ana", "ben", "olm"]
    assert [p.at for p in thread] == [f"2031-03-04T09:{n}1" for n in (1, 2, 3)]
    assert [page.text[p.start : p.end] for p in thread] == talk


def test_a_list_of_related_stories_is_no_thread(paged):
    cards = "".join(
        f'<div class="card related"><a href="/{n}">Story {n} of the coast</a>'
        f'<span class="author">Ana</span><time datetime="2031-03-0{n}">March {n}, 2031</time>'
        "</div>"
        for n in range(1, 6)
    )

    (page,) = paged(f"<html><body><article>{STORY}</article>{cards}</body></html>")

    assert PartKind.COMMENT not in {p.kind for p in page.parts}


def test_a_comment_does_not_leak_into_the_article(paged):
    comment = (
        '<li class="comment" id="comment-1"><cite>Ben</cite> <time datetime="2031-03-04T10:00">'
        "March 4</time><p>The council lies about the bridge.</p></li>"
    ) * 2

    (page,) = paged(
        f"<html><body><article>{STORY}</article><ol id='comments'>{comment}</ol></body></html>"
    )

    body = [page.text[p.start : p.end] for p in page.parts if p.kind is PartKind.BODY]
    assert body
    assert not any("lies" in words for words in body)


def test_nothing_is_fetched_while_a_page_is_read(paged, monkeypatch):
    def refuse(*_args, **_kept):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)

    (page,) = paged(f'<html><body><img src="http://x.example/a.png">{STORY}</body></html>')

    assert "Havrin" in page.text


@pytest.mark.parametrize("media_type", ["text/plain", "application/octet-stream", "text/html"])
def test_a_page_is_known_by_how_it_begins_whatever_it_is_called(paged, media_type):
    (page,) = paged(f"<!DOCTYPE html><html><body>{STORY}</body></html>", media_type=media_type)

    assert "<p>" not in page.text
