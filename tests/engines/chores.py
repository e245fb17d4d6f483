"""Tasks for engines to do."""

import time
from dataclasses import dataclass
from pathlib import Path

from tests.flow.test_local import Chore


@dataclass(frozen=True)
class Nap(Chore):
    """A task that takes a moment."""

    def run(self) -> None:
        time.sleep(0.3)
        super().run()


@dataclass(frozen=True)
class Nothing:
    """A task that does nothing at all."""

    output: Path = Path("nothing")

    def run(self) -> None:
        pass

    def reject(self, reason: str) -> None:
        raise AssertionError(reason)


def naps(folder: Path) -> list[Chore]:
    return [Chore(folder / "0"), *(Nap(folder / f"{n}") for n in range(1, 8))]
