"""Editors' notes in threads, numbers of comments that pages state, and days told by their age."""

from datetime import UTC, date, datetime

import pytest

from wellsourced.model import PartKind

STORY = "Bridge falls\n\nThe old bridge at Havrin fell on Monday, the council said.\n\n"
DUMP = STORY + (
    "3 Comments\n\nAna says:\nIt was closed for three days. [Ed: two days.] So there.\n\n"
    "Ben says:\nNobody told us.\n\nEditor's note: this reader was told twice.\n\n"
    "Desk says:\nModerator: please stay with the bridge.\n\n"
)
AT = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
ROWS = "".join(
    f"<li class='comment'><cite>{who}</cite> <span class='date'>{when}</span><p>{words}</p></li>"
    for who, when, words in (
        ("Ana", "3 hours ago", "The noise was the crane, not the bridge."),
        ("Ben", "yesterday", "I saw it fall, and so did half of the town."),
        ("Cara", "2 weeks ago", "It will fall before the spring, I told them so."),
    )
)
BODY = "<p>The old bridge at Havrin fell on Monday, the council of the town said to all.</p>" * 3


def notes(document):
    kept = [p for p in document.parts if p.kind is PartKind.NOTE]
    return [(document.text[p.start : p.end], p.author) for p in kept]


def test_an_editors_words_in_a_comment_are_not_the_readers(dumped):
    page = dumped(DUMP)

    assert notes(page) == [
        ("[Ed: two days.]", None),
        ("Editor's note: this reader was told twice.", None),
        ("Moderator: please stay with the bridge.", "Desk"),
    ]
    assert page.speech_at(page.text.index("two days")) is None
    assert page.speech_at(page.text.index("So there")).author == "Ana"


def test_an_editors_words_in_a_comment_of_html_are_a_part(paged):
    rows = ROWS.replace("the bridge.<", "the bridge. [Editor's note: it was the bridge.]<")

    (document,) = paged(f"<h1>Bridge</h1>{BODY}<ol>{rows}</ol>")

    assert notes(document) == [("[Editor's note: it was the bridge.]", None)]


@pytest.mark.parametrize("words", ["The editor was asleep.", "I said [as they did] no."])
def test_a_readers_own_brackets_and_editors_are_no_notes(dumped, words):
    page = dumped(DUMP.replace("Nobody told us.", words))

    assert not any(words in note for note, _ in notes(page))


def test_the_number_of_comments_that_a_page_states_is_kept(dumped, paged):
    (document,) = paged(f"<h1>Bridge</h1>{BODY}<h2>14 Comments</h2><ol>{ROWS}</ol>")

    assert document.stated == 14
    assert dumped(DUMP).stated == 3
    assert dumped(STORY).stated is None


def test_ages_are_days_where_it_is_known_when_the_page_was_fetched(paged):
    (document,) = paged(f"<h1>Bridge</h1>{BODY}<ol>{ROWS}</ol>", fetched_at=AT)

    thread = [p.at for p in document.parts if p.kind is PartKind.COMMENT]
    assert thread == ["2031-03-04", "2031-03-03", None]


def test_a_story_of_yesterday_is_dated_by_the_day_it_was_fetched(paged):
    head = "<h1>Bridge at Havrin falls</h1><p class='date'>Published 30 hours ago</p>"

    (document,) = paged(head + BODY, fetched_at=AT)
    (unknown,) = paged(head + BODY)

    assert document.published.earliest == document.published.latest == date(2031, 3, 3)
    assert document.published.basis.startswith("inferred: the page tells how long ago")
    assert unknown.published.earliest is None
