"""What every table keeps: no page does anything to the terminal."""

from wellsourced.app import screen
from wellsourced.model import OriginKind, Source


def test_a_page_cannot_move_the_cursor_or_turn_the_words():
    nasty = "He said\x1b[2J \u202eon\u2066 Monday\r\n\tagain [bold]x[/bold]"

    assert screen.plain(nasty).plain == "He said [2J on Monday again [bold]x[/bold]"


def test_a_reader_is_told_from_the_reporting():
    joe = Source(name="joe", unnamed=False, kind=OriginKind.COMMENTER)

    assert screen.named(joe) == "joe (reader)"
