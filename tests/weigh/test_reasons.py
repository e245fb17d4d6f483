"""Reasons point at the words they rest on; readers' answers and suggestions stand apart."""

from msgspec.structs import replace

from tests.weigh.makers import Line, claim, day, holds, page, weighed
from wellsourced.model import Commitment, PartId, Polarity, Status
from wellsourced.weigh.claims import LISTED
from wellsourced.weigh.corrected import is_wrong
from wellsourced.weigh.credibility import suggested

OFFICIAL = {"by": ("a security official",), "unnamed": True}


def words(told, reason):
    return {told.evidence[n].chain[0] for n in reason.evidence}


def test_each_reason_names_the_places_of_its_words():
    told = claim(
        page("Courier", day(1), holds(**OFFICIAL)),
        page("Herald", day(2), holds(**OFFICIAL)),
        page("Gazette", day(3), holds(), holds(by=("Ada Orm",))),
    )
    by_words = {r.says: r for r in told.reasons}
    doubt = next(r for says, r in by_words.items() if "both are unnamed" in says)
    passing = by_words["Gazette has it from Ada Orm: not counted beside it"]

    assert tuple(by_words) == told.why
    assert words(told, doubt) == {"Courier", "Herald"}
    assert words(told, passing) == {"Gazette"}
    assert "Gazette" in told.passed_on_by


def test_no_reason_points_outside_the_evidence_and_evidence_knows_its_mark():
    found = weighed(
        page("Courier", day(1), holds(by=("Ada Orm",)), holds(reader="boatman")),
        page("Herald", day(2), holds(by=("Mayor Bex",), cue="denied", fails=True)),
    )
    for told in found.claims:
        assert all(e.mark for e in told.evidence)
        assert all(n < len(told.evidence) for r in told.reasons for n in r.evidence)
        assert told.reasons[0].evidence


def test_papers_that_have_it_from_each_other_are_the_first_of_them():
    told = claim(
        page("Courier", day(1), holds(by=("Herald",))),
        page("Herald", day(2), holds(by=("Courier",))),
    )

    assert (told.origins.low, told.origins.high) == (1, 1)


def test_an_answer_to_a_reader_is_shown_and_counts_for_nothing():
    document, marks = page("Courier", day(1), holds(by=("Ada Orm",)), holds(reader="boatman"))
    comment = document.parts[-1]
    text = document.text + "That is false.\n\n"
    start = len(document.text)
    answer = replace(
        comment,
        id=PartId("answer"),
        start=start,
        end=start + 14,
        author="miller",
        reply_to=comment.id,
        stance="deny",
    )
    document = replace(document, text=text, parts=(*document.parts, answer))
    told = claim((document, marks))

    assert [(a.stance, text[a.start : a.end]) for a in told.answers] == [
        ("deny", "That is false.")
    ]
    assert told.status is Status.SINGLE_SOURCE
    assert told.disputed_by == told.denied_by == ()


def test_what_nobody_says_is_not_denied():
    told = claim(
        page("Courier", day(1), holds(by=("Ada Orm",), sure=Commitment.UNKNOWN)),
        page("Herald", day(2), holds(by=("Mayor Bex",), cue="denied", fails=True)),
        polarity="+",
    )

    assert told.status is Status.UNSUPPORTED


def test_the_digit_is_suggested_by_counts_alone():
    asked = {"named": True, "questioned": False}

    assert suggested(Status.CORROBORATED, origins=2, **asked) == 2
    assert suggested(Status.DISPUTED, origins=1, **asked) == 4
    assert suggested(Status.DENIED, origins=1, **asked) == 5
    assert suggested(Status.SUPERSEDED, origins=1, **asked) == 6


def test_what_was_wrong_stands_after_the_words_for_it():
    told = "The Courier wrongly reported that 40 were killed. There were 14."

    assert is_wrong(told, told.index("40"))
    assert not is_wrong(told, told.index("14"))


def test_a_line_of_its_own_words_has_one_reason():
    told = claim(
        page(
            "Courier",
            day(1),
            Line(words="The army holds Lorne", place="Lorne", actor="Norvian army"),
        )
    )

    assert told.why == ("single-source: rests on Courier",)


def test_of_very_many_against_a_claim_denials_are_listed_first_and_all_are_counted():
    denied = [
        page(f"Herald {n}", day(2), holds(by=(f"Mayor {n}",), cue="denied", fails=True))
        for n in range(LISTED)
    ]
    disputed = [
        page(f"Gazette {n}", day(1), holds(by=(f"Miller {n}",), fails=True)) for n in range(5)
    ]
    told = claim(
        page("Courier", day(1), holds(by=("Ada Orm",))),
        *denied,
        *disputed,
        polarity=Polarity.HOLDS,
    )

    assert [e.stance for e in told.evidence if e.stance != "backs"] == ["denies"] * LISTED
    assert (len(told.denied_by), len(told.disputed_by)) == (LISTED, 5)
    assert any(f"{LISTED + 5} tellings stand against it" in reason for reason in told.why)
