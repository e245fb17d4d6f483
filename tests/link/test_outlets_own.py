"""An outlet's short name on its own page is its own word."""

from tests.weigh.test_answers_back import names, of, record

TARN = "rebels had seized Tarn"


def test_a_page_that_calls_itself_by_a_part_of_its_name_is_no_second_source():
    told = record(f"The Courier has learnt that {TARN}.", outlet="Ostrel Courier")

    assert names(of(told, TARN).said_by) == ["Ostrel Courier"]


def test_another_paper_of_that_name_is_another():
    told = record(f"The Lake Courier has learnt that {TARN}.", outlet="Ostrel Courier")

    assert names(of(told, TARN).said_by) == ["Lake Courier"]


def test_what_is_told_a_page_by_a_part_of_its_name_came_through_no_second_paper():
    told = record(f"Odo Kell told the Courier that {TARN}.", outlet="Ostrel Courier")

    (evidence,) = of(told, TARN).evidence
    assert evidence.chain == ("Ostrel Courier", "Odo Kell")
