"""Which words of a page lead where."""

STORY = (
    '<p>The bridge fell, <a href="https://courier.example/a">the Courier</a> says, and the '
    '<a href="/b">council</a> says <a href="mailto:x@y.example">so</a>.</p>'
    "<p>The town of Havrin has lost the only road to the island for the rest of the year.</p>"
    '<p>Elsewhere the <a href="https://post.example/c">Post</a> has another story of it.</p>'
)


def test_a_link_has_its_words_and_its_whole_target(paged):
    nav = '<nav><a href="/home">Front page</a></nav>'
    html = f"<html><body>{nav}<h1>Bridge</h1>{STORY}</body></html>"

    (page,) = paged(html, url="https://light.example/x/y")

    assert [(page.text[k.start : k.end], k.target) for k in page.links] == [
        ("the Courier", "https://courier.example/a"),
        ("council", "https://light.example/b"),
        ("Post", "https://post.example/c"),
    ]
