"""Tables for people: contested first, any width, and no page does anything to the terminal."""

import io

import pytest
from rich.console import Console

from tests.flow.test_about import claim
from wellsourced.app import screen
from wellsourced.model import Estimate, Source, Status

ANN = Source(name="Ann", unnamed=False, kind="person")
HIM = Source(name="an official", unnamed=True, kind="unnamed")


def told(name, status=Status.SINGLE_SOURCE, low=1, high=1, **fields):
    found = claim(name, **fields)
    known = {f: getattr(found, f) for f in found.__struct_fields__}
    return type(found)(**{**known, "status": status, "origins": Estimate(low, high)})


CLAIMS = [
    told("one man says so"),
    told("two papers say so", Status.CORROBORATED, 2, 3),
    told("he denies it", Status.DENIED, said_by=(HIM,), denied_by=(ANN,)),
    told("both sides have two", Status.DISPUTED, 2, 2, denied_by=(ANN, HIM)),
]


def printed(width: int) -> str:
    out = io.StringIO()
    screen.print_claims(CLAIMS, Console(file=out, width=width))
    return out.getvalue()


def test_the_most_contested_come_first_then_the_best_backed():
    order = [c.id for c in screen.most_contested(CLAIMS)]

    assert order == ["both sides have two", "he denies it", "two papers say so", "one man says so"]


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_a_table_fits_its_terminal(width):
    lines = printed(width).splitlines()

    assert max(map(len, lines)) <= width
    assert "2-3" in printed(width)
    assert "an official (unnamed)" in " ".join(" ".join(lines).split())


def test_a_page_cannot_move_the_cursor_or_turn_the_words():
    nasty = "He said\x1b[2J \u202eon\u2066 Monday\r\n\tagain [bold]x[/bold]"

    assert screen.plain(nasty).plain == "He said [2J on Monday again [bold]x[/bold]"


def test_words_that_do_not_say_of_whom_have_the_actor_in_front():
    out = io.StringIO()
    claims = [claim("is in Kaldria", actor="Danil Orsak")]
    screen.print_claims(claims, Console(file=out, width=100))

    assert "Danil Orsak: is in Kaldria" in out.getvalue()


def test_who_takes_a_claim_back_is_not_said_to_deny_it():
    page = Console(width=90, record=True, file=io.StringIO())
    screen.print_claims(
        [told("it fell", Status.RETRACTED, said_by=(HIM,), retracted_by=(HIM,))], page
    )
    shown = page.export_text()

    assert f"takes back: {HIM.name}" in shown
    assert "denies" not in shown
