"""What the scripts that learn weights from open news have in common."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

import numpy as np

from wellsourced.model import Dated, Document, DocumentId, Part, PartId, PartKind


class Example(Protocol):
    """Something to be kept or not, with the hints that tell it."""

    @property
    def kept(self) -> bool:
        """Whether readers keep it."""
        ...

    @property
    def hints(self) -> Sequence[str]:
        """What it shows."""
        ...


class Pull(NamedTuple):
    """How many examples a hint needs to count, and how strongly weights are pulled to zero."""

    rare: int
    strict: float


def document_of(row: dict[str, str]) -> Document:
    """Give the document of a row of the pages."""
    day = date.fromisoformat(row["published"]) if row.get("published") else None
    body = Part(id=PartId("p1"), kind=PartKind.BODY, start=0, end=len(row["text"]))
    return Document(
        id=DocumentId(row["id"]),
        evidence="",
        file=row["id"],
        text=row["text"],
        parts=(body,),
        published=Dated(earliest=day, latest=day),
    )


def learnt(examples: Sequence[Example], by: Pull) -> dict[str, float]:
    """Logistic regression with a pull to zero, by Newton's steps on the whole."""
    counts = Counter(h for e in examples for h in e.hints)
    names = ["", *sorted(h for h, n in counts.items() if n >= by.rare)]
    place = {n: i for i, n in enumerate(names)}
    table = np.zeros((len(examples), len(names)))
    for i, example in enumerate(examples):
        table[i, [0, *(place[h] for h in example.hints if h in place)]] = 1
    kept = np.array([e.kept for e in examples], dtype=float)
    pull = np.full(len(names), by.strict)
    pull[0] = 0.01
    weights = np.zeros(len(names))
    for _ in range(12):
        share = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (share - kept) + pull * weights
        bend = (table.T * (share * (1 - share))) @ table + np.diag(pull)
        weights -= np.linalg.solve(bend, slope)
    return {n: round(float(w), 3) for n, w in zip(names, weights, strict=True)}
