"""dateparser's search for dates, told the day of publication."""

from collections.abc import Iterator
from datetime import datetime

from dateparser.date import DateDataParser
from dateparser.search import search_dates

Row = dict[str, object]
_SHAPES = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "time": "%Y-%m-%dT%H:%M"}


def answers(rows: list[Row]) -> Iterator[Row]:
    """Give each expression found, its value as wide as dateparser says that it is."""
    for row in rows:
        told = str(row.get("published") or "")[:10]
        settings = {"RELATIVE_BASE": datetime.fromisoformat(told)} if told else {}
        parser = DateDataParser(languages=["en"], settings=settings)
        text = str(row["text"])
        yield {"id": row["id"], "times": list(_times(text, settings, parser))}


def _times(
    text: str, settings: dict[str, datetime], parser: DateDataParser
) -> Iterator[dict[str, object]]:
    at = 0
    for words, day in search_dates(text, languages=["en"], settings=settings) or ():
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        width = str(parser.get_date_data(words).period or "day")
        value = day.strftime(_SHAPES.get(width, "%Y-%m-%d"))
        yield {"start": start, "end": at, "type": "DATE", "value": value}
