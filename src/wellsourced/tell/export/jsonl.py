"""JSON lines: a record a line, as the contracts say."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct


def lines(rows: Iterable[Struct]) -> Iterator[bytes]:
    r"""Give each row as one line.

    >>> from wellsourced.model import Estimate
    >>> list(lines([Estimate(1, 2)]))
    [b'{"low":1,"high":2}\n']
    """
    encoder = msgspec.json.Encoder()
    for row in rows:
        yield encoder.encode(row) + b"\n"
