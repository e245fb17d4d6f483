"""Runs tasks by Spark, on this machine or on a cluster whose machines share the case's folder.

As with Ray, Spark carries handfuls of tasks to machines and nothing else: there the same keeper as
on one's own machine hands them to a worker, one by one, and results are files.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext

from wellsourced.errors import PluginError, StoreError
from wellsourced.flow.engines.keeper import Keeper
from wellsourced.flow.engines.pool import Pool
from wellsourced.model import Task

_HANDFUL = 16  # tasks of one job, at most; a job takes Spark some twentieth of a second
_QUIET = {
    "spark.log.level": "OFF",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_OWN: list[SparkContext] = []  # what was started here, and is to be stopped
_KEPT: dict[float, Keeper] = {}  # of a process of Spark, which does one handful after another


class SparkEngine(Struct, frozen=True, kw_only=True):
    """A pool of workers that Spark starts, one for each processor if not told otherwise.

    `address` is the master of a cluster (`spark://HOST:7077`, `yarn`); without, Spark is started
    here. Where a Spark context is at work already, that is used. `seconds`: the longest that a
    task may take. `options`: settings of Spark's own, as `{"spark.executor.memory" = "4g"}`.
    """

    workers: int | None = None
    address: str | None = None
    seconds: float = 300.0
    options: dict[str, str] = {}

    def __post_init__(self) -> None:
        if self.workers is not None and self.workers < 1:
            raise ValueError("Spark needs one worker or more")

    def run(self, tasks: Iterable[Task], *, done: Callable[[Task], None]) -> None:
        """Run them all, calling `done` for each as it finishes."""
        todo = tasks if isinstance(tasks, Sequence) else list(tasks)
        if not todo:
            return
        context = self._context()
        workers = min(self.workers or context.defaultParallelism, len(todo))
        Pool(todo, workers, _HANDFUL).run(lambda: _Hand(context, self.seconds), done)

    def close(self) -> None:
        """Leave the cluster, if it was joined here."""
        for context in _OWN:
            context.stop()
        _OWN.clear()

    def _context(self) -> SparkContext:
        if _OWN:
            return _OWN[0]
        conf = SparkConf().setAppName("wellsourced").setAll([*_QUIET.items()])
        if self.address:
            conf.setMaster(self.address)
        else:
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # noqa: TID251  no other way
            conf.setMaster(f"local[{self.workers or '*'}]").set("spark.driver.host", "localhost")
        conf.setAll([*self.options.items()])
        try:
            _OWN.append(SparkContext(conf=conf))
        except ValueError:  # there is one
            return SparkContext.getOrCreate()
        except (Py4JError, OSError, RuntimeError) as error:
            hint = "it needs Java 17 or later; see to the address, or run locally"
            raise PluginError(f"Spark does not start: {error}", hint=hint) from error
        return _OWN[0]


class _Hand:
    """Has handfuls of tasks done, each as a job of one partition."""

    def __init__(self, context: SparkContext, seconds: float) -> None:
        self._context, self._seconds = context, seconds

    def do(self, tasks: Sequence[Task]) -> None:
        """Do or reject tasks; raises StoreError where one cannot be written, or Spark gives up."""
        seconds = self._seconds
        try:
            job = self._context.parallelize([list(tasks)], 1)
            [(problem, hint)] = job.mapPartitions(lambda rows: _done(rows, seconds)).collect()
        except Py4JError as error:
            hint = "nothing is lost: see to the machines and run again"
            raise StoreError(f"Spark gives up: {_reason(error)}", hint=hint) from error
        if problem:
            raise StoreError(problem, hint=hint)

    def end(self) -> None:
        """Spark ends its processes, and they their workers."""


def _done(handfuls: Iterable[Sequence[Task]], seconds: float) -> Iterator[tuple[str, str]]:
    """Do tasks where Spark wants them done; gives the problem that ends the run and its hint."""
    if seconds not in _KEPT:
        _KEPT[seconds] = Keeper(seconds, threading.Event())
    keeper = _KEPT[seconds]
    for tasks in handfuls:
        try:
            keeper.do(tasks)
        except StoreError as error:
            yield error.problem, error.hint
        else:
            yield "", ""


def _reason(error: Exception) -> str:
    """Give the line that says why, of the hundred that Java tells of where.

    >>> _reason(ValueError("while calling o1.\\n: java.io.IOException: gone\\n at x"))
    'java.io.IOException: gone'
    """
    lines = [line for line in str(error).splitlines() if line.strip()]
    return next((line[2:] for line in lines if line.startswith(": ")), lines[0] if lines else "")
