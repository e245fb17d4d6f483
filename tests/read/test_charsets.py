import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.archives import http, packed, record
from wellsourced.read.charsets import charset
from wellsourced.read.decode import decoded, in_utf8

RUSSIAN = "Старый мост в Хаврине обрушился в понедельник утром, сообщил городской совет."
CHINESE = "市议会周一表示，哈夫林的旧桥于周一上午倒塌，没有人员伤亡。市长说维修将于三月开始。"
JAPANESE = "市議会は月曜日、ハブリンの古い橋が崩落したと発表した。けが人はいなかった。"
KOREAN = (
    "시의회는 월요일 하브린의 낡은 다리가 월요일 아침에 무너졌다고 밝혔다. 다친 사람은 없었다."
)
TEXTS = [
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8-r"),
    (CHINESE, "gb18030"),
    (JAPANESE, "cp932"),
    (KOREAN, "cp949"),
]


def page(words: str, charset: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><p>{words}</p></body></html>".encode(charset)


@pytest.mark.parametrize(("words", "codec"), TEXTS)
def test_letters_other_than_latin_are_known_by_their_looks(words, codec):
    assert words in (decoded(page(words, codec), declares=True) or "")


@pytest.mark.parametrize(("words", "codec"), TEXTS)
def test_one_bad_byte_costs_no_more_than_itself(words, codec):
    body = page(words, codec, f"<meta charset={codec}>") + b"\xff\n<p>" + words.encode(codec)

    found = decoded(body, declares=True) or ""

    assert found.count(words) == 2


@pytest.mark.parametrize("words", ["Größe der Brücke: café, señor", "“Nobody” – €4 million"])
def test_western_letters_stand_between_letters_of_ascii(words):
    assert decoded(words.encode("cp1252")) == words


def test_a_page_of_two_encodings_keeps_the_words_of_both():
    half = "“Nobody was hurt” – in Příbor, she said.".encode()
    other = "“We were lucky” – at the café.".encode("cp1252")

    assert decoded(half + b"\n" + other) == (
        "“Nobody was hurt” – in Příbor, she said.\n“We were lucky” – at the café."
    )


@pytest.mark.parametrize("name", ["hex", "base64", "rot13", "undefined", "zlib", "utf-7", "idna"])
def test_what_spells_no_text_is_no_charset(name):
    body = page("The café fell.", "cp1252", f"<meta charset={name}>")

    assert charset(name) is None
    assert "The café fell." in (decoded(body, declares=True) or "")


@pytest.mark.parametrize("told", ["koi8-r", '"KOI8-R"'])
def test_an_answer_tells_the_charset_of_its_page(paged, told):
    kind = f"Content-Type: text/html; charset={told}"
    body = page(RUSSIAN, "koi8-r", "<meta charset=windows-1251>")

    (found,) = paged(packed(record(http(body, kind))), media_type="application/warc")

    assert RUSSIAN in found.text


@given(st.binary(max_size=200), st.text(max_size=12))
def test_any_bytes_under_any_label_are_spelt_or_refused(body, label):
    assert isinstance(decoded(body, told=label), str | None)
    assert isinstance(in_utf8(body, label), bytes)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.text(max_size=9))
def test_what_is_utf8_without_fault_stays_that(words, label):
    body = ("bridge " * 9 + words).encode()

    assert decoded(body, told=label) == "bridge " * 9 + words
