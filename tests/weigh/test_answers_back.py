"""Claims that are denied or confirmed by words that point back, weighed with what they mean."""

from datetime import date

from msgspec.structs import replace

from tests.mark.claimed import document
from wellsourced.config import Settings
from wellsourced.link.whole import link
from wellsourced.mark.layers import marked
from wellsourced.model import Dated, DocumentId
from wellsourced.weigh.whole import weigh

NONE = Settings()
TOLL = "Twelve people were killed in the market on Friday, the mayor, Ada Brun, said."


def record(*texts, outlet=None):
    """The claims of some pages, one a day."""
    days = [date(2031, 5, n + 1) for n in range(len(texts))]
    pages = [
        replace(
            document(text),
            id=DocumentId(f"d{n}"),
            outlet=outlet or f"Paper {n}",
            published=Dated(earliest=day, latest=day),
        )
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    found = list(marked(pages, NONE))
    return weigh(link(pages, found, NONE), pages, found, NONE).claims


def of(claims, words):
    return next(c for c in claims if c.text == words)


def names(sources):
    return [s.name for s in sources]


def test_it_denied_is_the_claim_denied():
    found = of(
        record("Rebels seized Tarn, the interior ministry said. The rebels denied it."),
        "Rebels seized Tarn",
    )

    assert found.status == "disputed"
    assert names(found.denied_by) == ["rebels"]


def test_a_toll_can_be_denied_though_nobody_is_named_in_it():
    (claim,) = [
        c
        for c in record(f"{TOLL} A military spokesman denied it.")
        if c.said_by and c.polarity == "+"
    ]

    assert names(claim.said_by) == ["Ada Brun"]
    assert names(claim.denied_by) == ["military spokesman"]


def test_who_confirms_it_is_one_more_source():
    found = of(
        record("Rebels seized Tarn, the interior ministry said. Captain Ivo Lund confirmed it."),
        "Rebels seized Tarn",
    )

    assert names(found.said_by) == ["interior ministry"]
    assert names(found.confirmed_by) == ["Ivo Lund"]
    assert found.origins.high == 2


def test_a_lie_is_called_one():
    text = 'Odo Kell said the army shelled Tarn. "It is a lie," Colonel Ivo Marr said.'
    found = of(record(text), "the army shelled Tarn")

    assert names(found.denied_by) == ["Ivo Marr"]


def test_the_reason_quotes_the_answer_and_what_it_answers():
    found = of(
        record("Rebels seized Tarn, the interior ministry said. The rebels denied it."),
        "Rebels seized Tarn",
    )
    (why,) = [r for r in found.reasons if "taken to speak of" in r.says]

    assert "“The rebels denied it”" in why.says
    assert "“Rebels seized Tarn”" in why.says
    assert [found.evidence[n].quote for n in why.evidence] == ["The rebels denied it"]


def test_what_another_page_says_is_denied_as_well():
    found = record(
        "Rebels seized Tarn, the interior ministry said. The rebels denied it.",
        "Rebels seized Tarn, the governor said.",
    )
    claim = of(found, "Rebels seized Tarn")

    assert names(claim.said_by) == ["interior ministry", "governor"]
    assert names(claim.denied_by) == ["rebels"]


def test_a_claim_is_told_in_the_words_that_name_it():
    texts = [c.text for c in record("Rebels seized Tarn, a nurse said. The rebels denied it.")]

    assert sorted(texts) == ["Rebels seized Tarn", "not so: Rebels seized Tarn"]
