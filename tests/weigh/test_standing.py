"""The rules of standing, one by one, as docs/guide/weighing.md lists them."""

from tests.weigh.makers import Line, claim, claims, day, holds, names, page
from wellsourced.model import ClaimType, Commitment, Estimate, Outcome, Polarity, Status

PROBABLE = Commitment.PROBABLE


def test_what_one_voice_says_is_single_source():
    told = claim(page("Courier", day(1), holds(by=("Ada Orm",))))

    assert told.status is Status.SINGLE_SOURCE
    assert told.origins == Estimate(1, 1)
    assert names(told.said_by) == ["Ada Orm"]


def test_two_named_origins_corroborate():
    told = claim(
        page("Courier", day(1), holds(by=("Ada Orm",))),
        page("Herald", day(2), holds(by=("Mayor Bex",))),
    )

    assert told.status is Status.CORROBORATED
    assert told.origins == Estimate(2, 2)


def test_two_unnamed_officials_may_be_one_man():
    told = claim(
        page("Courier", day(1), holds(by=("a security official",), unnamed=True)),
        page("Herald", day(2), holds(by=("a security official",), unnamed=True)),
    )

    assert told.status is Status.SINGLE_SOURCE
    assert told.origins == Estimate(1, 2)
    assert any("unnamed and may be one" in reason for reason in told.why)


def test_the_official_of_one_page_is_one_official():
    told = claim(
        page(
            "Courier",
            day(1),
            holds(by=("a military official",), unnamed=True),
            holds(words="Lorne is in the army's hands", by=("the official",), unnamed=True),
        )
    )

    assert told.origins == Estimate(1, 1)


def test_a_hedge_supports_nothing():
    told = claim(page("Courier", day(1), holds(by=("Ada Orm",), sure=PROBABLE)))

    assert told.status is Status.UNSUPPORTED
    assert (told.origins, told.hedged) == (Estimate(0, 0), 1)


def test_hedges_and_readers_do_not_corroborate():
    told = claim(
        page("Courier", day(1), holds(by=("Ada Orm",)), holds(reader="boatman")),
        page("Herald", day(2), holds(by=("Mayor Bex",), sure=PROBABLE)),
    )

    assert told.status is Status.SINGLE_SOURCE
    assert (told.origins, told.hedged, told.readers) == (Estimate(1, 1), 1, 1)


def test_what_only_readers_say_is_unsupported():
    told = claim(page("Courier", day(1), holds(reader="boatman")))

    assert told.status is Status.UNSUPPORTED
    assert told.readers == 1


def test_what_a_reader_passes_on_raises_only_the_upper_bound():
    told = claim(
        page("Courier", day(1), holds(by=("Ada Orm",)), holds(reader="boatman", by=("Mayor Bex",)))
    )

    assert told.origins == Estimate(1, 2)
    assert told.status is Status.SINGLE_SOURCE


def test_a_page_that_reports_through_somebody_does_not_say_it_a_second_time():
    told = claim(page("Courier", day(1), holds(), holds(by=("Ada Orm",))))

    assert told.origins == Estimate(1, 1)
    assert "Courier has it from Ada Orm: not counted beside it" in told.why


def test_the_one_concerned_denies_and_somebody_else_disputes():
    said = page("Courier", day(1), holds(by=("Mayor Bex",)))
    no = "The army does not hold Lorne"
    denied = claim(
        said,
        page("Herald", day(2), holds(words=no, by=("Ada Orm",), fails=True)),
        polarity=Polarity.HOLDS,
    )
    disputed = claim(
        said,
        page("Herald", day(2), holds(words=no, by=("a farmer",), unnamed=True, fails=True)),
        polarity=Polarity.HOLDS,
    )

    assert names(denied.denied_by) == ["Ada Orm"]
    assert names(disputed.disputed_by) == ["a farmer"]
    assert denied.status is disputed.status is Status.DISPUTED


def test_what_nobody_with_a_name_says_and_somebody_denies_is_denied():
    told = claim(
        page("Courier", day(1), holds(by=("an officer",), unnamed=True)),
        page(
            "Herald",
            day(2),
            holds(
                words="The army does not hold Lorne", by=("Mayor Bex",), cue="denied", fails=True
            ),
        ),
        polarity=Polarity.HOLDS,
    )

    assert told.status is Status.DENIED
    assert names(told.denied_by) == ["Mayor Bex"]


def test_words_that_a_source_denies_are_told_as_not_so():
    denied = holds(words="The army holds Lorne", by=("Mayor Bex",), cue="denied", fails=True)
    plainly = holds(words="The army does not hold Lorne", by=("Ada Orm",), fails=True)

    assert claim(page("Herald", day(2), denied)).text == "not so: The army holds Lorne"
    assert claim(page("Post", day(2), plainly)).text == "The army does not hold Lorne"


def test_a_reader_alone_contests_nothing():
    told = claim(
        page(
            "Courier",
            day(1),
            holds(by=("Ada Orm",)),
            holds(words="The army does not hold Lorne", reader="boatman", fails=True),
        ),
        polarity=Polarity.HOLDS,
    )

    assert told.status is Status.SINGLE_SOURCE
    assert names(told.disputed_by) == ["boatman"]


def test_who_knows_nothing_of_it_questions_it_and_does_not_deny():
    arms = {"type": ClaimType.SUPPORT, "actor": "Sarland", "recipient": "Lake Guard"}
    told = claim(
        page(
            "Courier",
            day(1),
            Line(words="Sarland pays the Lake Guard", by=("two captains",), unnamed=True, **arms),
            Line(words="Sarland does not pay the Guard", by=("an army officer",), unnamed=True,
                 cue="was not aware that", sure=Commitment.UNKNOWN, fails=True, **arms),
        ),
        polarity=Polarity.HOLDS,
    )  # fmt: skip

    assert names(told.questioned_by) == ["an army officer"]
    assert told.denied_by == told.disputed_by == ()
    assert told.status is Status.SINGLE_SOURCE


def test_a_paper_that_corrects_itself_has_retracted():
    shelled = {"type": ClaimType.ASSAULT, "actor": "Norvian army", "place": "Lorne"}
    report = page("Courier", day(1), Line(words="The army shelled the mill in Lorne", **shelled))
    correction = page(
        "Courier",
        day(3),
        Line(words="Correction: the report was wrong", type=None),
        Line(words="The army did not shell the mill in Lorne", fails=True, **shelled),
    )
    told = claim(report, correction, polarity=Polarity.HOLDS)
    other = claim(report, correction, polarity=Polarity.FAILS)

    assert told.status is Status.RETRACTED
    assert names(told.retracted_by) == ["Courier"]
    assert other.status is Status.SINGLE_SOURCE
    assert claim(report).status is Status.SINGLE_SOURCE


def test_a_reader_takes_back_what_he_said():
    founded = {"type": ClaimType.STATEMENT, "actor": "Sarland", "recipient": "Lake Guard"}
    thread = page(
        "Courier",
        day(1),
        Line(words="Sarland founded and organised the guard", reader="joe", **founded),
        Line(words="I was careless with my words yesterday when I told you Sarland founded it",
             reader="joe", type=None),
    )  # fmt: skip
    told = claim(thread)

    assert told.status is Status.RETRACTED
    assert names(told.retracted_by) == ["joe"]


def test_another_readers_correction_takes_nothing_back():
    thread = page(
        "Courier",
        day(1),
        holds(reader="joe"),
        Line(words="I was wrong, the army holds Lorne", reader="ann", type=None),
    )

    assert claim(thread).status is Status.UNSUPPORTED


def test_a_greater_toll_told_later_supersedes_the_older():
    dead = {"type": ClaimType.CASUALTY, "place": "Lorne", "by": ("Ada Orm",), "since": day(1)}

    def toll(number: int, words: str) -> Line:
        told = f"{words} people were killed at the mill in Lorne"
        return Line(words=told, count=(f"{words} people", Outcome.KILLED, number), **dead)

    first, later = page("Courier", day(1), toll(14, "14")), page("Herald", day(2), toll(21, "21"))
    by_number = {c.quantity.low: c for c in claims(first, later)}

    assert by_number[14].status is Status.SUPERSEDED
    assert by_number[21].status is Status.SINGLE_SOURCE
    assert claim(first).status is Status.SINGLE_SOURCE


def test_two_who_hold_one_town_are_rivals():
    found = claims(
        page("Courier", day(1), holds(by=("Ada Orm",))),
        page(
            "Herald",
            day(1),
            Line(
                words="The Lake Guard holds Lorne",
                actor="Lake Guard",
                place="Lorne",
                by=("Idris Kell",),
            ),
        ),
    )

    assert {c.status for c in found} == {Status.DISPUTED}
    assert found[0].rivals == (found[1].id,)


def test_who_asked_for_the_truce_is_one_question():
    asked = {"type": ClaimType.REQUEST, "since": day(1)}
    found = claims(
        page(
            "Courier",
            day(2),
            Line(words="The Lake Guard asked for the truce", actor="Lake Guard",
                 by=("Ada Orm",), **asked),
            Line(words="The government asked for the truce", actor="Norvian government",
                 by=("Idris Kell",), **asked),
        )
    )  # fmt: skip

    assert {c.status for c in found} == {Status.DISPUTED}


def test_explanations_that_nobody_vouches_for_are_rivals_without_support():
    why = {"type": ClaimType.STATEMENT, "actor": "Omar Sarif", "sure": Commitment.POSSIBLE}
    found = claims(
        page(
            "Courier",
            day(2),
            Line(words="Sarif may have left because he feared arrest", **why),
            Line(words="Sarif may have left because somebody paid his fighters", **why),
        )
    )

    assert {c.status for c in found} == {Status.UNSUPPORTED}
    assert all(len(c.rivals) == 1 for c in found)


def test_every_status_says_why():
    for told in claims(page("Courier", day(1), holds(by=("Ada Orm",)))):
        assert told.why[0].startswith(f"{told.status.value}: ")
