"""Who is the speaker, by the words for him."""

from datetime import date

from wellsourced.config import Settings
from wellsourced.flow import stages
from wellsourced.link.whole import link
from wellsourced.mark.stance import stanced
from wellsourced.model import Layout
from wellsourced.read.pipe import Row, document_of_row


def origins(text):
    row = Row(id="a", text=text, published=date(2031, 3, 4), layout=Layout.PLAIN)
    page = stanced(document_of_row(row, Settings()))
    found = link([page], stages.mark([page], Settings()), Settings())
    return {(u.origin.name, u.origin.unnamed) for u in found.utterances}


def test_a_name_behind_the_words_for_a_speaker_is_the_speaker():
    told = origins("The army shelled Dreva, the governor of Selm, Ada Hollin, said on Monday.")

    assert told == {("Ada Hollin", False)}


def test_an_earlier_report_that_a_page_corrects_is_its_own():
    told = origins(
        "Correction: An earlier report of March 1 said that Ada Hollin had left Norvia for Sarka."
    )

    assert told == {("a", False)}
