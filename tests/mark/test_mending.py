import pytest

from tests.mark.voices import by_cue, only, told


def test_a_paper_that_was_told_is_no_part_of_who_is_spoken_of():
    outer, inner = told("Military officials told Harbour News Kell is said to have left.")
    assert outer.content == ("Kell is said to have left",)
    assert outer.chain == ("Lorne Herald", "Harbour News", "military officials")
    assert inner.content == ("Kell", "have left")
    assert inner.chain == ("Lorne Herald", "Harbour News", "military officials", "unnamed")


def test_a_paper_glued_to_the_subject_stands_in_the_chain():
    (row,) = told("Officials told Reuters Kell has left the valley.")
    assert row.content == ("Kell has left the valley",)
    assert row.chain == ("Lorne Herald", "Reuters", "officials")


def test_a_clause_that_yields_does_not_swallow_the_chief_one():
    rows = told(
        "While the letters indicate Kell is living with friends, a clerk in the harbour office "
        "told us Kell is hidden by the guard."
    )
    assert [r.content for r in rows] == [
        ("Kell is living with friends",),
        ("Kell is hidden by the guard",),
    ]
    assert [r.inside for r in rows] == [None, None]


def test_a_saying_in_the_midst_of_what_is_said_stands_aside():
    row = only("The boats, the mayor said on Friday, will sail.")

    assert (row.source, row.content) == ("the mayor", ("The boats", "will sail"))


def test_who_passes_a_statement_on_stands_above_it():
    text = (
        '"We have heard calls from the guild that they are against arms," a statement '
        "issued by the mayor said, AFP reported."
    )
    row = next(r for r in told(text) if r.cue == "said")

    assert row.chain == ("Lorne Herald", "Agence France-Presse", "mayor")


@pytest.mark.parametrize(
    ("text", "chain", "content"),
    [
        (
            "The governor had fled the town, a guard said, Harbour News reported on Tuesday.",
            ("Lorne Herald", "Harbour News", "guard"),
            "The governor had fled the town",
        ),
        (
            "The general had been arrested, an aide said, the Selm Post reported.",
            ("Lorne Herald", "Selm Post", "aide"),
            "The general had been arrested",
        ),
        (
            "The convoy was hit, a driver said, according to Harbour News.",
            ("Lorne Herald", "Harbour News", "driver"),
            "The convoy was hit",
        ),
    ],
)
def test_who_reports_last_passes_on_who_said_it_whatever_the_parser_makes_of_it(
    text, chain, content
):
    row = by_cue(text, "said")

    assert row.chain == chain
    assert row.content == (content,)


@pytest.mark.parametrize(
    "text",
    [
        "Orsak was accused by the army of arming the Guard.",
        "Orsak was accused of arming the Guard by the army.",
    ],
)
def test_who_accuses_is_no_part_of_the_charge(text):
    row = by_cue(text, told(text)[0].cue)

    assert row.chain[-1] == "army"
    assert row.content == ("Orsak", "of arming the Guard")
