"""The plug-ins keep the contract of wellsourced."""

import msgspec
from wellsourced_broadcast.callsigns import CallSignLinker
from wellsourced_broadcast.grid import GridMarker
from wellsourced_broadcast.outline import OutlineExporter
from wellsourced_broadcast.subtitles import SubtitleReader

from wellsourced.model import EntityKind, MarkId, Marks, Mention
from wellsourced.testing import (
    check_exporter,
    check_linker,
    check_marker,
    check_reader,
    document,
    page,
    record,
)

NEWS = """1
00:00:01,000 --> 00:00:03,000
MAYOR ORM: The bridge at Selm
is closed.

2
00:00:20,000 --> 00:00:23,000
Nobody was hurt.
"""
VOICES = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ada Orm>The bridge is closed.\n"


def test_subtitles_are_read():
    pages = [page("news.srt", NEWS), page("news.vtt", VOICES)]

    check_reader(SubtitleReader(), pages, refuses=[page("news.txt", "The bridge is closed.")])


def test_who_speaks_is_quoted():
    (found,) = SubtitleReader(outlet="Selm TV").read(page("news.srt", NEWS))

    assert found.text == ('Mayor Orm said: "The bridge at Selm is closed."\n\nNobody was hurt.')
    assert found.outlet == "Selm TV"


def test_a_grid_reference_is_a_place_on_the_map():
    text = "A convoy was hit at 4QFJ 12345 67890, and another at 99ZZZ 1234."

    check_marker(GridMarker(), [document(text)])
    found = GridMarker().mark(document(text), empty(text))
    assert [(p.latitude, p.longitude) for p in found.places] == [(21.40980, -157.91608)]


def empty(text):

    return Marks(doc=document(text).id)


def test_a_call_sign_is_another_name_by_the_words_that_say_so():
    text = "The Lake Guard, call sign Heron, holds Selm. Heron left."
    told = Mention(id=MarkId("m1"), start=4, end=14, kind=EntityKind.FORCE, name="Lake Guard")
    marks = msgspec.structs.replace(empty(text), entities=(told,))

    check_linker(CallSignLinker(), [(document(text), marks)])
    (found,) = CallSignLinker().names(document(text), marks)
    assert (found.name, found.alias) == ("Lake Guard", "Heron")
    assert text[found.start : found.end] == "Lake Guard, call sign Heron"


def test_an_outline_is_written(tmp_path):
    check_exporter(OutlineExporter(), record(tmp_path))
