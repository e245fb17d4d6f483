"""Ours, by the pipes that its commands are made of."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec

from wellsourced.config import Settings
from wellsourced.model import Layer
from wellsourced.pipes import incidents, mark, read

Row = dict[str, object]


def answers(rows: list[Row], what: str) -> Iterator[Row]:
    """Give what the command says: `what` is the layers of `mark`, or another pipe's name."""
    if what == "read":
        found = read.read([Path(str(r["file"])) for r in rows], Settings())
    else:
        lines = [json.dumps(r).encode() for r in rows]
        if what == "incidents":
            found = incidents.incidents(lines, Settings())
        else:
            only = frozenset(Layer(n) for n in what.split(","))
            found = mark.mark(lines, Settings(), only=only)
    for row in found:
        yield msgspec.to_builtins(row)
