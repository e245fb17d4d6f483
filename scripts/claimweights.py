"""Learn what makes a clause a claim, from openly licensed pages with a key.

    python scripts/claimweights.py OPENNEWS_FOLDER > src/wellsourced/lexicon/en/claimweights.toml

The folder holds input.jsonl and gold/*.json. Printed on stderr: F1 over pages left out in turn.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wellsourced.config import Settings
from wellsourced.mark.claims import candidates
from wellsourced.mark.layers import marked
from wellsourced.mark.scene import scene
from wellsourced.mark.syntax import readings
from wellsourced.model import Dated, Document, DocumentId, Layer, Part, PartId, PartKind

_RARE = 4  # hints met in fewer clauses are left out
_SLIGHT = 0.03  # lighter hints are not written
_FOLDS = 7
_STRICT = 5.0  # pull of every weight towards zero
_LAYERS = frozenset(
    {Layer.ENTITIES, Layer.TIMES, Layer.PLACES, Layer.ATTRIBUTIONS, Layer.QUANTITIES}
)


class Example(NamedTuple):
    """A clause: its page, its hints, and whether the key has it."""

    page: int
    hints: tuple[str, ...]
    kept: bool


def main() -> None:
    """Learn and print."""
    folder = Path(sys.argv[1])
    rows = [json.loads(line) for line in (folder / "input.jsonl").open(encoding="utf-8")]
    examples, gold = [], 0
    for number, row in enumerate(rows):
        key = json.loads((folder / "gold" / f"{row['id']}.json").read_text(encoding="utf-8"))
        gold += len(key["claims"])
        examples += list(_examples(number, row, key["claims"]))
    least = _measured(examples, gold)
    _written(_learnt(examples), least)


def _examples(number: int, row: dict[str, str], key: list[dict[str, object]]) -> Iterator[Example]:
    document = _document(row)
    settings = Settings()
    reading = next(readings([document], settings))
    found = next(marked([document], settings, only=_LAYERS))
    rows = [draft for _, draft in candidates(reading, scene(found))]
    pairs = []
    for i, draft in enumerate(rows):
        for j, gold in enumerate(key):
            same = draft.type.value in (gold["type"], *gold.get("also", {}).get("type", ()))
            score = (
                _match(draft.span.start, draft.span.end, gold["start"], gold["end"]) if same else 0
            )
            if score:
                pairs.append((-score, i, j))
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    for i, draft in enumerate(rows):
        yield Example(
            number, tuple(h for h in dict.fromkeys(draft.hints) if h != "sure"), i in left
        )


def _match(a: int, b: int, c: int, d: int) -> float:
    both = min(b, d) - max(a, c)
    if both <= 0:
        return 0
    dice = 2 * both / (b - a + d - c)
    inside = both / min(b - a, d - c) >= 0.8
    return dice if dice >= 0.5 or (dice >= 0.25 and inside) else 0


def _document(row: dict[str, str]) -> Document:
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


def _learnt(examples: Sequence[Example]) -> dict[str, float]:
    """Logistic regression with a pull to zero, by Newton's steps on the whole."""
    counts = Counter(h for e in examples for h in e.hints)
    names = ["", *sorted(h for h, n in counts.items() if n >= _RARE)]
    place = {n: i for i, n in enumerate(names)}
    table = np.zeros((len(examples), len(names)))
    for i, example in enumerate(examples):
        table[i, [0, *(place[h] for h in example.hints if h in place)]] = 1
    kept = np.array([e.kept for e in examples], dtype=float)
    pull = np.full(len(names), _STRICT)
    pull[0] = 0.01
    weights = np.zeros(len(names))
    for _ in range(12):
        share = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (share - kept) + pull * weights
        bend = (table.T * (share * (1 - share))) @ table + np.diag(pull)
        weights -= np.linalg.solve(bend, slope)
    return {n: round(float(w), 3) for n, w in zip(names, weights, strict=True)}


def _measured(examples: Sequence[Example], gold: int) -> float:
    """The worth from which on F1 is best, on pages that the weights have not seen."""
    judged: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        weights = _learnt([e for e in examples if e.page % _FOLDS != fold])
        for e in examples:
            if e.page % _FOLDS == fold:
                total = weights[""] + sum(weights.get(h, 0.0) for h in e.hints)
                judged.append((float(1 / (1 + np.exp(-total))), e.kept))
    best = (0.0, 0.0)
    for least in np.arange(0.1, 0.6, 0.02):
        told = [kept for worth, kept in judged if worth >= least]
        f1 = 2 * sum(told) / (len(told) + gold)
        print(f"{least:.2f} told {len(told)} right {sum(told)} f1 {f1:.4f}", file=sys.stderr)
        best = max(best, (f1, float(least)))
    return round(best[1], 2)


def _written(weights: dict[str, float], least: float) -> None:
    print(
        "# What each hint says for or against a clause being a claim: logistic weights, learnt by"
    )
    print("# scripts/claimweights.py from openly licensed news (Wikinews, CC BY 2.5; US works).")
    print(f"least = {least}\n\n[weights]")
    for name, weight in sorted(weights.items()):
        if abs(weight) >= _SLIGHT:
            print(f"{json.dumps(name)} = {weight}")


main()
