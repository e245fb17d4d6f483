"""Threads of HTML in builds whose names say little or nothing: place, lines and times tell."""

import pytest

from tests.read.builds import BUILDS, page
from wellsourced.model import PartKind


def found(document):
    return [
        (p.author, p.at, " ".join(document.text[p.start : p.end].split()))
        for p in document.parts
        if p.kind is PartKind.COMMENT
    ]


@pytest.mark.parametrize("build", sorted(BUILDS))
def test_each_comment_has_its_words_its_writer_and_its_time(paged, build):
    html, wanted = page(build, 0)

    (document,) = paged(html)

    assert found(document) == [tuple(w) for w in wanted]


@pytest.mark.parametrize("build", sorted(BUILDS))
def test_no_comment_and_no_writer_is_left_in_the_article(paged, build):
    html, wanted = page(build, 2)

    (document,) = paged(html)

    parts = [p for p in document.parts if p.kind is not PartKind.COMMENT]
    around = [document.text[p.start : p.end] for p in parts]
    long = [w for w in wanted if len(w.words) > 20]
    assert not any(w.words in words or w.author in words for w in long for words in around)


def test_a_page_without_a_thread_gets_none(paged):
    (document,) = paged(page("microdata", 0)[0].split("<section>")[0])

    assert found(document) == []


def test_a_profile_and_the_words_beside_it_are_one_record(paged):
    row = (
        '<div class="m"><div class="cell cell-who"><h4 class="name">{who}</h4>Member since '
        '<span>June {n}, 2029</span></div><div class="cell cell-text"><span class="author">'
        '#{n}</span><time>March {n}, 2031</time><div class="t">{words}</div></div></div>'
    )
    names, words = ("Ana", "Ben", "Cara"), "The crane left in autumn, and nobody told us so."
    rows = "".join(row.format(who=who, n=n, words=words) for n, who in enumerate(names, 1))

    (document,) = paged(f"<h1>Bridge</h1><div class='forum'>{rows}</div>")

    assert len(found(document)) == 3


def test_a_link_of_the_page_tells_who_is_answered(paged):
    row = (
        '<li class="comment" id="c{n}"><cite>{who}</cite> <time>March {n}, 2031</time>{link}'
        "<p>The crane left in autumn, and nobody told us.</p></li>"
    )
    link = '<a class="in-reply-to" href="https://post.example/bridge#c1">in reply to Ana</a>'
    rows = row.format(n=1, who="Ana", link="") + row.format(n=2, who="Ben", link="")
    rows += row.format(n=3, who="Cara", link=link)

    (document,) = paged(f"<h1>Bridge</h1><ol>{rows}</ol>")

    thread = [p for p in document.parts if p.kind is PartKind.COMMENT]
    assert [p.reply_to for p in thread] == [None, None, thread[0].id]


def test_reviews_with_stars_are_a_thread_though_no_time_is_printed(paged):
    row = (
        '<div class="rv"><div class="rv__head"><i class="rv__rating"></i>'
        '<span class="rv__author">{who}</span></div><b>{title}</b><div><p>{words}</p></div></div>'
    )
    told = (
        ("Ana", "Never again", "It leaked on the first day, and nobody answered my letter."),
        ("Ben", "Fine", "Holds what it says, also in the rain of the coast in autumn."),
        ("Cara", "Well", "My sister has the same, and hers has held for nine years so far."),
    )
    rows = "".join(row.format(who=who, title=title, words=words) for who, title, words in told)
    story = "<p>The boots of Havrin are made by hand, and the town is known for them.</p>" * 3

    (document,) = paged(f"<h1>Boots of Havrin</h1>{story}<div class='reviews'>{rows}</div>")

    assert [author for author, _, _ in found(document)] == ["Ana", "Ben", "Cara"]
