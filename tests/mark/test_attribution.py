import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mark.voices import attributed, by_cue, only, page, told
from wellsourced.model import Part, PartId, PartKind


def test_a_clause_that_somebody_says_is_his():
    row = only("The harbour master said the pier had been closed.")

    assert row[:3] == ("The harbour master", "said", ("the pier had been closed",))


def test_a_saying_in_the_middle_leaves_the_content_in_two_pieces():
    row = only("The rebels, the army says, have left the valley.")

    assert row.source == "the army"
    assert row.content == ("The rebels", "have left the valley")


def test_according_to_at_the_end_covers_the_sentence():
    row = only("The pier is closed and the ferries have stopped, according to two sailors.")

    assert row.source == "two sailors"
    assert row.content == ("The pier is closed and the ferries have stopped",)


def test_the_agent_of_a_passive_is_the_source():
    row = only("The losses were confirmed by two senior officers.")

    assert row[:3] == ("two senior officers", "confirmed by", ("The losses",))


def test_hearsay_has_no_source_and_takes_the_one_spoken_of_into_its_content():
    row = only("The bishop is said to have crossed the border.")

    assert row[:3] == (None, "is said to", ("The bishop", "have crossed the border"))
    assert row.unnamed
    assert row.chain == ("Lorne Herald", "unnamed")


def test_an_adverb_of_hearsay_attributes_its_clause():
    row = only("The envoy has reportedly left the valley by boat.")

    assert row.cue == "reportedly"
    assert row.unnamed


def test_a_participle_goes_on_with_the_speaker_of_the_sentence():
    text = "The ministry said the troops must stay, adding that they had bread."

    assert by_cue(text, "adding").source == "The ministry"
    assert by_cue(text, "said").content == ("the troops must stay",)


def test_a_relative_clause_speaks_for_the_noun_before_it():
    text = "The commanders, who said they feared for their lives, left at dawn."

    assert by_cue(text, "said").source == "The commanders"


def test_reports_that_deny_are_the_source_of_the_denial():
    row = by_cue("The town sleeps despite new reports denying that the mayor has fled.", "denying")

    assert row.source == "new reports"
    assert row.commitment == "CT-"


def test_a_line_that_begins_with_a_known_name_and_a_colon_is_attributed():
    row = told("AP: Rebels split, envoys go home\n\nThe AP has the story.")[0]

    assert row.source == "AP"
    assert row.cue is None
    assert row.content == ("Rebels split, envoys go home",)


def test_who_stands_farther_from_the_words_passes_them_on():
    text = "The town has fallen, the mayor said, Reuters reported."

    assert by_cue(text, "said").inside == "reported"
    assert by_cue(text, "said").chain == ("Lorne Herald", "Reuters", "mayor")
    assert by_cue(text, "reported").inside is None


def test_who_is_cited_stands_inside_the_one_who_cites():
    text = "The port is closed, AFP reported, citing two officers."

    row = by_cue(text, "citing")

    assert row.inside == "reported"
    assert row.content == ("The port is closed",)
    assert row.chain == ("Lorne Herald", "Agence France-Presse", "two officers")


def test_a_nested_saying_is_nested_and_its_chain_goes_through_the_outer_one():
    text = "Two officers told the Harbour Herald that the bishop is said to have left."

    outer, inner = by_cue(text, "told"), by_cue(text, "is said to")

    assert outer.chain == ("Lorne Herald", "Harbour Herald", "two officers")
    assert inner.inside == "told"
    assert inner.chain == ("Lorne Herald", "Harbour Herald", "two officers", "unnamed")
    assert (outer.commitment, inner.commitment) == ("CT+", "CT+")


def test_the_pages_own_voice_is_no_source():
    assert told("I think the bridge will hold.") == []
    assert told("You know that the bridge will hold.") == []


def test_the_reader_is_the_outermost_voice_of_a_comment():
    text = "The pier is shut.\n\nMy cousin says the mayor has fled."
    body = Part(id=PartId("b"), kind=PartKind.BODY, start=0, end=17)
    comment = Part(
        id=PartId("c"), kind=PartKind.COMMENT, start=19, end=len(text), author="old_salt"
    )

    (row,) = told(text, body, comment)

    assert row.chain[:2] == ("Lorne Herald comments", "old_salt")
    assert row.unnamed


def test_a_page_without_an_outlet_begins_its_chains_with_the_source():
    (row,) = told("Ana Reyes said the pier was shut.", outlet=None)

    assert row.chain == ("Ana Reyes",)


def test_a_block_quote_is_one_attribution_in_which_the_others_are_nested():
    lead, quoted = "Reuters has it:", "Two officers said the pier was shut.\n\nNobody was hurt."
    text = f"{lead}\n\n{quoted}"
    start = len(lead) + 2
    parts = (
        Part(id=PartId("b"), kind=PartKind.BODY, start=0, end=len(lead)),
        Part(id=PartId("q"), kind=PartKind.BLOCKQUOTE, start=start, end=len(text)),
    )

    container, said = told(text, *parts)

    assert len(container.content) == 2
    assert container.kind == "direct"
    assert container.chain == ("Lorne Herald", "Reuters")
    assert said.inside == ""
    assert said.chain == ("Lorne Herald", "Reuters", "two officers")


ODD = st.text(alphabet="aé😀\u0301\u00a0\r\n\t \"“”„«»‘’'`.,:;?()—-שA", max_size=80)
WORDS = st.lists(
    st.sampled_from(
        [
            "The mayor",
            "said",
            "told",
            "Reuters",
            "that",
            '"',
            "“",
            "”",
            "''",
            ",",
            ".",
            "adding",
            "reportedly",
            "according to",
            "who",
            "was believed to",
            "leave",
            "calls for",
            "citing",
            "\n\n",
            "he",
            "AP:",
            "officials",
            "denied",
            "it fell",
            "?",
            ":",
            "’s",
            "not",
            "(",
            "as",
        ]
    ),
    max_size=30,
).map(" ".join)


@given(st.one_of(ODD, WORDS))
@settings(max_examples=150, deadline=None)
def test_no_text_is_refused_and_every_span_lies_in_it(text):
    if not text.strip():
        return
    found = attributed(page(text))
    ids = {a.id for a in found}

    for row in found:
        assert row.content
        for span in (*row.content, *(s for s in (row.source, row.cue) if s)):
            assert span.of(text).strip()
        assert row.nested_in is None or (row.nested_in in ids and row.nested_in != row.id)
        assert row.chain
    assert len(ids) == len(found)
    assert attributed(page(text)) == found


@pytest.mark.parametrize(
    "mark", ["“{}”", '"{}"', "‘{}’", "«{}»", "„{}“", "''{}''", "``{}''", "“{}"]
)
def test_quotation_marks_of_every_kind_are_known(mark):
    quoted = mark.format("The harbour is shut and nobody works,")
    row = told(f"The mayor spoke: {quoted}" if mark == "“{}" else f"{quoted} the mayor said.")

    assert any("harbour is shut" in c for r in row for c in r.content)


def test_what_is_cited_that_cannot_speak_is_what_the_citing_one_says():
    rows = told("The envoy, citing the release of prisoners, said the talks would go on.")
    assert ("The envoy", "citing", ("the release of prisoners",)) in [r[:3] for r in rows]
