"""The names of encodings, as browsers understand them."""

import codecs

_ALIKE = {  # by the codec's name: what browsers read instead, which spells more
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "utf-16": "utf-8",  # what declares itself in single bytes is not in double ones
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_UNHEARD = {  # names of pages that are no names of codecs
    "x-user-defined": "cp1252",
    "x-ascii": "cp1252",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms932": "cp932",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "gb_2312": "gb18030",
    "x-euc-jp": "euc_jp",
    "x-x-big5": "big5hkscs",
    "cn-big5": "big5hkscs",
    "windows-949": "cp949",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
    "unicode-1-1-utf-8": "utf-8",
    "x-unicode20utf8": "utf-8",
    **{f"x-cp125{n}": f"cp125{n}" for n in range(9)},
}
_SPELLING = {
    *{"utf-8", "gb18030", "big5hkscs", "cp932", "cp949", "euc_jp", "iso2022_jp"},
    *{"cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"},
    *{f"cp125{n}" for n in range(9)},
    *{f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}


def charset(label: str) -> str | None:
    """Give the codec in which a browser reads what is labelled so; None for what spells no text.

    >>> charset("GB2312"), charset(" iso-8859-1"), charset("x-sjis"), charset("base64")
    ('gb18030', 'cp1252', 'cp932', None)
    """
    name = label.strip().strip("\"'").lower()
    try:
        name = _UNHEARD.get(name) or codecs.lookup(name).name
    except (LookupError, ValueError):  # a name may hold what no name can
        return None
    name = _ALIKE.get(name, name)
    return name if name in _SPELLING else None
