"""Learn what the words of an answer say of its stance, from invented exchanges.

    python scripts/stanceweights.py tests/mark/exchanges.txt > stanceweights.toml

The table belongs in src/wellsourced/lexicon/en. Learnt from every second thread. Printed on
stderr: how the rules alone and the weights do on the others, which are never learnt from.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from wellsourced.lexicon.reader import read
from wellsourced.mark.answers import AnswerKinds
from wellsourced.mark.leaning import shows
from wellsourced.mark.replies import by_rules

STANCES = ("support", "deny", "query", "comment")
_RARE = 3  # hints met in fewer answers are left at what the word list says of them
_SLIGHT = 0.03  # lighter hints are not written
_STRICT = 10.0  # pull of the weights of words towards what the word list says
_STRICTER = 60.0  # the same for length, shape and grammar, which differ from site to site
_SAID = 1.0  # what a word counts for the stance under which the list has it
_STEPS = 400
# Told sooner than is likeliest: a rare stance that is missed is a greater loss than a false one.
_LEANS = (("asks", "query", 0.3), ("", "comment", 0.3))

_SHAPES = (  # hint, stance, how much of what a word counts
    ("asks", "query", 0.7),
    ("asks last", "query", 0.7),
    ("asks shortly", "query", 0.5),
    ("asks why", "comment", 0.3),
    ("contradicts", "deny", 0.7),
    ("asks in a speech", "comment", 0.7),
    ("passed on alone", "support", 1.5),  # who passes on without a word stands by it
    ("link alone", "support", 1.5),
    ("link", "support", 0.5),
    ("passed on", "support", 0.5),
    ("repeats most", "support", 1.0),
    ("turns round most", "deny", 1.5),
    ("turns round some", "deny", 1.0),
    ("same number", "support", 0.5),
    ("other number", "deny", 0.5),
)

Weights = dict[str, tuple[float, ...]]


class Exchange(NamedTuple):
    """An answer: its thread, its hints, what the rules say of it, its stance."""

    thread: int
    hints: tuple[str, ...]
    ruled: str
    stance: str


def main() -> None:
    """Learn and print."""
    exchanges = list(_exchanges(Path(sys.argv[1])))
    weights = _learnt([e for e in exchanges if e.thread % 2 == 0])
    held = [e for e in exchanges if e.thread % 2]
    _measured("rules", [(e.stance, e.ruled) for e in held])
    _measured("weights", [(e.stance, _told(weights, e.hints)) for e in held])
    _written(weights)


def _exchanges(file: Path) -> Iterator[Exchange]:
    names = {s[0]: s for s in STANCES}
    thread, post = -1, ""
    for line in file.read_text(encoding="utf-8").splitlines():
        mark, _, words = line.partition(" ")
        if mark == ">":
            thread, post = thread + 1, words
        elif mark[:-1] in names and mark.endswith(":"):
            shown = tuple(h.name for h in shows(words, post))
            yield Exchange(thread, shown, by_rules(words, post), names[mark[:-1]])


def _expected() -> dict[str, tuple[str, float]]:
    """What each hint should weigh by reason alone: the stance that it speaks for, and how much."""
    found = {f"rule {s}": (s, 2 * _SAID) for s in STANCES}
    for kind in read("en/answerhints.toml", AnswerKinds).kinds:
        # "Photo" tells nothing of a stance, "photo?" asks for one.
        name = f"asked {kind.name}" if kind.stance == "query" else kind.name
        found[name] = (kind.stance, kind.much * _SAID)
        if kind.opens:
            found[f"{kind.name} opens"] = (kind.stance, _SAID)
    return found | {n: (s, _SAID * much) for n, s, much in _SHAPES}


def _learnt(exchanges: Sequence[Exchange]) -> Weights:
    """Logistic regression over the four stances, pulled towards what reason expects."""
    counts = Counter(h for e in exchanges for h in e.hints)
    expected = _expected()
    names = ["", *sorted({h for h, n in counts.items() if n >= _RARE} | set(expected))]
    place = {n: i for i, n in enumerate(names)}
    table = np.zeros((len(exchanges), len(names)))
    right = np.zeros((len(exchanges), len(STANCES)))
    for i, e in enumerate(exchanges):
        table[i, [0, *(place[h] for h in e.hints if h in place)]] = 1
        right[i, STANCES.index(e.stance)] = 1
    start = np.zeros((len(names), len(STANCES)))
    for name, (stance, weight) in expected.items():
        start[place[name], STANCES.index(stance)] = weight
    pull = np.array([_STRICT if _of_words(n) else _STRICTER for n in names])
    pull[0] = 0.01
    bend = 0.5 * table.T @ table  # a bound: no step goes too far
    step = np.linalg.inv(bend + np.diag(pull))
    weights = start.copy()
    for _ in range(_STEPS):
        share = np.exp(table @ weights)
        share /= share.sum(axis=1, keepdims=True)
        slope = table.T @ (share - right)
        weights -= step @ (slope + pull[:, None] * (weights - start))
    for name, stance, more in _LEANS:
        weights[place[name], STANCES.index(stance)] += more
    return {n: tuple(round(float(w), 3) for w in weights[i]) for n, i in place.items()}


def _of_words(hint: str) -> bool:
    """Whether a hint is of kinds of words or of questions."""
    kinds = {k.name for k in read("en/answerhints.toml", AnswerKinds).kinds if k.much == 1}
    plain = hint.replace("asked ", "").replace("not ", "").replace("if ", "")
    return plain in kinds or plain.removesuffix(" opens") in kinds


def _told(weights: Weights, hints: Sequence[str]) -> str:
    rows = [weights[h] for h in ("", *hints) if h in weights]
    totals = [sum(column) for column in zip(*rows, strict=True)]
    return STANCES[totals.index(max(totals))]


def _measured(name: str, pairs: Sequence[tuple[str, str]]) -> None:
    counts = Counter(pairs)
    total = 0.0
    for stance in STANCES:
        told = sum(n for (_, t), n in counts.items() if t == stance)
        real = sum(n for (r, _), n in counts.items() if r == stance)
        f1 = 2 * counts[stance, stance] / max(told + real, 1)
        total += f1 / len(STANCES)
        print(f"{name} {stance}: told {told}, real {real}, f1 {f1:.3f}", file=sys.stderr)
    print(f"{name}: macro f1 {total:.3f} of {len(pairs)} answers", file=sys.stderr)


def _written(weights: Weights) -> None:
    print("# What each hint says for each stance of an answer: logistic weights, learnt by")
    print("# scripts/stanceweights.py from our own invented exchanges (tests/mark/exchanges.txt).")
    print(f"stances = {json.dumps(STANCES)}\n\n[weights]")
    for name, row in sorted(weights.items()):
        if max(map(abs, row)) >= _SLIGHT:
            print(f"{json.dumps(name)} = {list(row)}")


main()
