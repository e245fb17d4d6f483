"""What every table keeps: no page does anything to the terminal."""

from wellsourced.app import screen


def test_a_page_cannot_move_the_cursor_or_turn_the_words():
    nasty = "He said\x1b[2J \u202eon\u2066 Monday\r\n\tagain [bold]x[/bold]"

    assert screen.plain(nasty).plain == "He said [2J on Monday again [bold]x[/bold]"
