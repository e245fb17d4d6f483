"""Text in capitals as the parser can read it: wire copy of the teletype age, shouted comments."""

import functools
import re

from wellsourced.mark.timewords import calendar
from wellsourced.mark.words import words

_FEWEST = 40  # letters; shorter stretches are headings and initials, and stay as they are
_SHARE = 0.9  # of the letters
_HEAD = 200  # characters that tell
_FIRST = re.compile(r"(?:^|[.?!\]:][\"')]?\s+|\]\s*)[\"'(\[]*([^\W\d_])")


def lowered(text: str) -> str:
    """Give a text that is all in capitals in small letters, one character for one.

    Sentences keep their first capital; nations, months and days theirs.

    >>> lowered("GUNMEN FIRED ON A FRENCH BUS IN SRI LANKA. NINE MINERS MAY BE DEAD.")
    'Gunmen fired on a French bus in Sri Lanka. Nine miners may be dead.'
    >>> lowered("NINE DEAD")
    'NINE DEAD'
    """
    if not _shouted(text):
        return text
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    low = _names().sub(lambda m: m.group().title(), low)
    return _FIRST.sub(lambda m: m.group()[:-1] + m[1].upper(), low)


def _shouted(text: str) -> bool:
    if any(c.islower() for c in text[:_FEWEST]):
        return False
    letters = [c for c in text[:_HEAD] if c.isalpha()]
    return len(letters) >= _FEWEST and sum(c.isupper() for c in letters) > _SHARE * len(letters)


@functools.cache
def _names() -> re.Pattern[str]:
    """Nations, and the days and months that are no other words; "may" beside a number."""
    nations = (" ".join(name) for name in words().nations if len("".join(name)) > _INITIALS)
    dated = {*calendar().months.words, *calendar().weekdays.words}
    known = [re.escape(w.lower()) for w in (*nations, *dated) if len(w) > _INITIALS]
    listed = "|".join(sorted(set(known) - {"march"}, key=lambda w: (-len(w), w)))
    listed = listed.replace(r"\ ", r"\s+")
    return re.compile(rf"\b(?:{listed}|(?:may|march)(?=\s+\d)|(?<=\d\s)(?:may|march))\b")


_INITIALS = 3  # letters of what may be initials or another word: "US", "Sun"
