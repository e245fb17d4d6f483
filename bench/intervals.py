"""How sure a figure is: of 100 draws of the same pages anew, 95 lie between these two."""

import importlib
import importlib.util
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import TypeVar

Part = TypeVar("Part")
Interval = tuple[float, float]
_SEED = 0
_FEW = 10  # pages; two drawn anew are still the same two


def interval(
    draws: int, parts: Sequence[Part], figure: Callable[[Sequence[Part]], float]
) -> Interval | None:
    """Draw the parts anew, with repeats, and give the middle 95 of 100 figures."""
    if len(parts) < _FEW:
        return None
    chance = random.Random(_SEED)
    made = sorted(figure(chance.choices(parts, k=len(parts))) for _ in range(draws))
    return made[int(0.025 * draws)], made[min(draws - 1, int(0.975 * draws))]


def of_documents(words: Sequence[str], data: Path, key: str, draws: int) -> Interval | None:
    """The interval of a figure of the scorers in `score/`, whose parts are documents."""
    sys.path.insert(0, str(data))
    score = importlib.import_module("score.__main__")
    sys.path.remove(str(data))
    task, gold, pred = (_after(words, flag) for flag in ("score", "--gold", "--pred"))
    scorer = score.module(task)
    parts = scorer.parts(score.load_gold(str(data / gold)), score.predictions(pred))
    return interval(draws, parts, lambda drawn: float(scorer.total(drawn)[key]))


def of_pages(
    words: Sequence[str], folder: Path, keys: Sequence[str], draws: int
) -> Interval | None:
    """The interval of a figure of `seeds/score.py`, whose parts are pages; run in `folder`."""
    scorer = _module(folder.parent / "seeds" / "score.py")
    gold = scorer.read_gold(folder / _after(words, "--gold"))
    if len(gold) < _FEW:
        return None
    pred = scorer.read_pred(_after(words, "--pred"))
    texts = folder.parent.parent / "seeds"
    told = [scorer.score([page], pred, texts) for page in gold]
    names = scorer.MAIN if keys[0] == "MAIN" else (keys[0],)

    def figure(drawn: Sequence[ModuleType]) -> float:
        rows = ([t.prf.get(name, [0, 0, 0]) for t in drawn] for name in names)
        sums = ([sum(column) for column in zip(*row, strict=True)] for row in rows)
        return sum(scorer.prf(s)[2] for s in sums) / len(names)

    return interval(draws, told, figure)


def _module(path: Path) -> ModuleType:
    """A scorer by its file: two of them are called `score`."""
    spec = importlib.util.spec_from_file_location("page_scorer", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _after(words: Sequence[str], flag: str) -> str:
    return words[list(words).index(flag) + 1]
