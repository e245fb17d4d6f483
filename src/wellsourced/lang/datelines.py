"""Where a wire story's dateline ends and its first sentence begins."""

import re

_CITY = r"[A-Z\u00C0-\u00DE][A-Z\u00C0-\u00DE.'’\-]{2,}"
_DATELINE = re.compile(
    rf"{_CITY}(?:[ /]{_CITY}){{0,3}}"  # NEW HARBOUR
    r"(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?(?! \d|\w))?"  # , Ruritania
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"  # , Sept. 21
    r"(?: ?\([\w /.&-]{2,40}\))?"  # (Agency)
    r"\s*(?:[–—]|-{1,2}(?=\s))\s*"
)


def dateline(text: str, start: int, end: int) -> int | None:
    """Give where the dateline that a paragraph opens with ends; None: it opens with none.

    A parser takes "HARBOUR CITY, Iraq (Agency) -" for a part of the sentence that follows.

    >>> text = "OLD HARBOUR, Sept. 21 (Coast News) - The guard has split."
    >>> text[dateline(text, 0, len(text)):]
    'The guard has split.'
    >>> dateline("The guard - or what is left of it - has split.", 0, 47) is None
    True
    """
    found = _DATELINE.match(text, start, end)
    return found.end() if found and found.end() < end else None
