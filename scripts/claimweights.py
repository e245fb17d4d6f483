"""Learn what makes a clause a claim, from openly licensed pages with a key.

    python scripts/claimweights.py OPENNEWS_FOLDER > src/wellsourced/lexicon/en/claimweights.toml

The folder holds input.jsonl and gold/*.json. Printed on stderr: F1 over pages left out in turn.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from learning import Pull, document_of, learnt

from wellsourced.config import Settings
from wellsourced.mark.claims import candidates
from wellsourced.mark.layers import marked
from wellsourced.mark.scene import scene
from wellsourced.mark.syntax import readings
from wellsourced.model import Layer

_PULL = Pull(rare=4, strict=5.0)
_SLIGHT = 0.03  # lighter hints are not written
_FOLDS = 7
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
    _written(learnt(examples, _PULL), least)


def _examples(number: int, row: dict[str, str], key: list[dict[str, object]]) -> Iterator[Example]:
    document = document_of(row)
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


def _measured(examples: Sequence[Example], gold: int) -> float:
    """The worth from which on F1 is best, on pages that the weights have not seen."""
    judged: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        weights = learnt([e for e in examples if e.page % _FOLDS != fold], _PULL)
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
