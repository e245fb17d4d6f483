"""The table of claims: a dispute stands together, at any width, and says who is against what."""

import io

import pytest
from rich.console import Console

from tests.flow.test_about import claim
from wellsourced.app.claims import print_claims
from wellsourced.app.output import UNBROKEN
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
    print_claims(CLAIMS, Console(file=out, width=width))
    return out.getvalue()


def shown(claims, width=90):
    out = io.StringIO()
    print_claims(claims, Console(file=out, width=width))
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_a_table_fits_its_terminal(width):
    lines = printed(width).splitlines()

    assert max(map(len, lines)) <= width
    assert "2-3" in printed(width)
    assert "an official (unnamed)" in " ".join(" ".join(lines).split())


def test_words_that_do_not_say_of_whom_have_the_actor_in_front():
    out = io.StringIO()
    claims = [claim("is in Kaldria", actor="Danil Orsak")]
    print_claims(claims, Console(file=out, width=100))

    assert "Danil Orsak: is in Kaldria" in out.getvalue()


def test_who_takes_a_claim_back_is_not_said_to_deny_it():
    page = Console(width=90, record=True, file=io.StringIO())
    print_claims([told("it fell", Status.RETRACTED, said_by=(HIM,), retracted_by=(HIM,))], page)
    shown = page.export_text()

    assert f"takes back: {HIM.name}" in shown
    assert "denies" not in shown


def test_what_is_denied_is_not_shown_as_if_it_were_said():
    claims = [told("not so: he has left", actor="Kell", said_by=(ANN,))]

    assert "not so: Kell: he has left" in shown(claims)


def test_rivals_stand_side_by_side_and_are_named():
    left = told("he left", Status.DISPUTED, 1, 2, denied_by=(ANN,), rivals=("not so: he left",))
    other = told("the bridge fell", Status.DISPUTED, 1, 2, denied_by=(ANN,))
    stays = told("not so: he left", Status.DISPUTED, 1, 1, disputed_by=(HIM,), rivals=("he left",))
    lines = shown([stays, other, left])

    assert lines.index("he left") < lines.index("not so") < lines.index("bridge fell")
    assert "rivals: not so:" in lines


@pytest.mark.parametrize("width", [90, 160])
def test_denying_disputing_and_taking_back_are_told_apart(width):
    claim = told("it fell", Status.DISPUTED, denied_by=(ANN,), disputed_by=(HIM,))

    assert "denies: Ann" in shown([claim], width)
    assert "disputes: an official (unnamed)" in shown([claim], width)


def test_in_a_pipe_a_claim_is_a_line():
    claim = told("it fell " * 50, Status.DISPUTED, denied_by=(ANN,), disputed_by=(HIM,))
    lines = [line for line in shown([claim], UNBROKEN).splitlines() if "fell" in line]

    assert len(lines) == 1
    assert "denies: Ann; disputes: an official (unnamed)" in lines[0]
