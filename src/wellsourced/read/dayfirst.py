"""Which of 4/5/2031 is the day: what the other times of one thread say."""

import re
from collections.abc import Iterable, Sequence

_NUMERIC = re.compile(r"(?<![\d/\-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)?\d\d(?![\d/\-])")


def turned(times: Sequence[str | None], printed: Iterable[str]) -> list[str | None]:
    """Give times that were read month first, read day first where their page shows that.

    It shows by a day past the twelfth, where only so the times follow one another, and where else
    all would have written on the same day of several months.

    >>> turned(["2031-04-03", "2031-03-27"], ["Ana 03/04/2031", "Ben 27/03/2031"])
    ['2031-03-04', '2031-03-27']
    """
    told = [m for words in printed if (m := _NUMERIC.search(words))]
    if not told or any(int(m[3]) > 12 for m in told):
        return list(times)
    other = [_turned(t) if t else None for t in times]
    proven = any(int(m[1]) > 12 for m in told)
    if proven or (not _ordered(times) and _ordered(other)) or _monthly(times):
        return other
    return list(times)


def _turned(time: str) -> str:
    year, month, day = time[:4], time[5:7], time[8:10]
    return time if int(day) > 12 else f"{year}-{day}-{month}{time[10:]}"


def _monthly(times: Sequence[str | None]) -> bool:
    days = {t[:10] for t in times if t}
    return len(days) > 1 and len({d[8:] for d in days}) == 1


def _ordered(times: Sequence[str | None]) -> bool:
    told = [t for t in times if t]
    return told in (sorted(told), sorted(told, reverse=True))
