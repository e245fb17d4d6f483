"""What of a page is its story, and what stands around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellsourced.model import PartKind
from wellsourced.read.article import article
from wellsourced.read.census import census
from wellsourced.read.markup import tree_of

LINES = (
    "The old bridge at Havrin fell on Monday night, and nobody was hurt, the council said.",
    "Two boats that lay below it were lost; their owners, the Olm brothers, were in town.",
    "The ministry had closed the bridge for lorries in the spring, after a beam gave way.",
    "A ferry will take its place until the autumn, said Ana Reyes, who leads the harbour office.",
)
STORY = "".join(f"<p>{line}</p>" for line in LINES)
MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">All the news</a></li></ul></nav>'
FOOT = (
    "<footer><p>The Veld Courier is printed in Veld since 1911, by the Courier press.</p></footer>"
)
TEASERS = "".join(
    f'<div class="x{n}"><h3><a href="/{n}">Mayor of Selm opens bridge number {n}</a></h3>'
    f"<p>The mayor of Selm came late to see bridge number {n}, and sang there.</p></div>"
    for n in range(4)
)


def read(inside):
    root = tree_of(f"<html><head><title>Bridge at Havrin falls</title></head>{inside}</html>")
    return article(root, census(root), "Bridge at Havrin falls")


def told(inside, kind=PartKind.BODY):
    return [block.text for block in read(inside).body if block.kind is kind]


def test_the_story_is_what_stands_between_menu_and_footer():
    assert told(f"<body>{MENU}<div>{STORY}</div>{FOOT}</body>") == list(LINES)


def test_menu_and_footer_are_furniture_a_part_each_in_the_order_of_the_page():
    found = read(f"<body>{MENU}<div>{STORY}</div>{FOOT}</body>").furniture

    assert [block.text for block in found] == [
        "Home All the news",
        "The Veld Courier is printed in Veld since 1911, by the Courier press.",
    ]
    assert {block.kind for block in found} == {PartKind.FURNITURE}


def test_stories_of_other_pages_are_none_of_this_one():
    found = read(f"<body><div>{STORY}{TEASERS}</div></body>")

    assert [block.text for block in found.body] == list(LINES)
    assert "opens bridge number 2" in found.furniture[0].text


def test_a_list_without_a_name_that_says_related_is_known_by_its_links():
    links = "".join(f'<li><a href="/{n}">Bridge number {n} of Selm</a></li>' for n in range(5))

    assert told(f"<body><div>{STORY}<h4>From Selm</h4><ul>{links}</ul></div></body>") == list(
        LINES
    )


def test_a_box_that_holds_the_story_is_no_sidebar_whatever_its_name():
    assert told(f'<body><div class="sidebar-wrap widget">{STORY}</div></body>') == list(LINES)


def test_a_page_within_a_form_is_read():
    assert told(f"<body><form>{MENU}<div>{STORY}</div></form></body>") == list(LINES)


def test_a_short_story_is_not_its_long_footer():
    foot = "<p>All pages of the Courier may be read, none may be sold, printed or sung.</p>" * 4

    assert told(f"<body><div><p>{LINES[0]}</p></div><footer>{foot}</footer></body>") == [LINES[0]]


def test_the_opening_between_heading_and_story_belongs_to_it():
    lead = "The bridge that carried Havrin's only road to the island is gone, and a ferry comes."
    page = f"<body><h1>Bridge</h1><h2>{lead}</h2><div><div>{STORY}</div></div></body>"

    assert told(page) == [lead, *LINES]


def test_a_teaser_without_a_link_is_the_storys_own_opening():
    page = f'<body><h1>Bridge</h1><div class="teaser"><p>{LINES[0]}</p></div>'
    page += f"<div>{''.join(f'<p>{line}</p>' for line in LINES[1:])}</div></body>"

    assert told(page) == list(LINES)


def test_sub_headings_and_lists_within_the_story_are_body():
    inside = f"<h3>What is lost</h3>{STORY}<ul><li>two boats</li><li>a crane</li></ul>{STORY}"

    assert told(f"<body><div>{STORY}{inside}</div></body>")[4] == "What is lost"
    assert "a crane" in told(f"<body><div>{STORY}{inside}</div></body>")


def test_a_heading_over_nothing_but_links_goes_with_them():
    links = '<p><a href="/1">The crane of Selm is sold</a></p><p><a href="/2">Selm sings</a></p>'

    assert "More" not in told(f"<body><div>{STORY}<h3>More</h3>{links}</div></body>")


def test_a_block_quote_is_a_part_of_its_own():
    words = "It went down like a tired horse, and made no noise at all."
    quoted = f"<blockquote><p>{words}</p></blockquote>"

    found = told(f"<body><div>{STORY}{quoted}{STORY}</div></body>", PartKind.BLOCKQUOTE)

    assert found == [words]


def test_what_stands_under_a_picture_is_a_caption():
    for picture in (
        '<figure><img src="a"><figcaption>The bridge in May.</figcaption></figure>',
        '<div class="wp-caption"><img src="a"><p>The bridge in May.</p></div>',
    ):
        page = f"<body><div>{STORY}{picture}{STORY}</div></body>"

        assert told(page, PartKind.CAPTION) == ["The bridge in May."]


def test_a_figure_that_was_never_closed_does_not_swallow_the_story():
    assert told(f"<body><div><figure><img src='a'>{STORY * 2}</div></body>") == [*LINES, *LINES]


def test_two_line_breaks_part_paragraphs_and_one_does_not():
    lines = f"{LINES[0]}<br><br>{LINES[1]}<br>{LINES[2]}"

    assert told(f"<body><div>{lines}</div></body>") == [LINES[0], f"{LINES[1]}\n{LINES[2]}"]


def test_an_address_written_out_is_the_writers_words():
    address = '<p><a href="https://courier.example/a">https://courier.example/a</a></p>'

    assert "https://courier.example/a" in told(f"<body><div>{STORY}{address}{STORY}</div></body>")


def test_a_page_with_no_story_is_all_that_is_no_apparatus():
    assert told(f"<body>{MENU}<div>Closed today</div></body>") == ["Closed today"]


def test_a_menu_that_stands_on_the_page_twice_is_kept_once():
    found = read(f"<body>{MENU}<div>{STORY}</div>{MENU}</body>").furniture

    assert [block.text for block in found] == ["Home All the news"]


def test_furniture_beyond_what_a_document_keeps_is_counted():
    lists = "".join(
        f'<div><p>{LINES[0]}</p></div><div class="related"><a href="/">{n} {"x" * 999}</a></div>'
        for n in range(40)
    )
    found = read(f"<body><div>{lists}</div></body>").furniture

    assert sum(len(block.text) for block in found) < 20_100
    assert found[-1].text.endswith("more characters of furniture]")


def test_only_links_of_the_story_and_the_thread_are_links_of_the_page(paged):
    said = f'<p>{LINES[0]} So says <a href="https://post.example/c">the Havrin Post</a> today.</p>'
    menu = '<nav><a href="https://post.example/d">the Havrin Post</a></nav>'

    (page,) = paged(f"<html><body>{menu}<div>{said}{STORY}</div></body></html>")

    assert [link.target for link in page.links] == ["https://post.example/c"]


WORDS = st.integers(min_value=1, max_value=999).map("word{}".format)
TREES = st.recursive(
    st.lists(WORDS, min_size=1, max_size=30).map(" ".join),
    lambda inside: st.builds(
        "<{0} class='{1}'>{2}</{0}>".format,
        st.sampled_from(["div", "p", "ul", "nav", "section", "h2", "a", "figure", "blockquote"]),
        st.sampled_from(["", "related", "entry-content", "share", "caption", "author"]),
        st.lists(inside, min_size=1, max_size=4).map(" ".join),
    ),
    max_leaves=15,
)


@given(TREES)
def test_no_word_of_a_page_is_lost(inside):
    found = read(f"<body>{inside}</body>")

    kept = " ".join(block.text for block in (*found.body, *found.furniture)).split()
    root = tree_of(f"<html><body>{inside}</body></html>")
    assert set("".join(root.itertext()).split()) == set(kept)


def test_a_box_of_stories_or_an_advertisement_is_no_caption_for_all_its_name():
    text = "The council will meet on Thursday to say who is to pay for a new bridge at Lorne."
    html = (
        f"<h1>Bridge falls</h1><article><p>{text}</p><div class='media-image'><h3>Trending</h3>"
        "<a href='/a'>A boat was found in the reeds near the mill</a></div>"
        f"<div class='ad-image'>Advertisement</div><p>\u200b</p><p>{text} It is old.</p>"
        "<figure><figcaption>The bridge on Monday. (Ada Orm)</figcaption></figure></article>"
    )
    found = [(b.kind.value, b.text) for b in read(html).body]

    assert found == [
        ("body", text),
        ("body", f"{text} It is old."),
        ("caption", "The bridge on Monday. (Ada Orm)"),
    ]


@pytest.mark.parametrize(
    "foot",
    [
        "Please donate to keep us going! Every euro helps.",
        "This site uses cookies. By continuing to read it you agree to their use.",
        "Copyright 2031 Harbour Post. All rights reserved, also those of the pictures.",
    ],
)
def test_what_the_house_says_below_a_story_is_furniture(paged, foot):
    story = "<p>The old bridge at Havrin fell on Monday, the council said in a statement.</p>" * 3
    html = (
        f"<html><body><article><h1>Bridge falls</h1>{story}<p>{foot}</p></article></body></html>"
    )

    (found,) = paged(html)

    assert [p.kind for p in found.parts if foot in p.span.of(found.text)] == [PartKind.FURNITURE]
