"""A plain rival for incidents: pages of like words (cosine of TF-IDF) within seven days.

The threshold is the one that served this rival best on the development side.
"""

from collections.abc import Iterator
from datetime import date

from sklearn.feature_extraction.text import TfidfVectorizer

Row = dict[str, object]
LEAST, DAYS = 0.20, 7


def answers(rows: list[Row]) -> Iterator[Row]:
    """Give each page's cluster: pages joined by any likeness are one."""
    weights = TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=2)
    table = weights.fit_transform([str(r["text"]) for r in rows])
    like = (table @ table.T).tocoo()
    days = [date.fromisoformat(str(r["published"])[:10]) for r in rows]
    first = list(range(len(rows)))

    def top(n: int) -> int:
        while first[n] != n:
            n = first[n]
        return n

    for a, b, cosine in zip(like.row, like.col, like.data, strict=True):
        if a < b and cosine >= LEAST and abs((days[a] - days[b]).days) <= DAYS:
            x, y = sorted((top(a), top(b)))
            first[y] = x
    for n, row in enumerate(rows):
        yield {"doc": row["id"], "cluster": str(top(n))}
