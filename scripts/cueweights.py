"""Learn which attributions that the rules find are marked by careful readers too.

    python scripts/cueweights.py OPENNEWS_FOLDER > src/wellsourced/lexicon/en/cueweights.toml

The folder holds input.jsonl and gold/*.json. Printed on stderr: precision, recall and F1 over
pages left out in turn, by the worth from which on an attribution is told; 0 is the rules alone.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from learning import Pull, document_of, learnt

from wellsourced.config import Settings
from wellsourced.mark.attribution import candidates
from wellsourced.mark.layers import marked
from wellsourced.mark.syntax import readings
from wellsourced.model import (
    Attribution,
    Layer,
    MarkId,
)

_PULL = Pull(rare=4, strict=2.0)
_SLIGHT = 0.03  # lighter hints are not written
_FOLDS = 7
_SPARED = 0.996  # of what the rules find rightly, at least so much has to be told
_SAME = 0.5  # Dice from which on two contents are one

Places = frozenset[int]


class Example(NamedTuple):
    """An attribution of ours: its page, its hints, whether the key has it, whether it counts."""

    page: int
    hints: tuple[str, ...]
    kept: bool
    counts: bool


def main() -> None:
    """Learn and print."""
    folder = Path(sys.argv[1])
    rows = [json.loads(line) for line in (folder / "input.jsonl").open(encoding="utf-8")]
    examples, gold = [], 0
    for number, row in enumerate(rows):
        key = json.loads((folder / "gold" / f"{row['id']}.json").read_text(encoding="utf-8"))
        gold += sum(not a.get("optional") for a in key["attributions"])
        examples += _examples(number, row, key["attributions"])
    least = _measured(examples, gold)
    _written(learnt([e for e in examples if e.hints], _PULL), least)


def _examples(number: int, row: dict[str, str], key: Sequence[dict[str, object]]) -> list[Example]:
    document, settings = document_of(row), Settings()
    reading = next(readings([document], settings))
    found = next(marked([document], settings, only=frozenset({Layer.ENTITIES})))
    seen: dict[MarkId, tuple[str, ...]] = {}

    def kept(name: MarkId, hints: tuple[str, ...]) -> bool:
        seen[name] = hints
        return True

    ours = candidates(reading, found, kept)
    matched = _matched(row["text"], ours, key)
    return [
        Example(number, seen[a.id], i in matched, not (matched.get(i))) for i, a in enumerate(ours)
    ]


def _matched(
    text: str, ours: Sequence[Attribution], key: Sequence[dict[str, object]]
) -> dict[int, bool]:
    """Give the numbers of ours that the key has, and whether it only admits them."""
    pairs = []
    for i, row in enumerate(ours):
        content = _places(text, [(c.start, c.end) for c in row.content])
        source = _places(text, [] if row.source is None else [(row.source.start, row.source.end)])
        cue = _places(text, [] if row.cue is None else [(row.cue.start, row.cue.end)])
        for j, gold in enumerate(key):
            same = _dice(content, _places(text, _spans(gold["content"])))
            near = _dice(cue, _places(text, _spans(gold["cue"])))
            others = (gold.get("also") or {}).get("source", [])
            sources = [_places(text, _spans(s)) for s in (gold["source"], *others)]
            right = same >= _SAME and any(s & source or not (s or source) for s in sources)
            if same:
                score = 4 * same + 2 * near + _dice(source, sources[0])
                pairs.append((-score, i, j, right, bool(gold.get("optional"))))
    left: set[int] = set()
    both: dict[int, bool] = {}
    paired: set[int] = set()
    for _, i, j, right, optional in sorted(pairs):
        if i not in paired and j not in left:
            paired.add(i)
            left.add(j)
            if right:
                both[i] = optional
    return both


def _spans(value: object) -> list[tuple[int, int]]:
    rows = value if isinstance(value, list) else [value]
    return [(r["start"], r["end"]) for r in rows if r]


def _places(text: str, spans: Sequence[tuple[int, int]]) -> Places:
    return frozenset(i for a, b in spans for i in range(a, b) if text[i : i + 1].isalnum())


def _dice(a: Places, b: Places) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _measured(examples: Sequence[Example], gold: int) -> float:
    """The greatest worth that leaves out nearly nothing right, on pages not learnt from."""
    judged: list[tuple[float, Example]] = []
    for fold in range(_FOLDS):
        weights = learnt([e for e in examples if e.page % _FOLDS != fold and e.hints], _PULL)
        judged += [(_worth(weights, e), e) for e in examples if e.page % _FOLDS == fold]
    whole = sum(e.kept and e.counts for e in examples)
    chosen = 0.0
    for least in np.arange(0.0, 0.6, 0.05):
        told = [e for worth, e in judged if worth >= least and e.counts]
        right = sum(e.kept for e in told)
        precision, recall = right / len(told), right / gold
        f1 = 2 * right / (len(told) + gold)
        print(f"{least:.2f} P {precision:.4f} R {recall:.4f} F1 {f1:.4f}", file=sys.stderr)
        if right >= _SPARED * whole:
            chosen = float(least)
    return round(chosen, 2)


def _worth(weights: dict[str, float], example: Example) -> float:
    if not example.hints:
        return 1.0
    total = weights[""] + sum(weights.get(h, 0.0) for h in example.hints)
    return float(1 / (1 + np.exp(-total)))


def _written(weights: dict[str, float], least: float) -> None:
    print("# What each hint says for or against an attribution that the rules find: logistic")
    print("# weights, learnt by scripts/cueweights.py from openly licensed news")
    print("# (Wikinews, CC BY 2.5; US works).")
    print(f"least = {least}\n\n[weights]")
    for name, weight in sorted(weights.items()):
        if abs(weight) >= _SLIGHT:
            print(f"{json.dumps(name)} = {weight}")


main()
