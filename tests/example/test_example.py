from datetime import UTC, datetime

import pytest

from wellsourced.case import texts
from wellsourced.model import Status, Verdict

_CLAIMS = [
    ("one-wire-story", "attack"),
    ("two-unnamed-officials", "arms"),
    ("denial", "left"),
    ("whereabouts", "in Kaldria"),
    ("whereabouts", "in Selm"),
    ("reader-takes-it-back", "arrest"),
    ("paper-corrects-itself", "shelling"),
    ("paper-corrects-itself", "shelling, before the correction"),
    ("growing-toll", "14"),
    ("growing-toll", "21"),
    ("growing-toll", "26"),
    ("faction-split", "split"),
    ("two-truces", "agreed"),
    ("two-truces", "did not agree"),
    ("two-truces", "the militia asked"),
    ("two-truces", "the government asked"),
    ("three-explanations", "fear"),
    ("three-explanations", "money"),
    ("three-explanations", "theatre"),
    ("corroborated", "Selm"),
    ("reader-quotes-the-page", "no longer loyal"),
    ("reader-quotes-the-page", "in Brenz"),
    ("as-of", "in Kaldria, before the aide spoke"),
]


def names(sources):
    return sorted(s.name for s in sources)


def test_the_key_asks_for_every_claim_that_is_tested(key):
    assert sorted(_CLAIMS) == sorted((p.id, c.name) for p in key.phenomenon for c in p.claim)


@pytest.mark.parametrize(("phenomenon", "name"), _CLAIMS)
def test_a_planted_claim_is_found_once_on_all_its_words(record, phenomenon, name):
    asked, claim = record.claim(phenomenon, name)

    assert record.rests(claim.evidence, asked.rests_on)


@pytest.mark.parametrize(("phenomenon", "name"), _CLAIMS)
def test_a_planted_claim_stands_as_the_key_says(record, phenomenon, name):
    asked, claim = record.claim(phenomenon, name)

    assert not asked.status or claim.status in asked.status, claim.why
    if asked.origins:
        assert (claim.origins.low, claim.origins.high) == asked.origins, claim.why


@pytest.mark.parametrize(("phenomenon", "name"), _CLAIMS)
def test_a_planted_claim_names_those_who_say_deny_and_retract_it(record, phenomenon, name):
    asked, claim = record.claim(phenomenon, name)

    for role in ("said_by", "denied_by", "retracted_by"):
        there, wanted = names(getattr(claim, role)), getattr(asked, role)
        assert set(wanted) <= set(there), role
        assert role not in asked.only or set(wanted) == set(there), role
    assert not asked.unnamed or all(s.unnamed for s in claim.said_by)


def test_one_dispatch_in_four_outlets_is_one_origin(record):
    _, claim = record.claim("one-wire-story", "attack")

    assert {record.files[e.document] for e in claim.evidence} >= set(
        record.key.of("one-wire-story").files
    )
    assert claim.origins.high == 1


def test_two_officials_without_a_name_may_be_one(record):
    _, claim = record.claim("two-unnamed-officials", "arms")

    assert claim.origins.low == 1
    assert claim.origins.high == 2


@pytest.mark.parametrize("phenomenon", ["whereabouts", "two-truces", "three-explanations"])
def test_accounts_that_exclude_each_other_are_rivals(record, phenomenon):
    ids = {c.name: record.claim(phenomenon, c.name)[1] for c in record.key.of(phenomenon).claim}

    for asked in record.key.of(phenomenon).claim:
        for rival in asked.rivals:
            assert ids[rival].id in ids[asked.name].rivals, f"{asked.name} and {rival}"


def test_no_explanation_is_backed_by_the_writer_who_only_weighs_it(record):
    for asked in record.key.of("three-explanations").claim:
        _, claim = record.claim("three-explanations", asked.name)

        assert claim.origins.high == 0
        assert {e.commitment.strip("+-") for e in claim.evidence} == {"PS"}


def test_the_attack_is_dated_to_the_day_that_the_wire_names(record):
    asked, claim = record.claim("one-wire-story", "attack")

    assert (claim.earliest, claim.latest) == (asked.earliest, asked.latest)


def test_the_last_of_three_tolls_stands_and_each_stood_on_its_day(record):
    for asked in record.key.of("growing-toll").tally:
        there = record.case.tallies(about=asked.about, as_of=asked.as_of)
        (tally,) = [
            t
            for t in there
            if t.outcome is asked.outcome
            and t.best == asked.best
            and set(asked.said_by) <= set(names(t.said_by))
            and record.rests(t.evidence, asked.rests_on)
        ]

        assert tally.high == asked.high
        assert asked.low in (None, tally.low)
        assert tally.status in asked.status


def test_the_sum_that_fails_and_the_sum_that_holds_are_told_with_their_words(record):
    for asked in record.key.of("sums").check:
        about = [
            c
            for c in record.case.checks()
            if c.verdict is asked.verdict and all(number in c.why for number in asked.why)
        ]

        assert len(about) == 1
        for words in asked.about:
            assert any(words.quote in q.quote for q in about[0].about), words


def test_a_page_without_a_date_is_dated_by_its_thread(record):
    for asked in record.key.of("page-without-a-date").document:
        (row,) = [d for d in record.case.documents() if d.file == asked.file]

        assert row.published.latest is not None
        assert asked.latest[0] <= row.published.latest <= asked.latest[1]
        assert row.published.basis.startswith(asked.basis)


def test_a_spelling_a_nickname_and_an_acronym_lead_to_the_same_claims(record):
    for asked in record.key.of("aliases").same:
        found = [{c.id for c in record.case.claims(about=name)} for name in asked.names]

        assert len(found[0]) >= asked.least, asked.names
        assert all(ids == found[0] for ids in found), asked.names


@pytest.mark.parametrize("phenomenon", ["as-of", "one-family-name"])
def test_what_nobody_said_or_could_know_is_not_told(record, phenomenon):
    for asked in record.key.of(phenomenon).no_claim:
        there = record.case.claims(about=asked.about, as_of=asked.as_of)

        assert not [
            c
            for c in there
            if (not asked.type or c.type in asked.type)
            and (not asked.actor or c.actor in asked.actor)
        ], asked


def test_nothing_is_heard_after_the_day_asked(record):
    for claim in record.case.claims(as_of=record.key.of("as-of").no_claim[0].as_of):
        assert {record.files[e.document][:2] for e in claim.evidence} <= {"01", "02"}


# What nobody planted must not be found.


def test_no_sum_fails_but_the_planted_one(record):
    failed = [c.why for c in record.case.checks() if c.verdict is Verdict.INCONSISTENT]

    assert len(failed) == record.key.invented.inconsistent_checks, failed


def test_nothing_is_retracted_but_the_two_planted_claims(record):
    retracted = record.case.claims(status=Status.RETRACTED)

    assert len(retracted) == record.key.invented.retracted_claims, [c.text for c in retracted]


def test_nothing_is_contested_that_nobody_contests(record):
    contested = [c for s in (Status.DENIED, Status.DISPUTED) for c in record.case.claims(status=s)]
    allowed = record.key.invented.denied_or_disputed_about

    assert not [c.text for c in contested if c.actor not in allowed]


def test_nothing_is_corroborated_but_what_two_said_apart(record):
    allowed = {
        record.claim("corroborated", "Selm")[1].id,
        record.claim("faction-split", "split")[1].id,
    }
    found = record.case.claims(status=Status.CORROBORATED)

    assert not [(c.text, c.why) for c in found if c.id not in allowed]


def test_what_several_pages_tell_is_one_claim(record):
    for asked in record.key.invented.told_once:
        there = [
            c.text
            for c in record.case.claims()
            if c.type is asked.type
            and c.polarity is asked.polarity
            and asked.actor in (None, c.actor)
            and asked.recipient in (None, c.recipient)
            and asked.place in (None, c.place)
        ]

        assert len(there) == 1, there


def test_no_count_is_superseded_but_the_two_early_tolls(record):
    found = record.case.claims(status=Status.SUPERSEDED)

    assert {c.quantity.low for c in found if c.quantity} == set(
        record.key.invented.superseded_counts
    )


def test_every_page_is_a_document_and_the_feed_is_two(record):
    assert len(record.case.documents()) == record.key.invented.documents


# Rival answers, weighed.


@pytest.mark.parametrize("number", [0, 1], ids=["at the end", "before the aide spoke"])
def test_rival_answers_stand_as_the_key_says(record, number):
    asked = record.key.question[number]
    [matrix] = record.case.hypotheses(question=asked.question, as_of=asked.as_of)
    found = {h.name: h for h in matrix.hypotheses}

    assert tuple(h.name for h in matrix.hypotheses if h.rank == 1) == asked.leads
    assert set(asked.hangs_on) <= {s.without for s in matrix.sensitivity}
    for answer in asked.answer:
        against = found[answer.name].against
        assert (against.low, against.high) == answer.against
        assert found[answer.name].voices_against == answer.voices_against


def test_every_reason_quotes_words_that_stand_where_it_says(record):
    pages = texts(record.case)
    for claim in record.case.claims():
        for step in record.case.why(claim.id).steps:
            for q in step.quotes:
                assert pages[q.document].text[q.start : q.end] == q.quote


# The same pages give the same record, however they come.


def told(case):
    return case.claims(), case.tallies(), case.checks(), case.sources(), case.timeline()


def test_the_order_of_the_files_does_not_matter(record, build, pages, tmp_path):
    assert told(build(tmp_path / "case", list(reversed(pages)))) == told(record.case)


def test_a_second_run_changes_nothing(build, pages, tmp_path):
    case = build(tmp_path / "case", pages[:3])
    before = told(case)

    case.run(workers=0)

    assert told(case) == before


def test_another_page_rereads_only_that_page(build, pages, tmp_path):
    case = build(tmp_path / "case", pages[:3])
    case.add([pages[3]], at=datetime(2010, 1, 2, tzinfo=UTC))

    assert case.run(workers=0).read == 1


def test_the_words_of_all_evidence_stand_where_it_says(record):
    assert record.case.verify()
